"""The document, the shared document, and deleting both, through HTTP."""

from __future__ import annotations

import gzip
import json
import uuid
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator

from dashboards.document.schema import DOCUMENT_SCHEMA
from dashboards.tasks import publish
from tests.browser.library import export
from uploads.models import Upload
from uploads.tasks import ingest

pytestmark = pytest.mark.django_db


def handed_in(client: Client, content: bytes) -> Upload:
    files = {"csv": SimpleUploadedFile("export.csv", content)}
    return Upload.objects.get(id=client.post("/api/upload", files).json()["uuid"])


@pytest.fixture
def published(client: Client) -> Upload:
    upload = handed_in(client, export(12))
    ingest(upload_id=str(upload.id))
    publish(upload_id=str(upload.id))
    upload.refresh_from_db()
    return upload


def body(response: Any) -> bytes:
    """All of an answer. Read to its end: closed before it, Django would close the test's own transaction."""
    return b"".join(response)


def test_the_document_is_there_once_it_is_published(client: Client) -> None:
    upload = handed_in(client, export(12))
    before = client.get(f"/api/data/{upload.id}")
    ingest(upload_id=str(upload.id))
    publish(upload_id=str(upload.id))

    response = client.get(f"/api/data/{upload.id}")

    assert before.status_code == 404
    assert before.json()["error"]["code"] == "not_yet"
    document = json.loads(body(response))
    assert document["total_books"] == 12
    assert document["export_id"] == str(upload.id)
    Draft202012Validator(DOCUMENT_SCHEMA).validate(document)


def test_the_document_comes_packed_to_who_takes_it(client: Client, published: Upload) -> None:
    plain = body(client.get(f"/api/data/{published.id}"))

    response = client.get(f"/api/data/{published.id}", headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(response)) == plain


def test_a_document_that_has_not_changed_is_not_sent_again(client: Client, published: Upload) -> None:
    first = client.get(f"/api/data/{published.id}")
    assert body(first)

    etag = first.headers["ETag"]
    response = client.get(f"/api/data/{published.id}", headers={"if-none-match": etag})

    assert response.status_code == 304


def test_nothing_under_a_link_is_cached_indexed_or_named_elsewhere(client: Client, published: Upload) -> None:
    for path in (f"/api/data/{published.id}", f"/api/shared/{published.share_id}", f"/api/status/{published.id}"):
        response = client.get(path)
        assert body(response)

        headers = response.headers
        assert headers["Cache-Control"] == "private, no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "no-referrer"


def test_a_shared_document_does_not_hold_the_owners_link(client: Client, published: Upload) -> None:
    response = client.get(f"/api/shared/{published.share_id}")

    text = body(response).decode()
    assert json.loads(text)["total_books"] == 12
    assert str(published.id) not in text + str(response.headers)
    assert published.id.hex not in text


def test_a_share_link_can_neither_change_nor_delete(client: Client, published: Upload) -> None:
    assert client.delete(f"/api/data/{published.share_id}").status_code == 404
    assert client.delete(f"/api/shared/{published.share_id}").status_code == 405
    assert client.get(f"/api/status/{published.share_id}").status_code == 404
    assert Upload.objects.filter(id=published.id).exists()


@pytest.mark.django_db(transaction=True)
def test_deleting_removes_everything_and_says_what(client: Client) -> None:
    upload = handed_in(client, export(12))
    ingest(upload_id=str(upload.id))
    publish(upload_id=str(upload.id))

    response = client.delete(f"/api/data/{upload.id}")

    assert response.status_code == 200
    assert response.json()["deleted_files"] == [f"{upload.id}/library.json", f"{upload.id}.json"]
    assert not Upload.objects.exists()
    assert not storages["dashboards"].exists(upload.document_name)
    assert not storages["uploads"].exists(str(upload.id))
    assert client.delete(f"/api/data/{upload.id}").status_code == 404


def test_deleting_what_is_not_there_is_not_found(client: Client) -> None:
    assert client.delete(f"/api/data/{uuid.uuid4()}").status_code == 404
