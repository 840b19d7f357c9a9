"""The books of uploads that are being looked up, in batches that take turns."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from enrichment.quota import Demand
from goodreads_site import background
from uploads.models import Batch, BatchState, Upload, UploadState

FIRST_BATCH = 30  # small, so that the first covers appear at once
BATCH = 150  # three full requests; what is left over of them still fills the next ones
AT_ONCE = 2  # batches looked up at the same time, everywhere: the services' limits hold for all of them together
PUBLISH_EVERY = 3.0  # seconds, at most
PUBLISH_SHARE = 50  # publishing may take a fiftieth of the time
HOLD_UP_AT_MOST = 90.0  # seconds that an upload waits for a service before it is complete without it


def cut(upload: Upload, book_ids: Sequence[int], *, after: int = -1) -> list[Batch]:
    """The rows, not yet saved, for looking up these books; numbered from the one behind `after`."""
    if not book_ids:
        return []
    starts = [0, *range(FIRST_BATCH, len(book_ids), BATCH)]
    ends = [*starts[1:], len(book_ids)]
    return [
        Batch(upload=upload, number=number, books=list(book_ids[start:end]))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), after + 1)
    ]


def claim_in_turn(*, now: dt.datetime) -> Batch | None:
    """Take a batch of the upload that was served longest ago, so that no library waits behind a larger one.

    None also where enough are under way: who is at work on those goes on with the next (`go_on`).
    """
    if Batch.objects.under_way(now=now).count() >= AT_ONCE:
        return None
    for batch_id, upload_id in Batch.objects.in_turn(now=now)[:8]:
        if Batch.objects.claim(batch_id, now=now):
            Upload.objects.filter(id=upload_id).update(served_at=now)
            return Batch.objects.filter(id=batch_id).first()
    return None


def demand_of(batch: Batch) -> Demand:
    """The batch's part of a scarce quota: the same for each upload, and within it for each batch."""
    unfinished = Batch.objects.unfinished()
    uploads = unfinished.values("upload").distinct().count()
    return Demand(sharers=max(1, uploads * unfinished.filter(upload=batch.upload_id).count()))


def wake(waiting: int) -> None:
    """Have so many batches looked up.

    A message for each would stand between a new upload and its reading: in the queue they take turns by age alone.
    """
    for _ in range(min(waiting, AT_ONCE)):
        background.enqueue("look_up")


def go_on(*, now: dt.datetime) -> None:
    """After one batch the next, behind whatever has come into the queue meanwhile."""
    if Batch.objects.in_turn(now=now).exists():
        background.enqueue("look_up")


def finish(upload_id: uuid.UUID, *, now: dt.datetime) -> None:
    """After a batch has closed: complete the upload if it was the last, and have what is new published.

    The batch's transaction must have committed (see `UploadQuerySet.finish`).
    """
    upload = Upload.objects.filter(id=upload_id).first()
    if upload is None:
        return
    with transaction.atomic():
        finished = Upload.objects.finish(upload.id, now=now)
        Upload.objects.filter(id=upload.id).update(changed_at=now)
        if finished or _is_time_to_publish(upload, now=now):
            background.enqueue("publish", upload_id=str(upload.id))


def reopen_deferred(*, now: dt.datetime) -> int:
    """Go on with what a service could not be asked for: the number of batches that are open again."""
    due = list(Batch.objects.due_again(now=now).values_list("id", "upload_id", "unanswered")[:200])
    if not due:
        return 0
    with transaction.atomic():
        Batch.objects.filter(id__in=[batch_id for batch_id, *_ in due], state=BatchState.DEFERRED).update(
            state=BatchState.OPEN, lease_until=None
        )
        # Gaps that a scarce service fills later do not make a complete dashboard incomplete again.
        incomplete = {upload_id for _, upload_id, unanswered in due if unanswered}
        Upload.objects.filter(id__in=incomplete, state=UploadState.COMPLETE).update(
            state=UploadState.ENRICHING, read_at=now
        )
        wake(len(due))
    return len(due)


def _is_time_to_publish(upload: Upload, *, now: dt.datetime) -> bool:
    if upload.published_at is None:
        return True
    since = (now - upload.published_at).total_seconds()
    return since >= max(PUBLISH_EVERY, PUBLISH_SHARE * upload.publish_seconds)
