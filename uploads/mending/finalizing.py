"""Applying all decisions at once, and looking up again what has another name now."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import ngettext

from enrichment.look_up import open_questions
from goodreads_site import background
from uploads import batches
from uploads.library import read_rows
from uploads.mending import questions
from uploads.mending.changes import Change
from uploads.mending.deciding import DecisionRefused, hold
from uploads.mending.reading import NOBODY, changes_in, link_anew, mended_rows, mending_of
from uploads.models import Batch, Issue, Resolution, Upload, UploadState


@dataclass(frozen=True, slots=True)
class Finalized:
    """What came of it: decisions applied, decisions taken back, books that are looked up again."""

    applied: int = 0
    taken_back: int = 0
    looked_up: int = 0


class RequiredOpen(DecisionRefused):
    """Some issues have no safe default and must be decided first."""

    def __init__(self, count: int) -> None:
        said = ngettext(
            "%(count)s must be decided first, if only to leave it as it is.",
            "%(count)s must be decided first, if only to leave them as they are.",
            count,
        )
        super().__init__("required_open", said % {"count": count})
        self.count = count


def finalize(upload_id: uuid.UUID) -> Finalized:
    """Apply what was decided and take back what was undone, in one transaction, and have the dashboard published anew.

    A second time changes nothing. Raises `RequiredOpen`, `DecisionRefused` or `Upload.DoesNotExist`.
    """
    while True:
        upload = Upload.objects.get(id=upload_id)
        standing = changes_in(upload.resolutions.standing())
        try:
            touched = read_rows(upload, standing.rows)  # before the row is locked: a large library takes its time
        except FileNotFoundError:
            raise Upload.DoesNotExist from None
        with transaction.atomic():
            held = hold(upload_id)
            if open_ := Issue.objects.open(held).filter(kind__in=questions.REQUIRED).count():
                raise RequiredOpen(open_)
            if changes_in(held.resolutions.standing()).rows != standing.rows:
                continue  # something was decided meanwhile
            if not held.resolutions.pending().exists():
                return Finalized()
            applied, taken_back = held.resolutions.all().finalize()
            mended = mending_of(held).of(touched)
            ids = link_anew(book for book in mended.values() if book and book.is_linked_anew)
            return Finalized(applied, taken_back, look_up_and_publish(held, [id_ for id_ in ids if id_ != NOBODY]))


def show_at_once(held: Upload, resolution: Resolution) -> int:
    """Apply one decision about a row's fields, or take it back if it is undone: how many books are looked up again.

    Call it in the transaction that holds the upload. Raises FileNotFoundError where the library is gone.
    """
    row = Change.from_json(resolution.change).row or 0
    linked = _catalogue_id(held, row)
    held.resolutions.filter(pk=resolution.pk).finalize()
    resolution.refresh_from_db()
    linked_now = _catalogue_id(held, row)
    return look_up_and_publish(held, [linked_now] if linked_now not in (linked, NOBODY) else [])


def _catalogue_id(upload: Upload, row: int) -> int:
    return mended_rows(upload, {row}).get(row, (None, NOBODY))[1]


def look_up_and_publish(upload: Upload, book_ids: Sequence[int]) -> int:
    """Have the document published, and those of the books looked up that nobody was asked about: how many."""
    now = timezone.now()
    unknown = open_questions(book_ids, now=now)
    upload.changed_at = now
    if unknown:
        last = upload.batches.aggregate(last=Max("number"))["last"]
        Batch.objects.bulk_create(batches.cut(upload, unknown, after=-1 if last is None else last))
        upload.state, upload.read_at = UploadState.ENRICHING, now
        batches.wake(1)
    upload.save(update_fields=["changed_at", "state", "read_at"])
    background.enqueue("publish", upload_id=str(upload.id))
    return len(unknown)
