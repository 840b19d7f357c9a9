"""The small counters that a summary is made of. Each takes one book at a time and keeps no book."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from enrichment.genres import slug_of

Book = dict[str, Any]  # a book object of the document, as build.book_object makes it


def mean(total: float, count: int) -> float | None:
    """To four places, None over nothing: unrated is not 0."""
    return round(total / count, 4) if count else None


def stars(rating: float) -> int:
    """The column of the ratings chart: halves round up (4.5 counts as 5), 1 at least."""
    return max(1, math.floor(rating + 0.5))


def half_stars(gap: float) -> float:
    """A difference of ratings to the nearest half star, quarters upwards.

    >>> half_stars(-0.26), half_stars(-0.25), half_stars(1.3)
    (-0.5, 0.0, 1.5)
    """
    return math.floor(round(gap, 4) * 2 + 0.5) / 2  # 4 - 3.9 is a hair more than 0.1


def tenth(crowd: float) -> int:
    """The tenth of a star that a mean falls into, as a whole number; the best belongs to the last.

    >>> tenth(3.99), tenth(4.1), tenth(5)
    (39, 41, 49)
    """
    return min(49, math.floor(round(crowd * 10, 4)))  # 4.6 * 10 must not be a hair less than 46


def decade(year: int) -> int:
    """The first year of the decade, rounding down: 1999 is 1990, -751 is -760."""
    return year // 10 * 10


def spine(book: Book, date: str | None) -> Book:
    """The short form of a book: what a spine on the shelf and a line of "recent" show."""
    genres = book["genres"]
    return {
        "id": book["id"],
        "title": book["title"],
        "author": book["author"],
        "pages": book["num_pages"],
        "rating": book["my_rating"],
        "genre": slug_of(genres[0]) if genres else None,
        "date": date,
        "cover_url": book["cover_url"],
    }


@dataclass(slots=True)
class Tally:
    """Books, pages and ratings of one group: a year, a genre, an author, all."""

    books: int = 0
    pages: int = 0
    pages_counted: int = 0
    rated: int = 0
    rating_sum: float = 0.0

    def add(self, pages: int | None, rating: float | None) -> None:
        self.books += 1
        if pages:
            self.pages += pages
            self.pages_counted += 1
        if rating is not None:
            self.rated += 1
            self.rating_sum += rating

    @property
    def average_rating(self) -> float | None:
        return mean(self.rating_sum, self.rated)


@dataclass(slots=True)
class Latest:
    """The books with the latest dates, newest first, then in the file's order; those without a date come last.

    Dates are ISO texts cut to their precision, so "2021" comes after "2021-03", which comes after "2021-03-09".
    """

    limit: int
    _heap: list[tuple[str, int, int, Book]] = field(default_factory=list)  # the earliest first
    _offered: int = 0

    def offer(self, date: str | None, book: Book) -> None:
        self._offered += 1
        rank = (date or "", -book["row"], -self._offered)  # the last keeps two of one row from being compared further
        if len(self._heap) < self.limit:
            heapq.heappush(self._heap, (*rank, spine(book, date)))
        elif rank > self._heap[0][:3]:
            heapq.heapreplace(self._heap, (*rank, spine(book, date)))

    def books(self) -> list[Book]:
        return [entry[3] for entry in sorted(self._heap, key=lambda entry: entry[:3], reverse=True)]


@dataclass(slots=True)
class Lengths:
    """How long books are. Keeps how many have each number of pages, not the books."""

    _pages: Counter[int] = field(default_factory=Counter)
    _longest: tuple[int, int, str] | None = None
    _shortest: tuple[int, int, str] | None = None

    def add(self, book: Book) -> None:
        pages, row = book["num_pages"], book["row"]
        if not pages:
            return
        self._pages[pages] += 1
        if self._longest is None or (pages, -row) > self._longest[:2]:
            self._longest = (pages, -row, book["id"])
        if self._shortest is None or (pages, row) < self._shortest[:2]:
            self._shortest = (pages, row, book["id"])

    def as_json(self) -> dict[str, Any]:
        counted = self._pages.total()
        return {
            "counted": counted,
            "median": (self._at((counted - 1) // 2) + self._at(counted // 2)) / 2 if counted else None,
            "mean": mean(sum(pages * books for pages, books in self._pages.items()), counted),
            "longest": self._longest[2] if self._longest else None,
            "shortest": self._shortest[2] if self._shortest else None,
        }

    def _at(self, position: int) -> int:
        """The number of pages of the book at `position` when they stand by length, from 0."""
        for pages in sorted(self._pages):
            position -= self._pages[pages]
            if position < 0:
                return pages
        raise IndexError(position)
