"""Reading an upload: what is kept of it, that it may happen twice, and how it ends when it cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from enrichment.models import Book
from tests.exports import book, books, export
from tests.pipeline import Queue, files_in, receive
from uploads import ingest
from uploads.library import read_library, unfinished
from uploads.models import MAX_RUNS, Batch, BatchState, Issue, Upload, UploadState
from uploads.tasks import free

pytestmark = pytest.mark.django_db(transaction=True)


def read(content: bytes) -> Upload:
    upload = receive(content)
    ingest.ingest(upload.id)
    upload.refresh_from_db()
    return upload


def test_an_upload_becomes_a_library_and_the_raw_file_is_gone(files: Path) -> None:
    upload = read(books(1, 2, 3))

    rows = list(read_library(upload))
    assert [parsed.row for parsed, _ in rows] == [1, 2, 3]
    assert [catalogue_id for _, catalogue_id in rows] == list(Book.objects.order_by("pk").values_list("pk", flat=True))
    assert files_in(files) == [f"uploads/{upload.id}/library.json"]
    assert (upload.state, upload.books, upload.unreadable_rows) == (UploadState.ENRICHING, 3, 0)
    assert (upload.runs, upload.lease_until) == (0, None)


def test_reading_wakes_publishing_and_then_the_looking_up(queue: Queue) -> None:
    upload = receive(books(*range(50)))
    queue.calls.clear()

    ingest.ingest(upload.id)

    assert queue.stages == ["publish", "look_up", "look_up"]
    assert [len(batch.books) for batch in upload.batches.order_by("number")] == [30, 20]


def test_books_that_stand_twice_in_a_file_are_looked_up_once() -> None:
    upload = read(export(book(1), book(1, book_id="77", exclusive_shelf="to-read")))

    assert upload.books == 2
    assert [len(batch.books) for batch in upload.batches.all()] == [1]


def test_a_library_whose_books_are_all_known_is_complete_at_once(queue: Queue, open_library: Any) -> None:
    read(books(1, 2, 3))
    queue.run()

    second = read(books(3, 2, 1))

    assert second.batches.count() == 0
    assert second.state == UploadState.COMPLETE


def test_reading_twice_stores_each_book_once(queue: Queue) -> None:
    upload = receive(books(1, 2, 3))
    for _ in range(2):
        Upload.objects.filter(id=upload.id).update(state=UploadState.RECEIVED, lease_until=None)
        storages["uploads"].delete(upload.raw_name)
        with storages["uploads"].open(upload.raw_name, "wb") as raw:
            raw.write(books(1, 2, 3))
        ingest.ingest(upload.id)

    upload.refresh_from_db()
    assert upload.books == len(list(read_library(upload))) == 3
    assert Book.objects.count() == 3
    assert upload.batches.count() == 1


def test_reading_again_after_a_death_keeps_each_issue_once() -> None:
    upload = receive(export(book(1, my_rating="9"), book(2)))
    Issue.objects.create(upload=upload, kind="invalid_rating", row=1, reason="written before the reader died")

    ingest.ingest(upload.id)

    assert upload.issues.filter(kind="invalid_rating").count() == 1


def test_of_each_kind_only_the_first_are_kept_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "MOST_OF_A_KIND", 2)

    upload = read(export(*(book(number, my_rating="9") for number in range(5)), book(6, number_of_pages="3")))

    kept = upload.issues.order_by("row").values_list("kind", "row")
    assert list(kept) == [("invalid_rating", 1), ("invalid_rating", 2), ("impossible_pages", 6)]
    assert upload.issues_left_out == {"invalid_rating": 3}
    assert upload.books == 6


def test_a_second_message_for_an_upload_being_read_does_nothing(queue: Queue) -> None:
    upload = receive(books(1))
    Upload.objects.claim_reading(upload.id, now=timezone.now())
    queue.calls.clear()

    ingest.ingest(upload.id)

    assert queue.calls == []
    assert not storages["uploads"].exists(upload.library_name)


def test_an_upload_that_is_gone_is_read_quietly(queue: Queue) -> None:
    ingest.ingest(Upload().id)

    assert queue.calls == []


def test_a_file_that_is_no_export_ends_with_a_sentence_for_its_reader(files: Path, queue: Queue) -> None:
    upload = receive(books(1))
    with (files / "uploads" / upload.raw_name).open("wb") as raw:
        raw.write(b"name,age\nAda,36\n")
    queue.calls.clear()

    ingest.ingest(upload.id)

    upload.refresh_from_db()
    assert (upload.state, upload.error_code) == (UploadState.ERROR, "not_goodreads")
    assert upload.error_message
    assert files_in(files) == []
    assert queue.calls == []


def test_a_file_without_a_book_says_so() -> None:
    upload = read(export() + b"," * 20_000 + b"\n")

    assert (upload.state, upload.error_code) == (UploadState.ERROR, "no_books")


def test_reading_that_keeps_killing_its_workers_is_given_up_and_the_file_kept_for_an_admin(files: Path) -> None:
    upload = receive(books(1))
    Upload.objects.filter(id=upload.id).update(runs=MAX_RUNS)

    ingest.ingest(upload.id)

    upload.refresh_from_db()
    assert (upload.state, upload.error_code) == (UploadState.ERROR, "unreadable")
    assert files_in(files) == [f"uploads/{upload.raw_name}"]


def test_who_comes_late_does_not_refuse_what_another_has_read(files: Path) -> None:
    upload = receive(books(1))
    late = Upload.objects.get(id=upload.id)
    ingest.ingest(upload.id)

    ingest._refuse(late, "unreadable", "The file is gone.")

    upload.refresh_from_db()
    assert upload.state == UploadState.ENRICHING


def test_who_comes_late_does_not_read_again_what_another_has_read(queue: Queue) -> None:
    upload = receive(books(1, 2))
    with storages["uploads"].open(upload.raw_name) as raw:
        content = raw.read()
    ingest.ingest(upload.id)
    Batch.objects.update(state=BatchState.DONE)
    queue.calls.clear()

    with storages["uploads"].open("late.csv", "wb") as raw:
        raw.write(content)
    with storages["uploads"].open("late.csv") as raw:
        ingest._read(upload, raw)  # its lease ran out while it was at it

    assert queue.calls == []
    assert [batch.state for batch in upload.batches.all()] == [BatchState.DONE]


# --- deleting meanwhile -----------------------------------------------------------------------


class Deleting:
    """Deletes an upload when the reading of its file comes to this row."""

    def __init__(self, upload: Upload, *, row: int) -> None:
        self.upload, self.row = upload, row

    def __call__(self) -> None:
        self.row -= 1
        if self.row == 0:
            self.upload.delete()


@pytest.mark.parametrize("rows", [1, ingest.CHUNK + 1])
def test_an_upload_that_is_deleted_while_it_is_read_leaves_nothing(
    rows: int, files: Path, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = receive(export(*(book(number % 90, book_id=str(number)) for number in range(rows))))
    queue.calls.clear()
    monkeypatch.setattr(ingest.background, "pulse", Deleting(Upload.objects.get(id=upload.id), row=1))

    ingest.ingest(upload.id)

    assert not Upload.objects.exists()
    assert not Issue.objects.exists()
    assert not Batch.objects.exists()
    assert files_in(files) == []
    assert queue.calls == []


def test_a_half_written_library_goes_with_its_upload(files: Path) -> None:
    upload = receive(books(1))
    half = files / "uploads" / unfinished(upload.library_name)
    half.write_bytes(b"[\n{")  # its writer was killed

    upload.delete()

    assert files_in(files) == []
    assert list((files / "uploads").iterdir()) == []


# --- dying meanwhile --------------------------------------------------------------------------


def test_an_upload_whose_reader_died_is_read_by_the_next(queue: Queue) -> None:
    upload = receive(books(1, 2))
    Upload.objects.claim_reading(upload.id, now=timezone.now())
    Upload.objects.filter(id=upload.id).update(claimed_by="dead.1")
    queue.calls.clear()

    free(worker="dead.1")
    woken = list(queue.stages)
    ingest.ingest(upload.id)

    upload.refresh_from_db()
    assert woken == ["ingest"]
    assert (upload.state, upload.books) == (UploadState.ENRICHING, 2)


def test_a_library_is_for_the_eyes_of_its_process_alone(files: Path) -> None:
    upload = read(books(1))

    mode = (files / "uploads" / upload.library_name).stat().st_mode & 0o777

    assert mode == 0o600
