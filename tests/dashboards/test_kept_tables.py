"""The tables of libraries that were just asked: what is kept of them, and for how long."""

from __future__ import annotations

import io
from contextlib import closing

import pytest

from dashboards import kept_tables as module
from dashboards.kept import LONGEST
from dashboards.kept_books import kept_books
from dashboards.kept_tables import KeptTables, Tables
from tests.dashboards.document.made_up import a_book, a_document, waiting


def a_file(books: int) -> io.BytesIO:
    file, _written = a_document(waiting([a_book(row) for row in range(1, books + 1)]))
    return file


def books_in(tables: Tables) -> int:
    with closing(tables.opened()) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM books")
    return int(count)


def test_tables_are_filled_once_until_the_document_is_published_anew() -> None:
    kept = KeptTables()

    first = kept.of(a_file(3), ("a.json", "at noon"))

    assert kept.of(io.BytesIO(), ("a.json", "at noon")) is first
    assert books_in(first) == 3
    assert books_in(kept.of(a_file(4), ("a.json", "at one"))) == 4


def test_who_asks_gets_a_database_of_their_own() -> None:
    tables = KeptTables().of(a_file(3), ("a.json", ""))

    with closing(tables.opened()) as mine:
        mine.execute("DELETE FROM books")

    assert books_in(tables) == 3


def test_books_that_are_in_memory_are_not_read_again() -> None:
    key = ("just-looked-at.json", "")
    kept_books.of(a_file(3), key)

    tables = KeptTables().of(io.BytesIO(), key)

    kept_books.forget([key[0]])
    assert books_in(tables) == 3


def test_asking_keeps_the_tables_and_not_the_books() -> None:
    before = len(kept_books)

    KeptTables().of(a_file(3), ("only-asked.json", ""))

    assert len(kept_books) == before


def test_the_sample_and_what_is_too_large_are_filled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptTables()
    kept.of(a_file(1), ("", "at noon"))
    monkeypatch.setattr(module, "LARGEST", 10)

    large = kept.of(a_file(5), ("a.json", ""))

    assert books_in(large) == 5
    assert len(kept) == 0


def test_memory_is_bounded_and_what_nobody_asks_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    size = len(KeptTables().of(a_file(5), ("a.json", "")).image)
    monkeypatch.setattr(module, "MOST_BYTES", 2 * size)
    kept = KeptTables(now=lambda: clock[0])

    for name in ("a", "b", "c"):
        kept.of(a_file(5), (name, ""))
    bounded = len(kept)
    clock[0] = LONGEST + 1
    kept.of(a_file(5), ("d", ""))

    assert (bounded, len(kept)) == (2, 1)


def test_a_deleted_library_is_forgotten_in_all_its_forms() -> None:
    kept = KeptTables()
    for name in ("a.json", "a.without-reviews.json", "b.json"):
        kept.of(a_file(1), (name, ""))

    kept.forget(["a.json", "a.without-reviews.json"])

    assert len(kept) == 1
