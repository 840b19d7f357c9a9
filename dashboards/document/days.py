"""The days on which books were finished: what a calendar, the weekdays and the race of the years are drawn from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboards.document.tallies import Book
from uploads.parsing.records import Precision

YEARS_NAMED = 2  # the latest ones, whose days name their books
NAMED_A_DAY = 5  # books
CROWDED_SHARE, CROWDED_BOOKS = 0.1, 5  # of the dated books on one day: nobody finishes that many at once

_Named = dict[str, list[tuple[int, str, str]]]  # by date: (row, id, title)


class Days:
    """Counts read books by the day of date_read, where it names one; pages by its month."""

    def __init__(self) -> None:
        self._books: Counter[str] = Counter()
        self._pages: Counter[str] = Counter()
        self._named: dict[str, _Named] = {}  # by year, YEARS_NAMED at most

    def add(self, book: Book) -> None:
        date, precision = book["date_read"], book["date_read_precision"]
        if date is None or precision == Precision.YEAR:
            return
        self._pages[date[5:7]] += book["num_pages"] or 0
        if precision == Precision.DAY:
            self._books[date] += 1
            self._name(date, book)

    def as_json(self) -> dict[str, Any]:
        counted = self._books.total()
        return {
            "days": {
                "counted": counted,
                "years": list(_years(self._books)),
                "weekdays": _weekdays(self._books),
                "crowded": [
                    {"date": date, "books": books}
                    for date, books in sorted(self._books.items())
                    if books >= CROWDED_BOOKS and books > CROWDED_SHARE * counted
                ],
                "named": [
                    {
                        "date": date,
                        "books": [{"id": id, "title": title} for _, id, title in sorted(books)[:NAMED_A_DAY]],
                    }
                    for year in sorted(self._named)
                    for date, books in sorted(self._named[year].items())
                ],
            },
            "pages_by_month": [self._pages[f"{month:02}"] for month in range(1, 13)],
        }

    def _name(self, date: str, book: Book) -> None:
        year = date[:4]
        days = self._named.get(year)
        if days is None:
            if len(self._named) == YEARS_NAMED:
                earliest = min(self._named)
                if year < earliest:
                    return
                del self._named[earliest]
            days = self._named[year] = {}
        books = days.setdefault(date, [])
        books.append((book["row"], book["id"], book["title"]))
        if len(books) > 10 * NAMED_A_DAY:
            books.sort()
            del books[NAMED_A_DAY:]


def packed(counts: Mapping[int, int]) -> list[int]:
    """Counts by the day of the year, from 0: a number for each day that has any, less than 0 for days without.

    >>> packed({0: 2, 3: 1, 4: 1})
    [2, -2, 1, 1]
    """
    entries, day = [], 0
    for place, count in sorted(counts.items()):
        if place > day:
            entries.append(day - place)
        entries.append(count)
        day = place + 1
    return entries


def unpacked(entries: Iterable[int]) -> dict[int, int]:
    """What `packed` was given.

    >>> unpacked([2, -2, 1, 1])
    {0: 2, 3: 1, 4: 1}
    """
    counts, day = {}, 0
    for entry in entries:
        if entry > 0:
            counts[day] = entry
            day += 1
        else:
            day -= entry
    return counts


def _years(books: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    years: dict[int, dict[int, int]] = {}
    for date, count in books.items():
        day = dt.date.fromisoformat(date)
        years.setdefault(day.year, {})[day.timetuple().tm_yday - 1] = count
    for year, counts in sorted(years.items()):
        yield {"year": year, "books": packed(counts)}


def _weekdays(books: Mapping[str, int]) -> list[int]:
    counts = [0] * 7
    for date, count in books.items():
        counts[dt.date.fromisoformat(date).weekday()] += count
    return counts
