"""The plain way to import that ours is compared with."""

from __future__ import annotations

import httpx
import pytest

from benchmarks import per_book
from benchmarks.per_book import Importer, Row, rows_of

ROWS = [Row("The Book of Ff", "Ann Ff", "9790000000001"), Row("The Book of Gg", "Ann Gg", "")]


def known(request: httpx.Request) -> httpx.Response:
    if "googlebooks" in request.url.path:
        return httpx.Response(200, json={"totalItems": 0})
    if request.url.path.endswith("search.json"):
        return httpx.Response(200, json={"docs": [{"key": "/works/OL1W"}]})
    return httpx.Response(200, json={"key": "/works/OL1W"})


def test_a_book_costs_one_request_of_google_books_and_two_of_open_library() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return known(request)

    came = Importer("http://services", patient=False, transport=httpx.MockTransport(answer)).run(ROWS[:1])

    assert asked == ["/googlebooks/books/v1/volumes", "/openlibrary/search.json", "/openlibrary/works/OL1W.json"]
    assert (came.books, came.requests, came.refused, came.share) == (1, 3, 0, 1.0)


def test_a_refusal_is_an_answer_unless_it_is_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(per_book, "PAUSE", 0.0)
    refusals = {True: 3, False: 100}

    def run(*, patient: bool) -> per_book.Came:
        left = [httpx.Response(429)] * refusals[patient]
        transport = httpx.MockTransport(lambda request: left.pop() if left else known(request))
        return Importer("http://services", patient=patient, transport=transport).run(ROWS[:1])

    insisting, giving_up = run(patient=True), run(patient=False)

    assert (insisting.found, insisting.requests, insisting.refused) == (1, 6, 3)
    assert (giving_up.found, giving_up.requests, giving_up.refused) == (0, 2, 2)


def test_an_export_is_read_with_and_without_isbn() -> None:
    content = 'Title,Author,ISBN,ISBN13\nThe Book of Ff,Ann Ff,"=""""","=""9790000000001"""\nThe Book of Gg,Ann Gg,,\n'

    assert rows_of(content.encode()) == ROWS
