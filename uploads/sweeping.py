"""Finds what was lost: messages that never came, work whose worker died, waits that are over.

The row is the truth and the queue only a wake-up call, so all of it can be found by looking at rows.
"""

from __future__ import annotations

import datetime as dt
import logging

from goodreads_site import background
from uploads import batches, strays
from uploads.again import answering
from uploads.models import AddressMinute, Batch, NewerExport, Upload, UploadState

logger = logging.getLogger(__name__)

AT_ONCE = 20  # wake-up calls of a kind: the next sweep sends more


def sweep(*, now: dt.datetime) -> None:
    """Wake everything that waits for nobody. Costs a few indexed queries when there is nothing."""
    for upload_id in Upload.objects.unread(now=now).values_list("id", flat=True)[:AT_ONCE]:
        background.enqueue("ingest", upload_id=str(upload_id))
    for newer_id in NewerExport.objects.unread(now=now).values_list("id", flat=True)[:AT_ONCE]:
        background.enqueue("take_over", newer_id=str(newer_id))
    batches.reopen_deferred(now=now)
    batches.wake(Batch.objects.stalled(now=now).count())
    for upload_id in Upload.objects.unfinished().values_list("id", flat=True)[:AT_ONCE]:
        batches.finish(upload_id, now=now)
    for upload_id in Upload.objects.unpublished(now=now).values_list("id", flat=True)[:AT_ONCE]:
        background.enqueue("publish", upload_id=str(upload_id))


def wake(upload: Upload, *, now: dt.datetime) -> None:
    """The same for one upload, when its reader asks how it stands."""
    wake_newer(upload, now=now)
    mine = Upload.objects.filter(id=upload.id)
    if mine.unread(now=now).exists():
        background.enqueue("ingest", upload_id=str(upload.id))
    elif mine.unfinished().exists():
        batches.finish(upload.id, now=now)
    elif mine.unpublished(now=now).exists():
        background.enqueue("publish", upload_id=str(upload.id))
    elif Batch.objects.stalled(now=now).filter(upload=upload).exists():
        background.enqueue("look_up")


def wake_newer(upload: Upload, *, now: dt.datetime) -> None:
    """The same for a newer export that was handed in for it."""
    for newer in NewerExport.objects.unread(now=now).filter(upload=upload):
        background.enqueue("take_over", newer_id=str(newer.id))


def free(worker: str) -> None:
    """Wake what a worker held that died, so that no reader waits for its lease to end."""
    batches.wake(Batch.objects.let_go(worker))
    for upload_id, state in Upload.objects.let_go(worker):
        background.enqueue("ingest" if state == UploadState.READING else "publish", upload_id=str(upload_id))
    for newer_id in NewerExport.objects.let_go(worker):
        background.enqueue("take_over", newer_id=str(newer_id))


def clean(*, now: dt.datetime) -> None:
    """Once in a while: what must not stay."""
    for newer in NewerExport.objects.unanswered(before=now - dt.timedelta(days=1)):
        answering.cancel(newer.upload_id, newer.id)
    strays.delete_strays(now=now)
    AddressMinute.objects.forget_old(now=now)
    background.forget_failures(before=now - dt.timedelta(days=7))
