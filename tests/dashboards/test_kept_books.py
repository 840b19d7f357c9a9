"""What is kept of documents that were just looked at, and for how long."""

from __future__ import annotations

import io

import pytest

from dashboards import kept_books as module
from dashboards.kept import LONGEST
from dashboards.kept_books import KeptBooks
from tests.dashboards.document.made_up import a_book, a_document, waiting


def a_file(books: int) -> io.BytesIO:
    file, _written = a_document(waiting([a_book(row) for row in range(1, books + 1)]))
    return file


def test_a_document_is_read_once_until_it_is_published_anew() -> None:
    kept = KeptBooks()

    first = kept.of(a_file(3), ("a.json", "at noon"))

    assert kept.of(io.BytesIO(), ("a.json", "at noon")) is first
    assert len(list(kept.of(a_file(4), ("a.json", "at one")))) == 4


def test_what_has_no_name_or_is_too_large_is_not_kept_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptBooks()

    nameless = kept.kept(a_file(1), ("", ""))
    monkeypatch.setattr(module, "LARGEST", 10)
    large = kept.kept(a_file(1), ("a.json", ""))

    assert (nameless, large, len(kept)) == (None, None, 0)


def test_what_nobody_has_looked_at_for_a_while_is_dropped() -> None:
    clock = [0.0]
    kept = KeptBooks(now=lambda: clock[0])
    kept.of(a_file(1), ("a.json", ""))
    clock[0] = LONGEST - 1
    kept.of(a_file(1), ("b.json", ""))

    clock[0] = LONGEST + 1
    kept.of(a_file(1), ("c.json", ""))

    assert len(kept) == 2


def test_a_deleted_document_is_forgotten_in_all_its_forms() -> None:
    kept = KeptBooks()
    for name in ("a.json", "a.without-reviews.json", "b.json"):
        kept.of(a_file(1), (name, ""))

    kept.forget(["a.json", "a.without-reviews.json"])

    assert len(kept) == 1


def test_memory_is_bounded_and_what_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(a_file(5).getvalue())
    monkeypatch.setattr(module, "MOST_BYTES", 2 * size)
    monkeypatch.setattr(module, "LARGEST", size)
    kept = KeptBooks()

    for name in ("a", "b", "c"):
        kept.of(a_file(5), (name, ""))
    large = kept.of(a_file(9), ("d", ""))

    assert len(kept) == 2
    assert len(list(large)) == 9
    assert kept.of(a_file(5), ("c", "")) is kept.of(io.BytesIO(), ("c", ""))
