"""Books read more than once."""

from __future__ import annotations

from dashboards.figures import again
from dashboards.seeing import whole
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, seen_of


def test_books_read_again_are_named_with_how_often() -> None:
    figure = again.what_again(
        seen_of(a_book(1, title="Tides", read_count=3), a_book(2, read_count=2), a_book(3, read_count=1))
    )

    assert figure is not None
    assert figure.answer == "Most often <b>Tides</b>, three times."
    assert [(card.href, card.value) for card in figure.cards] == [
        ("/sample/books/1001", "three times"),
        ("/sample/books/1002", "twice"),
    ]


def test_nothing_read_again_makes_no_figure() -> None:
    assert again.what_again(seen_of(a_book(1), a_book(2, read_count=1))) is None


def test_those_of_any_library_are_its_books_with_most_readings() -> None:
    document = published(a_library(200, seed=4))
    counts = [book["read_count"] or 0 for book in document["books"] if book["reading_status"] == "read"]

    figure = again.what_again(whole(document, LINKS))

    assert figure is not None
    assert [card.book["read_count"] for card in figure.cards] == sorted(counts, reverse=True)[: len(figure.cards)]
