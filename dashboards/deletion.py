"""Deleting means gone, everywhere: the document, the library, the raw file, the rows, the queue's memory."""

from __future__ import annotations

import uuid

from django.core.files.storage import storages
from django.db import transaction

from uploads.models import Upload


def delete_upload(upload_id: uuid.UUID) -> list[str]:
    """Delete the upload and all that belongs to it: the names of the files that were there.

    The files follow the row (`uploads.files`, `dashboards.files`); a task under way finds its row gone
    and leaves nothing behind. Raises `Upload.DoesNotExist`.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(id=upload_id)
        names = [name for name in _in_uploads(upload) if storages["uploads"].exists(name)]
        names += [name for name in upload.document_names if storages["dashboards"].exists(name)]
        upload.delete()
    return names


def _in_uploads(upload: Upload) -> list[str]:
    newer = [name for one in upload.newer_exports.all() for name in (one.raw_name, one.library_before_name)]
    return [upload.raw_name, upload.library_name, *newer]
