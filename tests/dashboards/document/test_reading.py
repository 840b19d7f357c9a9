"""Reading the document back: the head alone, one book, all, and what a share link may see."""

from __future__ import annotations

import io
import json

import pytest

from dashboards.document.reading import DocumentError, books, find_book, find_books, read_head, shared, shared_head
from tests.dashboards.document.made_up import EXPORT_ID, SHARE_ID, a_book, a_document, a_library, waiting


class LikeDjangos(io.BytesIO):
    """As a Django file: to iterate over it is to begin at its start again."""

    def __iter__(self) -> LikeDjangos:
        self.seek(0)
        return self


def test_the_head_is_the_document_without_its_books() -> None:
    file, _ = a_document(a_library(20))
    whole = json.loads(file.getvalue())

    head = read_head(file)

    assert "books" not in head
    assert head | {"books": whole["books"]} == whole


def test_reading_the_head_reads_one_line() -> None:
    file, _ = a_document(a_library(200))

    read_head(file)

    assert file.tell() == file.getvalue().index(b"\n") + 1


@pytest.mark.parametrize("size", [0, 1, 30])
def test_books_come_one_by_one_in_the_files_order(size: int) -> None:
    file, _ = a_document(a_library(size))

    assert list(books(LikeDjangos(file.getvalue()))) == json.loads(file.getvalue())["books"]


def test_a_book_is_found_by_its_id() -> None:
    file, _ = a_document(
        waiting([a_book(1, goodreads_id="12"), a_book(2, goodreads_id="123"), a_book(3, goodreads_id=None)])
    )

    rows = {
        book_id: (find_book(file, book_id) or {}).get("row") for book_id in ("123", "12", "row-3", "3", "1", "", '"')
    }

    assert rows == {"123": 2, "12": 1, "row-3": 3, "3": None, "1": None, "": None, '"': None}


def test_several_books_are_found_in_one_go() -> None:
    file, _ = a_document(waiting(a_book(row) for row in range(1, 9)))

    found = find_books(file, ["1002", "1007", "nobody"])

    assert {book_id: book["row"] for book_id, book in found.items()} == {"1002": 2, "1007": 7}
    assert find_books(file, []) == {}


@pytest.mark.parametrize("kept", [0.4, 0.5, 0.7, 0.999])
def test_a_document_cut_short_is_an_error_and_not_a_shorter_library(kept: float) -> None:
    content = a_document(a_library(40))[0].getvalue()
    cut = io.BytesIO(content[: int(len(content) * kept)])

    with pytest.raises(DocumentError):
        list(books(cut))


def test_a_document_cut_between_two_books_is_an_error() -> None:
    content = a_document(a_library(40))[0].getvalue()
    cut = io.BytesIO(b"".join(content.splitlines(keepends=True)[:20]))

    with pytest.raises(DocumentError):
        list(books(cut))


@pytest.mark.parametrize("size", [0, 50, 500])
def test_a_head_cut_short_is_an_error(size: int) -> None:
    content = a_document(a_library(40))[0].getvalue()

    with pytest.raises(DocumentError):
        read_head(io.BytesIO(content[:size]))


def test_a_file_that_is_no_document_is_an_error() -> None:
    with pytest.raises(DocumentError):
        read_head(io.BytesIO(b'{"books": []}\n'))


def test_a_shared_head_differs_in_its_id_alone() -> None:
    head = read_head(a_document(a_library(5))[0])

    assert shared_head(head, SHARE_ID) == head | {"export_id": SHARE_ID}
    assert head["export_id"] == EXPORT_ID


def test_a_shared_document_holds_the_uploads_id_nowhere() -> None:
    review = f"<p>My shelf: https://example.org/d/{EXPORT_ID}</p>"
    file, _ = a_document([*a_library(20), *waiting([a_book(21, review=review, title=EXPORT_ID, read="2030")])])

    given = b"".join(shared(LikeDjangos(file.getvalue()), SHARE_ID))

    assert EXPORT_ID.encode() not in given
    whole, public = json.loads(file.getvalue()), json.loads(given)
    assert public["export_id"] == SHARE_ID
    assert public["books"][:20] == whole["books"][:20]
    assert list(public) == list(whole)
