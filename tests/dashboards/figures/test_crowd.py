"""The reader beside the crowd."""

from __future__ import annotations

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import crowd
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, rated, seen_of


@pytest.mark.parametrize(
    ("average", "said"),
    [
        (4.3, "You are <b>0.30 stars harsher</b> than the average reader."),
        (3.75, "You are <b>0.25 stars kinder</b> than the average reader."),
        (4.02, "You rate <b>as the crowd does</b>, to within 0.02 stars."),
    ],
)
def test_the_crowd_is_beside_the_reader_over_the_same_books(average: float, said: str) -> None:
    both = rated(*[4.0] * 6, average_rating=average)
    alone = [a_book(50 + row, rating=1.0) for row in range(4)]

    figure = crowd.like_the_crowd(seen_of(*both, *alone))

    assert figure is not None
    assert figure.answer == said
    assert figure.rests_on == "From 6 books that both you and the crowd have rated. The crowd is that of Goodreads."


def test_without_a_crowd_there_is_no_figure() -> None:
    assert crowd.like_the_crowd(seen_of(*rated(*[4.0] * 20))) is None


def test_every_half_star_between_the_ends_has_a_column_that_leads_to_its_books() -> None:
    figure = crowd.like_the_crowd(seen_of(*rated(5, 5, 5, 4, 2.5, average_rating=4.0)))

    assert figure is not None
    marks = figure.data["views"][0]["marks"]
    assert [(mark["short"], mark["value"], mark["href"]) for mark in marks] == [
        ("−2", 0, None),
        ("", 1, "/sample?gap=-1.5#crowd"),
        ("−1", 0, None),
        ("", 0, None),
        ("0", 1, "/sample?gap=0#crowd"),
        ("", 0, None),
        ("+1", 3, "/sample?gap=1#crowd"),
    ]
    assert figure.table.rows[1] == ("1.5 stars below the crowd", "1", "20%")


def test_a_column_has_as_many_books_as_its_filter_lets_through() -> None:
    document = published(a_library(400, seed=4))
    columns = crowd.like_the_crowd(through(document, document["books"], LINKS, Filters()))
    assert columns is not None

    for mark in columns.data["views"][0]["marks"]:
        if mark["href"]:
            value = mark["href"].partition("gap=")[2].partition("#")[0]
            wanted = Filters.of({"gap": value, "status": "read"})
            assert sum(map(wanted.matches, document["books"])) == mark["value"]


def test_a_part_stands_before_the_whole_library_on_the_same_axis() -> None:
    document = published(a_library(400, seed=5))
    whole = crowd.like_the_crowd(through(document, document["books"], LINKS, Filters()))
    part = crowd.like_the_crowd(through(document, document["books"], LINKS, Filters.of({"rating": "3-4"})))

    assert whole is not None
    assert part is not None
    before, after = whole.data["views"][0]["marks"], part.data["views"][0]["marks"]
    assert [mark["title"] for mark in before] == [mark["title"] for mark in after]
    assert [mark["value"] for mark in before] == [mark["ghost"] for mark in after]
