"""How long books waited, and which wait still."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import pile
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook, Status

SHELVED = dt.date(2020, 1, 1)


def waited(*days: int) -> list[ParsedBook]:
    """Read books, each shelved on a day of its own and finished so many days later."""
    shelved = [SHELVED + dt.timedelta(row) for row in range(len(days))]
    return [
        a_book(row, title=f"Waited {wait}", added=f"{day}", read=f"{day + dt.timedelta(wait)}")
        for row, (day, wait) in enumerate(zip(shelved, days, strict=True), 1)
    ]


def read_without_dates(count: int) -> list[ParsedBook]:
    return [a_book(row) for row in range(100, 100 + count)]


def test_waits_are_told_by_their_half_and_their_longest() -> None:
    figure = pile.how_long(seen_of(*waited(*[3] * 12, *[40] * 7, 800), *read_without_dates(40)))

    assert figure is not None
    assert (
        figure.answer
        == "Half of them <b>3 days or less</b>. The longest wait, 2 years 2 months, was that of Waited 800."
    )
    assert figure.rests_on == (
        "From 20 of 60 books that you have read: those with both days, finished after they were shelved."
    )
    marks = {mark["title"]: mark["value"] for mark in figure.data["marks"] if mark["value"]}
    assert marks == {"Under a week": 12, "One to three months": 7, "Two to five years": 1}
    assert figure.data["marks"][0]["href"] == "/sample?wait=1-6#waits"


@pytest.mark.parametrize(
    ("waits", "undated", "said"),
    [
        ([5] * 19, 40, "how long books wait, as that is known of only 19 books"),
        ([5], 60, "how long books wait, as that is known of only 1 book"),
        ([5] * 20, 29, "how long books wait, as you have read fewer than 50"),
    ],
)
def test_too_few_waits_are_not_shown_and_it_is_said_why(waits: list[int], undated: int, said: str) -> None:
    seen = seen_of(*waited(*waits), *read_without_dates(undated))

    assert pile.how_long(seen) is None
    assert pile.too_few_waits(seen) == said


def test_books_shelved_in_one_go_are_left_out_and_named() -> None:
    imported = [a_book(row, added="2015-06-02", read="2020-02-02") for row in range(200, 212)]

    figure = pile.how_long(seen_of(*waited(*[5] * 20), *imported, *read_without_dates(30)))

    assert figure is not None
    assert figure.rests_on.endswith("12 books shelved in one go, on 2 June 2015, are left out.")
    assert sum(mark["value"] for mark in figure.data["marks"]) == 20


@pytest.mark.parametrize("seed", range(3))
def test_the_waits_of_any_library_are_those_of_its_books(seed: int) -> None:
    document = published(a_library(400, seed=seed))
    bulk = {entry["day"] for entry in document["summary"]["pile"]["bulk_days"]}
    waits = [
        (dt.date.fromisoformat(book["date_read"]) - dt.date.fromisoformat(book["date_added"])).days
        for book in document["books"]
        if book["reading_status"] == "read"
        and len(book["date_read"] or "") == len(book["date_added"] or "") == 10
        and book["date_added"] not in bulk
    ]

    figure = pile.how_long(whole(document, LINKS))

    assert figure is not None
    assert figure.data["marks"][0]["value"] == sum(1 <= wait <= 6 for wait in waits)
    assert figure.data["marks"][-1]["value"] == sum(wait >= 1825 for wait in waits)
    assert sum(mark["value"] for mark in figure.data["marks"]) == sum(wait > 0 for wait in waits)


def test_a_chosen_wait_leaves_all_waits_in_sight() -> None:
    document = published(waiting([*waited(*[3] * 12, *[40] * 8), *read_without_dates(40)]))

    figure = pile.how_long(through(document, document["books"], LINKS, Filters.of({"wait": "1-6"})))

    assert figure is not None
    chosen, *others = [mark for mark in figure.data["marks"] if mark["value"]]
    assert (chosen["value"], chosen["chosen"], chosen["href"]) == (12, True, "/sample#waits")
    assert [(mark["value"], mark.get("chosen")) for mark in others] == [(8, None)]


def test_the_books_that_wait_longest_come_first_and_lead_to_their_pages() -> None:
    shelved = ["2021-02-03", "2019-05", "2022-01-01", None]
    books = [a_book(row, status=Status.TO_READ, added=added) for row, added in enumerate(shelved, 1)]

    figure = pile.what_waits(seen_of(*books))

    assert figure is not None
    assert figure.answer == "<b>Book 2</b>, since May 2019."
    assert figure.rests_on == "From 4 books to be read, by the date on which they were shelved."
    assert [(card.href, card.value) for card in figure.cards] == [
        ("/sample/books/1002", "May 2019"),
        ("/sample/books/1001", "3 February 2021"),
        ("/sample/books/1003", "1 January 2022"),
    ]
    assert pile.what_waits(seen_of(a_book(1))) is None


def test_a_title_on_the_pile_cannot_become_markup() -> None:
    figure = pile.what_waits(seen_of(a_book(1, title="<script>", status=Status.TO_READ, added="2021-02-03")))

    assert figure is not None
    assert figure.answer == "<b>&lt;script&gt;</b>, since 3 February 2021."
