"""Publishing: what the document holds, that readers never see half of one, and what happens beside it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from dashboards import publish as publishing
from dashboards.publish import publish
from enrichment import catalogue
from enrichment.models import Book
from enrichment.providers.base import Answers, Facts
from tests.exports import book, books, export
from tests.pipeline import Queue, document_of, files_in, receive
from tests.stand_in import StandIn
from uploads.library import unfinished
from uploads.models import Upload, UploadState
from uploads.tasks import ingest

pytestmark = pytest.mark.django_db(transaction=True)


def read(content: bytes) -> Upload:
    upload = receive(content)
    ingest(upload_id=str(upload.id))
    upload.refresh_from_db()
    return upload


def learn(pages: int) -> None:
    """The catalogue comes to know every book, with so many pages."""
    answers = Answers(
        found={row.pk: Facts(matched_by="isbn", score=1.0, reason="made up", pages=pages) for row in Book.objects.all()}
    )
    catalogue.store("openlibrary", answers, now=timezone.now())


def test_a_document_holds_the_readers_facts_and_the_catalogues(files: Path) -> None:
    upload = read(export(book(1, number_of_pages=""), book(2, my_rating="0")))
    learn(pages=512)

    publish(upload.id)

    first, second = document_of(upload)["books"]
    assert (first["num_pages"], first["filled"]) == (512, ["num_pages"])
    assert (second["num_pages"], second["my_rating"]) == (320, None)
    upload.refresh_from_db()
    assert upload.published_at is not None
    assert upload.published_from == upload.changed_at
    assert (upload.publish_lease_until, upload.publish_runs) == (None, 0)


def test_a_document_is_for_the_eyes_of_its_process_alone(files: Path) -> None:
    upload = read(books(1))
    publish(upload.id)

    assert (files / "dashboards" / upload.document_name).stat().st_mode & 0o777 == 0o600


def test_publishing_twice_gives_the_same_document_under_the_same_etag() -> None:
    upload = read(books(1, 2))

    publish(upload.id)
    upload.refresh_from_db()
    etag, first = upload.etag, document_of(upload)
    publish(upload.id)
    upload.refresh_from_db()
    second = document_of(upload)

    assert upload.etag == etag
    assert {**first, "published_at": None} == {**second, "published_at": None}


def test_while_one_publishes_another_leaves_it_to_him(files: Path) -> None:
    upload = read(books(1))
    Upload.objects.claim_publishing(upload.id, now=timezone.now())

    publish(upload.id)

    assert files_in(files / "dashboards") == []


@pytest.mark.parametrize("state", [UploadState.RECEIVED, UploadState.READING, UploadState.ERROR])
def test_an_upload_that_is_not_read_is_not_published(files: Path, state: UploadState) -> None:
    upload = read(books(1))
    Upload.objects.filter(id=upload.id).update(state=state)

    publish(upload.id)

    assert files_in(files / "dashboards") == []


def change_meanwhile(monkeypatch: pytest.MonkeyPatch, change: object) -> None:
    """Has `change` called once while the document is written."""
    calls = iter([change])
    monkeypatch.setattr(publishing.background, "pulse", lambda: next(calls, lambda: None)())  # type: ignore[operator]


def test_what_changes_at_the_end_while_a_document_is_written_is_published_after_it(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = read(books(1))
    Upload.objects.filter(id=upload.id).update(state=UploadState.COMPLETE)
    queue.calls.clear()

    def learn_more() -> None:
        learn(pages=99)
        Upload.objects.filter(id=upload.id).update(changed_at=timezone.now() + dt.timedelta(seconds=1))

    change_meanwhile(monkeypatch, learn_more)
    publish(upload.id)

    assert queue.stages == ["publish"]


def test_an_upload_that_is_deleted_while_its_document_is_written_leaves_none(
    files: Path, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = read(books(1))
    queue.calls.clear()

    change_meanwhile(monkeypatch, lambda: Upload.objects.get(id=upload.id).delete())
    publish(upload.id)

    assert files_in(files) == []
    assert queue.calls == []


def test_a_library_that_is_gone_ends_publishing_quietly(files: Path) -> None:
    upload = read(books(1))
    storages["uploads"].delete(upload.library_name)

    publish(upload.id)

    assert files_in(files / "dashboards") == []


def test_readers_see_the_old_document_until_the_new_one_is_whole(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = read(books(1, 2))
    publish(upload.id)
    old = document_of(upload)

    class Killed(BaseException):
        pass

    def killed_while_copying(source: object, target: object, size: int) -> None:
        target.write(b'{"half')  # type: ignore[attr-defined]
        raise Killed

    learn(pages=99)
    with monkeypatch.context() as dying:
        dying.setattr("uploads.library.shutil.copyfileobj", killed_while_copying)
        with pytest.raises(Killed):
            publish(upload.id)

    assert document_of(upload) == old
    assert files_in(files / "dashboards") == sorted([upload.document_name, unfinished(upload.document_name)])


def test_what_a_killed_writer_left_goes_with_its_upload(files: Path) -> None:
    upload = read(books(1))
    publish(upload.id)
    (files / "dashboards" / unfinished(upload.document_name)).write_bytes(b'{"half')

    upload.delete()

    assert files_in(files) == []


def test_a_deletion_that_is_rolled_back_deletes_no_file(files: Path) -> None:
    upload = read(books(1))
    publish(upload.id)
    before = files_in(files)

    def delete_and_fail() -> None:
        with transaction.atomic():
            Upload.objects.get(id=upload.id).delete()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        delete_and_fail()

    assert files_in(files) == before
    assert Upload.objects.filter(id=upload.id).exists()


def test_a_large_library_is_read_and_published_in_pieces(files: Path, queue: Queue, open_library: StandIn) -> None:
    upload = read(export(*(book(number % 100, book_id=str(number)) for number in range(2 * publishing.CHUNK + 1))))

    queue.run()

    with storages["dashboards"].open(upload.document_name) as file:
        lines = file.read().splitlines()
    assert len(lines) == 2 * publishing.CHUNK + 1 + 2
    assert json.loads(lines[1].rstrip(b","))["row"] == 1
