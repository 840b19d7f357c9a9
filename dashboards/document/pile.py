"""The pile: how it grew and shrank, how long its books waited, and which of them wait still.

A book is on the pile from the day it was shelved to the day it was finished. Books that were finished before they were
shelved never lay on it, and of those that are being read, or were given up, nobody knows when they left it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from dashboards.document.extremes import Range
from dashboards.document.tallies import Book, spine
from uploads.parsing.records import Status

OLDEST_SHOWN = 10
MONTHS_OF_PACE = 24  # the last ones with a finished book: a year's pace is taken from them
BULK_SHARE, BULK_LEAST = 0.05, 10  # of all dates, and books: what is more on one day was done in one go
BINS = ((1, 6), (7, 29), (30, 89), (90, 179), (180, 364), (365, 729), (730, 1824), (1825, None))  # days, ends within


def bulk_days(days: Mapping[str, int]) -> dict[str, int]:
    """Those days, of books by day, that hold so many that they tell of an import and not of a life.

    >>> bulk_days({"2015-06-02": 30, "2015-06-03": 9})
    {'2015-06-02': 30}
    """
    share = BULK_SHARE * sum(days.values())
    return {day: books for day, books in sorted(days.items()) if books >= BULK_LEAST and books > share}


def days_waited(book: Book) -> int | None:
    """Days from shelving a read book to finishing it; None where a day is missing, or it was shelved afterwards."""
    added, read = book["date_added"], book["date_read"]
    if not added or not read or read <= added or len(added) != 10 or len(read) != 10:
        return None
    if book["reading_status"] != Status.READ:
        return None
    return (dt.date.fromisoformat(read) - dt.date.fromisoformat(added)).days


class Pile:
    """Counts comings and goings. Takes all books one by one, in any order.

    `bulk` names the days of the whole library on which books came in one go; None finds them among these books.
    """

    def __init__(self, bulk: Collection[str] | None = None) -> None:
        self._bulk = bulk
        self._shelved: Counter[str] = Counter()  # all books, by day
        self._came: Counter[str] = Counter()  # those that lay on the pile, by day or month
        self._left: Counter[str] = Counter()  # by month
        self._finished: dict[str, list[int]] = {}  # all read ones, by month: books, pages, books with pages
        self._waits: dict[str, list[int]] = {}  # days waited, by the day of shelving
        self._extremes: dict[str, Range] = {}  # the shortest and the longest of them
        self._waiting: list[tuple[str, int, Book]] = []
        self._latest = "9"  # of the ten that wait longest, as far as they are known
        self._undated = 0  # to read, and not said since when

    def add(self, book: Book) -> None:
        added, status = book["date_added"], book["reading_status"]
        if added and len(added) == 10:
            self._shelved[added] += 1
        if status == Status.READ:
            self._add_read(book, added)
        elif status == Status.TO_READ:
            self._add_waiting(book, added)

    def as_json(self) -> dict[str, Any]:
        """The summary's part under its key."""
        bulk = bulk_days(self._shelved) if self._bulk is None else {day: self._shelved[day] for day in self._bulk}
        self._cut_waiting()
        return {
            "pile": {
                "bulk_days": [{"day": day, "books": books} for day, books in sorted(bulk.items())],
                "months": self._months(bulk),
                "undated": self._undated,
                "finished": self._pace(),
                "oldest": [short for _, _, short in self._waiting],
                "waits": self._waits_json(bulk),
            }
        }

    def _add_read(self, book: Book, added: str | None) -> None:
        read = book["date_read"]
        if not read or len(read) < 7:
            return
        month = read[:7]
        self._finish(month, book["num_pages"])
        if not added or len(added) < 7 or read[: len(added)] <= added[: len(read)]:
            return  # shelved when it was read, or afterwards
        self._came[added] += 1
        self._left[month] += 1
        if (days := days_waited(book)) is not None:
            self._waits.setdefault(added, []).append(days)
            extremes = self._extremes.get(added)
            if extremes is None:
                extremes = self._extremes[added] = Range()
            extremes.offer(days, book)

    def _finish(self, month: str, pages: int | None) -> None:
        counts = self._finished.get(month)
        if counts is None:
            counts = self._finished[month] = [0, 0, 0]
        counts[0] += 1
        if pages:
            counts[1] += pages
            counts[2] += 1

    def _add_waiting(self, book: Book, added: str | None) -> None:
        if not added or len(added) < 7:
            self._undated += 1
            return
        self._came[added] += 1
        if added <= self._latest:
            self._waiting.append((added, book["row"], spine(book, added)))
            if len(self._waiting) > 10 * OLDEST_SHOWN:
                self._cut_waiting()

    def _cut_waiting(self) -> None:
        self._waiting.sort(key=lambda entry: entry[:2])
        if len(self._waiting) > OLDEST_SHOWN:
            del self._waiting[OLDEST_SHOWN:]
            self._latest = self._waiting[-1][0]

    def _months(self, bulk: Mapping[str, int]) -> list[dict[str, Any]]:
        added: Counter[str] = Counter()
        in_bulk: Counter[str] = Counter()
        for day, books in self._came.items():
            (in_bulk if day in bulk else added)[day[:7]] += books
        return [
            {"month": month, "added": added[month], "in_bulk": in_bulk[month], "finished": self._left[month]}
            for month in sorted({*added, *in_bulk, *self._left})
        ]

    def _pace(self) -> list[dict[str, Any]]:
        return [
            {"month": month, "books": books, "pages": pages, "pages_counted": counted}
            for month, (books, pages, counted) in sorted(self._finished.items())[-MONTHS_OF_PACE:]
        ]

    def _waits_json(self, bulk: Mapping[str, int]) -> dict[str, Any]:
        usable = sorted(chain.from_iterable(waits for day, waits in self._waits.items() if day not in bulk))
        extremes = Range()
        for day, of_day in self._extremes.items():
            if day not in bulk:
                extremes.join(of_day)
        return {
            "usable": len(usable),
            "in_bulk": sum(len(waits) for day, waits in self._waits.items() if day in bulk),
            "median": (usable[(len(usable) - 1) // 2] + usable[len(usable) // 2]) / 2 if usable else None,
            "bins": [{"days": days, "books": books} for days, books in _binned(usable)],
            **extremes.as_json(),
        }


def _binned(waits: list[int]) -> list[tuple[str, int]]:
    """("7-29", books) for each of BINS, as the filter on waits names them."""
    return [
        (f"{low}-{high or ''}", sum(low <= days and (high is None or days <= high) for days in waits))
        for low, high in BINS
    ]
