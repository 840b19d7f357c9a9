"""What decisions do to a library: changes, kept as JSON, and replayed over the books as they were parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from uploads.parsing.records import UNKNOWN_AUTHOR, ParsedBook, Status
from uploads.parsing.shelves import STANDARD

_NAMING = ("title", "author", "isbn13", "goodreads_id", "original_publication_year", "publication_year")


@dataclass(frozen=True, slots=True)
class Change:
    """What one decision does. Rows are those of the export; a change that says nothing leaves all as it is."""

    row: int | None = None  # the book that the rest is about
    fields: Mapping[str, Any] = field(default_factory=dict)  # JSON values over its own; None empties
    shelf: str | None = None  # in place of a row: all books on this exclusive shelf
    drop: int | None = None  # this row is left out
    reread: int | None = None  # this row is left out, and its reading counted with `row`'s
    is_new: bool = False  # the row could not be read: `fields` are the whole book, written by hand
    match: Mapping[str, Any] | None = None  # how the catalogue is to be asked for the book; empty: it has no match

    def to_json(self) -> dict[str, Any]:
        """Only what it says; an empty `match` says something."""
        record = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: value for name, value in record.items() if value not in (None, False) and (value or name == "match")
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        return cls(**{name: record[name] for name in cls.__slots__ if name in record})

    @property
    def left_out(self) -> int | None:
        """The row that is no book of its own any more."""
        return self.drop if self.drop is not None else self.reread

    @property
    def rows(self) -> set[int]:
        """The rows of the file that must be known to apply it."""
        return {row for row in (self.row, self.drop, self.reread) if row is not None}


@dataclass(frozen=True, slots=True)
class Mended:
    """A book as its reader wants it. `catalogue` is the id it was linked under; None where it must be linked anew."""

    book: ParsedBook
    catalogue: int | None
    match: Mapping[str, Any] | None = None  # as `Change.match`

    @property
    def is_linked_anew(self) -> bool:
        return self.catalogue is None


Library = Iterable[tuple[ParsedBook, int]]


class Mending:
    """The changes of a library in the order in which they were decided; what is decided later wins."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes = list(changes)
        self.new_rows = {change.row for change in self._changes if change.is_new}
        self.rows: set[int] = set().union(*(change.rows for change in self._changes))
        self._shelves = {change.shelf: change.fields for change in self._changes if change.shelf is not None}

    def __bool__(self) -> bool:
        return bool(self._changes)

    def over(self, library: Library, touched: Mapping[int, tuple[ParsedBook, int]]) -> Iterator[Mended]:
        """The mended library, in the file's order; `touched` holds the books of `rows` as they were parsed."""
        mended = self.of(touched)
        new = sorted((row for row in mended if row not in touched), reverse=True)
        for book, catalogue in library:
            while new and new[-1] < book.row:
                yield from _there(mended[new.pop()])
            if book.row in mended:
                yield from _there(mended[book.row])
            else:
                yield Mended(self._on_its_shelf(book), catalogue)
        while new:
            yield from _there(mended[new.pop()])

    def of(self, touched: Mapping[int, tuple[ParsedBook, int]]) -> dict[int, Mended | None]:
        """What becomes of the touched rows; None for one that is left out."""
        books: dict[int, Mended | None] = {
            row: Mended(self._on_its_shelf(book), catalogue) for row, (book, catalogue) in touched.items()
        }
        for change in self._changes:
            if change.is_new and change.row is not None:
                books[change.row] = Mended(written_by_hand(change.row, change.fields), None)
            elif change.row is not None and (old := books.get(change.row)):
                books[change.row] = _changed(old, change)
        for change in self._changes:
            if change.reread is not None:
                _count_together(books, change)
        for change in self._changes:
            if change.drop is not None and change.drop in books:
                books[change.drop] = None
        return books

    def _on_its_shelf(self, book: ParsedBook) -> ParsedBook:
        fields = self._shelves.get(book.shelf)
        return patched(book, fields) if fields else book


def patched(book: ParsedBook, fields: Mapping[str, Any]) -> ParsedBook:
    """The book with other fields. One of the standard shelves goes with the status that it stands for."""
    record = {name: value for name, value in (book.to_json() | dict(fields)).items() if value is not None}
    if "status" in fields and (record.get("shelf") in STANDARD or not record.get("shelf")):
        record["shelf"] = fields["status"]
    return ParsedBook.from_json(record)


def reading_added(kept: ParsedBook, other: ParsedBook) -> ParsedBook:
    """One book of two that were each read: readings counted together, the later date, whatever only one of them has."""
    read = [book for book in (kept, other) if book.status is Status.READ]
    if not read:
        return kept
    times = sum(max(1, book.read_count or 0) for book in read)
    dates = [date for date in (kept.date_read, other.date_read) if date]
    return replace(
        kept,
        status=Status.READ,
        shelf=read[0].shelf,
        read_count=times,
        date_read=max(dates, key=lambda date: date.day, default=None),
        rating=kept.rating or other.rating,
        review=kept.review or other.review,
        has_spoilers=kept.has_spoilers or (other.has_spoilers and not kept.review),
        shelves=tuple(dict.fromkeys(kept.shelves + other.shelves)),
    )


def _changed(old: Mended, change: Change) -> Mended:
    book = patched(old.book, change.fields) if change.fields else old.book
    if change.match is not None:
        return Mended(book, None, change.match)
    is_named_alike = all(getattr(book, name) == getattr(old.book, name) for name in _NAMING)
    return replace(old, book=book) if is_named_alike else Mended(book, None)


def _count_together(books: dict[int, Mended | None], change: Change) -> None:
    kept, other = books.get(change.row or 0), books.get(change.reread or 0)
    if kept and other and change.reread is not None and change.row is not None:
        books[change.row] = replace(kept, book=reading_added(kept.book, other.book))
        books[change.reread] = None


def written_by_hand(row: int, fields: Mapping[str, Any]) -> ParsedBook:
    """The book of a row that could not be read, from what its reader typed."""
    plain = {"row": row, "author": UNKNOWN_AUTHOR, "shelf": Status.READ.value, "status": Status.READ.value}
    record = plain | {name: value for name, value in fields.items() if value is not None}
    return ParsedBook.from_json(record | {"shelf": record["status"]})


def _there(mended: Mended | None) -> Sequence[Mended]:
    return () if mended is None else (mended,)
