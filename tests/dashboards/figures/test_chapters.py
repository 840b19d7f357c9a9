"""Which figures a library gets, and that nothing is left out silently."""

from __future__ import annotations

import json

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import Figure, Instead, chapters_of
from dashboards.figures.chapters import in_full_rows
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of


def test_fewer_than_ten_read_books_have_no_statistics() -> None:
    assert chapters_of(seen_of(*[a_book(row) for row in range(9)])) == []
    assert chapters_of(seen_of(*[a_book(row) for row in range(10)])) != []


def test_what_is_not_shown_is_said_in_a_line() -> None:
    chapters = chapters_of(seen_of(*[a_book(row, rating=4.0) for row in range(12)]))

    verdicts = next(chapter for chapter in chapters if chapter.id == "verdicts")
    assert [figure.id for figure in verdicts.figures] == ["ratings"]
    assert verdicts.not_shown == (
        "Not shown: the crowd beside you, as too few books have both ratings; the books that divide you, as none has "
        "both ratings; your ratings over the years, as fewer than three have five."
    )


@pytest.mark.parametrize(("read", "shows"), [(49, set()), (50, {"months", "stricter"})])
def test_months_and_ratings_over_the_years_take_fifty_books(read: int, shows: set[str]) -> None:
    books = [a_book(row, rating=float(row % 5 + 1), read=f"{2017 + row % 5}-0{row % 9 + 1}-10") for row in range(read)]

    chapters = chapters_of(seen_of(*books))

    figures = {figure.id for chapter in chapters for figure in chapter.figures}
    assert figures & {"months", "stricter"} == shows
    said = " ".join(chapter.not_shown for chapter in chapters)
    assert said.count("take fifty books") == (0 if shows else 2)


def test_chapters_are_numbered_without_gaps() -> None:
    books = [a_book(row, author="Unknown author") for row in range(12)]

    chapters = chapters_of(seen_of(*books))

    assert [(chapter.id, chapter.numeral) for chapter in chapters] == [
        ("habit", "i."),
        ("verdicts", "ii."),
        ("subjects", "iii."),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_of_any_library_has_an_answer_its_ground_and_its_numbers(seed: int) -> None:
    chapters = chapters_of(whole(published(a_library(40 + 40 * seed, seed=seed)), LINKS))

    figures = [figure for chapter in chapters for figure in chapter.figures]
    assert figures
    for figure in figures:
        assert figure.answer
        if isinstance(figure, Figure):
            assert figure.rests_on
            assert figure.table.rows
            assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
            json.dumps(figure.data, allow_nan=False)


@pytest.mark.parametrize(
    ("columns", "filled"),
    [
        ([7, 5, 12], [7, 5, 12]),
        ([12, 5], [12, 12]),
        ([5, 12, 7, 5, 7], [12, 12, 7, 5, 12]),
        ([5, 5, 7, 7], [5, 7, 7, 5]),
        ([], []),
    ],
)
def test_rows_have_no_gaps_whichever_figures_there_are(columns: list[int], filled: list[int]) -> None:
    figures = [Instead(id=str(at), question="?", answer="!", columns=width) for at, width in enumerate(columns)]

    placed = in_full_rows(figures)

    assert [figure.columns for figure in placed] == filled
    assert [figure.id for figure in placed] == [figure.id for figure in figures]


def test_an_id_occurs_once_in_a_page() -> None:
    chapters = chapters_of(whole(published(a_library(300, seed=2)), LINKS))

    ids = [part.id for chapter in chapters for part in (chapter, *chapter.figures)]
    assert len(ids) == len(set(ids))


def test_no_filter_makes_a_figure_vanish() -> None:
    document = published(a_library(300, seed=2))
    for wanted in ({"year": "2021"}, {"author": "nobody"}, {"status": "to-read"}, {"rating": "none", "genre": "none"}):
        seen = through(document, document["books"], LINKS, Filters.of(wanted))

        shown = [figure.id for chapter in chapters_of(seen) for figure in chapter.figures]

        assert shown == [figure.id for chapter in chapters_of(whole(document, LINKS)) for figure in chapter.figures]


def test_a_figure_with_too_few_books_left_says_so_under_its_question() -> None:
    books = [a_book(row, read=f"{2019 + row % 3}-03-01", rating=4.0, average_rating=4.1) for row in range(40)]
    document = published(waiting([*books, a_book(50, author="Cleo", read="2020-03-01")]))
    seen = through(document, document["books"], LINKS, Filters.of({"author": "Cleo"}))

    crowd = next(figure for chapter in chapters_of(seen) for figure in chapter.figures if figure.id == "crowd")

    assert (crowd.question, crowd.answer) == ("Do you rate like the crowd?", "Too few of these books to say.")
