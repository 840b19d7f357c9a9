"""The books that an answer is drawn from."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from dashboards.ask.behind import books_behind, counted, left_out, without
from dashboards.ask.spec import Filter, Kind, Measure, Spec
from tests.dashboards.ask.shelves import rows, titles

READ = Filter("status", "=", ("read",))
RATINGS = Spec(Kind.NUMBER, (READ,), Measure("average", "my_rating"))


def test_an_average_is_drawn_from_the_books_that_have_a_value(library: sqlite3.Connection) -> None:
    assert rows(counted(RATINGS), library) == [(5,)]
    assert titles(rows(books_behind(RATINGS, limit=2), library)) == ["Ash and Ember", "Bell Tower"]


def test_the_books_without_a_value_are_counted(library: sqlite3.Connection) -> None:
    assert rows(left_out(RATINGS, "my_rating"), library) == [(1,)]


def test_a_book_without_a_date_is_missing_from_every_year(library: sqlite3.Connection) -> None:
    in_2020 = Spec(Kind.NUMBER, (READ, Filter("year_read", "=", (2020,))))

    assert rows(left_out(in_2020, "date_read"), library) == [(1,)]


def test_a_condition_can_be_taken_away() -> None:
    year = Filter("year_read", "=", (2020,))
    spec = Spec(Kind.NUMBER, (READ, year), share=True, whole=(year,))

    assert without(spec, year) == Spec(Kind.NUMBER, (READ,), share=True)


def test_books_of_groups_that_are_too_small_are_not_behind_it(library: sqlite3.Connection) -> None:
    of_three = Spec(Kind.GROUPS, (READ,), Measure("average", "my_rating"), group="genre", least=3)
    of_two = replace(of_three, least=0, having=("=", 2))
    authors = Spec(Kind.NUMBER, (READ,), Measure("distinct", "author"), having=(">", 2))

    assert titles(rows(books_behind(of_three), library)) == ["Ash and Ember", "Bell Tower", "Cold Harbour"]
    assert titles(rows(books_behind(of_two), library)) == ["Dim Lantern", "Empty Orchard"]
    assert rows(counted(of_three), library) == [(3,)]
    assert rows(counted(authors), library) == [(6,)]
    assert rows(counted(replace(authors, having=(">", 3))), library) == [(0,)]


def test_a_share_is_drawn_from_its_whole(library: sqlite3.Connection) -> None:
    share = Spec(Kind.NUMBER, (READ, Filter("genre", "=", ("Horror",))), share=True, whole=(READ,))

    assert rows(counted(share), library) == [(6,)]
    assert rows(counted(replace(share, kind=Kind.GROUPS, group="year_read")), library) == [(5,)]
