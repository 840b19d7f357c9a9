"""Kinds of question that the planner answers: a book of each group, one book, orders, days, what is left out."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.spec import Filter
from tests.dashboards.ask.shelves import reading, refusal, rows, titles


@pytest.mark.parametrize(
    ("question", "books"),
    [
        ("best book of each year", ["Ash and Ember", "Cold Harbour"]),
        ("longest book per author", ["Grey Garden", "Ash and Ember", "Empty Orchard"]),
        ("shortest book I read each year", ["Bell Tower", "Dim Lantern"]),
        ("last book I read every year", ["Bell Tower", "Dim Lantern"]),
    ],
)
def test_the_first_of_each_group_is_a_book_for_each(
    question: str, books: list[str], library: sqlite3.Connection
) -> None:
    assert titles(rows(reading(question, library).spec, library)) == books


def test_books_that_share_the_first_place_of_a_group_are_all_shown(library: sqlite3.Connection) -> None:
    library.execute("UPDATE books SET my_rating = 5 WHERE title = 'Bell Tower'")

    found = rows(reading("best book of each year", library).spec, library)

    assert titles(found) == ["Ash and Ember", "Bell Tower", "Cold Harbour"]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("When did I finish Bell Tower?", "date_read"),
        ("did I like Bell Tower", "my_rating"),
        ("what did I write about Bell Tower?", "review"),
        ("how long has Grey Garden been on my shelf?", "date_added"),
        ("what genre is Cold Harbour", "genres"),
        ("how many times have I read Bell Tower", "read_count"),
    ],
)
def test_a_question_about_one_book_shows_what_it_asks_for(
    question: str, fact: str, library: sqlite3.Connection
) -> None:
    spec = reading(question, library).spec

    assert spec.show == (fact,)
    assert len(rows(spec, library)) == 1


def test_the_last_time_is_a_date(library: sqlite3.Connection) -> None:
    spec = reading("when did I last read a fantasy book?", library).spec

    assert titles(rows(spec, library))[0] == "Cold Harbour"


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("in what order did I read the fantasy books", ["Ash and Ember", "Bell Tower", "Cold Harbour", "Far Shore"]),
        ("horror books from longest to shortest", ["Empty Orchard", "Far Shore", "Dim Lantern"]),
        ("horror books alphabetically", ["Dim Lantern", "Empty Orchard", "Far Shore"]),
    ],
)
def test_books_come_in_the_order_asked_for(question: str, order: list[str], library: sqlite3.Connection) -> None:
    assert titles(rows(reading(question, library).spec, library)) == order


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("books I read on 15 July 2020", Filter("date_read", "=", ("2020-07-15",))),
        ("books I finished on July 15th, 2020", Filter("date_read", "=", ("2020-07-15",))),
        ("books I had read by the end of 2020", Filter("year_read", "<=", (2020,))),
        ("books I finished on a Sunday", Filter("weekday", "=", (0,))),
        ("19th-century books", Filter("original_year", ">=", (1800,))),
        ("books written in the nineteenth century", Filter("original_year", "<=", (1899,))),
    ],
)
def test_a_time_is_understood(question: str, condition: Filter, library: sqlite3.Connection) -> None:
    assert condition in reading(question, library).spec.filters


def test_a_time_to_come_is_refused(library: sqlite3.Connection) -> None:
    assert refusal("how many books had I read by the end of 2030", library).reason == "future"


def test_a_group_is_left_out_with_its_books_kept(library: sqlite3.Connection) -> None:
    """ "Far Shore" is horror, too: it counts there, though it is fantasy as well."""
    found = rows(reading("most read genre apart from fantasy", library).spec, library)

    assert found == [("Horror", 3)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("standard deviation of my ratings", pytest.approx(1.58, abs=0.01)),
        ("in which year was I most generous with my stars?", 2020),
        ("what day of the week do I finish most books", 0),
        ("genres by average rating", "Fantasy"),
        ("how many years did I read more than 2 books", 1),
    ],
)
def test_further_measures_and_groups(question: str, first: object, library: sqlite3.Connection) -> None:
    library.execute("UPDATE books SET date_read = '2020-07-12' WHERE title = 'Ash and Ember'")
    library.execute("UPDATE books SET date_read = '2020-07-19' WHERE title = 'Bell Tower'")

    assert rows(reading(question, library).spec, library)[0][0] == first


def test_authors_read_more_than_once_have_several_books(library: sqlite3.Connection) -> None:
    assert reading("authors I have read more than once", library).spec.having == (">", 1)


def test_a_book_on_a_shelf_that_was_read_is_read(library: sqlite3.Connection) -> None:
    assert reading("how many books on my favourites shelf have I read?", library).spec.values_of("status") == ("read",)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("most popular book I have read", "no_ratings_counts"),
        ("do I rate popular books higher?", "no_ratings_counts"),
        ("why did I read so little in 2020?", "why"),
        ("is Bell Tower scary?", "inside"),
        ("authors I have not read since 2015", "not_since"),
        ("do I read more on weekends?", "weekday"),
        ("books I did not finish in 2020", "no_date_of_unfinished"),
        ("how long have I been reading Bell Tower", "progress"),
        ("books on more than one shelf", "having_of_books"),
        ("what did I read the year I read Bell Tower", "nested"),
        ("is 2020 my best year?", "nested"),
        ("books I have not finished", "not_understood"),
        ("is fantasy my most read genre?", "nested"),
    ],
)
def test_what_this_library_cannot_tell_is_said(question: str, reason: str, library: sqlite3.Connection) -> None:
    assert refusal(question, library).reason == reason
