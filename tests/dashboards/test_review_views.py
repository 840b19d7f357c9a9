"""The page of what waits for a decision, as plain forms send it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from dashboards.review_page import FIELDS, KINDS
from tests.pipeline import Queue, document_of
from tests.uploads.mending.every_kind import issue_of
from uploads.mending import fields
from uploads.mending.questions import REQUIRED
from uploads.models import Issue, Upload
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def send(client: Client, upload: Upload, query: str = "", **form: object) -> Any:
    return client.post(f"/d/{upload.id}/review{query}", form, follow=True)


def page(client: Client, upload: Upload, query: str = "") -> str:
    response = client.get(f"/d/{upload.id}/review{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_kind_and_every_field_has_words() -> None:
    assert set(KINDS) == {kind.value for kind in IssueKind}
    assert set(FIELDS) == set(fields.FIELDS)


def test_kinds_are_counted_and_each_leads_to_its_issues(client: Client, upload: Upload) -> None:
    text = page(client, upload)

    assert text.index("Rows that could not be read") < text.index("The same book twice") < text.index("cannot be")
    assert "4 are still needed" in text
    for kind in IssueKind:
        assert str(issue_of(upload, kind).token) in page(client, upload, f"?kind={kind}"), kind


def test_a_choice_is_taken_shown_and_undone(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    text = send(client, upload, "?kind=duplicate", issue=issue.token, choice="both").content.decode()
    assert "Noted." in text
    assert "Keep both" in text

    resolution = upload.resolutions.get()
    text = send(client, upload, "?kind=duplicate", do="undo", resolution=resolution.token).content.decode()
    assert "Undone" in text
    assert issue in Issue.objects.open(upload)


def test_what_is_typed_is_checked_and_said(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)

    refused = send(client, upload, "?kind=impossible_pages", issue=issue.token, do="edit", pages="-3")

    assert refused.status_code == 422
    assert "Pages are a whole number over 0." in refused.content.decode()
    assert not upload.resolutions.exists()


def test_all_of_a_kind_are_decided_at_once_and_all_is_published(client: Client, queue: Queue, upload: Upload) -> None:
    pages = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    send(client, upload, issue=pages.token, do="edit", pages="300")
    assert send(client, upload, do="publish").status_code == 422
    for kind in REQUIRED:
        send(client, upload, do="all", action="skip", kind=kind)
    send(client, upload, do="all", action="choose", kind="placeholder_date")

    text = send(client, upload, do="publish").content.decode()
    queue.run()

    assert "published anew" in text
    assert upload.resolutions.applied().count() == 9
    assert next(book for book in document_of(upload)["books"] if book["row"] == pages.row)["num_pages"] == 300


def test_a_library_with_nothing_wrong_says_so(client: Client, upload: Upload) -> None:
    upload.issues.all().delete()

    assert "we found nothing wrong" in page(client, upload)


def test_only_the_owners_link_leads_there_and_only_to_its_own(client: Client, upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.DUPLICATE)

    for link in (upload.share_id, uuid.uuid4(), "no-id"):
        assert client.get(f"/d/{link}/review").status_code == 404
        assert client.post(f"/d/{link}/review", {"issue": issue.token, "do": "skip"}).status_code == 404
    assert client.get(f"/s/{upload.share_id}/review").status_code == 404
    for form in ({"issue": uuid.uuid4()}, {"do": "undo", "resolution": "x"}, {"do": "all", "kind": "duplicate"}):
        assert client.post(f"/d/{upload.id}/review", form).status_code == 404, form
    assert client.get(f"/d/{upload.id}/review?kind=boredom").status_code == 404
    assert not upload.resolutions.exists()
