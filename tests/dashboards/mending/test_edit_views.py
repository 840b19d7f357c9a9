"""Editing a book from its own page, as a plain form sends it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from tests.dashboards.mending.test_review_views import parts
from tests.pipeline import Queue, document_of
from tests.uploads.mending.every_kind import issue_of
from uploads.mending.deciding import Decision, decide
from uploads.mending.own_edits import FIELDS
from uploads.models import Action, Upload
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)
BOOK = "900010"  # of row 1


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def address(upload: Upload, book: str = BOOK) -> str:
    return f"/d/{upload.id}/books/{book}/edit"


def form_of(client: Client, upload: Upload) -> dict[str, str]:
    """What the form would send, untouched; the shelf apart."""
    return fields_in(client.get(address(upload)).content.decode())


def fields_in(text: str) -> dict[str, str]:
    return {field["name"]: field["value"] for field in parts(text, "input") if field.get("name") in (*FIELDS, "seen")}


def save(client: Client, upload: Upload, form: dict[str, str], **changed: str) -> Any:
    return client.post(address(upload), form | changed, follow=True)


def test_the_owner_edits_a_book_and_sees_it_with_its_trail(client: Client, upload: Upload, queue: Queue) -> None:
    # given
    assert f"{BOOK}/edit" in client.get(f"/d/{upload.id}/books/{BOOK}").content.decode()
    form = form_of(client, upload)
    assert (form["date_read"], form["rating"], form["seen"]) == ("2023-05-17", "4", "")

    # when
    saved = save(client, upload, form, rating="2", date_read="2022", status="read").content.decode()
    queue.run()

    # then
    assert "Saved." in saved
    text = client.get(f"/d/{upload.id}/books/{BOOK}").content.decode()
    assert "<del>17 May 2023</del>" in text
    assert "<ins>2022</ins>" in text
    book = next(book for book in document_of(upload)["books"] if book["row"] == 1)
    assert (book["my_rating"], book["date_read"]) == (2, "2022")


def test_it_is_undone_from_the_books_page(client: Client, upload: Upload, queue: Queue) -> None:
    save(client, upload, form_of(client, upload), rating="2")
    token = parts(client.get(f"/d/{upload.id}/books/{BOOK}").content.decode(), "button", name="resolution")[0]["value"]

    text = client.post(address(upload), {"resolution": token}, follow=True).content.decode()
    queue.run()

    assert "Undone." in text
    assert "What you changed" not in text
    assert next(book for book in document_of(upload)["books"] if book["row"] == 1)["my_rating"] == 4


def test_what_cannot_be_stays_as_it_was_typed_with_its_error(client: Client, upload: Upload) -> None:
    refused = save(client, upload, form_of(client, upload), pages="many", author="Somebody Else")

    assert refused.status_code == 422
    text = refused.content.decode()
    typed = {field["name"]: field for field in parts(text, "input", type="text") if "name" in field}
    assert (typed["pages"]["value"], typed["pages"].get("aria-invalid")) == ("many", "true")
    assert typed["author"]["value"] == "Somebody Else"
    assert "Pages are a whole number over 0." in text
    assert not upload.resolutions.exists()


def test_of_two_tabs_the_second_is_shown_what_the_first_has_done(client: Client, upload: Upload) -> None:
    # given
    form = form_of(client, upload)
    save(client, upload, form, pages="99")

    # when
    refused = save(client, upload, form, pages="100")

    # then
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "changed meanwhile" in text
    assert "Stands there now: 99" in text
    again = fields_in(text)
    assert again["pages"] == "100"
    assert save(client, upload, again).status_code == 200
    assert upload.resolutions.standing().count() == 2


def test_sent_twice_it_is_saved_once(client: Client, upload: Upload) -> None:
    form = form_of(client, upload)

    for _ in range(2):
        assert "Saved." in save(client, upload, form, pages="99").content.decode()

    assert upload.resolutions.count() == 1


def test_a_decision_about_the_book_stands_in_its_trail_too(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    decision = decide(issue.token, Decision(Action.EDIT, {"pages": "300"}))
    page = next(book["id"] for book in document_of(upload)["books"] if book["row"] == issue.row)

    text = client.get(f"/d/{upload.id}/books/{page}").content.decode()
    assert "waits until you apply and publish" in text

    undone = client.post(address(upload, page), {"resolution": str(decision.token)}, follow=True).content.decode()
    assert "once you apply and publish" in undone


def test_only_the_owner_edits_and_only_what_is_there(client: Client, upload: Upload) -> None:
    for link in (upload.share_id, uuid.uuid4(), "no-id"):
        assert client.get(f"/d/{link}/books/{BOOK}/edit").status_code == 404
        assert client.post(f"/d/{link}/books/{BOOK}/edit", {"rating": "1"}).status_code == 404
    assert client.get(f"/s/{upload.share_id}/books/{BOOK}/edit").status_code == 404
    assert "Edit this book" not in client.get(f"/s/{upload.share_id}/books/{BOOK}").content.decode()
    assert client.get(address(upload, "1")).status_code == 404
    assert client.post(address(upload), {"resolution": str(uuid.uuid4())}).status_code == 404
    form = form_of(client, upload)
    client.delete(f"/api/data/{upload.id}")
    assert save(client, upload, form, rating="1").status_code == 404


def test_the_dashboard_says_what_waits_now_and_leads_there(client: Client, upload: Upload) -> None:
    waiting = upload.issues.count()
    decide(issue_of(upload, IssueKind.DUPLICATE).token, Decision(Action.SKIP))

    text = client.get(f"/d/{upload.id}").content.decode()

    assert f"{waiting - 1} things wait for your decision" in text
    assert f"/d/{upload.id}/review" in text
    assert "wait for your decision" not in client.get(f"/s/{upload.share_id}").content.decode()
