"""Handing a file in and asking how it stands, through HTTP."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from tests.browser.library import export
from uploads.models import Upload, UploadState
from uploads.tasks import ingest

pytestmark = pytest.mark.django_db


def post(client: Client, content: bytes | None = None, *, field: str = "csv", **headers: str) -> Any:
    files = {} if content is None else {field: SimpleUploadedFile("export.csv", content, "text/csv")}
    return client.post("/api/upload", files, headers=headers)


@pytest.mark.parametrize("field", ["csv", "file"])
def test_an_export_is_taken_in_under_either_field(client: Client, field: str) -> None:
    response = post(client, export(3), field=field)

    assert response.status_code == 202
    answer = response.json()
    upload = Upload.objects.get(id=answer["uuid"])
    assert answer["status"] == "processing"
    assert answer["dashboard_url"] == f"/d/{upload.id}"
    assert answer["status_url"] == f"/api/status/{upload.id}"
    assert answer["share_url"] == f"/s/{upload.share_id}"
    assert storages["uploads"].exists(upload.raw_name)


def test_a_request_without_a_file_says_which_field_it_wants(client: Client) -> None:
    response = post(client)

    assert response.status_code == 400
    assert response.json()["error"]["code"] == "no_file"
    assert response.json()["error"]["field"] == "csv"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "picture"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04" + bytes(40), "archive"),
        (b"name,age\nAda,36\n", "not_goodreads"),
    ],
)
def test_a_wrong_file_is_told_what_it_is_and_nothing_is_kept(client: Client, content: bytes, code: str) -> None:
    response = post(client, content)

    assert response.status_code == 400
    assert response.json()["error"]["code"] == code
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused(client: Client, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 2_000

    response = post(client, export(50))

    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"
    assert not Upload.objects.exists()


def test_one_address_may_send_so_many_files_a_minute(client: Client, settings: Settings) -> None:
    settings.UPLOADS_PER_MINUTE = 2

    statuses = [post(client, export(1)).status_code for _ in range(4)]

    # a minute may turn in between, which begins to count anew
    assert statuses.count(429) >= 1
    assert statuses[:2] == [202, 202]


def test_a_page_of_another_site_cannot_upload_for_its_visitor(client: Client) -> None:
    response = post(client, export(1), origin="https://elsewhere.example")

    assert response.status_code == 403
    assert not Upload.objects.exists()


def test_unknown_malformed_and_deleted_ids_are_answered_alike(client: Client) -> None:
    gone = post(client, export(1)).json()["uuid"]
    client.delete(f"/api/data/{gone}")

    answers = [client.get(f"/api/status/{link}") for link in (gone, str(uuid.uuid4()), "no-id-at-all")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_the_status_tells_what_is_done(client: Client) -> None:
    link = post(client, export(40)).json()["uuid"]

    before = client.get(f"/api/status/{link}").json()
    ingest(upload_id=link)
    after = client.get(f"/api/status/{link}").json()

    assert (before["status"], before["stage"], before["progress"]["total_books"]) == ("processing", "read", 0)
    assert (after["status"], after["stage"]) == ("processing", "count")
    assert after["progress"] == {"total_books": 40, "processed_books": 0, "percent_complete": 0}
    assert after["data_url"] is None


def test_a_file_that_cannot_be_read_ends_with_the_reason(client: Client) -> None:
    header_and_broken_row = export(1).splitlines()[0] + b'\n,,"",,,,,\n'
    link = post(client, header_and_broken_row).json()["uuid"]

    ingest(upload_id=link)

    status = client.get(f"/api/status/{link}").json()
    assert status["status"] == "error"
    assert status["error_message"]
    assert Upload.objects.get(id=link).state == UploadState.ERROR
    assert not storages["uploads"].exists(f"{link}/raw.csv")
