"""Dates as Goodreads, spreadsheets and people write them, and the habits that only a whole file shows.

Two things cannot be told from one cell: whether 3/4/2021 is in March or April, and whether 1 January
is a day or "some time that year", which is what Goodreads makes of a year without a month.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from enrichment.sentences import Sentence
from uploads.parsing.cells import Doubt
from uploads.parsing.records import Precision, ReadDate

_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?:[T ][0-9:.+Z -]{1,30})?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:[0-9]{2}){1,2})(?: [0-9:]{1,8}(?: ?[AaPp][Mm])?)?")
_NAMED = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?[ -](?:([0-9]{1,2})(?:st|nd|rd|th)?,? )?([0-9]{4})"
)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_EARLIEST = 1900
_BEFORE = Sentence("Before %(year)s: the year is a slip.")
_BY_ACCIDENT = 0.001


@dataclass(frozen=True, slots=True)
class Habits:
    """How one reader's file writes dates."""

    month_first: bool = False  # 9/15/2026 rather than 15/09/2026
    january_is_year: bool = False  # a book read on 1 January was read some time that year


class HabitSurvey:
    """Counts over all rows what `habits` is then drawn from."""

    def __init__(self) -> None:
        self._days = self._new_years = self._years = 0
        self._day_first = self._month_first = 0

    def see(self, read: str, added: str) -> None:
        """Count one row's Date Read and Date Added, as they stand."""
        for cell in (read, added):
            if match := _YEAR_LAST.fullmatch(cell.strip()):
                self._day_first += int(match[1]) > 12
                self._month_first += int(match[3]) > 12
        text = read.strip()
        if not text:
            return
        try:
            date = read_date(text, Habits(), latest=dt.date.max)
        except Doubt:
            return
        self._years += bool(date and date.precision is Precision.YEAR)
        if date and date.precision is Precision.DAY:
            self._days += 1
            # logged on that very New Year's Day: then it is a day
            self._new_years += (date.day.month, date.day.day) == (1, 1) and added.strip() != text

    def habits(self) -> Habits:
        return Habits(
            month_first=self._month_first > self._day_first,
            # who writes years as years, as we do, means the day
            january_is_year=not self._years and _is_no_accident(self._new_years, of=self._days),
        )


def read_date(cell: str, habits: Habits, *, latest: dt.date) -> ReadDate | None:
    """The date in a cell with the precision it has; None where it is empty.

    Raises Doubt for what is no date, lies before 1900 or after `latest`.

    >>> read_date("2014/04", Habits(), latest=dt.date(2030, 1, 1)).text
    '2014-04'
    >>> read_date("3/4/2021", Habits(month_first=True), latest=dt.date(2030, 1, 1)).text
    '2021-03-04'
    """
    text = " ".join(cell[:60].split())
    if not text:
        return None
    year, month, day = _parts(text, month_first=habits.month_first)
    try:
        date = dt.date(year, month or 1, (month and day) or 1)
    except ValueError:
        raise Doubt("There is no such day.") from None
    if year < _EARLIEST:
        too_early = _BEFORE % {"year": _EARLIEST}
        raise Doubt(too_early)
    if date > latest:
        raise Doubt("This day is still to come.")
    if not month:
        return ReadDate(date, Precision.YEAR)
    return ReadDate(date, Precision.DAY if day else Precision.MONTH)


def is_placeholder(date: ReadDate, added: ReadDate | None, habits: Habits) -> bool:
    """Whether a Date Read is the 1 January that stands for a year."""
    new_year = date.precision is Precision.DAY and (date.day.month, date.day.day) == (1, 1)
    return new_year and habits.january_is_year and (added is None or added.day != date.day)


def _parts(text: str, *, month_first: bool) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not given."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        # the file's habit decides, unless it is impossible here
        month, day = (first, second) if second > 12 or (month_first and first <= 12) else (second, first)
        return year, month, day
    match = _NAMED.fullmatch(text)
    month = _MONTHS.get(match[2][:3].lower(), 0) if match else 0
    if not match or not month:
        raise Doubt("This is not a date that we can read.")
    return int(match[4]), month, int(match[1] or match[3] or 0)


def _is_no_accident(hits: int, *, of: int) -> bool:
    """Whether so many of so many days fall on one day of the year less than once in a thousand times (Poisson)."""
    if hits < 2:
        return False
    expected = of / 365.25
    term = fewer = math.exp(-expected)
    for count in range(1, hits):
        term *= expected / count
        fewer += term
    return 1 - fewer < _BY_ACCIDENT
