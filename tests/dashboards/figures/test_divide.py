"""Over which books the reader and the crowd part."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document import beside_crowd
from dashboards.document.filters import Filters
from dashboards.figures import Figure, divide
from dashboards.seeing import Seen, through
from enrichment.facts import WAITING
from tests.dashboards.document.made_up import Pair, a_book, a_library, known, published, waiting
from tests.dashboards.libraries import LINKS, rated, seen_of

TEN = [a_book(row, title=f"Book {row}", rating=4.0, average_rating=4.0) for row in range(1, 10)]
HATED = a_book(20, title="Ash <i>", author="Cleo", rating=1.0, average_rating=4.25)


def figure_of(seen: Seen) -> Figure:
    figure = divide.which_divide(seen)
    assert figure is not None
    return figure


def filtered(document: dict[str, Any], **wanted: str) -> Seen:
    return through(document, document["books"], LINKS, Filters.of(wanted))


def standing(figure: Figure) -> dict[str, int]:
    """How each point stands, by the id of its book."""
    return {id: stands for id, _title, _mine, _crowd, stands in figure.data["points"]}


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries of more than 100 books are too large to be drawn one by one."""
    monkeypatch.setattr(beside_crowd, "MOST_POINTS", 100)


def test_the_book_of_the_widest_gap_is_named() -> None:
    figure = figure_of(seen_of(*TEN, HATED))

    assert figure.answer == "Most of all <b>Ash &lt;i&gt;</b>: 1 star from you, 4.25 from the crowd."
    assert figure.chart == "scatter"
    assert figure.data["named"][0] == "1020"
    assert figure.data["points"][-1] == ["1020", "Ash <i>", 1.0, 4.25, divide.THERE]


def test_several_books_far_apart_are_counted() -> None:
    far = [a_book(30 + row, rating=1.0, average_rating=3.0) for row in range(4)]

    assert figure_of(seen_of(*TEN, *far)).answer.endswith("Over 4 books you are about two stars apart, or more.")


def test_the_numbers_lead_to_their_books() -> None:
    first, *_others = figure_of(seen_of(*TEN, HATED)).table.rows

    assert first == ('<a href="/sample/books/1020">Ash &lt;i&gt;</a>', "Cleo", "1.00", "4.25", "−3.25")


def test_of_few_books_the_three_farthest_are_listed() -> None:
    figure = figure_of(seen_of(*rated(1, 2, 3, 4, 5, average_rating=4.1)))

    assert (figure.chart, figure.data) == ("", {})
    assert [row[2] for row in figure.table.rows] == ["1.00", "2.00", "3.00"]


def test_without_a_book_that_both_have_rated_there_is_no_figure() -> None:
    assert divide.which_divide(seen_of(*rated(4, 5), a_book(9, average_rating=4.0))) is None


def test_whose_the_crowds_ratings_are_is_said() -> None:
    theirs = known(rating=3.5, rating_source="openlibrary")
    books: list[Pair] = [(book, WAITING) for book in TEN]
    books += [(a_book(50 + row, rating=3.0), theirs) for row in range(3)]

    assert figure_of(seen_of(*books)).rests_on == (
        "From 12 books that both you and the crowd have rated. "
        "The crowd is that of Goodreads (9 books) and Open Library (3 books)."
    )


def test_rows_and_columns_lead_to_as_many_books_as_they_say() -> None:
    document = published(a_library(400, seed=4))

    figure = figure_of(filtered(document))

    for one in (*figure.data["rows"], *figure.data["columns"]):
        if one["href"]:
            name, _, value = one["href"].removeprefix("/sample?").removesuffix("#divide").partition("=")
            wanted = Filters.of({name: value, "status": "read"})
            both = [b for b in document["books"] if b["my_rating"] is not None and b["community_rating"] is not None]
            assert sum(map(wanted.matches, both)) == one["value"]


def test_what_a_filter_lets_through_stands_before_the_rest() -> None:
    books = [*TEN, a_book(20, rating=1.0, average_rating=4.2, read="2020-05-05")]
    books += [a_book(21 + row, rating=2.0, average_rating=3.0, read="2020-05-05") for row in range(10)]

    stands = standing(figure_of(filtered(published(waiting(books)), year="2020")))

    assert (stands["1001"], stands["1020"], stands["1021"]) == (divide.GHOST, divide.THERE, divide.THERE)


def test_a_pick_of_its_own_leaves_the_others_to_be_picked() -> None:
    stands = standing(figure_of(filtered(published(waiting([*TEN, HATED])), crowd="4.2-4.3")))

    assert (stands["1001"], stands["1020"]) == (divide.THERE, divide.CHOSEN)


@pytest.mark.usefixtures("cells")
def test_too_many_books_are_counted_in_cells_that_lead_to_them() -> None:
    document = published(a_library(900, seed=3))

    figure = figure_of(filtered(document))

    assert figure.chart == "heat"
    counted = document["summary"]["headline"]["crowd_counted"]
    assert sum(cell["value"] for cell in figure.data["cells"]) == counted > 100
    for cell in figure.data["cells"]:
        query = dict(
            pair.split("=") for pair in cell["href"].removeprefix("/sample?").removesuffix("#divide").split("&")
        )
        wanted = Filters.of({**query, "status": "read"})
        assert sum(map(wanted.matches, document["books"])) == cell["value"]


@pytest.mark.usefixtures("cells")
def test_a_part_that_is_small_enough_is_drawn_book_by_book_before_the_cells() -> None:
    document = published(a_library(900, seed=3))

    figure = figure_of(filtered(document, year="2021"))

    assert figure.chart == "scatter"
    assert figure.data["points"]
    assert {tuple(place) for place in figure.data["ghosts"]} == {
        (mine, crowd) for mine, crowd, _books in document["summary"]["beside_crowd"]["cells"]
    }


@pytest.mark.usefixtures("cells")
def test_a_cell_that_is_on_is_taken_off_by_its_own_link() -> None:
    document = published(a_library(4000, seed=3))

    figure = figure_of(filtered(document, rating="4", crowd="3.7-3.8"))

    picked = [cell for cell in figure.data["cells"] if cell.get("chosen")]
    assert [(cell["at"], cell["href"]) for cell in picked] == [([4, 37], "/sample#divide")]


def test_a_rectangle_keeps_the_other_filters() -> None:
    document = published(a_library(400, seed=4))

    figure = figure_of(filtered(document, rating="4", status="read"))

    assert figure.data["address"] == "/sample?status=read#divide"


def test_a_finger_is_offered_to_draw_where_there_is_a_drawing() -> None:
    drawn, listed = figure_of(seen_of(*TEN, HATED)), figure_of(seen_of(HATED))

    assert drawn.by_finger is not None
    assert drawn.by_finger.name == "Choose an area"
    assert listed.by_finger is None
