"""How fast somebody reads: this year so far, and what it would come to by December."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENOUGH_DAYS, ENOUGH_BOOKS = 56, 4  # of a year, before its end is foretold


@dataclass(frozen=True, slots=True)
class Pace:
    year: int
    books: int  # finished in it so far
    day: int  # of the year, when the export was made

    @property
    def foretold(self) -> bool:
        return self.day >= ENOUGH_DAYS and self.books >= ENOUGH_BOOKS

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
