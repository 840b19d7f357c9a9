"""The books of a library by what they have in common: a genre, an author, a series. Counted in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboards.document.folding import fold
from dashboards.document.tallies import Book, Tally
from uploads.parsing.records import UNKNOWN_AUTHOR, Status

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Group:
    """Books that share a genre, an author or a series. Pages and ratings are of the read ones."""

    name: str
    books: int = 0  # whatever their shelf
    to_read: int = 0
    read: Tally = field(default_factory=Tally)
    first_year: int | None = None  # in which one of them was read
    last_year: int | None = None

    def add(self, book: Book) -> None:
        self.books += 1
        self.to_read += book["reading_status"] == Status.TO_READ
        if book["reading_status"] != Status.READ:
            return
        self.read.add(book["num_pages"], book["my_rating"])
        if book["date_read"] is not None:
            year = int(book["date_read"][:4])
            self.first_year = year if self.first_year is None else min(self.first_year, year)
            self.last_year = year if self.last_year is None else max(self.last_year, year)


def _author(book: Book) -> list[str]:
    return [] if book["author"] == UNKNOWN_AUTHOR else [book["author"]]


NAMES: dict[str, Callable[[Book], list[str]]] = {
    "genre": lambda book: book["genres"],
    "author": _author,
    "series": lambda book: [book["series"]] if book["series"] else [],
}


def groups_of(books: Iterable[Book], by: str) -> list[Group]:
    """The groups that there are, most read books first, then most books, then by name. `by` is a key of NAMES.

    Names that differ in case or accents alone are one group, under the name that comes first in the file.
    """
    names, groups = NAMES[by], dict[str, Group]()
    for book in books:
        for name in names(book):
            key = fold(name)
            if key not in groups:
                groups[key] = Group(name)
            groups[key].add(book)
    return sorted(groups.values(), key=lambda group: (-group.read.books, -group.books, fold(group.name)))


def volume(number: str | None) -> float | None:
    """Where a book stands in its series; of several volumes in one, the first. None where no number is told.

    >>> volume("2"), volume("1.5"), volume("1-3"), volume("prequel"), volume(None)
    (2.0, 1.5, 1.0, None, None)
    """
    found = _NUMBER.match(number.strip()) if number else None
    return float(found[0]) if found else None


def in_order(books: Iterable[Book]) -> list[Book]:
    """The books of a series by volume; those without a number behind, as they come."""
    last = float("inf")
    return sorted(books, key=lambda book: last if (at := volume(book["series_number"])) is None else at)


def missing_volumes(books: Iterable[Book], *, most: int = 50) -> list[int]:
    """The whole numbers below the highest volume that no book bears. None of them where the numbers are no counting."""
    there: set[int] = set()
    for book in books:
        there.update(volumes(book["series_number"]))
    highest = max(there, default=0)
    return [] if highest > most else [number for number in range(1, highest) if number not in there]


def volumes(number: str | None) -> Iterable[int]:
    """The whole volumes that a book is: several where they are bound in one.

    >>> list(volumes("3")), list(volumes("1-3")), list(volumes("1.5"))
    ([3], [1, 2, 3], [])
    """
    whole: list[Any] = re.findall(r"(?<![\d.])\d{1,4}(?![\d.])", number or "")
    numbers = [int(part) for part in whole]
    spans = "-" in (number or "") and len(numbers) == 2 and numbers[0] < numbers[1]
    return range(numbers[0], numbers[1] + 1) if spans else numbers
