"""What the books are about."""

from __future__ import annotations

from dashboards.figures import Figure, Instead, subjects
from enrichment.facts import BookFacts, LookedUp
from tests.dashboards.document.made_up import a_book, known
from tests.dashboards.libraries import seen_of

FANTASY = known("Fantasy fiction", "Magic")
HISTORY = known("History", "Civilization, Medieval")
UNKNOWN = BookFacts(state=LookedUp.NOT_KNOWN)


def test_what_is_read_most_is_set_against_what_is_liked_best() -> None:
    fantasy = [(a_book(row, rating=3.0), FANTASY) for row in range(1, 9)]
    history = [(a_book(row, rating=5.0), HISTORY) for row in range(20, 26)]

    figure = subjects.what_and_love(seen_of(*fantasy, *history, (a_book(99), UNKNOWN)))

    assert isinstance(figure, Figure)
    assert figure.answer == "Mostly <b>fantasy</b>, but you rate <b>history</b> highest."
    assert figure.rests_on.startswith("From 14 of 15 books that you have read: 1 has no genre.")
    first = figure.data["marks"][0]
    assert (first["title"], first["value"], first["cloth"]) == ("Fantasy", 8, "k2")
    assert first["href"] == "/sample?genre=fantasy#genres"


def test_a_genre_with_four_ratings_is_not_called_the_best() -> None:
    fantasy = [(a_book(row, rating=3.0), FANTASY) for row in range(1, 9)]
    history = [(a_book(row, rating=5.0), HISTORY) for row in range(20, 24)]

    figure = subjects.what_and_love(seen_of(*fantasy, *history))

    assert figure.answer == "Mostly <b>fantasy</b>, and nothing pleases you more."


def test_without_genres_it_says_whether_more_will_come() -> None:
    waiting = subjects.what_and_love(seen_of(a_book(1)))
    settled = subjects.what_and_love(seen_of((a_book(1), UNKNOWN)))

    assert isinstance(waiting, Instead)
    assert "still being asked" in waiting.answer
    assert isinstance(settled, Instead)
    assert "Neither your shelves nor the catalogues" in settled.answer


def test_fact_and_fiction_leave_out_what_does_not_tell() -> None:
    told = [(a_book(row), FANTASY) for row in range(1, 7)]

    figure = subjects.fact_or_fiction(seen_of(*told, (a_book(99), UNKNOWN)))

    assert figure is not None
    assert figure.answer == "<b>All fiction.</b> Not a fact in sight."
    assert [mark["title"] for mark in figure.data["marks"]] == ["Fiction", "Not known"]
    assert subjects.fact_or_fiction(seen_of(*told[:4])) is None
