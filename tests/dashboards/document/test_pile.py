"""The pile: what came, what left, and how long it lay there, beside a plain second count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from statistics import median
from typing import Any

import pytest

from dashboards.document.pile import BINS, Pile, bulk_days
from tests.dashboards.document.made_up import NOW, a_book, a_library, published, summary_of, waiting
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook, Status

TO_READ = Status.TO_READ


def recounted(books: list[dict[str, Any]]) -> dict[str, Any]:
    """The part of the summary, book by book and without any of its code."""
    shelved = Counter(book["date_added"] for book in books if len(book["date_added"] or "") == 10)
    bulk = {day for day, count in shelved.items() if count >= 10 and count > 0.05 * sum(shelved.values())}
    came, in_bulk, left = Counter[str](), Counter[str](), Counter[str]()
    waits: list[int] = []
    for book in books:
        added, read, status = book["date_added"] or "", book["date_read"] or "", book["reading_status"]
        shorter = min(len(added), len(read))
        was_read = status == "read" and shorter >= 7 and read[:shorter] > added[:shorter]
        if was_read or (status == "to-read" and len(added) >= 7):
            (in_bulk if added in bulk else came)[added[:7]] += 1
        if was_read:
            left[read[:7]] += 1
            if len(added) == len(read) == 10 and added not in bulk:
                waits.append((dt.date.fromisoformat(read) - dt.date.fromisoformat(added)).days)
    return {
        "bulk": {day: shelved[day] for day in bulk},
        "months": [(m, came[m], in_bulk[m], left[m]) for m in sorted({*came, *in_bulk, *left})],
        "waits": sorted(waits),
    }


def check(document: dict[str, Any]) -> None:
    pile, counted = document["summary"]["pile"], recounted(document["books"])

    assert {entry["day"]: entry["books"] for entry in pile["bulk_days"]} == counted["bulk"]
    assert [tuple(month.values()) for month in pile["months"]] == counted["months"]
    waits = counted["waits"]
    assert pile["waits"]["usable"] == len(waits)
    assert pile["waits"]["median"] == (median(waits) if waits else None)
    assert sum(span["books"] for span in pile["waits"]["bins"]) == len(waits)
    for span, (low, high) in zip(pile["waits"]["bins"], BINS, strict=True):
        assert span["books"] == len([days for days in waits if low <= days <= (high or days)])
    ends = (pile["waits"]["lowest"], pile["waits"]["highest"])
    assert [end and end["value"] for end in ends] == ([waits[0], waits[-1]] if waits else [None, None])
    to_read = [book for book in document["books"] if book["reading_status"] == "to-read"]
    since = sorted((book["date_added"], book["row"]) for book in to_read if len(book["date_added"] or "") >= 7)
    assert [book["date"] for book in pile["oldest"]] == [date for date, _row in since[:10]]
    assert pile["undated"] == len(to_read) - len(since)
    size = sum(month["added"] + month["in_bulk"] - month["finished"] for month in pile["months"])
    assert size == len(since)  # what came and did not leave is there


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("size", [0, 3, 60, 800])
def test_a_second_count_finds_the_same_pile(seed: int, size: int) -> None:
    check(published(a_library(size, seed=seed)))


@needs_shared
@pytest.mark.parametrize("export", sorted(SHARED.glob("exports/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_a_second_count_finds_the_same_pile_in_a_real_export(export: Any) -> None:
    with export.open("rb") as file:
        books = [record for record in parse_export(file, today=NOW.date()) if isinstance(record, ParsedBook)]

    check(published(waiting(books)))


def pile_of(*books: ParsedBook) -> dict[str, Any]:
    pile: dict[str, Any] = summary_of(*books)["pile"]
    return pile


def test_a_book_shelved_once_it_was_read_never_lay_on_the_pile() -> None:
    pile = pile_of(
        a_book(1, added="2021-05-05", read="2021-05-05"),
        a_book(2, added="2021-05-05", read="2019-01-02"),
        a_book(3, added="2021-05-05", read="2021-05"),
        a_book(4, added="2021-05-05"),
    )

    assert pile["months"] == []
    assert pile["waits"]["usable"] == 0


def test_books_shelved_on_the_day_of_an_import_have_no_wait_but_are_on_the_pile() -> None:
    imported = [a_book(row, added="2015-06-02", read="2016-01-02") for row in range(1, 13)]

    pile = pile_of(*imported, a_book(50, added="2015-07-01", read="2015-07-11"))

    assert pile["bulk_days"] == [{"day": "2015-06-02", "books": 12}]
    assert pile["months"][0] == {"month": "2015-06", "added": 0, "in_bulk": 12, "finished": 0}
    assert (pile["waits"]["usable"], pile["waits"]["in_bulk"], pile["waits"]["median"]) == (1, 12, 10)
    assert pile["waits"]["highest"]["book"]["id"] == "1050"


def test_nine_books_of_a_small_library_are_a_spree_and_no_import() -> None:
    assert bulk_days({"2015-06-02": 9}) == {}
    assert bulk_days({"2015-06-02": 10, **{f"2016-01-{day:02d}": 10 for day in range(1, 31)}}) == {}


def test_a_part_of_a_library_takes_its_import_days_from_the_whole() -> None:
    books = published(waiting([a_book(1, added="2015-06-02", read="2016-01-02")]))["books"]
    pile = Pile(bulk=["2015-06-02"])

    for book in books:
        pile.add(book)

    assert pile.as_json()["pile"]["bulk_days"] == [{"day": "2015-06-02", "books": 1}]
    assert pile.as_json()["pile"]["waits"]["usable"] == 0


def test_a_pace_needs_no_day_of_shelving_but_a_month_of_finishing() -> None:
    pile = pile_of(
        a_book(1, read="2021-05-05", pages=200),
        a_book(2, read="2021-05"),
        a_book(3, read="2021"),
        a_book(4, status=TO_READ),
    )

    assert pile["finished"] == [{"month": "2021-05", "books": 2, "pages": 200, "pages_counted": 1}]
    assert pile["undated"] == 1


def test_the_ten_that_wait_longest_are_found_among_many() -> None:
    shelved = [f"20{10 + row % 10}-0{1 + row % 9}-11" for row in range(500)]

    pile = pile_of(*[a_book(row, status=TO_READ, added=added) for row, added in enumerate(shelved, 1)])

    assert [book["date"] for book in pile["oldest"]] == sorted(shelved)[:10]
