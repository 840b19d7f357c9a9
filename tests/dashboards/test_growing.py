"""The pile by month, by quarter and by year, beside a plain second count."""

from __future__ import annotations

from collections import Counter

import pytest

from dashboards.growing import GRAINS, last_twelve, stretches
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import head_of
from uploads.parsing.records import Status


def test_months_stand_without_gaps_from_the_first_book_to_the_export() -> None:
    head = head_of(
        a_book(1, added="2025-11-05", read="2026-01-07"),
        a_book(2, added="2025-11-20", status=Status.TO_READ),
    )

    months = stretches(head, 1)

    assert [(month.first, month.added, month.finished, month.size) for month in months] == [
        ("2025-11", 2, 0, 2),
        ("2025-12", 0, 0, 2),
        ("2026-01", 0, 1, 1),
        ("2026-02", 0, 0, 1),
        ("2026-03", 0, 0, 1),
    ]


def test_quarters_and_years_begin_where_the_calendar_has_them_begin() -> None:
    head = head_of(a_book(1, added="2024-05-05", status=Status.TO_READ))

    assert [quarter.first for quarter in stretches(head, 3)][:2] == ["2024-04", "2024-07"]
    assert [year.first for year in stretches(head, 12)] == ["2024-01", "2025-01", "2026-01"]
    assert stretches(head_of(a_book(1)), 1) == []


def test_an_import_lies_on_the_pile_and_is_no_growth() -> None:
    imported = [a_book(row, added="2026-01-02", status=Status.TO_READ) for row in range(12)]

    last = last_twelve(head_of(*imported, a_book(50, added="2026-01-03", status=Status.TO_READ)))

    assert (last.added, last.in_bulk, last.net, last.size) == (1, 12, 1, 13)


def test_the_last_twelve_months_end_before_the_month_of_the_export() -> None:
    days = ["2025-02-28", "2025-03-01", "2026-02-28", "2026-03-01"]

    last = last_twelve(head_of(*[a_book(row, added=day, status=Status.TO_READ) for row, day in enumerate(days)]))

    assert (last.added, last.size) == (2, 3)


def test_a_part_of_a_library_is_laid_over_the_months_of_the_whole() -> None:
    part = head_of(a_book(1, added="2025-06-01", status=Status.TO_READ))
    whole = head_of(
        a_book(1, added="2025-06-01", status=Status.TO_READ), a_book(2, added="2025-01-01", read="2025-02-01")
    )

    assert [month.first for month in stretches(part, 1, like=whole)] == [month.first for month in stretches(whole, 1)]
    assert [month.size for month in stretches(part, 1, like=whole)][:6] == [0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("grain", GRAINS)
def test_a_second_count_finds_what_came_and_went(seed: int, grain: int) -> None:
    document = published(a_library(300, seed=seed))
    bulk = {entry["day"] for entry in document["summary"]["pile"]["bulk_days"]}
    came, left = Counter[str](), Counter[str]()
    for book in document["books"]:
        added, read = book["date_added"] or "", book["date_read"] or ""
        shorter = min(len(added), len(read))
        was_read = book["reading_status"] == "read" and shorter >= 7 and read[:shorter] > added[:shorter]
        if was_read or (book["reading_status"] == "to-read" and len(added) >= 7):
            came[added] += 1
        if was_read:
            left[read] += 1

    there = stretches(document, grain)

    assert there
    for stretch in there:
        year, month = map(int, stretch.first.split("-"))
        within = {f"{year}-{month + more:02d}" for more in range(grain)}
        assert stretch.added == sum(n for day, n in came.items() if day[:7] in within and day not in bulk)
        assert stretch.in_bulk == sum(n for day, n in came.items() if day[:7] in within and day in bulk)
        assert stretch.finished == sum(n for day, n in left.items() if day[:7] in within)
        last = max(within)
        assert stretch.size == sum(n for day, n in came.items() if day[:7] <= last) - sum(
            n for day, n in left.items() if day[:7] <= last
        )
