"""Errors of SQLite's, as the sandbox gives them: where they are, and what was probably meant."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.builder import Statement
from dashboards.ask.explaining import Explained, explained
from dashboards.ask.sandbox import Wrong, run


def explain(library: sqlite3.Connection, sql: str) -> Explained:
    with pytest.raises(Wrong) as wrong:
        run(library.serialize(), [Statement(sql)])
    assert wrong.value.sql == sql
    return explained(str(wrong.value), sql, wrong.value.at)


@pytest.mark.parametrize(
    ("sql", "code", "word", "instead"),
    [
        ("SELECT title FORM books", "near", "FORM", "FROM"),
        ("SELECT title FROM books ODER BY 1", "near", "ODER", "ORDER"),
        ("SELCT title FROM books", "near", "SELCT", "SELECT"),
        ("SELECT title, FROM books", "comma", ",", ""),
        ("SELECT title FROM books)", "near", ")", ""),
        ("SELECT (title FROM books", "near", "FROM", ""),
        ("SELECT title FROM books WHERE", "incomplete", "", ""),
        ("SELECT CAST(pages AS", "bracket", "", ""),
        ("SELECT 'abc FROM books", "unclosed", "'abc FROM books", ""),
        ("SELECT @ FROM books", "sign", "@", ""),
        ("SELECT title FROM books WHERE author = ‘Ines’", "typeset", "‘Ines’", "'Ines'"),
        ("SELECT title FROM books WHERE author = “Ines’s aunt”", "typeset", "“Ines’", "'Ines'"),
        ("SELECT title FROM books WHERE author = ‘Ines Calder’", "typeset", "‘Ines Calder’", "'Ines Calder'"),
        ("SELECT title\u00a0FROM books", "space", "\u00a0", ""),
        ("SELECT 'don’t', ratng FROM books", "column", "ratng", "my_rating"),
        ("SELECT größe FROM books", "column", "größe", ""),
        ("SELECT 😀 FROM books", "column", "😀", ""),
        ("SELECT ratng FROM books", "column", "ratng", "my_rating"),
        ("SELECT rating FROM books", "column", "rating", "my_rating"),
        ("SELECT num_pages FROM books", "column", "num_pages", "pages"),
        ("SELECT title FROM books ORDER BY titel", "column", "titel", "title"),
        ("SELECT xyzzy FROM books", "column", "xyzzy", ""),
        ("SELECT b.titel FROM books AS b", "column", "titel", "title"),
        ("SELECT g.titel FROM books b JOIN book_genres g ON 1", "column", "titel", ""),
        ("SELECT genre FROM books", "elsewhere", "genre", ""),
        ("SELECT x.title FROM books b", "source", "title", ""),
        ("SELECT a.* FROM books", "source", "a", ""),
        ("SELECT book_id FROM book_genres g, book_shelves s", "ambiguous", "book_id", "g.book_id"),
        ("SELECT title FROM bookes", "table", "bookes", "books"),
        ("SELECT title FROM uploads_upload", "table", "uploads_upload", ""),
        ("SELECT medain(pages) FROM books", "function", "medain", "median"),
        ("SELECT printf('x')", "function", "printf", ""),
        ("SELECT median() FROM books", "arguments", "median", ""),
        ("SELECT title FROM books WHERE count(*) > 1", "aggregate", "count", ""),
        ("SELECT title FROM books WHERE rank() OVER () > 1", "window", "rank", ""),
        ("SELECT title FROM books WHERE pages > :least", "parameter", ":least", ""),
        ("SELECT 1; SELECT 2", "statements", ";", ""),
        ("SELECT 1 UNION SELECT 1, 2", "widths", "UNION", ""),
        ("SELECT title FROM books ORDER BY 3", "term", "ORDER", ""),
        ("SELECT title FROM books HAVING 1 > 0", "having", "HAVING", ""),
        ("SELECT title FROM books JOIN book_genres USING (book_id)", "using", "book_id", ""),
        ("SELECT sql FROM sqlite_master", "select", "sqlite_master", ""),
    ],
)
def test_an_error_names_its_place_and_what_was_meant(
    library: sqlite3.Connection, sql: str, code: str, word: str, instead: str
) -> None:
    what = explain(library, sql)

    assert what.at is not None
    assert (what.code, sql[what.at[0] : what.at[1]], what.instead) == (code, word, instead)


@pytest.mark.parametrize("sql", ["DROP TABLE books", "", "EXPLAIN SELECT 1"])
def test_what_is_no_select_has_no_place(library: sqlite3.Connection, sql: str) -> None:
    assert explain(library, sql) == Explained("select", None, {"word": ""})


def test_of_a_word_that_stands_in_several_places_the_wrong_one_is_meant(library: sqlite3.Connection) -> None:
    sql = "SELECT title FROM books WHERE id IN (SELECT book_id FROM FROM book_genres)"

    assert explain(library, sql).at == (57, 61)


@pytest.mark.parametrize(
    ("sql", "at"),
    [
        ("SELECT 'ratng', ratng FROM books", 16),
        ("SELECT 1 -- ratng\n, ratng FROM books", 20),
        ("SELECT pages AS ratng1, b.ratng FROM books b", 26),
        ("SELECT my_rating AS ratng, other.ratng FROM books", 33),
    ],
)
def test_a_name_in_a_text_or_a_comment_is_not_meant(library: sqlite3.Connection, sql: str, at: int) -> None:
    place = explain(library, sql).at

    assert place is not None
    assert place[0] == at


def test_the_longest_of_texts_is_explained_in_time(library: sqlite3.Connection) -> None:
    sql = "SELECT " + "FROM " * 1990

    assert explain(library, sql).at == (7, 11)
