"""Exports of other services on the whole road: handed in, shown, handed in again, taken away."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.browser.library import isbn_of
from tests.pipeline import Queue, document_of
from tests.stand_in import StandIn
from tests.uploads.parsing.making import books_of, parse
from tests.uploads.parsing.other_services import ALL, Row, file_of
from uploads.again import receiving
from uploads.library import read_library
from uploads.models import NewerState, Upload
from uploads.parsing.records import ParsedBook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_library")]
SERVICES = pytest.mark.parametrize("name", ALL)
ISBNS = {"ISBN/UID", "ISBN 13", "isbn_13"}  # in which an ISBN-13 may stand; LibraryThing's stands in brackets
NO_ISBN = dict.fromkeys(("ISBN/UID", "ISBN 13", "isbn_13", "ISBN 10", "isbn_10", "ISBN", "ISBNs", "goodreads_key"), "")


def row(base: Row, number: int) -> Mapping[str, str]:
    """A book of the service; every third without an ISBN."""
    isbn = {name: isbn_of(number) for name in ISBNS} | {"ISBN": f"[{isbn_of(number)}]"} if number % 3 else {}
    titled = dict.fromkeys(("Title", "title"), f"Tides {number}")
    cells = NO_ISBN | isbn | titled
    return {name: cell for name, cell in cells.items() if name in base}


def content(name: str, *numbers: int) -> bytes:
    return file_of(ALL[name], *(row(ALL[name], number) for number in numbers))


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("export.csv", content, "text/csv")


@pytest.fixture
def upload(name: str, client: Client, queue: Queue) -> Upload:
    response = client.post("/", {"csv": a_file(content(name, 1, 2, 3, 4, 5, 6))})
    assert response.status_code == 302
    queue.run()
    return Upload.objects.get()


@SERVICES
def test_it_is_read_looked_up_and_shown(upload: Upload, name: str, client: Client) -> None:
    document = document_of(upload)

    assert (upload.books, upload.unreadable_rows, document["total_books"]) == (6, 0, 6)
    assert {book["my_rating"] for book in document["books"]} == {4.25 if name == "storygraph" else 4.5}
    assert document["summary"]["headline"]["read"] == 6
    page = client.get(f"/d/{upload.id}").content.decode()
    assert "Tides 4" in page


@SERVICES
def test_a_newer_export_finds_each_book_again_without_a_number_of_goodreads(
    upload: Upload, name: str, queue: Queue
) -> None:
    before = {book.title: book.row for book, _ in read_library(upload)}

    newer = receiving.receive(upload.id, a_file(content(name, 9, 6, 5, 4, 3, 2, 1)))
    queue.run()

    newer.refresh_from_db()
    assert newer.state == NewerState.DONE
    assert {change["what"]: change["count"] for change in newer.changes} == {"new": 1}
    upload.refresh_from_db()
    after = {book.title: book.row for book, _ in read_library(upload)}
    assert {title: after[title] for title in before} == before


@SERVICES
def test_it_is_taken_away_as_goodreads_file_and_comes_back_the_same(
    upload: Upload, open_library: StandIn, client: Client
) -> None:
    ours = [book for book, _ in read_library(upload)]

    answer = client.get(f"/api/uploads/{upload.id}/library?format=csv")
    taken = answer.getvalue() if answer.streaming else answer.content

    assert [essence(book) for book in books_of(parse(taken))] == [essence(book) for book in ours]


def essence(book: ParsedBook) -> tuple[object, ...]:
    what = (book.title, book.author, book.isbn13, book.series, book.series_number, book.format)
    return (*what, book.rating, book.status, book.date_read, book.date_added, book.shelves, book.review)
