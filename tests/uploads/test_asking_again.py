"""Asking the services again at a reader's wish."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from enrichment.models import Answer, Outcome
from tests.exports import book, export
from tests.pipeline import Queue, document_of, receive
from tests.stand_in import StandIn
from uploads import asking_again
from uploads.models import Batch, BatchState, Upload, UploadState

pytestmark = pytest.mark.django_db(transaction=True)

UNKNOWN = book(2, isbn13='=""', title="A Title that Nobody Bears", author="N. Obody")


@pytest.fixture
def upload(queue: Queue, open_library: StandIn) -> Upload:
    """Two books, one of which no service knows, looked up to the end two hours ago."""
    received = receive(export(book(1), UNKNOWN))
    queue.run()
    Answer.objects.update(asked_at=timezone.now() - dt.timedelta(hours=2))
    received.refresh_from_db()
    assert received.state == UploadState.COMPLETE
    return received


def state_of(upload: Upload) -> str:
    return Upload.objects.get(id=upload.id).state


def test_what_nobody_knew_is_asked_about_and_nothing_else(queue: Queue, upload: Upload, open_library: StandIn) -> None:
    before = len(open_library.asked)

    asked = asking_again.about_gaps(upload, now=timezone.now())

    assert asked == 1
    assert state_of(upload) == UploadState.ENRICHING
    queue.run()
    assert state_of(upload) == UploadState.COMPLETE
    assert len(open_library.asked) > before
    assert document_of(upload)["enrichment_stats"]["not_known"] == 1


def test_a_book_that_a_service_has_learnt_of_meanwhile_is_found(
    queue: Queue, upload: Upload, open_library: StandIn
) -> None:
    Answer.objects.filter(outcome=Outcome.KNOWN).update(outcome=Outcome.NOT_KNOWN, facts={})

    asking_again.about_gaps(upload, now=timezone.now())
    queue.run()

    assert document_of(upload)["enrichment_stats"]["known"] == 1


def test_twice_at_once_opens_one_batch(queue: Queue, upload: Upload) -> None:
    now = timezone.now()

    assert [asking_again.about_gaps(upload, now=now), asking_again.about_gaps(upload, now=now)] == [1, 0]
    assert Batch.objects.filter(upload=upload, state=BatchState.OPEN).count() == 1


def test_what_was_asked_within_the_hour_is_left_alone(queue: Queue, upload: Upload) -> None:
    Answer.objects.update(asked_at=timezone.now() - dt.timedelta(minutes=59))

    assert asking_again.about_gaps(upload, now=timezone.now()) == 0
    assert state_of(upload) == UploadState.COMPLETE


def test_what_was_given_up_is_taken_up_again(queue: Queue, upload: Upload) -> None:
    batch = Batch.objects.get(upload=upload)
    Answer.objects.all().delete()
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED)

    assert asking_again.about_gaps(upload, now=timezone.now()) == 2
    queue.run()

    assert document_of(upload)["enrichment_stats"]["known"] == 1
    assert set(Batch.objects.values_list("state", flat=True)) == {BatchState.DONE}


def test_one_book_is_asked_about_whatever_was_said_of_it(queue: Queue, upload: Upload) -> None:
    row = document_of(upload)["books"][0]["row"]

    assert asking_again.about_book(upload, row, now=timezone.now())
    assert [len(batch.books) for batch in Batch.objects.filter(upload=upload, state=BatchState.OPEN)] == [1]
    queue.run()

    assert state_of(upload) == UploadState.COMPLETE
    assert document_of(upload)["enrichment_stats"]["known"] == 1
    assert not asking_again.about_book(upload, row, now=timezone.now())  # a moment ago


def test_a_row_that_is_none_is_nothing_to_ask_about(queue: Queue, upload: Upload) -> None:
    assert not asking_again.about_book(upload, 999, now=timezone.now())


def test_a_deleted_library_is_not_asked_about(queue: Queue, upload: Upload) -> None:
    Upload.objects.get(id=upload.id).delete()

    with pytest.raises(FileNotFoundError):
        asking_again.about_gaps(upload, now=timezone.now())
