"""Which book of a newer export is which book of the library: by Book Id, else by ISBN, else by title and author."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from uploads.parsing.editions import letters
from uploads.parsing.records import UNKNOWN_AUTHOR, ParsedBook


@dataclass(frozen=True, slots=True)
class Name:
    """What a book is known by. Small, as there may be 100,000 of them."""

    row: int
    goodreads_id: str | None
    isbn13: str | None
    work: int | None  # a hash of title, author and volume, the same within this process


def name_of(book: ParsedBook) -> Name:
    title = letters(book.title)
    is_named = bool(title) and book.author != UNKNOWN_AUTHOR
    work = hash((title, letters(book.author), book.series_number)) if is_named else None
    return Name(book.row, book.goodreads_id, book.isbn13, work)


def matched(library: Iterable[Name], newer: Iterable[Name]) -> dict[int, int]:
    """Rows of the newer export with the library's rows that they stand for; each at most once.

    A book whose id has changed is still the same where its ISBN, or title, author and volume are.
    """
    here, there = list(library), list(newer)
    found: dict[int, int] = {}
    for key_of in _KEYS:
        found |= _matched_by(key_of, here, there)
        taken = set(found.values())
        here = [name for name in here if name.row not in taken]
        there = [name for name in there if name.row not in found]
    return found


_KEYS: tuple[Callable[[Name], Hashable], ...] = (
    lambda name: name.goodreads_id,
    lambda name: name.isbn13,
    lambda name: name.work,
)


def _matched_by(key_of: Callable[[Name], Hashable], here: Iterable[Name], there: Iterable[Name]) -> dict[int, int]:
    rows: dict[Hashable, deque[int]] = defaultdict(deque)
    for name in here:
        rows[key_of(name)].append(name.row)
    rows.pop(None, None)
    return {name.row: queue.popleft() for name in there if (queue := rows.get(key_of(name)))}
