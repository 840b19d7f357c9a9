"""The checker can fail: two ways of doing it wrong, each of which it must find."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.chaos.checker import complaints, is_at_rest
from tests.exports import books
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads import batches, sweeping, tasks
from uploads.models import Batch, BatchState, Upload, UploadState

pytestmark = pytest.mark.django_db(transaction=True)

BOOKS = [number for number in range(1, 40) if number % 7]


@pytest.fixture
def half_done(queue: Queue, open_library: StandIn) -> Upload:
    """An upload whose books are all looked up, but whose two batches are not closed yet."""
    upload = receive(books(*BOOKS))
    queue.run()
    Batch.objects.all().update(state=BatchState.OPEN)
    Upload.objects.all().update(state=UploadState.ENRICHING)
    return upload


def in_two_threads(work: Callable[[int, threading.Barrier], None]) -> None:
    """Two workers, each with a connection of its own, that wait for each other at the barrier."""
    barrier = threading.Barrier(2, timeout=10)

    def run(number: int) -> None:
        try:
            work(number, barrier)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def wrong(upload: Upload) -> list[str]:
    return complaints({str(upload.id): BOOKS})


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets only one transaction write at a time")
def test_a_finisher_inside_the_batchs_own_transaction_is_found_out(half_done: Upload, queue: Queue) -> None:
    """Each of the two sees the other's batch open, as the other has not committed: nobody finishes."""
    numbers = list(half_done.batches.order_by("number").values_list("pk", flat=True))

    def close_and_finish_in_one(number: int, barrier: threading.Barrier) -> None:
        with transaction.atomic():
            Batch.objects.close(numbers[number])
            barrier.wait()
            Upload.objects.finish(half_done.id, now=timezone.now())
            barrier.wait()

    in_two_threads(close_and_finish_in_one)

    assert wrong(half_done) == [f"{half_done.id} is enriching: "]


def test_the_finisher_after_the_commit_is_the_only_one(half_done: Upload, queue: Queue) -> None:
    numbers = list(half_done.batches.order_by("number").values_list("pk", flat=True))
    finished: list[bool] = []

    def close_then_finish(number: int, barrier: threading.Barrier) -> None:
        with transaction.atomic():
            Batch.objects.close(numbers[number])
        barrier.wait()
        finished.append(Upload.objects.finish(half_done.id, now=timezone.now()))

    in_two_threads(close_then_finish)

    assert sorted(finished) == [False, True]
    assert wrong(half_done) == []


def test_messages_acknowledged_while_another_holds_the_work_are_found_out_without_the_sweep(
    queue: Queue, open_library: StandIn
) -> None:
    """A worker dies at its batch; its message comes again while the lease runs and is acknowledged, and was the last."""
    upload = receive(books(*BOOKS))
    tasks.ingest(upload_id=str(upload.id))
    died_at = batches.claim_in_turn(now=timezone.now())
    assert died_at is not None
    queue.run()
    Batch.objects.filter(pk=died_at.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    queue.run()

    without = wrong(upload)
    sweeping.sweep(now=timezone.now())
    queue.run()
    with_sweep = wrong(upload)

    assert f"batch 0 of {upload.id} is open after 1 runs" in without
    assert with_sweep == []


def test_the_checker_finds_a_book_that_is_lost_doubled_or_anothers(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(*BOOKS))
    queue.run()

    assert wrong(upload) == []
    assert is_at_rest()
    for expected in (BOOKS[1:], [*BOOKS, 99], [*BOOKS[1:], BOOKS[1]]):
        assert "books" in complaints({str(upload.id): expected})[0]
    assert "has no document" in " ".join(complaints({str(Upload().id): BOOKS}))


def test_the_checker_finds_what_is_left_of_a_deleted_upload(files: Path) -> None:
    upload = receive(books(*BOOKS))
    Upload.objects.filter(id=upload.id)._raw_delete("default")

    assert complaints({}, deleted=[str(upload.id)])
