"""How books are cut into batches, who gets the next one, and what happens when one is closed."""

from __future__ import annotations

import pytest

from goodreads_site import background
from tests.pipeline import Queue
from tests.uploads.rows import NOW, a_batch, ago, an_upload, soon
from uploads import batches
from uploads.models import Batch, BatchState, Upload, UploadState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("books", "sizes"),
    [(0, []), (1, [1]), (30, [30]), (31, [30, 1]), (180, [30, 150]), (400, [30, 150, 150, 70])],
)
def test_the_first_batch_is_small_and_no_book_is_left_out(books: int, sizes: list[int]) -> None:
    cut = batches.cut(Upload(), range(1, books + 1))

    assert [len(batch.books) for batch in cut] == sizes
    assert [book for batch in cut for book in batch.books] == list(range(1, books + 1))
    assert [batch.number for batch in cut] == list(range(len(sizes)))


def test_a_small_library_is_not_stuck_behind_a_large_one() -> None:
    large, small = an_upload(created_at=ago(90)), an_upload(created_at=ago(1))
    for number in range(20):
        a_batch(large, number)
    a_batch(small)

    served = []
    for second in range(3):
        batch = batches.claim_in_turn(now=soon(second))
        assert batch is not None
        served.append(batch.upload)
        Batch.objects.close(batch.pk)

    assert served == [large, small, large]


def test_no_more_batches_are_under_way_than_the_services_stand() -> None:
    upload = an_upload()
    for number in range(5):
        a_batch(upload, number)

    claimed = [batches.claim_in_turn(now=NOW) for _ in range(4)]

    assert sum(batch is not None for batch in claimed) == batches.AT_ONCE


def test_a_large_library_puts_few_messages_before_a_new_upload(queue: Queue) -> None:
    batches.wake(667)

    assert len(queue.calls) == batches.AT_ONCE


def test_after_one_batch_the_next_is_woken(queue: Queue) -> None:
    batch = a_batch(an_upload())

    batches.go_on(now=NOW)
    woken = list(queue.stages)
    Batch.objects.close(batch.pk)
    batches.go_on(now=NOW)

    assert woken == queue.stages == ["look_up"]


def test_the_last_batch_completes_the_upload_and_has_it_published(queue: Queue) -> None:
    upload = an_upload(published_at=NOW)
    batch = a_batch(upload)

    batches.finish(upload.id, now=NOW)
    before = list(queue.stages)
    Batch.objects.close(batch.pk)
    batches.finish(upload.id, now=NOW)

    upload.refresh_from_db()
    assert before == []
    assert queue.calls == [(background.STAGES["publish"], {"upload_id": str(upload.id)})]
    assert upload.state == UploadState.COMPLETE


@pytest.mark.parametrize(
    ("published", "took", "publishes"),
    [(None, 0, True), (ago(2), 0.1, False), (ago(4), 0.05, True), (ago(240), 5, False), (ago(260), 5, True)],
)
def test_publishing_takes_a_fiftieth_of_the_time_at_most(
    queue: Queue, published: object, took: float, publishes: bool
) -> None:
    upload = an_upload(published_at=published, publish_seconds=took)
    a_batch(upload)

    batches.finish(upload.id, now=NOW)

    assert queue.stages == ["publish"] * publishes


def test_finishing_an_upload_that_is_gone_is_quiet(queue: Queue) -> None:
    batches.finish(Upload().id, now=NOW)

    assert queue.calls == []


def test_deferred_batches_go_on_when_their_service_answers_again(queue: Queue) -> None:
    upload = an_upload(state=UploadState.COMPLETE)
    batch = a_batch(upload, state=BatchState.DEFERRED, lease_until=ago(1), unanswered=2)

    opened = batches.reopen_deferred(now=NOW)

    batch.refresh_from_db()
    upload.refresh_from_db()
    assert opened == 1
    assert (batch.state, batch.lease_until) == (BatchState.OPEN, None)
    assert upload.state == UploadState.ENRICHING
    assert queue.stages == ["look_up"]


def test_a_scarce_quota_is_shared_among_uploads_first_and_then_among_their_batches() -> None:
    large, small, complete = an_upload(), an_upload(), an_upload(state=UploadState.COMPLETE)
    of_large = [a_batch(large, number) for number in range(4)]
    of_small = a_batch(small)
    later = a_batch(complete, state=BatchState.DEFERRED, lease_until=soon(60))
    a_batch(complete, 1, state=BatchState.DONE)

    sharers = [batches.demand_of(batch).sharers for batch in (of_large[0], of_small, later)]

    assert sharers == [12, 3, 3]


def test_gaps_that_are_filled_later_leave_a_complete_upload_complete() -> None:
    upload = an_upload(state=UploadState.COMPLETE)
    a_batch(upload, state=BatchState.DEFERRED, lease_until=ago(1), unanswered=0)

    batches.reopen_deferred(now=NOW)

    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE
