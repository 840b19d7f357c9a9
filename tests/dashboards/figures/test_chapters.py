"""Which figures a library gets, and that nothing is left out silently."""

from __future__ import annotations

import json

import pytest

from dashboards.figures import Figure, chapters_of
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, head_of


def test_fewer_than_ten_read_books_have_no_statistics() -> None:
    assert chapters_of(head_of(*[a_book(row) for row in range(9)]), LINKS) == []
    assert chapters_of(head_of(*[a_book(row) for row in range(10)]), LINKS) != []


def test_what_is_not_shown_is_said_in_a_line() -> None:
    chapters = chapters_of(head_of(*[a_book(row, rating=4.0) for row in range(12)]), LINKS)

    verdicts = next(chapter for chapter in chapters if chapter.id == "verdicts")
    assert [figure.id for figure in verdicts.figures] == ["ratings"]
    assert verdicts.not_shown == (
        "Not shown: the crowd beside you, as too few books have both ratings; your ratings over the years, "
        "as fewer than three have five."
    )


def test_chapters_are_numbered_without_gaps() -> None:
    books = [a_book(row, author="Unknown author") for row in range(12)]

    chapters = chapters_of(head_of(*books), LINKS)

    assert [(chapter.id, chapter.numeral) for chapter in chapters] == [
        ("habit", "i."),
        ("verdicts", "ii."),
        ("subjects", "iii."),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_of_any_library_has_an_answer_its_ground_and_its_numbers(seed: int) -> None:
    chapters = chapters_of(published(a_library(40 + 40 * seed, seed=seed)), LINKS)

    figures = [figure for chapter in chapters for figure in chapter.figures]
    assert figures
    for figure in figures:
        assert figure.answer
        if isinstance(figure, Figure):
            assert figure.rests_on
            assert figure.table.rows
            assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
            json.dumps(figure.data, allow_nan=False)
