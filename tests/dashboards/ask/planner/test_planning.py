"""What the planner makes of a question, and what it will not."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.planner import Refusal
from dashboards.ask.planner.filler import FILLER
from tests.dashboards.ask.shelves import asked, reading, refusal, rows, titles

ANSWERED = (
    "which genre did I rate highest?",
    "longest book I gave five stars",
    "how many books did I read in 2021?",
    "do I rate fantasy higher than horror?",
    "average rating by genre",
    "did I read more in 2020 than in 2021?",
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how many books did I read in 2021?", 3),
        ("which genre did I rate highest?", "Fantasy"),
        ("average rating of fantasy", 4.0),
        ("who is my most read author?", "Nora Quill"),
        ("how many pages did I read in 2020?", 930),
        ("how many different authors have I read?", 2),
    ],
)
def test_a_question_is_answered(question: str, first: object, library: sqlite3.Connection) -> None:
    found = rows(reading(question, library).spec, library)

    assert found[0][0] == first


@pytest.mark.parametrize(
    ("question", "books"),
    [
        ("longest book I gave five stars", ["Ash and Ember"]),
        ("books on my favourites shelf", ["Far Shore"]),
        ("books on my to-read list under 250 pages, best rated first", ["Grey Garden"]),
        ("both fantasy and horror books", ["Far Shore"]),
        ("horror that is not fantasy", ["Dim Lantern", "Empty Orchard"]),
        ("when did I read Bell Tower?", ["Bell Tower"]),
        ("books I read that I did not rate", ["Far Shore"]),
    ],
)
def test_a_question_for_books_lists_them(question: str, books: list[str], library: sqlite3.Connection) -> None:
    assert titles(rows(reading(question, library).spec, library)) == books


@pytest.mark.parametrize("question", ANSWERED)
@pytest.mark.parametrize("word", ["purple", "usually", "gruntled"])
def test_one_word_that_is_not_understood_is_enough_to_refuse(
    question: str, word: str, library: sqlite3.Connection
) -> None:
    wordier = f"{question.rstrip('?')} {word}?"

    refused = refusal(wordier, library)

    assert refused.reason == "not_understood"
    assert refused.words == (word,)


def test_words_that_gave_wrong_answers_are_not_passed_over() -> None:
    assert not {"usually", "each", "title", "again", "now", "not", "never", "only"} & FILLER


@pytest.mark.parametrize(
    "question",
    ["xyzzy", "how many purple books did I read in 2020?", "what should I read next?", "delete all my books", ""],
)
def test_a_refusal_offers_three_questions_that_are_answered(question: str, library: sqlite3.Connection) -> None:
    refused = refusal(question, library)

    assert len(set(refused.near)) == 3
    for near in refused.near:
        assert not isinstance(asked(near, library), Refusal), near


def test_the_near_questions_are_about_the_same_year(library: sqlite3.Connection) -> None:
    refused = refusal("how many purple books did I read in 2020?", library)

    assert refused.near[0] == "how many books did I read in 2020?"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("what should I read next?", "advice"),
        ("delete all my books", "command"),
        ("give Bell Tower five stars", "command"),
        ("books I read in my twenties", "life"),
        ("how many books by women have I read?", "author_facts"),
        ("how fast do I read", "reading_time"),
        ("best book of each year", "best_of_each"),
        ("books in French", "no_languages"),
        ("which series have I read most of?", "no_series"),
        ("books read longer than 500 pages shorter than 300 pages", "contradiction"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_answered_is_refused_for_its_reason(
    question: str, reason: str, library: sqlite3.Connection
) -> None:
    assert refusal(question, library).reason == reason


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("fantasy books from 2020", ["fantasy books read in 2020", "fantasy books published in 2020"]),
        ("to-read books from 2020", ["to-read books published in 2020", "to-read books added in 2020"]),
        ("my favourite genre", ["my highest rated genre", "my most read genre"]),
        (
            "books with a rating above 4.3",
            ["books with a goodreads rating above 4.3", "books with my rating above 4.3"],
        ),
    ],
)
def test_a_question_with_two_readings_gets_both(
    question: str, readings: list[str], library: sqlite3.Connection
) -> None:
    both = asked(question, library)

    assert not isinstance(both, Refusal)
    assert [one.question for one in both] == readings
    assert both[0].spec != both[1].spec


@pytest.mark.parametrize(
    ("question", "name"),
    [("books by Otto Brend", "Otto Brand"), ("when did I read Bel Tower?", "Bell Tower")],
)
def test_a_slip_in_a_name_is_mended_and_said(question: str, name: str, library: sqlite3.Connection) -> None:
    read = reading(question, library)

    [note] = [note for note in read.notes if note.code == "read_as"]
    assert note.values["name"] == name
    assert rows(read.spec, library)


def test_what_is_assumed_is_noted(library: sqlite3.Connection) -> None:
    [summer] = reading("what did I read last summer", library).notes
    [fair] = reading("which genre did I rate highest?", library).notes

    assert (summer.code, summer.values["year"], summer.values["first"], summer.values["last"]) == ("season", 2026, 6, 8)
    assert (fair.code, fair.values["books"]) == ("fair", 3)


def test_questions_about_reading_are_about_books_that_were_read(library: sqlite3.Connection) -> None:
    assert reading("average rating by genre", library).spec.values_of("status") == ("read",)
    assert reading("books on my to-read list", library).spec.values_of("status") == ("to-read",)
