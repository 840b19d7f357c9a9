"""What a reader says to a newer export: what a file is that seems to be another library's, and to undo one."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from goodreads_site import background
from uploads.again import standing, taking_over
from uploads.again.before import forget_earlier
from uploads.library import replace
from uploads.mending.deciding import hold
from uploads.mending.finalizing import look_up_and_publish
from uploads.models import NewerExport, NewerState, Upload


class CannotUndo(Exception):
    """Another export was taken over since, or this one never was."""

    def __init__(self) -> None:
        super().__init__(_("This can no longer be undone: another file has come in since."))


def cancel(upload_id: uuid.UUID, newer_id: uuid.UUID) -> NewerExport:
    """Forget a file that waits for an answer. Sent again, or too late, it changes nothing. Raises `NewerExport.DoesNotExist`."""
    newer = NewerExport.objects.get(id=newer_id, upload_id=upload_id)
    if newer.state == NewerState.ASKING:
        taking_over.end(newer, NewerState.CANCELLED)
    newer.refresh_from_db()
    return newer


def replace_library(upload_id: uuid.UUID, newer_id: uuid.UUID) -> NewerExport:
    """Take the file in the library's place, without the books that it lacks. Raises as `cancel`."""
    with transaction.atomic():
        waiting = NewerExport.objects.filter(id=newer_id, upload_id=upload_id, state=NewerState.ASKING)
        if waiting.update(state=NewerState.RECEIVED, replaces=True, lease_until=None):
            background.enqueue("take_over", newer_id=str(newer_id))
    return NewerExport.objects.get(id=newer_id, upload_id=upload_id)


def make_separate(upload_id: uuid.UUID, newer_id: uuid.UUID) -> Upload | None:
    """Make a library of its own of the file, under new links; None where it does not wait for that any more.

    Raises as `cancel`.
    """
    newer = NewerExport.objects.get(id=newer_id, upload_id=upload_id)
    if newer.state != NewerState.ASKING:
        return None
    upload = Upload(size=newer.size)
    try:
        with storages["uploads"].open(newer.raw_name) as raw:
            storages["uploads"].save(upload.raw_name, File(raw))
    except FileNotFoundError:
        return None  # deleted or answered this moment
    with transaction.atomic():
        if not taking_over.end(newer, NewerState.SEPARATE):
            return None  # the file saved for nothing is a stray, and goes as such
        upload.save(force_insert=True)
        background.enqueue("ingest", upload_id=str(upload.id))
    return upload


def undo(upload_id: uuid.UUID, newer_id: uuid.UUID) -> NewerExport:
    """Put the library back as it was before this export; questions that came with it go, with what was decided about them.

    Sent again it changes nothing. Raises `CannotUndo`, `NewerExport.DoesNotExist` or `Upload.DoesNotExist`.
    """
    with transaction.atomic():
        held = hold(upload_id)
        newer = NewerExport.objects.select_for_update().get(id=newer_id, upload_id=upload_id)
        if newer.state == NewerState.UNDONE:
            return newer
        if newer.state != NewerState.DONE or not newer.undo or held.newer_exports.open().exists():
            raise CannotUndo
        try:
            with storages["uploads"].open(newer.library_before_name) as before:
                replace(storages["uploads"], held.library_name, before)
        except FileNotFoundError:
            raise CannotUndo from None
        standing.put_back(held, newer.undo["trace"])
        _put_upload_back(held, newer)
        look_up_and_publish(held, [])
        forget_earlier(held)
        newer.state, newer.undo = NewerState.UNDONE, {}
        newer.save(update_fields=["state", "undo"])
    return newer


def _put_upload_back(held: Upload, newer: NewerExport) -> None:
    kept = newer.undo["upload"]
    held.books, held.unreadable_rows, held.issues_left_out = (
        kept["books"],
        kept["unreadable_rows"],
        kept["issues_left_out"],
    )
    held.newer_at = dt.datetime.fromisoformat(kept["newer_at"]) if kept["newer_at"] else None
    held.save(update_fields=["books", "unreadable_rows", "issues_left_out", "newer_at"])
