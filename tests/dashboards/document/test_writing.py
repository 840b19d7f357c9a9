"""The document as a file: its layout, its ids, its ETag and what it may not hold."""

from __future__ import annotations

import datetime as dt
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from dashboards.document.writing import as_bytes, write_document
from enrichment.facts import WAITING
from tests.dashboards.document.made_up import (
    EXPORT_ID,
    NOW,
    UPLOADED,
    Pair,
    a_book,
    a_document,
    a_library,
    known,
    published,
    waiting,
)


@pytest.mark.parametrize("size", [0, 1, 2, 50])
def test_a_document_is_a_head_then_a_line_for_each_book_then_an_end(size: int) -> None:
    file, written = a_document(a_library(size))

    first, *books, last = file.getvalue().split(b"\n")[:-1]

    assert first.endswith(b',"books":[')
    assert json.loads(first + b"]}")["total_books"] == size
    assert [line.endswith(b"},") for line in books] == [True] * (size - 1) + [False] * (size > 0)
    assert [json.loads(line.rstrip(b","))["row"] for line in books] == list(range(1, size + 1))
    assert last == b"]}"
    assert written.total_books == size
    assert written.bytes == len(file.getvalue())


def test_the_head_comes_before_the_books_in_the_keys_of_the_whole() -> None:
    document = published(a_library(5), unreadable_rows=2, issues_open=3)

    assert document["export_id"] == EXPORT_ID
    assert document["export_timestamp"] == UPLOADED.isoformat()
    assert document["published_at"] == NOW.isoformat()
    assert (document["unreadable_rows"], document["issues_open"], document["source"]) == (2, 3, "goodreads")
    assert list(document)[-1] == "books"


def test_a_document_is_written_from_where_the_file_stands() -> None:
    document, _ = a_document(a_library(3))
    file = io.BytesIO()
    file.write(b"before")

    write_document(
        file, a_library(3), export_id=EXPORT_ID, uploaded_at=UPLOADED, now=NOW, unreadable_rows=0, issues_open=0
    )

    assert file.getvalue() == b"before" + document.getvalue()


def test_a_line_is_ended_by_nothing_that_a_book_may_say() -> None:
    ends = "\n\r\x0b\x0c\x1c\x85\u2028\u2029"
    file, _ = a_document(waiting([a_book(1, title=f"a{ends}b", review=f"<p>{ends}</p>"), a_book(2)]))

    assert file.getvalue().count(b"\n") == 4
    assert not {"\u2028", "\u2029"} & set(file.getvalue().decode())
    assert json.loads(file.getvalue())["books"][0]["title"] == f"a{ends}b"


@pytest.mark.parametrize("end", ["\u2028", "\u2029"])
def test_what_ends_a_line_in_javascript_is_escaped(end: str) -> None:
    assert as_bytes([end]) == b'["\\u%x"]' % ord(end)


def test_half_a_surrogate_pair_does_not_stop_a_library() -> None:
    facts = known(matches={"openlibrary": "titled \ud83d"})

    book = published([(a_book(), facts)])["books"][0]

    assert book["match"] == {"openlibrary": "titled ?"}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_json_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_bytes({"rating": number})


def test_a_book_is_named_by_its_goodreads_id_or_by_its_row_where_that_is_missing_or_repeats() -> None:
    ids = ["12", None, "12", "34", "00034", "", "../admin", "١٢"]
    books = waiting(a_book(row, goodreads_id=given) for row, given in enumerate(ids, 1))

    document = published(books)

    assert [book["id"] for book in document["books"]] == [
        *["12", "row-2", "row-3", "34"],
        *["row-5", "row-6", "row-7", "row-8"],
    ]


def test_publishing_the_same_again_gives_the_same_etag() -> None:
    _, first = a_document(a_library(30))
    _, again = a_document(a_library(30), now=NOW + dt.timedelta(hours=5))

    assert again.etag == first.etag
    assert len(first.etag) == 64


@pytest.mark.parametrize("change", [{"issues_open": 1}, {"export_id": "another"}, {"unreadable_rows": 1}])
def test_a_change_in_the_head_changes_the_etag(change: dict[str, object]) -> None:
    assert a_document(a_library(3), **change)[1].etag != a_document(a_library(3))[1].etag


def test_a_change_in_a_book_changes_the_etag() -> None:
    before, after = waiting([a_book(1, review="<p>Good.</p>")]), waiting([a_book(1, review="<p>Bad.</p>")])

    assert a_document(before)[1].etag != a_document(after)[1].etag


def test_nothing_is_written_when_the_books_break_off() -> None:
    def broken() -> Iterator[Pair]:
        yield a_book(1), WAITING
        raise ConnectionError("the catalogue is gone")

    file = io.BytesIO()

    with pytest.raises(ConnectionError):
        write_document(file, broken(), export_id="x", uploaded_at=NOW, now=NOW, unreadable_rows=0, issues_open=0)

    assert file.getvalue() == b""


def test_a_guessed_genre_is_guessed_from_the_readers_other_books_wherever_they_stand() -> None:
    fantasy = [(a_book(row), known("Fantasy fiction", "Wizards")) for row in (2, 3)]
    horror = [(a_book(row), known("Horror stories", "Horror tales")) for row in (4, 5, 6, 7)]

    document = published([(a_book(1), known("Fiction")), *fantasy, *horror])

    guess = document["books"][0]
    assert (guess["genres"], guess["genres_guessed"]) == (["Horror"], True)
    assert [book["row"] for book in document["books"]] == list(range(1, 8))
    assert {genre["slug"]: genre["books"] for genre in document["summary"]["genres"]}["horror"] == 5
    assert document["summary"]["guessed_genre"] == 1


def test_writing_holds_no_library_in_memory() -> None:
    books = ((a_book(row, review=f"<p>{row}{'x' * 20_000}</p>"), WAITING) for row in range(1, 3001))

    class Counted(io.RawIOBase):
        size = 0

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.size += len(data)
            return len(data)

    out = Counted()
    tracemalloc.start()
    write_document(out, books, export_id="x", uploaded_at=NOW, now=NOW, unreadable_rows=0, issues_open=0)  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert out.size > 60_000_000
    assert peak < 20_000_000
