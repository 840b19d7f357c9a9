"""Print, e-book or audio, by the binding that Goodreads names in the language of the edition."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from uploads.parsing.records import Format

_UNKNOWN = frozenset({"unknown binding", "unknown", "none", "n/a", "not specified", "装丁なし", "不明"})

# Parts of words, accents left off; names that are parts of other words stand in _WORDS. Audio is tried first ("Audible
# Audio", "Digital audio"), then e-books ("Kindle Hardcover"), then print.
_PARTS: tuple[tuple[Format, tuple[str, ...]], ...] = (
    (Format.OTHER, ("cd-rom", "cdrom", "dvd", "blu-ray", "video", "board game", "toy", "software", "calendar", "misc.")),
    (
        Format.AUDIO,
        (
            "audi", "horbuch", "horspiel", "luisterboek", "sesli kitap", "podio", "podcast", "mp3", "casset", "kassett",
            "playaway", "аудио", "オーティオ", "オーディオ", "ljudbok", "lydbok", "lydbog", "aanikirja", "hangoskonyv",
            "有声", "朗読", "vinyl", "schallplatte", "compact disc", "오디오", "ηχητικο",
        ),
    ),
    (
        Format.EBOOK,
        (
            "ebook", "e-book", "e book", "kindle", "epub", "nook", "kobo", "ibook", "mobi", "digital", "numerique",
            "electron", "elektron", "liseuse", "e-kitap", "ekitap", "e-kniha", "e-bok", "e-bog", "e-kirja", "e-livro",
            "e-libro", "eboek", "e-boek", "e-konyv", "электрон", "電子", "电子", "キントル", "전자책", "online", "web page",
            "wattpad", "internet", "google play", "scribd", "smashwords",
        ),
    ),
    (
        Format.PRINT,
        (
            # English
            "paperback", "hardcover", "hardback", "hard cover", "hard back", "mass market", "mass_market", "softcover",
            "soft cover", "softback", "library binding", "school & library", "leather", "cloth", "board book",
            "board_book", "boardbook", "boards", "spiral", "comic", "manga", "tankobon", "bunko", "pamphlet", "magazine",
            "pocket", "textbook", "boxed", "box set", "boxset", "slipcase", "turtleback", "flexibound", "bound", "binding",
            "chapbook", "graphic novel", "newspaper", "journal", "staple", "wire-o", "omnibus", "folio", "picture book",
            # German
            "gebunden", "taschenbuch", "broschier", "broschur", "kartoniert", "leinen", "pappband", "ledereinband",
            # French
            "broche", "relie", "cartonne", "album", "poche",
            # Spanish, Portuguese, Italian
            "tapa", "rustica", "bolsillo", "cartone", "encuaderna", "capa", "brochura", "encadernacao", "copertina",
            "brossura", "rilegato", "tascabile", "economic", "flessibile",
            # Dutch, Scandinavian, Finnish
            "gebonden", "ingenaaid", "inbunden", "haftad", "kartonnage", "danskt band", "indbundet", "haeftet",
            "innbundet", "heftet", "kovakanti", "sidottu", "nidottu", "pehmeakanti", "pokkari",
            # Turkish, Polish, Czech, Hungarian, Romanian
            "karton kapak", "ciltli", "ciltsiz", "kapak", "cep boy", "oprawa", "miekka", "twarda", "broszura", "kieszonk",
            "brozovan", "vazana", "pevna", "kemeny", "puha", "kotott", "fuzott", "cartonat", "brosat",
            # Russian, Greek, Japanese, Chinese, Korean
            "тверд", "твёрд", "мягк", "обложк", "переплет", "переплёт", "χαρτοδετο", "σκληρο", "文庫", "単行本", "新書",
            "コミック", "大型本", "ムック", "ホートフック", "ハートカハー", "ヘーハーハック", "ソフトカハー", "雑誌", "平装",
            "精装", "平裝", "精裝", "양장", "페이퍼백", "하드커버",
        ),
    ),
)  # fmt: skip
_WORDS: tuple[tuple[Format, frozenset[str]], ...] = (
    (Format.AUDIO, frozenset({"cd", "cds", "lp", "tape"})),
    (Format.EBOOK, frozenset({"pdf", "web", "html", "txt", "azw", "azw3"})),
    (
        Format.PRINT,
        frozenset(
            {"paper", "print", "trade", "zine", "heft", "board", "hard", "soft", "pb", "hc", "hb", "book", "ring"}
        ),
    ),
)


@lru_cache(maxsize=1024)
def format_of(binding: str) -> Format | None:
    """What kind of book a binding is; None where it is empty or says "unknown", OTHER where we do not know the word.

    >>> format_of("Gebundene Ausgabe"), format_of("Audible Audio"), format_of("Kindle版"), format_of("文庫")
    (<Format.PRINT: 'print'>, <Format.AUDIO: 'audio'>, <Format.EBOOK: 'ebook'>, <Format.PRINT: 'print'>)
    """
    name = _bare(binding)
    if name in _UNKNOWN or not any(map(str.isalnum, name)):
        return None
    for form, parts in _PARTS:
        if any(part in name for part in parts):
            return form
    words = set(re.findall(r"\w+", name))
    return next((form for form, known in _WORDS if words & known), Format.OTHER)


def _bare(binding: str) -> str:
    """Lower case without accents, which also takes the voicing marks of Japanese kana (ド becomes ト)."""
    folded = unicodedata.normalize("NFKD", binding.casefold().translate({ord("ł"): "l", ord("ı"): "i", ord("æ"): "ae"}))
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())
