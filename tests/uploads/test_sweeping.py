"""Whatever is lost is found again by looking at rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Task
from pytest_django import DjangoAssertNumQueries

from dashboards.publish import publish
from goodreads_site import background
from tests.exports import books
from tests.pipeline import Queue, document_of, files_in, receive
from tests.stand_in import StandIn
from tests.uploads.rows import NOW, a_batch, ago, an_upload, soon
from uploads import sweeping, tasks
from uploads.models import AddressMinute, Batch, BatchState, Upload, UploadState, minute_of

pytestmark = pytest.mark.django_db(transaction=True)


def swept(queue: Queue) -> list[str]:
    """The stages that a sweep wakes."""
    queue.calls.clear()
    sweeping.sweep(now=NOW)
    return queue.stages


def test_where_nothing_waits_a_sweep_asks_six_questions_and_wakes_nobody(
    queue: Queue, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    an_upload(state=UploadState.COMPLETE, published_from=NOW)

    with django_assert_max_num_queries(6):
        assert swept(queue) == []


def test_a_lost_call_to_read_is_made_again(queue: Queue) -> None:
    upload = an_upload(state=UploadState.RECEIVED, created_at=ago(10))

    assert swept(queue) == ["ingest"]
    assert queue.calls[0][1] == {"upload_id": str(upload.id)}


def test_a_lost_call_to_look_up_is_made_again(queue: Queue) -> None:
    a_batch(an_upload(read_at=ago(30), published_from=NOW))

    assert swept(queue) == ["look_up"]


def test_a_batch_whose_worker_died_is_looked_up_again(queue: Queue) -> None:
    a_batch(an_upload(served_at=ago(1), published_from=NOW), lease_until=ago(1), claimed_by="dead.1", runs=1)

    assert swept(queue) == ["look_up"]


def test_an_upload_whose_finisher_died_is_finished(queue: Queue) -> None:
    upload = an_upload()
    a_batch(upload, state=BatchState.DONE)

    assert swept(queue) == ["publish"]
    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE


def test_a_lost_call_to_publish_is_made_again(queue: Queue) -> None:
    an_upload(state=UploadState.COMPLETE, changed_at=ago(40), published_from=ago(60))

    assert swept(queue) == ["publish"]


def test_what_waited_for_a_service_goes_on(queue: Queue) -> None:
    a_batch(an_upload(state=UploadState.COMPLETE, published_from=NOW), state=BatchState.DEFERRED, lease_until=ago(1))

    assert set(swept(queue)) == {"look_up"}


def test_a_sweep_does_not_flood_the_queue(queue: Queue) -> None:
    for _ in range(30):
        an_upload(state=UploadState.RECEIVED, created_at=ago(10))

    assert len(swept(queue)) == sweeping.AT_ONCE


@pytest.mark.parametrize("lost", ["ingest", "publish", "look_up"])
def test_an_upload_ends_well_though_every_call_to_a_stage_was_lost(
    queue: Queue, open_library: StandIn, lost: str
) -> None:
    """The sweep alone carries it on: the queue may lose everything."""
    upload = receive(books(*range(40)))

    now = timezone.now()
    for _ in range(12):
        while queue.calls:
            path, ids = queue.calls.pop(0)
            if path != background.STAGES[lost]:
                import_string(path)(**ids)
        now += dt.timedelta(seconds=40)
        with background.sending_to(lambda path, ids: import_string(path)(**ids)):
            sweeping.sweep(now=now)

    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE
    assert {book["looked_up"] for book in document_of(upload)["books"]} == {"known"}


def test_asking_how_it_stands_wakes_what_was_lost(queue: Queue) -> None:
    unread = an_upload(state=UploadState.RECEIVED, created_at=ago(10))
    unfinished = an_upload(published_from=NOW)
    unpublished = an_upload(state=UploadState.COMPLETE, changed_at=ago(40), published_from=ago(60))
    stalled = an_upload(read_at=ago(30), published_from=NOW)
    a_batch(stalled)
    well = an_upload(published_from=NOW)
    a_batch(well, lease_until=soon(10))

    woken = {}
    for name, upload in {
        "unread": unread,
        "unfinished": unfinished,
        "unpublished": unpublished,
        "stalled": stalled,
        "well": well,
    }.items():
        queue.calls.clear()
        sweeping.wake(upload, now=NOW)
        woken[name] = queue.stages

    assert woken == {
        "unread": ["ingest"],
        "unfinished": ["publish"],
        "unpublished": ["publish"],
        "stalled": ["look_up"],
        "well": [],
    }


def test_what_a_dead_worker_held_is_woken(queue: Queue) -> None:
    reading = an_upload(state=UploadState.READING, lease_until=soon(60), claimed_by="dead.1")
    publishing = an_upload(publish_lease_until=soon(60), claimed_by="dead.1")
    batch = a_batch(publishing, lease_until=soon(60), claimed_by="dead.1")

    sweeping.free("dead.1")

    assert sorted(queue.stages) == ["ingest", "look_up", "publish"]
    assert Upload.objects.claim_reading(reading.id, now=NOW)
    assert Upload.objects.claim_publishing(publishing.id, now=NOW)
    assert Batch.objects.claim(batch.pk, now=NOW)


def test_cleaning_deletes_what_must_not_stay(files: Path) -> None:
    now = timezone.now()
    upload = receive(books(1))
    Upload.objects.filter(id=upload.id).update(state=UploadState.COMPLETE)
    AddressMinute.objects.create(address="a", minute=minute_of(now) - 60)
    old = now - dt.timedelta(days=8)
    Task.objects.create(id="1", name="1", func="f", started=old, stopped=old, success=False)

    sweeping.clean(now=now + dt.timedelta(hours=2))

    assert files_in(files) == []
    assert not AddressMinute.objects.exists()
    assert not Task.objects.exists()


def test_cleaning_leaves_what_is_needed(files: Path, queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(1))
    queue.run()
    waiting = receive(books(2))

    tasks.clean()
    publish(upload.id)

    assert files_in(files) == sorted(
        [f"dashboards/{upload.id}.json", f"uploads/{upload.id}/library.json", f"uploads/{waiting.id}/raw.csv"]
    )
