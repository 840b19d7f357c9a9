"""Text brought to one spelling, so that titles and names can be compared letter by letter."""

from __future__ import annotations

import re
import unicodedata

_LAST_LETTER_WITH_STRAY_MARKS = "\u052f"  # Latin, Greek and Cyrillic; in later scripts a mark is part of the letter
_NO_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_SYNTAX = re.compile(r'["\\()\[\]{}^~*?:!+|/<>=;#&]')
_NOT_A_LETTER = re.compile(r"[^\w]+|_")


def fold(text: str) -> str:
    """`text` in lower case without accents, its punctuation kept.

    Scripts whose marks carry meaning keep them, so that no title of theirs folds to nothing.

    >>> fold("L’Étranger"), fold("Ærø"), fold("村上春樹")
    ('l’etranger', 'aero', '村上春樹')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", "".join(map(_without_marks, plain))).translate(_NO_DECOMPOSITION)


def words(text: str) -> list[str]:
    """The words of folded text; an apostrophe joins, all other punctuation parts.

    >>> words("don't—look & see")
    ['dont', 'look', 'and', 'see']
    """
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", text.replace("&", " and "))).split()


def without_syntax(text: str) -> str:
    """`text` without anything that a search engine could take for its own: quotes, brackets, operators, controls.

    >>> without_syntax('He said "no" (again): C++/CLI')
    'He said no again C CLI'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(_SYNTAX.sub(" ", printable).split())


def _without_marks(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.combining(letter) and letter <= "\u036f":
        return ""
    parts = unicodedata.normalize("NFKD", letter)
    return parts[0] if parts[0] <= _LAST_LETTER_WITH_STRAY_MARKS and len(parts) > 1 else letter
