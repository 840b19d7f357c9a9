"""Heads that are kept are those of the document as it stands."""

from __future__ import annotations

import io

import pytest

from dashboards.document.reading import DocumentError, read_head
from dashboards.kept import LONGEST
from dashboards.kept_heads import KeptHeads
from tests.dashboards.document.made_up import a_book, a_document, waiting


def a_file(books: int) -> io.BytesIO:
    file, _written = a_document(waiting([a_book(row) for row in range(1, books + 1)]))
    return file


def test_a_head_is_parsed_once_until_the_document_is_another() -> None:
    kept = KeptHeads()

    first = kept.of(a_file(3), "a.json")

    assert first == read_head(a_file(3))
    assert kept.of(a_file(3), "a.json") is first
    assert kept.of(a_file(4), "a.json")["total_books"] == 4  # under the same name, published at the same moment


def test_a_document_is_forgotten_when_it_is_deleted_or_nobody_looks_at_it() -> None:
    clock = [0.0]
    kept = KeptHeads(now=lambda: clock[0])
    for name in ("a.json", "b.json"):
        kept.of(a_file(1), name)

    kept.forget(["a.json"])
    clock[0] = LONGEST + 1
    forgotten = len(kept)
    kept.of(a_file(1), "c.json")

    assert (forgotten, len(kept)) == (1, 1)


def test_what_is_no_document_says_so() -> None:
    with pytest.raises(DocumentError):
        KeptHeads().of(io.BytesIO(b"{}"), "a.json")
