"""What is different in a newer export: counted by kind of change, with the first rows of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from uploads.parsing.records import ParsedBook, Status

FIRST = 25  # rows kept of a kind of change, to name its books


class What(StrEnum):
    """What may have happened to a book between two exports. A book may have had several."""

    NEW = "new"
    BACK = "back"  # it was gone from the last export
    TO_READ = "moved_to_to_read"
    READING = "moved_to_reading"
    READ = "moved_to_read"
    ELSEWHERE = "moved_elsewhere"
    RATED = "newly_rated"
    RATED_OTHERWISE = "rated_otherwise"
    DATED = "newly_dated"
    REVIEWED = "newly_reviewed"
    OTHER_ISBN = "other_isbn"
    OTHERWISE = "changed_otherwise"
    AVERAGE = "other_average"
    GONE = "gone"


_MOVES = {Status.TO_READ: What.TO_READ, Status.READING: What.READING, Status.READ: What.READ}
_COMPARED = ("row", "status", "shelf", "rating", "date_read", "review", "isbn13", "average_rating")


@dataclass(frozen=True, slots=True)
class Gist:
    """What is compared of a book. Small: long texts as hashes, the same within this process."""

    status: Status
    shelf: str
    rating: float | None
    date_read: str | None
    review: int | None
    isbn13: str | None
    average_rating: float | None
    rest: int


def gist_of(book: ParsedBook) -> Gist:
    rest = tuple((name, getattr(book, name)) for name in book.__slots__ if name not in _COMPARED)
    return Gist(
        status=book.status,
        shelf=book.shelf,
        rating=book.rating,
        date_read=book.date_read.text if book.date_read else None,
        review=hash(book.review) if book.review else None,
        isbn13=book.isbn13,
        average_rating=book.average_rating,
        rest=hash(rest),
    )


def differences(before: Gist, now: Gist) -> Iterator[What]:
    """What happened to a book; nothing where it is the same."""
    if before == now:
        return
    changes = [*_of_reading(before, now), *([What.OTHER_ISBN] if before.isbn13 != now.isbn13 else [])]
    other_average = before.average_rating != now.average_rating
    yield from changes
    if other_average:
        yield What.AVERAGE
    if not changes and (before.rest != now.rest or not other_average):
        yield What.OTHERWISE


def _of_reading(before: Gist, now: Gist) -> Iterator[What]:
    if before.status is not now.status:
        yield _MOVES.get(now.status, What.ELSEWHERE)
    elif before.shelf != now.shelf:
        yield What.ELSEWHERE
    if now.rating is not None and before.rating != now.rating:
        yield What.RATED if before.rating is None else What.RATED_OTHERWISE
    if now.date_read and before.date_read != now.date_read:
        yield What.DATED
    if now.review is not None and before.review != now.review:
        yield What.REVIEWED


@dataclass(slots=True)
class Tally:
    """Counts of changes, and the first rows of each."""

    counts: dict[What, int] = field(default_factory=dict)
    rows: dict[What, list[int]] = field(default_factory=dict)

    def add(self, what: What, row: int) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        rows = self.rows.setdefault(what, [])
        if len(rows) < FIRST:
            rows.append(row)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def to_json(self) -> list[dict[str, Any]]:
        """In the order in which they are told."""
        return [
            {"what": what.value, "count": self.counts[what], "rows": self.rows[what]}
            for what in What
            if what in self.counts
        ]
