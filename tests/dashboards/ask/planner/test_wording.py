"""Readers' many words for the same thing."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.planner import Refusal
from dashboards.ask.spec import Order
from tests.dashboards.ask.shelves import asked, reading, refusal


@pytest.mark.parametrize(
    "worded",
    [
        "hey, can you tell me how many books I got through in 2020?",
        "Just curious: how many books did I devour in 2020",
        "how mnay books did i raed in 2020",
        "how many titles have I completed in 2020, please?",
        "How many tomes did I plough through in 2020? Thanks",
        "so how many books did i knock out in 2020 altogether",
        "I was wondering how many books I read in 2020 so far",
    ],
)
def test_a_question_may_be_put_in_many_words(worded: str, library: sqlite3.Connection) -> None:
    plainly = reading("how many books did I read in 2020?", library)

    assert reading(worded, library).spec == plainly.spec


@pytest.mark.parametrize(
    ("worded", "plainly"),
    [
        ("fattest book still unread", "longest book on my to-read list"),
        ("Everything I gave one star, please", "books I gave 1 star"),
        ("books I gave up on", "books I abandoned"),
        ("whats my average page count", "what is my average page count"),
        ("books over two hundred and fifty pages", "books over 250 pages"),
        ("my two longest books", "my 2 longest books"),
    ],
)
def test_other_words_come_to_the_same(worded: str, plainly: str, library: sqlite3.Connection) -> None:
    assert reading(worded, library).spec == reading(plainly, library).spec


def test_a_slip_of_the_pen_is_mended_and_said(library: sqlite3.Connection) -> None:
    [note] = reading("how many books did I read in 2020 on avearge per month", library).notes

    assert (note.code, note.values["word"], note.values["name"]) == ("read_as", "avearge", "average")


@pytest.mark.parametrize("word", ["dead", "dating", "serves", "gnarly"])
def test_a_word_that_is_none_of_ours_is_not_taken_for_one(word: str, library: sqlite3.Connection) -> None:
    assert isinstance(asked(f"how many {word} books did I read in 2020?", library), Refusal)


def test_a_polite_command_is_still_a_command(library: sqlite3.Connection) -> None:
    assert refusal("hey, can you delete all my books please", library).reason == "command"


def test_novels_are_books_of_fiction_or_just_books(library: sqlite3.Connection) -> None:
    library.execute("UPDATE books SET fiction = 1")

    both = asked("how many novels did I read in 2020?", library)

    assert not isinstance(both, Refusal)
    assert [one.spec.values_of("fiction") for one in both] == [(1,), ()]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Quill vs Brand: whose books have I read more of?", {"Nora Quill", "Otto Brand"}),
        ("did I read more fantasy or more horror?", {"Fantasy", "Horror"}),
        ("who do I rate higher, Quill or Brand?", {"Nora Quill", "Otto Brand"}),
        ("compare fantasy and horror ratings", {"Fantasy", "Horror"}),
    ],
)
def test_two_names_set_side_by_side_are_compared(question: str, names: set[str], library: sqlite3.Connection) -> None:
    assert set(reading(question, library).spec.only) == names


def test_two_genres_side_by_side_without_a_word_between_are_both_wanted(library: sqlite3.Connection) -> None:
    [genres] = reading("fantasy horror books", library).spec.filters

    assert (genres.op, set(genres.values)) == ("all", {"Fantasy", "Horror"})


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("how many pages of Bell Tower have I read so far?", "progress"),
        ("which series have I not finished yet?", "series_whole"),
        ("what is my funniest book", "inside"),
        ("how many books by Italian authors have I read", "author_facts"),
    ],
)
def test_what_nobody_can_tell_is_refused_by_name(question: str, reason: str, library: sqlite3.Connection) -> None:
    assert refusal(question, library).reason == reason


@pytest.mark.parametrize(
    ("worded", "plainly"),
    [
        ("busiest reading month", "month with the most books read"),
        ("final book I read", "last book I read"),
        ("How many books did I give a perfect score?", "how many books did I give 5 stars"),
        ("authors ranked by average rating", "authors by average rating"),
    ],
)
def test_further_words_come_to_the_same(worded: str, plainly: str, library: sqlite3.Connection) -> None:
    assert reading(worded, library).spec == reading(plainly, library).spec


def test_favourites_are_a_shelf_or_those_rated_best(library: sqlite3.Connection) -> None:
    both = asked("which of my favourites are longer than 200 pages?", library)

    assert not isinstance(both, Refusal)
    assert [one.spec.values_of("shelf") for one in both] == [("favourites",), ()]


def test_goodreads_is_never_passed_over(library: sqlite3.Connection) -> None:
    assert reading("highest rated books on Goodreads", library).spec.order == Order("average_rating")
