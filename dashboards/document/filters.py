"""Which books of a library are meant: filters by name and value, as they stand in a page's address.

Filters are joined with AND. Values are texts; NONE picks the books that lack the fact.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboards.document.folding import fold
from dashboards.document.pile import days_waited
from dashboards.document.tallies import Book, decade, half_stars, stars, tenth
from enrichment.genres import genre_named
from uploads.parsing.records import Precision, Status

NONE = "none"  # as a filter's value: the books that lack the fact
LONGEST_VALUE = 200  # characters; what is longer is no choice of a person

_SPAN = re.compile(r"(\d{1,6})-(\d{0,6})")  # "300-349", "1000-"
_COLUMNS = re.compile(r"([1-5])-([1-5])")  # "2-4"
_STARS = re.compile(r"([0-5])(?:\.(\d))?-([0-5])(?:\.(\d))?")  # "3.5-4"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are on, in the order of FILTERS.

    >>> Filters.of({"genre": "history", "year": " 2020", "page": "3", "rating": ""}).wanted
    {'year': '2020', 'genre': 'history'}
    """

    wanted: Mapping[str, str] = field(default_factory=dict)
    bulk_days: frozenset[str] = frozenset()  # where a wait is wanted: books shelved on them have none that is known

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Those of a query, cleaned; unknown names and empty values are passed over, long ones cut."""
        cut = {name: str(query.get(name, "")).strip()[:LONGEST_VALUE] for name in FILTERS}
        return cls({name: value for name, value in cut.items() if value})

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.wanted.items())

    def failed_by(self, book: Book) -> list[str]:
        """The names of the filters that do not let the book through."""
        failed = [name for name, value in self.wanted.items() if not FILTERS[name](book, value)]
        if self.bulk_days and book["date_added"] in self.bulk_days and "wait" not in failed:
            failed.append("wait")
        return failed

    def matches(self, book: Book) -> bool:
        return not self.failed_by(book)

    def passing(self, books: Iterable[Book]) -> Iterable[Book]:
        """The books that match, one after another: for very many of them."""
        if self.bulk_days:
            books = (book for book in books if book["date_added"] not in self.bulk_days)
        for name, value in self.wanted.items():
            books = _passing(books, FILTERS[name], value)
        return books

    def in_library(self, head: Mapping[str, Any]) -> Filters:
        """These for the library with this head: how long books waited cannot be told of a book alone."""
        if "wait" not in self.wanted:
            return self
        bulk_days = head["summary"].get("pile", {}).get("bulk_days", ())  # an older document has none
        return replace(self, bulk_days=frozenset(entry["day"] for entry in bulk_days))

    def is_on(self, name: str, value: object) -> bool:
        return self.wanted.get(name) == str(value)

    def with_(self, **change: object) -> Filters:
        """These with some changed; None takes one off."""
        now = {**self.wanted, **change}
        return Filters.of({name: str(value) for name, value in now.items() if value is not None})

    def toggled(self, name: str, value: object) -> Filters:
        """These with one set, or taken off where it was set to just that."""
        return self.with_(**{name: None if self.is_on(name, value) else value})


def _passing(books: Iterable[Book], lets_through: Callable[[Book, str], bool], value: str) -> Iterable[Book]:
    return (book for book in books if lets_through(book, value))


def _genre(book: Book, slug: str) -> bool:
    if slug == NONE:
        return not book["genres"]
    genre = genre_named(slug)
    return genre is not None and genre.name in book["genres"]


def _rating(book: Book, wanted: str) -> bool:
    """By a column of the ratings chart, or by several: "2-4" are two stars to four."""
    column = stars(book["my_rating"]) if book["my_rating"] is not None else None
    if span := _COLUMNS.fullmatch(wanted):
        return column is not None and int(span[1]) <= column <= int(span[2])
    return _is(column, wanted)


def _crowd(book: Book, wanted: str) -> bool:
    """By a span of the crowd's mean, up to its end but not with it: "3.5-4". The best possible one ends with it."""
    crowd = book["community_rating"]
    if crowd is None:
        return wanted == NONE
    span = _STARS.fullmatch(wanted)
    if span is None:
        return False
    low, low_tenths, high, high_tenths = span.groups("0")
    return int(low + low_tenths) <= tenth(crowd) < int(high + high_tenths)


def _gap(book: Book, wanted: str) -> bool:
    """By the reader's rating minus the crowd's, to the nearest half star: "-0.5", "2"."""
    mine, crowd = book["my_rating"], book["community_rating"]
    return _is(f"{half_stars(mine - crowd):g}" if mine is not None and crowd is not None else None, wanted)


def _year(book: Book, wanted: str) -> bool:
    # As `by_year` counts: a book that is not read was not finished in any year, whatever date it bears.
    return book["reading_status"] == Status.READ and _is(book["date_read"] and int(book["date_read"][:4]), wanted)


def _month(book: Book, wanted: str) -> bool:
    if book["reading_status"] != Status.READ:
        return False
    named = book["date_read"] and book["date_read_precision"] != Precision.YEAR
    return _is(int(book["date_read"][5:7]) if named else None, wanted)


def _day(book: Book, wanted: str) -> bool:
    return _is(_day_of(book), wanted)


def _weekday(book: Book, wanted: str) -> bool:
    day = _day_of(book)
    return _is(dt.date.fromisoformat(day).isoweekday() if day else None, wanted)


def _day_of(book: Book) -> str | None:
    """The day on which it was finished, where its date names one."""
    named = book["reading_status"] == Status.READ and book["date_read_precision"] == Precision.DAY
    return book["date_read"] if named else None


def _decade(book: Book, wanted: str) -> bool:
    year = book["original_publication_year"]
    return _is(decade(year) if year is not None else None, wanted)


def _length(book: Book, wanted: str) -> bool:
    """By a span of pages, both ends within: "300-349", "1000-" and longer."""
    pages: int | None = book["num_pages"]
    if pages is None:
        return wanted == NONE
    span = _SPAN.fullmatch(wanted)
    return span is not None and int(span[1]) <= pages <= (int(span[2]) if span[2] else pages)


def _wait(book: Book, wanted: str) -> bool:
    """By a span of days from shelving to finishing, both ends within: "30-89", "1825-" and longer."""
    days, span = days_waited(book), _SPAN.fullmatch(wanted)
    return days is not None and span is not None and int(span[1]) <= days <= (int(span[2]) if span[2] else days)


def _is(value: str | int | float | None, wanted: str) -> bool:
    return str(value) == wanted if value is not None else wanted == NONE


FILTERS: dict[str, Callable[[Book, str], bool]] = {
    "status": lambda book, wanted: book["reading_status"] == wanted,
    "year": _year,  # in which it was read
    "month": _month,  # in which it was read, of any year
    "weekday": _weekday,  # on which it was finished, 1 is Monday
    "day": _day,  # on which it was finished: "2021-03-09"
    "genre": _genre,  # by slug
    "rating": _rating,  # a column of the ratings chart, or several
    "crowd": _crowd,  # a span of the crowd's mean
    "gap": _gap,  # how far the reader is from the crowd
    "author": lambda book, wanted: fold(book["author"]) == fold(wanted),
    "series": lambda book, wanted: _is(book["series"] and fold(book["series"]), fold(wanted)),
    "shelf": lambda book, wanted: wanted == book["shelf"] or wanted in book["shelves"],
    "decade": _decade,  # its first year, of the first publication
    "length": _length,  # a span of pages
    "wait": _wait,  # a span of days on the pile
    "format": lambda book, wanted: _is(book["format"], wanted),
    "language": lambda book, wanted: _is(book["language"], wanted),
}
