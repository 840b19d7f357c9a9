"""How old the books are when they are read, and how long they are."""

from __future__ import annotations

from statistics import median

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import sizes
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook


def aged(*ages: int) -> list[ParsedBook]:
    """A book read in 2020 for each age."""
    return [a_book(row, read="2020-05-05", original_publication_year=2020 - age) for row, age in enumerate(ages, 1)]


def long(*pages: int | None) -> list[ParsedBook]:
    return [a_book(row, pages=count) for row, count in enumerate(pages, 1)]


def test_books_are_counted_by_their_age_when_read() -> None:
    figure = sizes.how_old(seen_of(*aged(0, 1, *[12] * 48)))

    assert figure is not None
    assert figure.answer == "Half of them are <b>12 years old</b> or younger."
    assert figure.rests_on == "From all 50 books that you have read."
    marks = {mark["title"]: mark["value"] for mark in figure.data["marks"]}
    assert (marks["In the year it came out"], marks["1 year old"], marks["10–19 years old"]) == (1, 1, 48)
    assert figure.data["median"] == {"at": 4.2, "text": "median 12"}  # a fifth of the way through the fifth column


def test_new_books_are_fresh_from_the_press() -> None:
    figure = sizes.how_old(seen_of(*aged(*[0] * 50)))

    assert figure is not None
    assert figure.answer == "<b>Fresh from the press</b>: half of them in the year they came out."


def test_ages_need_fifty_books_and_dates() -> None:
    assert sizes.how_old(seen_of(*aged(*[3] * 49))) is None
    assert sizes.how_old(seen_of(*[a_book(row, original_publication_year=1990) for row in range(60)])) is None


def test_lengths_stand_in_steps_of_fifty_and_lead_to_their_books() -> None:
    figure = sizes.how_long(seen_of(*long(120, 149, 150, 320, 1400, None)))

    assert figure is not None
    assert figure.answer == "Half of them have <b>150 pages</b> or fewer."
    assert figure.rests_on == "From 5 of 6 books that you have read: 1 has no page count."
    marks = {mark["title"]: mark for mark in figure.data["views"][0]["marks"]}
    assert marks["100–149 pages"]["value"] == 2
    assert marks["100–149 pages"]["href"] == "/sample?length=100-149#lengths"
    assert marks["1000+ pages"]["href"] == "/sample?length=1000-#lengths"
    assert marks["50–99 pages"]["href"] is None
    assert sizes.how_long(seen_of(*long(100, 200, 300, 400, None))) is None


@pytest.mark.parametrize("seed", range(3))
def test_each_column_of_lengths_leads_to_as_many_books_as_it_counts(seed: int) -> None:
    document = published(a_library(300, seed=seed))
    read = [book for book in document["books"] if book["reading_status"] == "read"]

    figure = sizes.how_long(whole(document, LINKS))

    assert figure is not None
    for mark in figure.data["views"][0]["marks"]:
        span = mark["title"].removesuffix(" pages").replace("–", "-").replace("+", "-")
        assert mark["value"] == sum(Filters.of({"length": span}).matches(book) for book in read)
    middle = median(book["num_pages"] for book in read if book["num_pages"])
    assert figure.data["views"][0]["median"]["text"] == f"median {round(middle)}"


def test_a_chosen_length_leaves_the_others_to_choose() -> None:
    document = published(waiting(long(120, 149, 150, 320, 1400)))
    seen = through(document, document["books"], LINKS, Filters.of({"length": "100-149"}))

    figure = sizes.how_long(seen)

    assert figure is not None
    assert [mark["title"] for mark in figure.data["views"][0]["marks"] if mark.get("chosen")] == ["100–149 pages"]
    assert sum(mark["value"] for mark in figure.data["views"][0]["marks"]) == 5
