"""What the rows refuse, and how work on them is claimed, freed, finished and given up."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError

from goodreads_site import background
from tests.uploads.rows import NOW, a_batch, ago, an_upload, soon
from uploads.models import (
    MAX_POSTPONEMENTS,
    MAX_RUNS,
    AddressMinute,
    Batch,
    BatchState,
    Issue,
    Upload,
    UploadState,
    minute_of,
)

pytestmark = pytest.mark.django_db


# --- what the database refuses ----------------------------------------------------------------


def test_an_upload_has_a_state_that_we_know() -> None:
    with pytest.raises(IntegrityError, match="upload_state_is_known"):
        an_upload(state="lost")


def test_the_share_link_is_never_the_owners() -> None:
    same = uuid.uuid4()

    with pytest.raises(IntegrityError, match="upload_share_id_is_another"):
        an_upload(id=same, share_id=same)


def test_a_share_link_leads_to_one_upload() -> None:
    upload = an_upload()

    with pytest.raises(IntegrityError, match="share_id"):
        an_upload(share_id=upload.share_id)


def test_a_batch_has_a_state_that_we_know() -> None:
    upload = an_upload()

    with pytest.raises(IntegrityError, match="batch_state_is_known"):
        a_batch(upload, state="lost")


def test_an_upload_has_each_batch_once() -> None:
    upload = an_upload()
    a_batch(upload, 3)

    with pytest.raises(IntegrityError, match=r"batch_number_in_upload|uploads_batch.upload_id, uploads_batch.number"):
        a_batch(upload, 3)


def test_an_issue_is_of_a_kind_that_we_know() -> None:
    with pytest.raises(IntegrityError, match="issue_kind_is_known"):
        Issue.objects.create(upload=an_upload(), kind="bad_taste", reason="?")


def test_an_address_has_one_count_a_minute() -> None:
    AddressMinute.objects.create(address="a", minute=1)

    with pytest.raises(IntegrityError, match=r"one_count_a_minute|uploads_addressminute.address"):
        AddressMinute.objects.create(address="a", minute=1)


# --- reading ----------------------------------------------------------------------------------


def test_only_one_gets_an_upload_for_reading() -> None:
    upload = an_upload(state=UploadState.RECEIVED)

    claims = [Upload.objects.claim_reading(upload.id, now=NOW) for _ in range(2)]

    upload.refresh_from_db()
    assert claims == [True, False]
    assert (upload.state, upload.runs, upload.claimed_by) == (UploadState.READING, 1, background.worker_id())
    assert upload.lease_until == soon(settings.LEASE_SECONDS)


def test_reading_whose_lease_ran_out_is_claimed_again() -> None:
    upload = an_upload(state=UploadState.READING, lease_until=ago(1), runs=1)

    assert Upload.objects.claim_reading(upload.id, now=NOW)

    upload.refresh_from_db()
    assert upload.runs == 2


@pytest.mark.parametrize("state", [UploadState.ENRICHING, UploadState.COMPLETE, UploadState.ERROR])
def test_what_is_read_is_not_read_again(state: UploadState) -> None:
    upload = an_upload(state=state)

    assert not Upload.objects.claim_reading(upload.id, now=NOW)


def test_unread_are_those_whose_call_was_lost_or_whose_reader_died() -> None:
    lost = an_upload(state=UploadState.RECEIVED, created_at=ago(6))
    died = an_upload(state=UploadState.READING, lease_until=ago(1))
    an_upload(state=UploadState.RECEIVED, created_at=ago(1))  # its call is on its way
    an_upload(state=UploadState.READING, lease_until=soon(10))
    an_upload()

    assert set(Upload.objects.unread(now=NOW)) == {lost, died}


# --- publishing -------------------------------------------------------------------------------


def test_only_one_publishes_at_a_time() -> None:
    upload = an_upload()

    claims = [Upload.objects.claim_publishing(upload.id, now=at) for at in (NOW, soon(1), soon(76))]

    upload.refresh_from_db()
    assert claims == [True, False, True]
    assert upload.publish_runs == 2


@pytest.mark.parametrize("state", [UploadState.RECEIVED, UploadState.READING, UploadState.ERROR])
def test_what_is_not_read_is_not_published(state: UploadState) -> None:
    upload = an_upload(state=state)

    assert not Upload.objects.claim_publishing(upload.id, now=NOW)


def test_unpublished_are_those_with_something_new_for_half_a_minute() -> None:
    forgotten = an_upload(changed_at=ago(31), published_from=ago(60))
    an_upload(changed_at=ago(29), published_from=ago(60))
    an_upload(changed_at=ago(60), published_from=ago(60))
    an_upload(state=UploadState.ERROR, changed_at=ago(31))

    assert list(Upload.objects.unpublished(now=NOW)) == [forgotten]


# --- the end ----------------------------------------------------------------------------------


def test_an_upload_is_finished_once_and_when_its_last_batch_is_closed() -> None:
    upload = an_upload()
    a_batch(upload, 0, state=BatchState.DONE)
    last = a_batch(upload, 1)

    early = Upload.objects.finish(upload.id, now=NOW)
    Batch.objects.close(last.pk)
    finished = [Upload.objects.finish(upload.id, now=NOW) for _ in range(2)]

    upload.refresh_from_db()
    assert early is False
    assert finished == [True, False]
    assert (upload.state, upload.completed_at) == (UploadState.COMPLETE, NOW)


@pytest.mark.parametrize("state", [BatchState.FAILED, BatchState.DEFERRED])
def test_a_gap_does_not_hold_an_upload_up(state: BatchState) -> None:
    upload = an_upload()
    a_batch(upload, state=state)

    assert Upload.objects.finish(upload.id, now=NOW)


def test_unfinished_are_those_whose_finisher_died() -> None:
    left, at_work = an_upload(), an_upload()
    a_batch(left, state=BatchState.DONE)
    a_batch(at_work)
    an_upload(state=UploadState.COMPLETE)

    assert list(Upload.objects.unfinished()) == [left]


# --- batches ----------------------------------------------------------------------------------


def test_only_one_gets_a_batch() -> None:
    batch = a_batch(an_upload())

    claims = [Batch.objects.claim(batch.pk, now=NOW) for _ in range(2)]

    batch.refresh_from_db()
    assert claims == [True, False]
    assert (batch.runs, batch.claimed_by) == (1, background.worker_id())
    assert batch.lease_until == soon(settings.LEASE_SECONDS)


def test_a_batch_whose_lease_ran_out_is_claimed_again() -> None:
    batch = a_batch(an_upload(), lease_until=ago(1), runs=1)

    assert Batch.objects.claim(batch.pk, now=NOW)


@pytest.mark.parametrize("state", [BatchState.DONE, BatchState.FAILED, BatchState.DEFERRED])
def test_a_closed_batch_is_not_claimed(state: BatchState) -> None:
    batch = a_batch(an_upload(), state=state)

    assert not Batch.objects.claim(batch.pk, now=NOW)


def test_a_batch_is_given_up_after_so_many_claims() -> None:
    upload = an_upload()
    tried, tried_out = a_batch(upload, 0, runs=MAX_RUNS), a_batch(upload, 1, runs=MAX_RUNS + 1)

    assert not Batch.objects.give_up(tried.pk)
    assert Batch.objects.give_up(tried_out.pk)

    tried_out.refresh_from_db()
    assert tried_out.state == BatchState.FAILED


def test_a_batch_that_waits_for_a_service_does_not_wear_out() -> None:
    batch = a_batch(an_upload())
    Batch.objects.claim(batch.pk, now=NOW)

    Batch.objects.postpone(batch.pk, until=soon(30), defer=False)

    batch.refresh_from_db()
    assert (batch.state, batch.runs, batch.postponed, batch.claimed_by) == (BatchState.OPEN, 0, 1, "")
    assert not Batch.objects.claim(batch.pk, now=soon(29))
    assert Batch.objects.claim(batch.pk, now=soon(31))


def test_a_batch_that_learns_something_each_time_is_never_given_up() -> None:
    batch = a_batch(an_upload(), runs=1)

    Batch.objects.postpone(batch.pk, until=soon(30), defer=True, in_vain=False)

    batch.refresh_from_db()
    assert (batch.state, batch.postponed) == (BatchState.DEFERRED, 0)


def test_batches_are_unfinished_while_something_will_still_be_asked() -> None:
    upload = an_upload()
    unfinished = [a_batch(upload, 0), a_batch(upload, 1, state=BatchState.DEFERRED, lease_until=soon(9))]
    a_batch(upload, 2, state=BatchState.DEFERRED, postponed=MAX_POSTPONEMENTS + 1)
    a_batch(upload, 3, state=BatchState.DONE)
    a_batch(upload, 4, state=BatchState.FAILED)

    assert list(Batch.objects.unfinished().order_by("number")) == unfinished


def test_a_deferred_batch_is_due_when_its_wait_is_over_and_not_for_ever() -> None:
    upload = an_upload()
    due = a_batch(upload, 0, state=BatchState.DEFERRED, lease_until=ago(1), unanswered=1)
    a_batch(upload, 1, state=BatchState.DEFERRED, lease_until=soon(1), unanswered=1)
    waited: dict[str, Any] = {"state": BatchState.DEFERRED, "lease_until": ago(1), "unanswered": 1}
    a_batch(upload, 2, postponed=MAX_POSTPONEMENTS + 1, **waited)

    assert list(Batch.objects.due_again(now=NOW)) == [due]


def test_gaps_are_not_due_before_the_rest_of_the_library_was_looked_up() -> None:
    waited: dict[str, Any] = {"state": BatchState.DEFERRED, "lease_until": ago(1), "unanswered": 0}
    complete = a_batch(an_upload(state=UploadState.COMPLETE), **waited)
    a_batch(an_upload(), **waited)

    assert list(Batch.objects.due_again(now=NOW)) == [complete]


def test_uploads_take_turns_and_who_was_never_served_comes_first() -> None:
    long_ago, just_now, never = an_upload(served_at=ago(30)), an_upload(served_at=ago(1)), an_upload()
    for upload in (just_now, long_ago, never):
        a_batch(upload, 1)
        a_batch(upload, 0)

    turns = list(Batch.objects.in_turn(now=NOW))

    assert [upload_id for _, upload_id in turns] == [never.id] * 2 + [long_ago.id] * 2 + [just_now.id] * 2
    assert Batch.objects.get(pk=turns[0][0]).number == 0


def test_under_way_is_what_somebody_is_at_work_on() -> None:
    upload = an_upload()
    at_work = a_batch(upload, 0, lease_until=soon(10), claimed_by="a.1")
    a_batch(upload, 1, lease_until=soon(10))  # waits for a service
    a_batch(upload, 2, lease_until=ago(1), claimed_by="a.1")  # whose worker died
    a_batch(upload, 3, state=BatchState.DONE, lease_until=soon(10), claimed_by="a.1")

    assert list(Batch.objects.under_way(now=NOW)) == [at_work]


def test_a_batch_that_failed_rests_until_its_lease_ends() -> None:
    batch = a_batch(an_upload())
    Batch.objects.claim(batch.pk, now=NOW)

    Batch.objects.put_down(batch.pk)

    assert not Batch.objects.under_way(now=NOW).exists()
    assert not Batch.objects.claim(batch.pk, now=soon(10))


def test_a_batch_that_another_took_meanwhile_is_not_put_down_for_him() -> None:
    batch = a_batch(an_upload(), lease_until=soon(10), claimed_by="another.1")

    Batch.objects.put_down(batch.pk)

    assert Batch.objects.under_way(now=NOW).exists()


def test_stalled_are_lost_calls_dead_workers_and_waits_that_are_over() -> None:
    unserved, served = an_upload(read_at=ago(21)), an_upload(served_at=ago(3))
    lost = a_batch(unserved, 0)
    died = a_batch(served, 0, lease_until=ago(1), claimed_by="a.1")
    waited = a_batch(served, 1, lease_until=ago(1))
    a_batch(served, 2)  # its turn comes
    a_batch(served, 3, lease_until=soon(1))

    assert set(Batch.objects.stalled(now=NOW)) == {lost, died, waited}


# --- dead workers -----------------------------------------------------------------------------


def test_what_a_dead_worker_held_is_free_at_once() -> None:
    upload = an_upload()
    held = a_batch(upload, 0, lease_until=soon(60), claimed_by="dead.1", runs=1)
    others = a_batch(upload, 1, lease_until=soon(60), claimed_by="living.2", runs=1)

    freed = Batch.objects.let_go("dead.1")

    assert freed == 1
    assert Batch.objects.claim(held.pk, now=NOW)
    assert not Batch.objects.claim(others.pk, now=NOW)


def test_the_upload_that_a_dead_worker_was_at_is_free_at_once() -> None:
    reading = an_upload(state=UploadState.READING, lease_until=soon(60), claimed_by="dead.1")
    publishing = an_upload(publish_lease_until=soon(60), claimed_by="dead.1", publish_runs=1)
    an_upload(claimed_by="dead.1")  # it had ended that

    freed = Upload.objects.let_go("dead.1")

    assert dict(freed) == {reading.id: UploadState.READING, publishing.id: UploadState.ENRICHING}
    assert Upload.objects.claim_reading(reading.id, now=NOW)
    assert Upload.objects.claim_publishing(publishing.id, now=NOW)


def test_publishing_that_keeps_killing_its_workers_waits_for_its_lease() -> None:
    an_upload(publish_lease_until=soon(60), claimed_by="dead.1", publish_runs=MAX_RUNS + 1)

    assert Upload.objects.let_go("dead.1") == []


# --- addresses --------------------------------------------------------------------------------


def test_counts_are_forgotten_after_ten_minutes() -> None:
    for minutes in (0, 10, 11):
        AddressMinute.objects.create(address="a", minute=minute_of(NOW - dt.timedelta(minutes=minutes)))

    AddressMinute.objects.forget_old(now=NOW)

    assert AddressMinute.objects.count() == 2


def test_an_upload_is_settled_once_its_document_shows_all_of_it() -> None:
    now = NOW
    upload = Upload(state=UploadState.COMPLETE, changed_at=now, published_from=now)

    assert upload.is_settled
    assert not Upload(state=UploadState.ENRICHING, changed_at=now, published_from=now).is_settled
    assert not Upload(
        state=UploadState.COMPLETE, changed_at=now, published_from=now - dt.timedelta(seconds=1)
    ).is_settled
