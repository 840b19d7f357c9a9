"""What the planner makes of a question, and what it will not."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from dashboards.ask.planner import Refusal
from dashboards.ask.planner.filler import FILLER
from dashboards.ask.tables.filling import fill
from tests.dashboards.ask.shelves import asked, book, reading, refusal, rows, titles

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
        ("best genre of each year", "one_each"),
        ("last 3 books of each year", "best_of_each"),
        ("highest rated per year", "best_of_each"),
        ("which year had the highest share of fantasy", "share_of_groups"),
        ("share of books by genre", "share_of_groups"),
        ("share of fantasy by genre", "share_of_groups"),
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
        (
            "oldest book on my to-read list",
            ["longest waiting book on my to-read list", "oldest by publication book on my to-read list"],
        ),
        (
            "books I read in the past year",
            ["books I read in the last 12 months", "books I read in the last calendar year"],
        ),
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


@pytest.mark.parametrize(
    ("question", "books"),
    [
        ("the best book of each year", ["Ash and Ember", "Cold Harbour"]),
        ("longest book per author", ["Grey Garden", "Ash and Ember", "Empty Orchard"]),
        ("the shortest book I read each year", ["Bell Tower", "Dim Lantern"]),
        ("my top 2 books of each genre", ["Ash and Ember", "Bell Tower", "Dim Lantern", "Empty Orchard"]),
        ("books I read that are neither fantasy nor horror", []),
        ("books I read that are not horror nor by Nora Quill", []),
        ("horror or fantasy books I read in 2020", ["Ash and Ember", "Bell Tower"]),
    ],
)
def test_the_first_of_each_and_what_is_neither(question: str, books: list[str], library: sqlite3.Connection) -> None:
    assert titles(rows(reading(question, library).spec, library)) == books


@pytest.mark.parametrize(
    ("question", "table"),
    [
        ("percentage of horror per year", [(2020, 0.0, 2), (2021, 200 / 3, 3)]),
        ("what share of each year was fantasy", [(2020, 100.0, 2), (2021, 100 / 3, 3)]),
        ("how many books per quarter", [("2020-Q1", 1), ("2020-Q3", 1), ("2021-Q1", 2)]),
        ("how many books per month of the year", [(1, 1), (2, 1), (3, 1), (7, 1)]),
        ("average pages by year", [(2020, 465.0, 2), (2021, 280.0, 3)]),
        ("how much of my to-read list is fantasy", [(100.0, 1)]),
    ],
)
def test_a_table_is_one_of_each(question: str, table: list[tuple[object, ...]], library: sqlite3.Connection) -> None:
    assert rows(reading(question, library).spec, library) == table


def test_a_month_is_one_of_every_year_or_of_one(library: sqlite3.Connection) -> None:
    readings = asked("which month do I read most in?", library)

    assert not isinstance(readings, Refusal)
    assert [one.spec.group for one in readings] == ["month_of_year", "month_read"]


def test_of_a_re_read_book_one_date_alone_is_known_and_that_is_said(library: sqlite3.Connection) -> None:
    assert [note.code for note in reading("how many re-reads in 2021", library).notes] == ["reread_date"]


def test_an_authors_name_is_not_a_book_about_the_author() -> None:
    shelf = [book("Ash and Ember"), book("Bell Tower"), book("Nora Quill: A Life", author="Otto Brand")]
    with closing(fill(shelf)) as connection:
        counted = reading("how many books by Nora Quill have I read?", connection)

        assert rows(counted.spec, connection) == [(2,)]


@pytest.mark.parametrize(
    ("question", "books"),
    [
        ("first two books I ever read", ["Ash and Ember", "Bell Tower"]),
        ("first 3 books on my to-read list", ["Grey Garden"]),
        ("when did I last read a fantasy book?", ["Cold Harbour", "Bell Tower", "Ash and Ember"]),
        ("what did I finish on 15 July 2020?", ["Bell Tower"]),
        ("what did I finish on March 1st, 2020?", ["Ash and Ember"]),
        ("21st century books", ["Grey Garden"]),
        ("books with no rating", ["Far Shore"]),
    ],
)
def test_what_comes_first_and_when(question: str, books: list[str], library: sqlite3.Connection) -> None:
    assert titles(rows(reading(question, library).spec, library)) == books


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("in which year was I most generous with my stars?", 2020),
        ("what rating do I give most often?", 1),
        ("which genre do most of the books I have read come from?", "Fantasy"),
        ("how many books had I read by the end of 2020?", 2),
        ("how many books did I rate 3 stars in 2021", 1),
    ],
)
def test_a_question_that_goes_round_about_is_answered(
    question: str, first: object, library: sqlite3.Connection
) -> None:
    assert rows(reading(question, library).spec, library)[0][0] == first


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("unread books by authors I rated 5 stars", "contradiction"),
        ("what proportion of books do I finish?", "share_of_what"),
        ("what did I read on 31 February 2020", "no_such_day"),
        ("how many books by the end of 2030", "future"),
        ("which author did I stop reading after 2020", "not_understood"),
    ],
)
def test_what_would_be_answered_wrong_is_refused(question: str, reason: str, library: sqlite3.Connection) -> None:
    assert refusal(question, library).reason == reason


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("earliest published book on my to-read list", "original_year"),
        ("most recently published book I have read", "original_year"),
        ("highest rated book on goodreads that I gave 1 star", "average_rating"),
        ("which book waited longest before I read it?", "days_waiting"),
    ],
)
def test_books_are_ranked_by_what_was_asked_for(question: str, by: str, library: sqlite3.Connection) -> None:
    order = reading(question, library).spec.order

    assert order is not None
    assert order.by == by


def test_the_best_of_books_of_one_rating_is_refused(library: sqlite3.Connection) -> None:
    assert refusal("my favourite 5 star book", library).reason == "most_of_what"


def test_a_series_is_a_fact_of_a_book_and_a_long_one_has_many_books_or_pages() -> None:
    with closing(
        fill([book("One", series="Tides", num_pages=90), book("Two", series="Tides", num_pages=50), book("Alone")])
    ) as connection:
        assert titles(rows(reading("standalone books", connection).spec, connection)) == ["Alone"]
        assert titles(rows(reading("books in a series", connection).spec, connection)) == ["One", "Two"]
        readings = asked("what is the longest series I have read?", connection)
        assert not isinstance(readings, Refusal)
        assert [rows(one.spec, connection) for one in readings] == [[("Tides", 2)], [("Tides", 140, 2)]]


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("what percentage of fantasy books did I give 5 stars", 25.0),
        ("what percentage of my 5 star books are fantasy", 100.0),
        ("what fraction of the books I read in 2020 got 5 stars", 50.0),
        ("how much of my 2 star reading is horror", 100.0),
    ],
)
def test_a_share_is_one_of_what_is_named_first(question: str, share: float, library: sqlite3.Connection) -> None:
    assert rows(reading(question, library).spec, library)[0][0] == share


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("books with exactly one genre", "having_of_books"),
        ("the author of my longest book", "one_each"),
        ("books on my fantasy shelf", "no_such_shelf"),
        ("in which genre is my highest rated book?", "one_each"),
    ],
)
def test_a_number_or_a_best_book_is_not_taken_for_a_groups(
    question: str, reason: str, library: sqlite3.Connection
) -> None:
    assert refusal(question, library).reason == reason


def test_who_publishes_themselves_is_asked_about_as_the_author() -> None:
    with closing(fill([book("Ash and Ember", publisher="Nora Quill"), book("Bell Tower")])) as connection:
        counted = reading("how many books by Nora Quill have I read?", connection)

        assert rows(counted.spec, connection) == [(2,)]
