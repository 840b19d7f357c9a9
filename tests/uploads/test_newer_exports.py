"""What the database refuses of newer exports, and how they are claimed and found again."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from goodreads_site import background
from tests.pipeline import Queue
from tests.uploads.rows import NOW, ago, an_upload, soon
from uploads.models import NewerExport, NewerState
from uploads.sweeping import free, sweep

pytestmark = pytest.mark.django_db(transaction=True)


def a_newer(**fields: object) -> NewerExport:
    return NewerExport.objects.create(**({"upload": an_upload(), "received_at": ago(60)} | fields))


def test_a_state_that_is_none_is_refused() -> None:
    with pytest.raises(IntegrityError, match="newer_export_state_is_known"):
        a_newer(state="lost")


def test_one_library_has_one_open_newer_export() -> None:
    first = a_newer()
    a_newer(upload=first.upload, state=NewerState.DONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_newer(upload=first.upload, state=NewerState.ASKING)


def test_it_is_claimed_by_one_until_the_lease_ends() -> None:
    newer = a_newer()

    assert NewerExport.objects.claim(newer.id, now=NOW)
    assert not NewerExport.objects.claim(newer.id, now=soon(1))
    assert NewerExport.objects.claim(newer.id, now=soon(100_000))


def test_what_waits_for_nobody_is_found(queue: Queue) -> None:
    a_newer(received_at=ago(1))
    a_newer(lease_until=soon(60))
    a_newer(state=NewerState.ASKING)
    lost, late = a_newer(), a_newer(lease_until=ago(1))

    sweep(now=NOW)

    assert {ids["newer_id"] for path, ids in queue.calls if path == background.STAGES["take_over"]} == {
        str(lost.id),
        str(late.id),
    }


def test_what_a_dead_worker_held_is_woken_at_once(queue: Queue) -> None:
    held = a_newer(claimed_by="w1", lease_until=soon(60))
    a_newer(claimed_by="w2", lease_until=soon(60))

    free("w1")

    assert queue.calls == [(background.STAGES["take_over"], {"newer_id": str(held.id)})]
    assert NewerExport.objects.claim(held.id, now=NOW)
