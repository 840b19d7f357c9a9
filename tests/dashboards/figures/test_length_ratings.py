"""Whether long books are rated higher, and that few ratings are not made much of."""

from __future__ import annotations

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import Figure, sizes
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook

QUESTION = "Do you rate long books higher?"


def rated(pages: int, *ratings: float | None, row: int = 1) -> list[ParsedBook]:
    """Read books of one length, one for each rating."""
    return [a_book(row, pages=pages, rating=rating) for row, rating in enumerate(ratings, row)]


def lengths_of(*books: ParsedBook) -> Figure:
    figure = sizes.how_long(seen_of(*books))
    assert figure is not None
    return figure


@pytest.mark.parametrize(
    ("short", "long", "said"),
    [
        (
            [3.0] * 80,
            [4.0] * 80,
            "<b>Yes, by 1.00 stars</b>: 4.00 for those of 200 pages and more, 3.00 for the shorter ones.",
        ),
        (
            [4.0] * 80,
            [3.5] * 80,
            "<b>No, lower by 0.50 stars</b>: 3.50 for those of 200 pages and more, 4.00 for the shorter ones.",
        ),
        ([4.0] * 80, [4.0] * 80, "<b>Hardly</b>: 4.00 for those of 200 pages and more, 4.00 for the shorter ones."),
        (
            [4.0] * 10,
            [4.0] * 7 + [5.0] * 3,
            "<b>Too close to say</b>: 4.30 for those of 200 pages and more, 4.00 for the shorter ones, from 20 ratings.",
        ),
    ],
)
def test_the_longer_half_is_set_against_the_shorter(short: list[float], long: list[float], said: str) -> None:
    figure = lengths_of(*rated(150, *short), *rated(420, *long, row=500))

    assert [aside.answer for aside in figure.asides] == [f"{QUESTION} {said}"]
    assert [view["name"] for view in figure.data["views"]] == ["How many", "How you rate them"]


@pytest.mark.parametrize(
    "books",
    [
        [*rated(150, *[4.0] * 30), *rated(420, *[5.0] * 9, row=500)],
        [*rated(150, *[None] * 30), *rated(420, *[None] * 30, row=500)],
        rated(150, *[4.0] * 90),
    ],
    ids=["nine long ones", "nothing rated", "all alike"],
)
def test_without_ratings_on_both_sides_the_question_is_not_asked(books: list[ParsedBook]) -> None:
    figure = lengths_of(*books)

    assert (len(figure.data["views"]), figure.asides, figure.further) == (1, (), ())


def test_a_length_with_few_ratings_has_no_box() -> None:
    figure = lengths_of(
        *rated(150, 2.0, 3.0, 3.0, 3.0, 5.0, *[4.0] * 10),
        *rated(420, *[4.0] * 12, row=100),
        *rated(950, 5.0, 1.0, row=200),
        a_book(300),
    )

    marks = {mark["title"]: mark for mark in figure.data["views"][1]["marks"]}
    assert marks["100–199 pages"]["box"] == [3.5, 4, 4]
    assert marks["100–199 pages"]["lines"] == ["15 ratings", "average 3.73", "half of them 3.5–4★"]
    assert marks["100–199 pages"]["href"] == "/sample?length=100-199#lengths"
    assert (marks["700+ pages"]["box"], marks["700+ pages"]["value"], marks["700+ pages"]["text"]) == (None, 3, "2")
    assert (marks["0–99 pages"]["href"], marks["0–99 pages"]["lines"]) == (None, ["0 ratings"])
    table = {row[0]: row[1:] for row in figure.further[0].rows}
    assert table["100–199"] == ("15", "3.73", "4★", "3.5–4★")
    assert table["700+"] == ("2", "3.00", "–", "–")
    assert table["0–99"] == ("0", "–", "–", "–")
    assert figure.asides[0].rests_on.startswith(
        "From 29 of 30 books that you have read: 1 lacks a page count or a rating."
    )


def test_the_averages_of_the_whole_library_stay_behind_those_of_a_filter() -> None:
    mine = [a_book(row, pages=150 + 300 * (row % 2), rating=5.0, author="Cleo") for row in range(700, 730)]
    document = published(waiting([*rated(150, *[3.0] * 30), *rated(450, *[3.0] * 30, row=100), *mine]))

    figure = sizes.how_long(through(document, document["books"], LINKS, Filters.of({"author": "Cleo"})))

    assert figure is not None
    mark = figure.data["views"][1]["marks"][1]
    assert (mark["value"], round(mark["ghost"], 2)) == (5, 3.67)
    assert "Whole library: 3.67" in mark["lines"]


def test_a_filter_that_leaves_too_few_ratings_says_so_in_its_view() -> None:
    document = published(
        waiting(
            [
                *rated(150, *[3.0] * 30),
                *rated(450, *[3.0] * 30, row=100),
                a_book(200, pages=99, author="Cleo"),
                *[a_book(row, pages=90, author="Cleo") for row in range(300, 310)],
            ]
        )
    )

    figure = sizes.how_long(through(document, document["books"], LINKS, Filters.of({"author": "Cleo"})))

    assert figure is not None
    assert figure.asides[0].answer == f"{QUESTION} Too few of these books to say."
