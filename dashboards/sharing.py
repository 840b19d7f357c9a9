"""The link to give to others: made anew, revoked, and what of the library it shows."""

from __future__ import annotations

import tempfile
import uuid
from enum import StrEnum
from typing import IO

from django.core.files.storage import storages
from django.db import transaction

from dashboards.document.sharing import write_copy
from uploads.library import SPOOL, replace
from uploads.models import Upload

CHOSEN = ["share_id", "shares_reviews", "shares_to_read"]


class Action(StrEnum):
    SET = "set"  # keep the link, change what it shows
    RENEW = "renew"  # a new link; the old one is dead
    REVOKE = "revoke"  # no link


def share(upload_id: uuid.UUID, action: Action, *, reviews: bool | None = None, to_read: bool | None = None) -> Upload:
    """Do it, and choose whether reviews and the books to be read are shown; None leaves that as it is.

    From the moment this returns no answer shows more than was chosen. Raises `Upload.DoesNotExist`.
    """
    while True:
        upload = Upload.objects.get(id=upload_id)
        published = upload.published_at
        _choose(upload, reviews, to_read)
        # The copy is written before the row is locked: it takes seconds for a hundred thousand books.
        with tempfile.SpooledTemporaryFile(SPOOL) as copy:
            if published is not None:
                _write_from_storage(upload, copy)
            with transaction.atomic():
                row = Upload.objects.select_for_update().get(id=upload_id)
                _choose(row, reviews, to_read)
                if (row.published_at, row.shared_document_name) != (published, upload.shared_document_name):
                    continue  # something was published or chosen meanwhile: the copy is of yesterday
                if published is not None:
                    put_copy_out(row, copy)
                if action is not Action.SET:
                    row.share_id = uuid.uuid4() if action is Action.RENEW else None
                row.save(update_fields=CHOSEN)
        _delete_other_copies(upload_id)
        return row


def write_copy_for(upload: Upload, document: IO[bytes], copy: IO[bytes]) -> None:
    """Write to `copy` what the upload's share link shows; nothing where that is the document itself."""
    copy.seek(0)
    copy.truncate()
    if upload.shared_document_name != upload.document_name:
        write_copy(document, copy, reviews=upload.shares_reviews, to_read=upload.shares_to_read)


def put_copy_out(row: Upload, copy: IO[bytes]) -> None:
    """Put the copy in its place, if there is to be one. Call it with the upload's row locked."""
    if row.shared_document_name != row.document_name:
        copy.seek(0)
        replace(storages["dashboards"], row.shared_document_name, copy)


def _choose(upload: Upload, reviews: bool | None, to_read: bool | None) -> None:
    if reviews is not None:
        upload.shares_reviews = reviews
    if to_read is not None:
        upload.shares_to_read = to_read


def _write_from_storage(upload: Upload, copy: IO[bytes]) -> None:
    try:
        with storages["dashboards"].open(upload.document_name) as document:
            write_copy_for(upload, document, copy)
    except FileNotFoundError:
        raise Upload.DoesNotExist from None  # deleted this moment


def _delete_other_copies(upload_id: uuid.UUID) -> None:
    """Delete the copies that earlier choices asked for. Under a lock: another choice may be made meanwhile."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(id=upload_id).first()
        if row is None:
            return
        for name in row.document_names:
            if name not in (row.document_name, row.shared_document_name):
                storages["dashboards"].delete(name)
