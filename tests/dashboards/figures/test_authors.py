"""Whom the reader returns to."""

from __future__ import annotations

import pytest

from dashboards.figures import Figure, Instead, authors
from tests.dashboards.document.made_up import a_book
from tests.dashboards.libraries import seen_of
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
    figure = authors.who_again(seen_of(*by(*names)))

    assert isinstance(figure, Figure)
    assert figure.answer == said


def test_who_returns_to_nobody_is_told_so() -> None:
    instead = authors.who_again(seen_of(*by("A", "B")))

    assert isinstance(instead, Instead)
    assert instead.answer == "Nobody yet: 2 books by 2 authors."


def test_an_unknown_author_is_nobody() -> None:
    assert authors.who_again(seen_of(*by("Unknown author"))) is None


def test_an_authors_name_cannot_become_markup() -> None:
    figure = authors.who_again(seen_of(*by("<script>", "<script>")))

    assert isinstance(figure, Figure)
    assert figure.answer == "<b>&lt;script&gt;</b>, with 2 books."
    assert figure.data["marks"][0]["href"] == "/sample?author=%3Cscript%3E#returns"
