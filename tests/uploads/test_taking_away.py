"""The library as a file to take away: with all decisions, by its owner alone, and the same when it is handed in again."""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.exports import book, books, export
from tests.pipeline import Queue, receive
from tests.uploads.mending.every_kind import isbn_of
from uploads.mending.deciding import Decision, decide, decide_all
from uploads.mending.finalizing import finalize
from uploads.mending.own_edits import edit_book
from uploads.mending.questions import REQUIRED
from uploads.mending.reading import read_mended
from uploads.models import Action, Issue, Upload
from uploads.parsing.records import IssueKind, ParsedBook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    """A library with every kind of issue."""
    return mendable


def handed_in(content: bytes, queue: Queue) -> Upload:
    upload = receive(content)
    queue.run()
    return Upload.objects.get(id=upload.id)


def edit(upload: Upload, kind: IssueKind, **values: str) -> None:
    decide(Issue.objects.open(upload).filter(kind=kind).order_by("row")[0].token, Decision(Action.EDIT, values=values))


def choose(upload: Upload, kind: IssueKind, choice: str) -> None:
    decide_all(upload.id, kind, Decision(Action.CHOOSE, choice=choice))


def mend_all(upload: Upload, queue: Queue) -> None:
    """Decide about every kind, one way or another, and apply it."""
    kind = IssueKind
    edit(
        upload,
        kind.UNREADABLE_ROW,
        title="=A Row by Hand",
        author="@Nobody",
        isbn13=isbn_of(70),
        rating="5",
        status="read",
    )
    edit(upload, kind.MISSING_TITLE, title="Found Again (Shores, #3)")
    edit(upload, kind.MISSING_AUTHOR, author="Ada Finch")
    edit(upload, kind.INVALID_ISBN, isbn13=isbn_of(3))
    edit(upload, kind.INVALID_DATE, date_read="2021-01")
    edit(upload, kind.INVALID_RATING, rating="3.5")
    edit(upload, kind.IMPOSSIBLE_PAGES, pages="333")
    choose(upload, kind.ISBNS_DISAGREE, "")
    choose(upload, kind.DATE_ON_UNREAD, "read")
    choose(upload, kind.PLACEHOLDER_DATE, "")
    choose(upload, kind.UNCLEAR_SHELF, "abandoned")
    choose(upload, kind.DUPLICATE, "reread")
    for left in REQUIRED:
        decide_all(upload.id, left, Decision(Action.SKIP))
    finalize(upload.id)
    queue.run()


def library(upload: Upload) -> list[ParsedBook]:
    """The books as shown, without what a file cannot say: the number of a row, and under which name a shelf was laid aside."""
    return [replace(book, row=0, shelf="", shelves=()) for book, _ in read_mended(upload)]


def get(client: Client, upload: Upload, form: str) -> Any:
    return client.get(f"/api/uploads/{upload.id}/library?format={form}")


def content(response: Any) -> bytes:
    taken: bytes = response.getvalue()
    return taken


def test_mended_taken_away_and_handed_in_again_it_is_the_same_library(
    upload: Upload, queue: Queue, client: Client
) -> None:
    # given a library with every kind of issue, decided
    mend_all(upload, queue)
    mended = library(upload)

    # when it is taken away and handed in
    again = handed_in(content(get(client, upload, "csv")), queue)

    # then
    assert library(again) == mended
    assert again.unreadable_rows == 0
    assert "=A Row by Hand" in {book.title for book in library(again)}
    found = set(again.issues.values_list("kind", flat=True))
    assert found <= {"not_known", "doubtful_match", "read_without_date"}, "nothing that was decided is asked again"


def test_taken_away_a_second_time_it_is_the_same_file(upload: Upload, queue: Queue, client: Client) -> None:
    mend_all(upload, queue)
    first = content(get(client, upload, "csv"))

    assert content(get(client, handed_in(first, queue), "csv")) == first


def test_files_for_machines_are_the_same_in_every_language(upload: Upload, client: Client) -> None:
    for address in (f"/api/uploads/{upload.id}/library?format=csv", f"/api/data/{upload.id}"):
        in_german = client.get(address, headers={"Accept-Language": "de"})

        assert content(in_german) == content(client.get(address)), address


def test_the_csv_is_a_download_with_a_name_that_tells_nothing_of_the_link(upload: Upload, client: Client) -> None:
    response = get(client, upload, "csv")

    assert response.streaming
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    name = response.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="goodreads-stats-library-20')
    assert str(upload.id) not in name
    rows = list(csv.DictReader(io.StringIO(content(response).decode())))
    assert len(rows) == upload.books
    assert rows[0]["ISBN13"] == f'="{isbn_of(10)}"'


def test_the_json_holds_books_decisions_and_rows_that_could_not_be_read(
    upload: Upload, queue: Queue, client: Client
) -> None:
    before = json.loads(content(get(client, upload, "json")))
    mend_all(upload, queue)
    edit_book(upload.id, 1, {"pages": "444"})
    response = get(client, upload, "json")

    taken = json.loads(content(response))

    assert response.headers["Content-Disposition"].endswith('.json"')
    assert len(before["books"]) == upload.books
    assert before["decisions"] == []
    assert len(before["unreadable_rows"]) == 1
    assert taken["unreadable_rows"] == []
    assert [book["title"] for book in taken["books"]] == [book.title for book in library(upload)]
    assert {"row", "about", "found", "action", "decided", "decided_at"} <= taken["decisions"][0].keys()
    assert taken["decisions"][-1]["fields"] == {"pages": ["320", "444"]}
    assert (taken["decisions"][-1]["row"], taken["decisions"][-1]["about"]) == (1, None)
    assert str(upload.id) not in json.dumps(taken)


def test_the_json_of_one_book_is_whole(queue: Queue, client: Client) -> None:
    upload = handed_in(export(book(1), book(1)), queue)
    choose(upload, IssueKind.DUPLICATE, "first")
    finalize(upload.id)

    assert len(json.loads(content(get(client, upload, "json")))["books"]) == 1


def test_the_owner_takes_it_away_from_the_dashboard_and_a_share_link_does_not(upload: Upload, client: Client) -> None:
    page = client.get(f"/d/{upload.id}").content.decode()
    shared = client.get(f"/s/{upload.share_id}").content.decode()

    for form in ("csv", "json"):
        assert f'href="/d/{upload.id}/library.{form}"' in page
        assert content(client.get(f"/d/{upload.id}/library.{form}"))
        assert client.get(f"/s/{upload.share_id}/library.{form}").status_code == 404
        assert client.get(f"/api/uploads/{upload.share_id}/library?format={form}").status_code == 404
        assert client.get(f"/d/{upload.share_id}/library.{form}").status_code == 404
    assert "private notes" in page
    assert "1 row that could not be read" in page
    assert "library.csv" not in shared


def test_errors_have_one_shape(client: Client, queue: Queue) -> None:
    waiting = receive(books(1))

    assert get(client, waiting, "csv").json()["error"]["code"] == "not_yet"
    assert client.get(f"/d/{waiting.id}/library.csv").headers["Location"] == f"/d/{waiting.id}"
    queue.run()
    assert get(client, waiting, "xlsx").status_code == 422
    assert client.get(f"/d/{waiting.id}/library.xlsx").status_code == 404
    for nobody in (uuid.uuid4(), "x"):
        assert client.get(f"/api/uploads/{nobody}/library").json()["error"]["code"] == "not_found"


def test_a_library_that_is_deleted_is_gone_at_once(upload: Upload, client: Client) -> None:
    address = f"/api/uploads/{upload.id}/library"
    upload.delete()

    assert client.get(address).status_code == 404
