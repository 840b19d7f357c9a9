"""The days on which books were finished, beside plain loops over the books."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from dashboards.document.days import packed, unpacked
from tests.dashboards.document.made_up import a_book, a_library, published, summary_of
from uploads.parsing.records import Status


def dated_to_the_day(books: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [b for b in books if b["reading_status"] == "read" and b["date_read_precision"] == "day"]


def by_date(days: dict[str, Any]) -> dict[str, int]:
    """Counts by ISO date, from the packed years."""
    return {
        (dt.date(year["year"], 1, 1) + dt.timedelta(days=day)).isoformat(): books
        for year in days["years"]
        for day, books in unpacked(year["books"]).items()
    }


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_second_count_finds_the_same_days_weekdays_and_pages(seed: int) -> None:
    document = published(a_library(150 * seed, seed=seed))
    dated = dated_to_the_day(document["books"])

    days = document["summary"]["days"]

    assert by_date(days) == Counter(book["date_read"] for book in dated)
    assert days["counted"] == len(dated)
    by_name = Counter(dt.date.fromisoformat(book["date_read"]).strftime("%A") for book in dated)
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert days["weekdays"] == [by_name[name] for name in names]
    pages = Counter[str]()
    for book in document["books"]:
        if book["reading_status"] == "read" and book["date_read_precision"] in {"day", "month"}:
            pages[book["date_read"][5:7]] += book["num_pages"] or 0
    assert document["summary"]["pages_by_month"] == [pages[f"{month:02}"] for month in range(1, 13)]


def test_the_days_of_the_latest_two_years_name_their_books() -> None:
    document = published(a_library(400, seed=7))
    dated = dated_to_the_day(document["books"])
    latest = sorted({book["date_read"][:4] for book in dated})[-2:]

    named = document["summary"]["days"]["named"]

    assert {day["date"][:4] for day in named} == set(latest)
    for day in named:
        assert [book["id"] for book in day["books"]] == [b["id"] for b in dated if b["date_read"] == day["date"]][:5]


def test_a_year_or_a_month_is_no_day() -> None:
    days = summary_of(a_book(1, read="2024"), a_book(2, read="2024-03"), a_book(3))["days"]

    assert days == {"counted": 0, "years": [], "weekdays": [0] * 7, "crowded": [], "named": []}


def test_a_book_that_is_not_read_was_finished_on_no_day() -> None:
    assert summary_of(a_book(1, read="2024-03-09", status=Status.ABANDONED))["days"]["counted"] == 0


def test_a_day_with_more_than_a_tenth_of_all_books_is_crowded_if_it_has_five() -> None:
    import_day = [a_book(row, read="2014-03-09") for row in range(1, 7)]
    others = [a_book(20 + row, read=f"2020-05-{row:02}") for row in range(1, 29)]
    few = [a_book(60 + row, read="2021-01-02") for row in range(4)]

    days = summary_of(*import_day, *others, *few)["days"]

    assert days["crowded"] == [{"date": "2014-03-09", "books": 6}]
    assert summary_of(*import_day[:4])["days"]["crowded"] == []


def test_no_more_than_five_books_of_a_day_are_named_the_first_of_the_file() -> None:
    days = summary_of(*(a_book(row, read="2024-03-09") for row in range(200, 0, -1)))["days"]

    assert [book["title"] for book in days["named"][0]["books"]] == [f"Book {row}" for row in range(1, 6)]


@pytest.mark.parametrize("counts", [{}, {0: 1}, {365: 9}, {0: 1, 1: 2, 5: 3, 7: 1}])
def test_what_is_packed_can_be_unpacked(counts: dict[int, int]) -> None:
    assert unpacked(packed(counts)) == counts
