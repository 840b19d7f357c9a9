"""A newer export through the API: handed in, told of, answered for; also twice, too late, and for nobody."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exports import book, books, export
from tests.pipeline import Queue, document_of, receive
from tests.stand_in import StandIn
from uploads.models import Upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(queue: Queue, open_library: StandIn) -> Upload:
    received = receive(books(*range(1, 11)))
    queue.run()
    return Upload.objects.get(id=received.id)


def hand_in(client: Client, upload: Upload, content: bytes) -> Any:
    return client.post(f"/api/uploads/{upload.id}/again", {"csv": SimpleUploadedFile("e.csv", content, "text/csv")})


def told(client: Client, upload: Upload) -> Any:
    return client.get(f"/api/uploads/{upload.id}/again").json()


def send(client: Client, upload: Upload, action: str, newer: str) -> Any:
    body = {"id": newer, "action": action}
    return client.post(f"/api/uploads/{upload.id}/again/answer", body, content_type="application/json")


def test_a_newer_export_is_handed_in_told_of_and_undone(client: Client, upload: Upload, queue: Queue) -> None:
    # when handed in
    response = hand_in(client, upload, export(book(20), *(book(number) for number in range(1, 10))))
    assert (response.status_code, response.json()["state"]) == (202, "received")
    queue.run()

    # then told of
    said = told(client, upload)
    assert said["state"] == "done"
    assert [(change["what"], change["count"]) for change in said["changes"]] == [("new", 1), ("gone", 1)]
    assert said["changes"][1]["books"] == [{"row": 10, "title": "The Harbour of Salt 10", "author": "Ines Calder"}]
    assert (said["books"], said["common"], said["gone_open"], said["may_be_undone"]) == (10, 9, 1, True)

    # and undone
    for _ in range(2):
        answer = send(client, upload, "undo", said["id"])
        assert (answer.status_code, answer.json()["state"], answer.json()["gone_open"]) == (200, "undone", 0)
    queue.run()
    assert document_of(upload)["total_books"] == 10


def test_the_gone_book_is_decided_about_like_any_issue(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 10)))
    queue.run()

    found = client.get(f"/api/uploads/{upload.id}/issues?kind=gone").json()
    assert [choice["id"] for choice in found["issues"][0]["choices"] if choice["is_proposed"]] == ["keep"]
    decided = client.post(
        f"/api/issues/{found['issues'][0]['id']}/resolve",
        {"action": "choose", "choice": "remove"},
        content_type="application/json",
    )
    client.post(f"/api/uploads/{upload.id}/finalize")
    queue.run()

    assert decided.status_code == 200
    assert document_of(upload)["total_books"] == 9


def test_another_library_is_asked_about_and_becomes_one_of_its_own(
    client: Client, upload: Upload, queue: Queue
) -> None:
    hand_in(client, upload, books(*range(50, 60)))
    queue.run()
    said = told(client, upload)
    assert (said["state"], said["common"]) == ("asking", 0)

    answer = send(client, upload, "separate", said["id"]).json()
    queue.run()

    assert answer["state"] == "separate"
    assert answer["dashboard_url"] != said["dashboard_url"]
    assert client.get(answer["dashboard_url"]).status_code == 200
    assert send(client, upload, "separate", said["id"]).json()["dashboard_url"] == said["dashboard_url"]
    assert document_of(upload)["total_books"] == 10


@pytest.mark.parametrize(("content", "code"), [(b"name,age\nAda,36\n", "not_goodreads"), (b"", "no_file")])
def test_what_is_no_export_is_refused_as_for_an_upload(
    client: Client, upload: Upload, content: bytes, code: str
) -> None:
    files = {"csv": SimpleUploadedFile("e.csv", content)} if content else {}

    response = client.post(f"/api/uploads/{upload.id}/again", files)

    assert (response.status_code, response.json()["error"]["code"]) == (400, code)
    assert client.get(f"/api/uploads/{upload.id}/again").status_code == 404


def test_a_second_file_while_the_first_is_read_is_told_to_wait(client: Client, upload: Upload) -> None:
    hand_in(client, upload, books(1))

    response = hand_in(client, upload, books(2))

    assert (response.status_code, response.json()["error"]["code"]) == (409, "being_read")
    assert response.headers["Retry-After"]


def test_unknown_ids_and_wrong_answers_are_refused(client: Client, upload: Upload, queue: Queue) -> None:
    other = Upload(id=uuid.uuid4())
    hand_in(client, upload, books(*range(1, 10)))
    queue.run()
    newer = told(client, upload)["id"]

    assert hand_in(client, other, books(1)).status_code == 404
    assert client.get(f"/api/uploads/{other.id}/again").status_code == 404
    assert send(client, other, "undo", newer).status_code == 404
    assert send(client, upload, "undo", str(uuid.uuid4())).status_code == 404
    assert send(client, upload, "undo", "x").status_code == 404
    assert send(client, upload, "forget", newer).status_code == 422
    assert client.get(f"/api/uploads/{upload.share_id}/again").status_code == 404


def test_what_was_overtaken_can_no_longer_be_undone(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 12)))
    queue.run()
    first = told(client, upload)["id"]
    hand_in(client, upload, books(*range(1, 13)))
    queue.run()

    response = send(client, upload, "undo", first)

    assert (response.status_code, response.json()["error"]["code"]) == (409, "cannot_undo")
