"""When an answer is the reference's."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.agreeing import agrees

READ = "SELECT title FROM books WHERE status='read'"


def test_rows_may_come_in_any_order_and_with_further_columns(library: sqlite3.Connection) -> None:
    given = [(title, n) for n, (title,) in enumerate(reversed(library.execute(READ).fetchall()))]

    assert agrees("list", given, READ, library)
    assert not agrees("list", given[1:], READ, library)
    assert not agrees("olist", given, READ, library)


def test_any_of_those_that_tie_is_the_first(library: sqlite3.Connection) -> None:
    first = "SELECT author FROM books WHERE status='read' GROUP BY author ORDER BY count(*) DESC LIMIT 1"

    assert agrees("top", [("Otto Brand", 3)], first, library)
    assert agrees("top", [("Nora Quill", 3)], first, library)
    assert not agrees("top", [("Ida Velde", 3)], first, library)
    assert not agrees("top", [], first, library)


@pytest.mark.parametrize(
    ("value", "right"), [(1000, True), (1002, True), (1010, False), ("1000", False), (None, False)]
)
def test_a_number_is_right_within_a_hair(value: object, right: bool, library: sqlite3.Connection) -> None:
    assert agrees("scalar", [(value,)], "SELECT 1000", library) is right
    assert not agrees("scalar", [(value,), (value,)], "SELECT 1000", library)
