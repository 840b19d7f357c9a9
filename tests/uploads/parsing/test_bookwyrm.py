"""A row of BookWyrm's export and the book it becomes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.uploads.parsing.other_services import BOOKWYRM, book, issues
from uploads.parsing.records import IssueKind, ParsedBook, Precision, ReadDate, Status

UNREAD = {"start_date": "", "finish_date": "", "rating": "", "review_name": "", "review_content": ""}


def test_every_column_finds_its_field() -> None:
    assert book(BOOKWYRM) == ParsedBook(
        row=1,
        title="The Lighthouse Keepers",
        full_title="The Lighthouse Keepers (Northern Shores, #2)",
        author="Ida Holm",
        shelf="read",
        status=Status.READ,
        goodreads_id="4711",
        series="Northern Shores",
        series_number="2",
        additional_authors=("Per Lund",),
        isbn13="9780765312181",
        rating=4.5,
        date_read=ReadDate(dt.date(2020, 3, 9), Precision.DAY),
        date_added=ReadDate(dt.date(2019, 11, 30), Precision.DAY),
        review="<b>Dry &amp; kind</b><br>Fine.<br><br>Really.",
    )
    assert issues(BOOKWYRM) == []


@pytest.mark.parametrize(
    ("cells", "shelf", "status", "own"),
    [
        ({"shelf": "to-read", "shelf_name": "To Read"}, "to-read", Status.TO_READ, ()),
        ({"shelf": "reading", "shelf_name": "Currently Reading"}, "currently-reading", Status.READING, ()),
        ({"shelf": "stopped-reading", "shelf_name": "Stopped"}, "stopped-reading", Status.ABANDONED, ()),
        (
            {"shelf": "cooking-7", "shelf_name": "Cooking", "finish_date": "2020-01-02"},
            "read",
            Status.READ,
            ("Cooking",),
        ),
        ({"shelf": "cooking-7", "shelf_name": "Cooking", "rating": "3"}, "read", Status.READ, ("Cooking",)),
        (
            {"shelf": "cooking-7", "shelf_name": "Cooking", "stopped_date": "2020-01-02"},
            "stopped-reading",
            Status.ABANDONED,
            ("Cooking",),
        ),
        (
            {"shelf": "cooking-7", "shelf_name": "Cooking", "start_date": "2020-01-02"},
            "currently-reading",
            Status.READING,
            ("Cooking",),
        ),
        ({"shelf": "wishlist-8", "shelf_name": "Wishlist"}, "Wishlist", Status.TO_READ, ()),
        ({"shelf": "cooking-7", "shelf_name": "Cooking"}, "Cooking", Status.OTHER, ()),
    ],
)
def test_shelves_and_dates_say_how_far_a_book_is_read(
    cells: dict[str, str], shelf: str, status: Status, own: tuple[str, ...]
) -> None:
    found = book(BOOKWYRM, UNREAD | cells)

    assert (found.shelf, found.status, found.shelves) == (shelf, status, own)


def test_an_own_shelf_that_says_nothing_is_asked_about() -> None:
    (issue,) = issues(BOOKWYRM, UNREAD | {"shelf": "cooking-7", "shelf_name": "Cooking"})

    assert (issue.kind, issue.found) == (IssueKind.UNCLEAR_SHELF, "Cooking")


def test_the_export_of_before_shelves_and_dates_is_read() -> None:
    older = {
        name: cell for name, cell in BOOKWYRM.items() if not name.startswith(("shelf", "start", "finish", "stopped"))
    }

    assert (book(older).status, book(older).rating) == (Status.READ, 4.5)
    (issue,) = issues(older, {"rating": "", "review_name": "", "review_content": ""})
    assert issue.kind is IssueKind.UNCLEAR_SHELF


@pytest.mark.parametrize(("cell", "stars"), [("3", 3.0), ("0", None), ("", None), ("4.5", 4.5), ("0.5", 1.0)])
def test_zero_stars_are_none(cell: str, stars: float | None) -> None:
    assert book(BOOKWYRM, {"rating": cell}).rating == stars


def test_the_day_of_stopping_is_kept() -> None:
    cells = {"shelf": "stopped-reading", "finish_date": "", "stopped_date": "2020-03-01"}

    assert book(BOOKWYRM, cells).date_read == ReadDate(dt.date(2020, 3, 1), Precision.DAY)
    assert issues(BOOKWYRM, cells) == []


def test_a_warning_before_a_review_hides_it_as_a_spoiler() -> None:
    assert book(BOOKWYRM, {"review_cw": "the end"}).has_spoilers


@pytest.mark.parametrize("key", ["", "https://www.goodreads.com/book/show/4711", "x"])
def test_what_is_no_number_of_goodreads_is_none(key: str) -> None:
    assert book(BOOKWYRM, {"goodreads_key": key}).goodreads_id is None
