"""When the pile would be read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboards.finishing import finishing_of, months_before
from tests.dashboards.document.made_up import UPLOADED, a_book
from tests.dashboards.libraries import head_of
from uploads.parsing.records import ParsedBook, Status


def on_the_pile(count: int, **fields: Any) -> list[ParsedBook]:
    return [a_book(row, status=Status.TO_READ, **fields) for row in range(1000, 1000 + count)]


def finished(*days: str, **fields: Any) -> list[ParsedBook]:
    return [a_book(row, read=day, **fields) for row, day in enumerate(days, 1)]


def test_the_pace_is_that_of_the_last_twelve_whole_months() -> None:
    assert dt.date(2026, 3, 1) == UPLOADED.date()
    too_early, too_late = "2025-02-28", "2026-03-01"

    pile = finishing_of(head_of(*on_the_pile(20), *finished(*["2025-03-01"] * 5, "2026-02-28", too_early, too_late)))

    assert (pile.books, pile.a_month, pile.months) == (20, 0.5, 40.0)


def test_pages_of_unknown_length_count_as_the_others_mean() -> None:
    pile = finishing_of(
        head_of(*on_the_pile(3, pages=200), a_book(2000, status=Status.TO_READ), *finished("2025-06-01", pages=100))
    )

    assert (pile.pages, pile.pages_a_month, pile.months_by_pages) == (800, 100 / 12, 96)


def test_the_slowest_and_the_best_year_are_of_the_last_three_whole_ones() -> None:
    days = [*["2022-05-05"] * 99, *["2023-05-05"] * 12, *["2024-05-05"] * 36, *["2025-05-05"] * 24]

    pile = finishing_of(head_of(*on_the_pile(1), *finished(*days)))

    assert (pile.slowest, pile.best) == (1, 3)


def test_a_year_without_a_book_is_a_slow_one_and_one_before_the_first_is_none() -> None:
    assert finishing_of(head_of(*finished("2022-05-05", "2025-05-05"))).slowest == 0
    assert finishing_of(head_of(*finished("2025-05-05"))).slowest == 1 / 12


def test_where_only_years_are_noted_the_last_whole_one_is_the_pace() -> None:
    pile = finishing_of(head_of(*on_the_pile(6), *finished(*["2025"] * 6, pages=100)))

    assert (pile.a_month, pile.pages_a_month) == (0.5, 50)


def test_without_a_date_there_is_no_pace_to_know() -> None:
    pile = finishing_of(head_of(*on_the_pile(6), a_book(1)))

    assert (pile.a_month, pile.months, pile.best, pile.months_by_pages) == (None, None, None, None)


@pytest.mark.parametrize(("day", "last"), [(dt.date(2026, 1, 31), "2025-12"), (dt.date(2026, 12, 1), "2026-11")])
def test_the_last_whole_month_is_the_one_before(day: dt.date, last: str) -> None:
    assert months_before(day, 12)[-1] == last
