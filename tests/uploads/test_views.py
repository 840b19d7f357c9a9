"""The start page, and handing a file in without JavaScript."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.exports import books
from uploads import intake
from uploads.models import Upload

pytestmark = pytest.mark.django_db


def hand_in(client: Client, content: bytes | None, name: str = "export.csv") -> HttpResponse:
    files = {} if content is None else {"csv": SimpleUploadedFile(name, content, "text/csv")}
    return client.post("/", files)  # type: ignore[return-value]


def test_the_start_page_says_what_it_is_and_what_is_kept(client: Client) -> None:
    text = client.get("/").content.decode()

    assert 'type="file"' in text
    assert "https://www.goodreads.com/review/import" in text
    assert "What is kept, and for how long" in text
    assert 'href="/sample"' in text
    assert 'data-api="/api/upload"' in text


def test_the_start_page_tells_of_a_model_only_where_there_is_one(client: Client, settings: Settings) -> None:
    assert "language model" not in client.get("/").content.decode()

    settings.QUESTION_MODEL = "bedrock"

    assert "sent to a language model if you press the button" in client.get("/").content.decode()


def test_looking_sets_no_cookie(client: Client) -> None:
    assert not client.get("/").cookies


def test_a_file_handed_in_leads_to_its_dashboard() -> None:
    response = hand_in(Client(enforce_csrf_checks=True), books(1, 2))

    upload = Upload.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/d/{upload.id}")


def test_a_form_without_a_file_says_what_to_do(client: Client) -> None:
    response = hand_in(client, None)

    assert response.status_code == 400
    assert "Choose the export first" in response.content.decode()


def test_a_file_that_is_no_export_is_refused_in_the_readers_words(client: Client) -> None:
    response = hand_in(client, b"Name;Price\nTea;2\nMilk;1\n")

    assert response.status_code == 400
    assert "none of the exports that we read" in response.content.decode()
    assert 'role="alert">' in response.content.decode()
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused(client: Client, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024

    response = hand_in(client, books(1) + b" " * 1024 * 1024)

    assert response.status_code == 413
    assert "larger than 1 MB" in response.content.decode()


def test_the_eleventh_file_in_a_minute_is_asked_to_wait(client: Client, settings: Settings) -> None:
    settings.UPLOADS_PER_MINUTE = 2
    answers = [hand_in(client, books(1)).status_code for _ in range(3)]

    assert answers == [302, 302, 429]


def test_a_full_disk_refuses_kindly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> None:
        raise intake.NoRoom

    monkeypatch.setattr(intake, "_ensure_room", no_room)

    response = hand_in(client, books(1))

    assert response.status_code == 503
    assert "no room" in response.content.decode()


def test_who_has_just_deleted_is_told_that_it_is_done(client: Client) -> None:
    assert "Deleted: the dashboard" in client.get("/?deleted=1").content.decode()
    assert "Deleted: the dashboard" not in client.get("/").content.decode()
