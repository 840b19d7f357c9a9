"""Whom the reader returns to."""

from __future__ import annotations

import pytest

from dashboards.figures import Figure, Instead, authors
from tests.dashboards.document.made_up import a_book
from tests.dashboards.libraries import LINKS, head_of
from uploads.parsing.records import ParsedBook


def by(*names: str) -> list[ParsedBook]:
    return [a_book(row, author=name) for row, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("AAAB", "<b>A</b>, with 3 books."),
        ("AABB", "<b>A</b> and <b>B</b>, with 2 books each."),
        ("AABBCC", "<b>Three authors</b>, with 2 books each."),
    ],
)
def test_those_with_most_books_are_named(names: str, said: str) -> None:
    figure = authors.who_again(head_of(*by(*names)), LINKS)

    assert isinstance(figure, Figure)
    assert figure.answer == said


def test_who_returns_to_nobody_is_told_so() -> None:
    instead = authors.who_again(head_of(*by("A", "B")), LINKS)

    assert isinstance(instead, Instead)
    assert instead.answer == "Nobody yet: 2 books by 2 authors."


def test_an_unknown_author_is_nobody() -> None:
    assert authors.who_again(head_of(*by("Unknown author")), LINKS) is None


def test_an_authors_name_cannot_become_markup() -> None:
    figure = authors.who_again(head_of(*by("<script>", "<script>")), LINKS)

    assert isinstance(figure, Figure)
    assert figure.answer == "<b>&lt;script&gt;</b>, with 2 books."
    assert figure.data["marks"][0]["href"] == "/sample/books?status=read&author=%3Cscript%3E"


def test_books_read_again_are_listed() -> None:
    figure = authors.what_again(head_of(a_book(1, title="Tides", read_count=3), a_book(2, read_count=1)))

    assert figure is not None
    assert figure.answer == "Most often <b>Tides</b>, three times."
    assert list(figure.table.rows) == [("Tides", "Edda Quill", "3")]
    assert authors.what_again(head_of(a_book(1))) is None
