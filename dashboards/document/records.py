"""The records of a library: its longest book, its busiest month, its longest pause, and what else stands out."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from dashboards.document.extremes import Range
from dashboards.document.pile import bulk_days
from dashboards.document.tallies import Book, spine

ENOUGH_RATINGS = 20  # of a service's readers, before their mean is anybody's idea of a book


class Records:
    """Finds the books and the days that stand out. Takes read books one by one, in any order."""

    def __init__(self) -> None:
        self._pages, self._year, self._gap = Range(), Range(), Range()
        self._popularity, self._crowd = Range(), Range()
        self._days: dict[str, list[Any]] = {}  # by day: how many were finished, the first row's number, and that book
        self._vague: set[str] = set()  # the years and months of dates that name no day

    def add(self, book: Book) -> None:
        if book["num_pages"]:
            self._pages.offer(book["num_pages"], book)
        if book["original_publication_year"] is not None:
            self._year.offer(book["original_publication_year"], book)
        if book["ratings_count"]:
            self._popularity.offer(book["ratings_count"], book)
        if book["community_rating"] is not None:
            self._add_crowd(book)
        if book["date_read"]:
            self._add_date(book["date_read"], book)

    def as_json(self) -> dict[str, Any]:
        """The summary's part under its key."""
        bulk = bulk_days({day: entry[0] for day, entry in self._days.items()})
        days = {day: entry for day, entry in self._days.items() if day not in bulk}
        return {
            "records": {
                "pages": self._pages.as_json(),
                "year": self._year.as_json(),
                "gap": self._gap.as_json(),
                "popularity": self._popularity.as_json(),
                "crowd": self._crowd.as_json(),
                "day": _busiest(days),
                "month": _busiest(_by_month(days)),
                "pause": self._pause(sorted(days), {day[:4] for day in bulk}),
            }
        }

    def _add_crowd(self, book: Book) -> None:
        theirs, mine = book["community_rating"], book["my_rating"]
        if book["community_rating_source"] != "goodreads" and (book["ratings_count"] or 0) < ENOUGH_RATINGS:
            return  # one reader somewhere who was enchanted
        self._crowd.offer(theirs, book)
        if mine is not None:
            self._gap.offer(round(mine - theirs, 4), book)

    def _add_date(self, date: str, book: Book) -> None:
        if len(date) < 10:
            self._vague.add(date)
            return
        entry = self._days.get(date)
        if entry is None:
            self._days[date] = [1, book["row"], spine(book, date)]
            return
        entry[0] += 1
        if book["row"] < entry[1]:
            entry[1:] = book["row"], spine(book, date)

    def _pause(self, days: list[str], vague_years: set[str]) -> dict[str, Any] | None:
        """The longest time between two days with a finished book, of those in which no vaguer date may hide one."""
        longest = None
        for before, after in pairwise(days):
            length = (dt.date.fromisoformat(after) - dt.date.fromisoformat(before)).days
            if (longest is None or length > longest[0]) and not self._hides(before, after, vague_years):
                longest = (length, before, after)
        if longest is None:
            return None
        length, before, after = longest
        return {"days": length, "from": before, "to": after, "book": self._days[after][2]}

    def _hides(self, before: str, after: str, vague_years: set[str]) -> bool:
        return any(before[: len(vague)] <= vague <= after[: len(vague)] for vague in (*self._vague, *vague_years))


def _busiest(days: dict[str, list[Any]]) -> dict[str, Any] | None:
    """The day or month with most books, the first of equals; None where none has two."""
    when, entry = min(days.items(), key=lambda item: (-item[1][0], item[0]), default=("", [0]))
    return {"date": when, "books": entry[0], "book": entry[2]} if entry[0] > 1 else None


def _by_month(days: dict[str, list[Any]]) -> dict[str, list[Any]]:
    months: dict[str, list[Any]] = {}
    for day, (books, row, book) in sorted(days.items()):
        month = months.setdefault(day[:7], [0, row, book])
        month[0] += books
    return months
