"""How fast somebody reads: this year so far, and what the pile would take at that pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENOUGH_DAYS, ENOUGH_BOOKS = 56, 4  # of a year, before its end is foretold
YEARS_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Pace:
    year: int
    books: int  # finished in it so far
    day: int  # of the year, when the export was made

    @property
    def foretold(self) -> bool:
        return self.day >= ENOUGH_DAYS and self.books >= ENOUGH_BOOKS

    @property
    def a_month(self) -> float:
        return self.books / self.day * 365 / 12

    @property
    def by_december(self) -> int:
        """Books that the year comes to at this pace."""
        return round(self.books / self.day * 365)


def exported_on(head: Mapping[str, Any]) -> dt.date:
    return dt.datetime.fromisoformat(head["export_timestamp"]).date()


def pace_of(head: Mapping[str, Any]) -> Pace | None:
    """This year's pace; None where no book of the year of the export is dated."""
    today = exported_on(head)
    for entry in head["summary"]["by_year"]:
        if entry["year"] == today.year and entry["books"]:
            return Pace(today.year, entry["books"], today.timetuple().tm_yday)
    return None


def books_a_month(head: Mapping[str, Any]) -> float | None:
    """The pace that the future is reckoned with: this year's, else the mean of the last three whole years.

    None where no recent year has a dated book: somebody who stopped noting dates did not stop reading.
    """
    pace = pace_of(head)
    if pace and pace.foretold:
        return pace.a_month
    this_year = exported_on(head).year
    recent = [e["books"] for e in head["summary"]["by_year"] if this_year - YEARS_LOOKED_AT <= e["year"] < this_year]
    return sum(recent) / YEARS_LOOKED_AT / 12 if sum(recent) else None
