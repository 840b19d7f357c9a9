"""The days on which books were finished."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from dashboards.document.filters import Filters
from dashboards.figures import calendar, months
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, seen_of


def test_a_day_names_its_books_and_leads_to_them() -> None:
    figure = calendar.which_days(seen_of(a_book(1, read="2024-02-29"), a_book(2, read="2024-02-29"), a_book(3)))

    assert figure is not None
    assert (
        figure.answer == "On <b>1 day of 2024</b> you finished a book. The fullest was 29 February 2024, with 2 books."
    )
    assert figure.data["marks"] == [
        {
            "title": "29 February 2024",
            "value": 2,
            "text": "2",
            "lines": ["Book 1", "Book 2"],
            "year": 0,
            "day": 59,
            "href": "/sample/books?day=2024-02-29",
        }
    ]
    assert figure.data["years"] == [{"year": "2024", "starts": 0, "days": 366, "ghost": []}]
    assert "2 of 3 books" in figure.rests_on


def test_a_day_of_importing_is_left_out_and_said() -> None:
    imported = [a_book(row, read="2020-01-01") for row in range(1, 21)]
    read = [a_book(30 + day, read=f"2021-03-{day:02}") for day in range(1, 11)]

    figure = calendar.which_days(seen_of(*imported, *read))

    assert figure is not None
    assert [mark["title"] for mark in figure.data["marks"]] == [f"{day} March 2021" for day in range(1, 11)]
    assert "1 January 2020 looks like a day of importing, and is left out: 20 books." in figure.rests_on
    assert calendar.which_days(seen_of(*imported)) is None


def test_a_date_without_a_day_is_on_no_calendar() -> None:
    assert calendar.which_days(seen_of(a_book(1, read="2024"), a_book(2, read="2024-05"))) is None


def test_the_table_counts_the_books_of_each_month() -> None:
    document = published(a_library(300, seed=9))
    figure = calendar.which_days(through(document, document["books"], LINKS, Filters()))
    assert figure is not None

    crowded = {entry["date"] for entry in document["summary"]["days"]["crowded"]}
    days = [
        dt.date.fromisoformat(book["date_read"])
        for book in document["books"]
        if book["reading_status"] == "read"
        and book["date_read_precision"] == "day"
        and book["date_read"] not in crowded
    ]
    years = sorted({day.year for day in days})[-2:]
    counted = Counter((day.year, day.month) for day in days)
    assert [row[1:] for row in figure.table.rows] == [
        tuple(str(counted[year, month]) for year in years) for month in range(1, 13)
    ]


def test_a_part_is_drawn_over_the_days_of_the_whole() -> None:
    document = published([*a_library(200, seed=3)])
    part = calendar.which_days(through(document, document["books"], LINKS, Filters.of({"year": "2021"})))

    assert part is not None
    assert [year["year"] for year in part.data["years"]] == ["2021"]
    assert part.data["years"][0]["ghost"] == []


def test_the_days_of_the_week_are_a_second_view_of_the_months() -> None:
    books = [a_book(row, read=f"2024-{1 + row % 12:02}-05") for row in range(1, 37)]

    figure = months.which_months(seen_of(*books, a_book(90, read="2023")))

    assert figure is not None
    assert [view["name"] for view in figure.data["views"]] == ["Months", "Days of the week"]
    marks = figure.data["views"][1]["marks"]
    expected = Counter(dt.date(2024, 1 + row % 12, 5).strftime("%A") for row in range(1, 37))
    assert {mark["title"]: mark["value"] for mark in marks if mark["value"]} == expected
    assert marks[4]["href"] == "/sample?weekday=5#months"
