"""Takes a newer export in for a library that is there, and wakes the reading of it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goodreads_site import background
from uploads import intake
from uploads.again import answering
from uploads.mending.deciding import SHOWN
from uploads.models import NewerExport, NewerState, Upload


class NotNow(Exception):
    """A newer export cannot be taken at this moment. `code` is for programs, the message for the reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def receive(upload_id: uuid.UUID, file: UploadedFile[bytes]) -> NewerExport:
    """Keep the file and wake its reading. One that waits for an answer gives way to it.

    Raises as `intake.receive`, `NotNow` while the library or another file for it is being read, or
    `Upload.DoesNotExist`; nothing has changed then.
    """
    upload = Upload.objects.get(id=upload_id)
    if upload.state not in SHOWN:
        raise NotNow("not_yet", _("The first file is still being read: hand in the newer one once it is shown."))
    content = intake.accepted(file)
    newer = _begin(upload, size=file.size or 0)
    storages["uploads"].save(newer.raw_name, content)
    with transaction.atomic():
        NewerExport.objects.filter(id=newer.id).update(lease_until=None)
        background.enqueue("take_over", newer_id=str(newer.id))
    return newer


def _begin(upload: Upload, *, size: int) -> NewerExport:
    """The row first, leased while the file is written: a file without a row would lead nowhere."""
    now = timezone.now()
    for asking in NewerExport.objects.filter(upload=upload, state=NewerState.ASKING):
        answering.cancel(upload.id, asking.id)
    try:
        with transaction.atomic():
            Upload.objects.select_for_update().get(id=upload.id)
            return NewerExport.objects.create(upload=upload, size=size, lease_until=now + dt.timedelta(minutes=2))
    except IntegrityError:
        raise NotNow(
            "being_read", _("Another file for this library is being read. Wait for it, then try again.")
        ) from None
