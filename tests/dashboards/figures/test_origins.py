"""From where and when the authors are, where anybody was asked about them."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import chapters_of, origins
from dashboards.seeing import through
from tests.dashboards.document.made_up import Pair, a_book, an_author, known, published, waiting
from tests.dashboards.libraries import LINKS, seen_of


def by(*facts: dict[str, Any], row: int = 1) -> list[Pair]:
    """A read book for each author with these facts."""
    return [
        (a_book(at, author=f"Writer {at}"), known(author=an_author(f"Q{at}", name=f"Writer {at}", **fact)))
        for at, fact in enumerate(facts, row)
    ]


NORWAY: dict[str, Any] = {"countries": ("NO",), "genders": ("female",), "birth_year": 1931}
BOTH: dict[str, Any] = {"countries": ("NO", "SE"), "genders": ("male",), "birth_year": 1944}
ANCIENT: dict[str, Any] = {"birth_year": -428}
LIBRARY = by(*[NORWAY] * 6, *[BOTH] * 4, ANCIENT)


def test_countries_decades_and_genders_each_have_their_answer_and_their_ground() -> None:
    figure = origins.from_where_and_when(seen_of(*LIBRARY, a_book(50, author="Nobody Knows")))

    assert figure is not None
    assert [view["name"] for view in figure.data["views"]] == ["Where", "When", "Who"]
    assert figure.answer == "<b>Norway</b> most of all, 100%; they are from 2 countries."
    assert [aside.answer for aside in figure.asides] == [
        "Half of them were born in <b>the 1930s</b> or later.",
        "<b>Women 60%</b>, Men 40%.",
    ]
    assert figure.rests_on.startswith("From 10 of 12 authors that you have read.")
    assert figure.asides[0].rests_on == "From 11 of 12 authors that you have read."
    where, when, who = (view["marks"] for view in figure.data["views"])
    assert [(mark["title"], mark["value"]) for mark in where] == [("Norway", 10), ("Sweden", 4)]
    assert [(mark["title"], mark["value"]) for mark in when] == [("Before 1800", 1), ("1930s", 6), ("1940s", 4)]
    assert [(mark["title"], mark["text"], mark["cloth"]) for mark in who] == [
        ("Women", "60%", "ink1"),
        ("Men", "40%", "ink2"),
    ]
    assert [list(table.rows) for table in (figure.table, *figure.further)] == [
        [("Norway", "10", "10"), ("Sweden", "4", "4")],
        [("430s BCE", "1", "1"), ("1930s", "6", "6"), ("1940s", "4", "4")],
        [("Women", "6", "6"), ("Men", "4", "4")],
    ]


def test_what_is_recorded_of_nobody_has_no_view() -> None:
    figure = origins.from_where_and_when(seen_of(*by(*[{"countries": ("IS",)}] * 10)))

    assert figure is not None
    assert ([view["name"] for view in figure.data["views"]], figure.asides) == (["Where"], [])
    assert origins.from_where_and_when(seen_of(*by(*[{}] * 10))) is None


def test_decades_without_an_author_stand_between_the_others() -> None:
    figure = origins.from_where_and_when(seen_of(*by(*[{"birth_year": 1901}] * 9, {"birth_year": 1935})))

    assert figure is not None
    assert [mark["value"] for mark in figure.data["views"][0]["marks"]] == [9, 0, 0, 1]


@pytest.mark.parametrize(
    ("books", "said"),
    [
        ([], "from where your authors are, as no source of facts about people was asked"),
        (by(*[NORWAY] * 9), "from where your authors are, as that is known of only 9"),
    ],
)
def test_without_facts_the_line_of_what_is_not_shown_says_so(books: list[Pair], said: str) -> None:
    seen = seen_of(*books, *[a_book(row) for row in range(100, 110)])

    assert origins.from_where_and_when(seen) is None
    authors = next(chapter for chapter in chapters_of(seen) if chapter.id == "authors")
    assert said in authors.not_shown


def test_a_filter_leaves_the_whole_librarys_authors_behind() -> None:
    document = published([*LIBRARY, *waiting([a_book(60, author="Nobody Knows")])])

    figure = origins.from_where_and_when(
        through(document, document["books"], LINKS, Filters.of({"author": "Writer 7"}))
    )

    assert figure is not None
    marks = {mark["title"]: (mark["value"], mark["ghost"]) for mark in figure.data["views"][0]["marks"]}
    assert marks == {"Norway": (1, 10), "Sweden": (1, 4)}
    nobody = through(document, document["books"], LINKS, Filters.of({"author": "Nobody Knows"}))
    assert origins.from_where_and_when(nobody) is None
