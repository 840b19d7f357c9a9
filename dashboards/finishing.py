"""When the pile would be read: its size and the paces that may be taken to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.pace import exported_on

MONTHS = 12
YEARS_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Finishing:
    """The pile, and how many books and pages a month leave it. A pace of None is not known, one of 0 is no pace."""

    books: int
    pages: float | None  # with the mean of the others for books of unknown length; None where none is known
    a_month: float | None  # over the last twelve whole months
    pages_a_month: float | None
    slowest: float | None  # books a month in the slowest and the best of the last three whole years
    best: float | None

    @property
    def months(self) -> float | None:
        """Months until the last book is finished; None for never, or nobody knows."""
        return self.books / self.a_month if self.a_month else None

    @property
    def months_by_pages(self) -> float | None:
        return self.pages / self.pages_a_month if self.pages and self.pages_a_month else None


def finishing_of(head: Mapping[str, Any]) -> Finishing:
    """The pile of this head, at the paces before the export was made."""
    pile, today = head["summary"]["to_read"], exported_on(head)
    years = _whole_years(head, today)
    a_month, pages_a_month = _last_year(head, today)
    return Finishing(
        books=pile["books"],
        pages=pile["pages"] / pile["pages_counted"] * pile["books"] if pile["pages_counted"] else None,
        a_month=a_month,
        pages_a_month=pages_a_month,
        slowest=min(years) / MONTHS if years else None,
        best=max(years) / MONTHS if years else None,
    )


def months_before(today: dt.date, count: int) -> list[str]:
    """The last whole months before a day, ascending.

    >>> months_before(dt.date(2026, 3, 9), 3)
    ['2025-12', '2026-01', '2026-02']
    """
    this = today.year * 12 + today.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(this - count, this)]


def _last_year(head: Mapping[str, Any], today: dt.date) -> tuple[float | None, float | None]:
    """(books, pages) a month. Where only years are noted, those of the last whole year."""
    summary = head["summary"]
    if not summary["by_year"]:
        return None, None
    wanted = set(months_before(today, MONTHS))
    entries = [entry for entry in summary["pile"]["finished"] if entry["month"] in wanted]
    entries = entries or [entry for entry in summary["by_year"] if entry["year"] == today.year - 1]
    books, pages, counted = (sum(entry[key] for entry in entries) for key in ("books", "pages", "pages_counted"))
    return books / MONTHS, (pages / counted * books / MONTHS if counted else None)


def _whole_years(head: Mapping[str, Any], today: dt.date) -> list[int]:
    """Books finished in each of the last three years before this one, none of them before the first that is noted."""
    by_year = {entry["year"]: entry["books"] for entry in head["summary"]["by_year"]}
    first = min(by_year, default=today.year)
    return [by_year.get(year, 0) for year in range(max(first, today.year - YEARS_LOOKED_AT), today.year)]
