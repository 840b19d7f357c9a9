"""Dates in all spellings, and what a whole file shows of them."""

from __future__ import annotations

import datetime as dt

import pytest

from uploads.parsing.cells import Doubt
from uploads.parsing.habits import Habits, HabitSurvey, is_placeholder, read_date
from uploads.parsing.records import Precision, ReadDate

LATEST = dt.date(2026, 10, 2)


def surveyed(*dates: str, added: str = "") -> Habits:
    survey = HabitSurvey()
    for date in dates:
        survey.see(date, added)
    return survey.habits()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2014/04/08", "2014-04-08"),
        ("2014-04-08", "2014-04-08"),
        ("2014-4-8", "2014-04-08"),
        ("2014-04-08 12:30:00", "2014-04-08"),
        ("2014-04-08T12:30:00Z", "2014-04-08"),
        ("15/09/2026", "2026-09-15"),
        ("9/15/2026", "2026-09-15"),
        ("03/04/2021", "2021-04-03"),
        ("15.09.2026", "2026-09-15"),
        ("15-09-26", "2026-09-15"),
        ("15/09/2026 00:00", "2026-09-15"),
        ("2014/04", "2014-04"),
        ("2014", "2014"),
        ("2014/00/00", "2014"),
        ("2014/04/00", "2014-04"),
        ("Apr 8, 2014", "2014-04-08"),
        ("April 8 2014", "2014-04-08"),
        ("8 Apr 2014", "2014-04-08"),
        ("8-Apr-2014", "2014-04-08"),
        ("April 2014", "2014-04"),
    ],
)
def test_a_date_keeps_the_precision_it_was_written_with(cell: str, text: str) -> None:
    date = read_date(f" {cell} ", Habits(), latest=LATEST)

    assert date is not None
    assert date.text == text


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2014/02/30", "no such day"),
        ("2014/13/01", "no such day"),
        ("0000/00/00", "no such day"),
        ("45/45/2014", "no such day"),
        ("1899/12/31", "Before 1900"),
        ("0201/01/01", "Before 1900"),
        ("2026/10/03", "still to come"),
        ("2027", "still to come"),
        ("not set", "not a date"),
        ("Foo 8, 2014", "not a date"),
        ("45123", "not a date"),
        ("٢٠١٤/٠٤/٠٨", "not a date"),
        ("2014/04/08" * 500, "not a date"),
    ],
)
def test_what_can_be_no_date_is_doubted(cell: str, reason: str) -> None:
    with pytest.raises(Doubt, match=reason):
        read_date(cell, Habits(), latest=LATEST)


def test_the_month_comes_first_where_the_file_shows_it_more_often_than_not() -> None:
    assert surveyed("3/4/2021", "9/15/2021").month_first
    assert not surveyed("3/4/2021").month_first
    assert not surveyed("15/9/2021", "3/20/2021").month_first
    assert not surveyed("2021/9/15").month_first


@pytest.mark.parametrize(
    ("new_years", "others", "years"),
    [(2, 0, True), (1, 0, False), (1, 400, False), (3, 180, False), (8, 165, True), (6, 1000, False), (800, 400, True)],
)
def test_new_years_days_are_years_where_they_are_no_accident(new_years: int, others: int, years: bool) -> None:
    dates = ["2020/01/01"] * new_years + ["2020/05/04"] * others

    assert surveyed(*dates).january_is_year is years


def test_a_huge_library_without_a_habit_has_none() -> None:
    day = dt.date(2000, 1, 2)
    dates = [(day + dt.timedelta(days=n)).isoformat() for n in range(9000)]

    assert not surveyed(*dates).january_is_year


def test_a_new_years_day_on_which_the_book_was_added_is_a_day() -> None:
    new_year = ReadDate(dt.date(2020, 1, 1), Precision.DAY)
    years = Habits(january_is_year=True)

    assert is_placeholder(new_year, None, years)
    assert not is_placeholder(new_year, new_year, years)
    assert not is_placeholder(new_year, None, Habits())
    assert not surveyed("2020/01/01", "2020/01/01", added="2020/01/01").january_is_year
