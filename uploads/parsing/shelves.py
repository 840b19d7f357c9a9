"""What an exclusive shelf says of its books, by its name, and the reader's other shelves.

Goodreads has three exclusive shelves and lets readers add their own: "did-not-finish", "abgebrochen",
"reading-soon". Names that say nothing of reading ("owned", "reference") are Status.OTHER on purpose;
names that we do not understand are too, and are asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from enrichment.sentences import Sentence
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue, Status

_LAID_ASIDE_HOW = Sentence("Laid aside for a while, or given up? The shelf's name does not say.")
_CANNOT_TELL = Sentence("We cannot tell from this shelf's name whether its books are read.")
MOST_SHELVES = 1_000  # asked about; nobody has so many exclusive ones
STANDARD = {"read": Status.READ, "currently-reading": Status.READING, "to-read": Status.TO_READ}

# Names of one or more words, "-" between them, accents left off. Tried in this order: whatever says that a
# book will not be read comes before the "read" in it, and to-read before read.
_NAMES: tuple[tuple[Status, tuple[str, ...]], ...] = (
    (
        Status.OTHER,
        (
            "wont-read", "will-not-read", "not-to-read", "never-read", "not-reading", "not-interested", "no-interest",
            "not-for-me", "on-hold", "onhold", "hold", "paused", "pause", "hiatus", "set-aside", "owned", "own",
            "i-own", "my-library", "library", "reference", "to-sell", "sold", "lent", "loaned", "borrowed", "gift",
            "gifts", "duplicates", "sin-interes", "pausado", "en-pause", "pausiert",
        ),
    ),
    (
        Status.ABANDONED,
        (
            "abandoned", "abandon", "abandonned", "did-not-finish", "didnt-finish", "didn-t-finish", "dnf", "dnfed",
            "do-not-finish", "not-finished", "never-finished", "didnotfinish", "could-not-finish", "couldnt-finish",
            "couldn-t-finish", "cant-finish", "can-t-finish", "unfinished", "dropped", "gave-up", "given-up",
            "gave-up-on", "give-up", "quit", "stopped", "stopped-reading", "languished", "bailed", "put-down",
            "partially-read", "started-not-finished", "lost-interest", "abgebrochen", "nicht-beendet", "abandonne",
            "abandonnes", "pas-fini", "abandonado", "abandonados", "sin-terminar", "no-terminado", "no-terminados",
            "abbandonato", "abbandonati", "non-finito", "nao-terminei", "gestopt", "niet-uitgelezen", "afgebroken",
            "yarim-kalan", "yarim-biraktim", "yarim-kalanlar", "yarim-birakilan", "porzucone", "niedokonczone",
        ),
    ),
    (
        Status.TO_READ,
        (
            "to-read", "want-to-read", "to-be-read", "toread", "tbr", "to-re-read", "to-reread", "to-finish", "wishlist",
            "wish-list", "wish", "wanted", "want", "to-buy", "buy", "to-get", "to-borrow", "to-check-out", "up-next",
            "next", "next-up", "read-next", "to-read-next", "reading-soon", "read-soon", "maybe", "maybe-read",
            "someday", "some-day", "possibly", "might-read", "interested", "unread", "not-read", "not-yet-read",
            "owned-unread", "owned-to-read", "backlog", "queue", "reading-list", "zu-lesen", "will-ich-lesen",
            "mochte-ich-lesen", "ungelesen", "wunschliste", "sub", "a-lire", "envie-de-lire", "pal",
            "pile-a-lire", "por-leer", "quiero-leer", "pendiente", "pendientes", "para-leer", "da-leggere",
            "voglio-leggere", "quero-ler", "para-ler", "a-ler", "te-lezen", "wil-ik-lezen", "verlanglijst", "okunacak",
            "okunacaklar", "okumak-istiyorum", "do-przeczytania", "chce-przeczytac",
        ),
    ),
    (
        Status.READING,
        (
            "currently-reading", "reading", "reading-now", "now-reading", "current", "currently", "in-progress",
            "re-reading", "rereading", "started", "ongoing", "still-reading", "slowly-reading", "currently-listening",
            "lese-ich-gerade", "lese-gerade", "lese-ich", "en-cours", "en-cours-de-lecture", "leyendo", "in-lettura",
            "lendo", "aan-het-lezen", "lees-ik-nu", "okuyorum", "okunuyor", "teraz-czytam", "czytam",
        ),
    ),
    (
        Status.READ,
        (
            "read", "finished", "done", "completed", "complete", "have-read", "already-read", "re-read", "reread",
            "read-again", "listened", "listened-to", "gelesen", "lu", "lus", "deja-lu", "leido", "leidos", "letto",
            "letti", "lido", "lidos", "gelezen", "okundu", "okudum", "okunan", "okunanlar", "przeczytane",
        ),
    ),
)  # fmt: skip
_MEANINGS = {name: status for status, names in reversed(_NAMES) for name in names}
# Given up, or only laid aside? The name does not say, so they are asked about.
_LAID_ASIDE = frozenset(
    "on-hold onhold hold paused pause hiatus set-aside pausado en-pause pausiert put-aside".split()  # noqa: SIM905
)
# What may stand before or behind such a name without changing what it says: "poetry-to-read", "read-in-2019", "dnf-2021"
_ENDINGS = re.compile(
    r"(?:.+-)?(?P<name>to-read|to-be-read|tbr|dnf|did-not-finish|didnt-finish|abandoned|unfinished|wishlist|wish-list|to-buy"
    r"|currently-reading|on-hold|wont-read)"
)
_BEGINNINGS = re.compile(
    r"(?P<name>to-read|tbr|dnf|did-not-finish|abandoned|wishlist|wish-list|to-buy|currently-reading|on-hold|wont-read"
    r"|owned|not-interested|gave-up|read(?=-(?:in-)?(?:19|20)[0-9]{2}$)|finished(?=-(?:in-)?(?:19|20)[0-9]{2}$))-.+"
)


@lru_cache(maxsize=1024)
def status_of(shelf: str) -> Status | None:
    """What a shelf's name says; None where it is empty or not understood.

    >>> status_of("did-not-finish"), status_of("psychotherapy-to-read"), status_of("Lus"), status_of("martin-shaw")
    (<Status.ABANDONED: 'abandoned'>, <Status.TO_READ: 'to-read'>, <Status.READ: 'read'>, None)
    """
    name = _bare(shelf)
    if name in _MEANINGS:
        return _MEANINGS[name]
    match = _ENDINGS.fullmatch(name) or _BEGINNINGS.fullmatch(name)
    return _MEANINGS[match["name"]] if match else None


def is_laid_aside(shelf: str) -> bool:
    """Whether a shelf's name says that reading was broken off, but not whether for good.

    >>> is_laid_aside("On Hold"), is_laid_aside("abandoned")
    (True, False)
    """
    return _bare(shelf) in _LAID_ASIDE


class ShelvesToAskAbout:
    """Collects the exclusive shelves whose names are not clear: one question for each, however many books it holds."""

    def __init__(self) -> None:
        self._shelves: dict[str, list[int]] = {}  # name -> [first row, books]

    def see(self, book: ParsedBook) -> None:
        if book.status is not Status.OTHER or not _is_unclear(book.shelf):
            return
        if book.shelf in self._shelves:
            self._shelves[book.shelf][1] += 1
        elif len(self._shelves) < MOST_SHELVES:
            self._shelves[book.shelf] = [book.row, 1]

    def issues(self) -> Iterator[RowIssue]:
        for shelf, (row, books) in self._shelves.items():
            yield RowIssue(
                IssueKind.UNCLEAR_SHELF,
                row,
                _LAID_ASIDE_HOW if is_laid_aside(shelf) else _CANNOT_TELL,
                "Exclusive Shelf",
                shelf,
                Status.OTHER.value,
                books=books,
            )


@lru_cache(maxsize=1024)
def _is_unclear(shelf: str) -> bool:
    return status_of(shelf) is None or is_laid_aside(shelf)


def shelves_of(cell: str) -> tuple[str, ...]:
    """The names in a cell that parts them by commas, each once, at most 200 of them."""
    if not cell:
        return ()
    names = (" ".join(name.split())[:100] for name in cell[:50_000].split(","))
    return tuple(dict.fromkeys(name for name in names if name))[:200]


def _bare(shelf: str) -> str:
    """Lower case, without accents, "-" for whatever stands between the words; "ł" and "ı" have no accent to lose."""
    folded = unicodedata.normalize("NFKD", shelf.casefold().translate({ord("ł"): "l", ord("ı"): "i"}))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", letters).strip("-")
