"""The admin as one who looks after the installation uses it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from enrichment.models import Answer, Author, Authorship, Book, Outcome, Provider
from uploads.models import Batch, BatchState, Issue, Upload, UploadState
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db


def an_upload(**values: object) -> Upload:
    return Upload.objects.create(**{"state": UploadState.COMPLETE, "books": 3, "read_at": timezone.now(), **values})


def act(client: Client, page: str, action: str, *keys: object) -> None:
    data = {"action": action, "_selected_action": [str(key) for key in keys], "post": "yes"}
    response = client.post(f"/admin/{page}/", data)
    assert response.status_code == 302


def test_uploads_are_listed_with_what_went_wrong_and_without_their_links(admin_client: Client) -> None:
    upload = an_upload(state=UploadState.ERROR, error_code="truncated")
    Batch.objects.create(upload=upload, number=0, books=[1], state=BatchState.DONE)

    page = admin_client.get("/admin/uploads/upload/").content.decode()

    assert "truncated" in page
    assert "1 of 1" in page
    shown = page.replace(f'value="{upload.pk}"', "").replace(f"/admin/uploads/upload/{upload.pk}/", "")
    assert str(upload.pk) not in shown


def test_one_upload_shows_its_batches_and_the_rows_to_mend(admin_client: Client) -> None:
    upload = an_upload()
    Batch.objects.create(upload=upload, number=0, books=[1], state=BatchState.FAILED)
    Issue.objects.create(upload=upload, kind=IssueKind.INVALID_DATE, row=3, reason="no such day", found="31/02/2020")

    page = admin_client.get(f"/admin/uploads/upload/{upload.pk}/change/").content.decode()

    assert "given up" in page
    assert "invalid date: 1" in page
    assert "31/02/2020" not in page  # what stands in readers' rows is not the admins' to read


@pytest.mark.django_db(transaction=True)
def test_deleting_many_uploads_deletes_their_files_too(admin_client: Client) -> None:
    uploads = [an_upload(), an_upload()]
    for upload in uploads:
        storages["uploads"].save(upload.library_name, ContentFile(b"[]"))
        storages["dashboards"].save(upload.document_name, ContentFile(b"{}"))

    act(admin_client, "uploads/upload", "delete_selected", *(upload.pk for upload in uploads))

    assert not Upload.objects.exists()
    for upload in uploads:
        assert not storages["uploads"].exists(upload.library_name)
        assert not storages["dashboards"].exists(upload.document_name)


def test_what_was_given_up_is_tried_again(admin_client: Client) -> None:
    upload = an_upload()
    batch = Batch.objects.create(upload=upload, number=0, books=[1], state=BatchState.FAILED, runs=5)

    act(admin_client, "uploads/upload", "try_again", upload.pk)

    batch.refresh_from_db()
    upload.refresh_from_db()
    assert (batch.state, batch.runs, upload.state) == (BatchState.OPEN, 0, UploadState.ENRICHING)


def test_a_file_that_is_still_there_is_read_again(admin_client: Client) -> None:
    upload = an_upload(state=UploadState.ERROR, error_code="unreadable", runs=5)
    storages["uploads"].save(upload.raw_name, ContentFile(b"Title"))

    act(admin_client, "uploads/upload", "try_again", upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.runs, upload.error_code) == (UploadState.RECEIVED, 0, "")


def test_a_file_that_is_gone_cannot_be_read_again(admin_client: Client) -> None:
    upload = an_upload(state=UploadState.ERROR, error_code="not_goodreads")

    act(admin_client, "uploads/upload", "try_again", upload.pk)

    upload.refresh_from_db()
    assert upload.state == UploadState.ERROR


def test_the_catalogue_shows_the_raw_answers(admin_client: Client) -> None:
    now = timezone.now()
    book = Book.objects.create(identity="isbn:1", title="The Lantern", author="Ines Calder")
    Answer.objects.create(
        book=book,
        provider="openlibrary",
        outcome=Outcome.KNOWN,
        facts={"subjects": ["Fantasy fiction"]},
        asked_at=now,
        next_attempt_at=now + dt.timedelta(days=1),
    )

    listed = admin_client.get("/admin/enrichment/book/?q=lantern").content.decode()
    shown = admin_client.get(f"/admin/enrichment/book/{book.pk}/change/").content.decode()

    assert "openlibrary: known" in listed
    assert "Fantasy fiction" in shown


def test_a_paused_service_is_shown_and_can_be_asked_again(admin_client: Client) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    Provider.objects.create(name="openlibrary", paused_until=later, pause_reason="asked us to slow down", failures=7)

    listed = admin_client.get("/admin/enrichment/provider/").content.decode()
    act(admin_client, "enrichment/provider", "ask_again_now", "openlibrary")

    assert "asked us to slow down" in listed
    assert not Provider.objects.get(name="openlibrary").is_paused


def test_the_queues_own_admins_are_not_there(admin_client: Client) -> None:
    """A Schedule row can run any function, and a Task row holds a pickle."""
    index = admin_client.get("/admin/").content.decode()

    assert "/admin/django_q/" not in index


def test_what_a_source_says_of_an_author_is_shown_and_can_be_asked_for_again(admin_client: Client) -> None:
    now = timezone.now()
    author = Author.objects.create(
        identity="openlibrary:OL7A",
        name="Ida Holm",
        source="wikidata",
        outcome=Outcome.KNOWN,
        facts={"key": "Q7", "genders": ["non-binary"]},
        asked_at=now,
        next_attempt_at=now,
    )
    book = Book.objects.create(identity="x", title="The Lamplighters", author="Ida Holm")
    Authorship.objects.create(book=book, author=author)

    listed = admin_client.get("/admin/enrichment/author/?q=holm").content.decode()
    shown = admin_client.get(f"/admin/enrichment/author/{author.pk}/change/").content.decode()
    act(admin_client, "enrichment/author", "ask_again", author.pk)

    assert "Ida Holm" in listed
    assert "non-binary" in shown
    assert not Author.objects.exists()
    assert Book.objects.filter(authorship=None).exists()
