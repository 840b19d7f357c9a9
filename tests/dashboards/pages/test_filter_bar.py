"""The filters as a page offers them."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import FILTERS, Filters
from dashboards.naming.filters import all_said, said
from dashboards.pages.filter_bar import Choice, FilterBar, filter_bar
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, known, published
from tests.dashboards.libraries import LINKS
from uploads.parsing.records import Format, Status


def document() -> dict[str, Any]:
    fantasy = known("Fantasy fiction", "Magic")
    return published(
        [
            (a_book(1, read="2020-01-05", rating=5.0, pages=320, shelves=("owned",), format=Format.EBOOK), fantasy),
            (a_book(2, read="2018-01-05", original_publication_year=1999, author="Ana"), fantasy),
            (a_book(3, status=Status.TO_READ), fantasy),
        ]
    )


def bar(**wanted: str) -> FilterBar:
    found = document()
    return filter_bar(through(found, found["books"], LINKS, Filters.of(wanted)))


def choice(bar: FilterBar, name: str) -> Choice:
    return next(choice for choice in bar.choices if choice.name == name)


def test_without_a_filter_there_is_nothing_to_take_off() -> None:
    assert (bar().counted, bar().chips, bar().is_on) == ("All 3 books", [], False)


def test_each_filter_that_is_on_has_a_chip_that_takes_it_off_alone() -> None:
    found = bar(year="2020", rating="5")

    assert found.counted == "1 of 3 books"
    assert [(chip.text, chip.href) for chip in found.chips] == [
        ("Read in 2020", "/sample?rating=5"),
        ("★★★★★", "/sample?year=2020"),
    ]
    assert (found.clear, found.books) == ("/sample", "/sample/books?year=2020&rating=5")


def test_the_form_offers_what_the_library_has_of_each_dimension() -> None:
    found = bar(rating="5")

    assert choice(found, "year").options == [("2020", "2020"), ("2018", "2018")]
    assert choice(found, "genre").options == [("fantasy", "Fantasy")]
    assert choice(found, "decade").options == [("1990", "1990s")]
    assert choice(found, "format").options == [("ebook", "E-book")]
    assert choice(found, "length").options[3] == ("300-399", "300–399 pages")
    assert choice(found, "rating").options[-1] == ("none", "Not rated")
    assert choice(found, "rating").chosen == "5"
    assert choice(found, "author").typed
    assert [value for value, _ in choice(found, "author").options] == ["Ana", "Edda Quill"]
    assert "language" not in [choice.name for choice in found.choices]


def test_a_value_from_an_address_stays_choosable() -> None:
    assert choice(bar(language="it"), "language").options == [("it", "Italian")]
    assert choice(bar(year="1999"), "year").options[-1] == ("1999", "1999")


def test_filters_without_a_field_are_carried_along() -> None:
    assert bar(month="1", series="Tides", year="2020").hidden == [("month", "1"), ("series", "Tides")]


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_has_words_for_any_value(name: str) -> None:
    for value in ("none", "2020", "x" * 200, "-", "--1", "٣", "1-2-3", "<b>", "99999999999"):
        assert said(name, value)


def test_several_filters_make_one_phrase() -> None:
    wanted = {"year": "2020", "genre": "science-fiction", "author": "Ana"}

    assert all_said(Filters.of(wanted)) == "read in 2020, science fiction and by Ana"


def test_any_library_has_a_bar() -> None:
    for size in (0, 1, 60):
        found = published(a_library(size, seed=size))

        assert filter_bar(through(found, found["books"], LINKS, Filters.of({"status": "read"}))).choices


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("weekday", "7", "Finished on a Sunday"),
        ("day", "2021-03-09", "Finished on 9 March 2021"),
        ("rating", "2-4", "★★ to ★★★★"),
        ("rating", "3-3", "★★★"),
        ("crowd", "3.5-4", "3.5–4 by the crowd"),
        ("crowd", "none", "Not rated by the crowd"),
        ("gap", "-1.5", "1.5 stars below the crowd"),
        ("gap", "1", "1 star above the crowd"),
        ("gap", "0", "As the crowd"),
        ("gap", "none", "Not rated by you and the crowd both"),
    ],
)
def test_filters_that_only_a_chart_sets_have_words_for_their_chips(name: str, value: str, text: str) -> None:
    assert said(name, value) == text


@pytest.mark.parametrize("name", FILTERS)
def test_a_value_that_makes_no_sense_is_said_as_it_is(name: str) -> None:
    assert "<9" in said(name, "<9-x")
