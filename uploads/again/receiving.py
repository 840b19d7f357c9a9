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
from uploads import direct, intake
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
    upload = _shown(upload_id)
    content = intake.accepted(file)
    newer = NewerExport(upload=upload, size=file.size or 0)
    _begin(newer)
    storages["uploads"].save(newer.raw_name, content)
    _wake(newer)
    return newer


def accept(upload_id: uuid.UUID, newer_id: uuid.UUID) -> NewerExport:
    """Take in the file that was sent with the form of `direct.offer`, and wake its reading; asked twice, the same.

    What kind of file it is, its reading finds out. Raises `direct.NotArrived`, `intake.TooLarge`, and as `receive`.
    """
    if newer := NewerExport.objects.filter(id=newer_id, upload_id=upload_id).first():
        return newer
    if Upload.objects.filter(id=newer_id).exists() or NewerExport.objects.filter(id=newer_id).exists():
        raise direct.NotArrived  # that file is another library's
    newer = NewerExport(id=newer_id, upload=_shown(upload_id))
    newer.size = direct.size_of(newer.raw_name)
    _begin(newer)
    _wake(newer)
    return newer


def _shown(upload_id: uuid.UUID) -> Upload:
    upload = Upload.objects.get(id=upload_id)
    if upload.state not in SHOWN:
        raise NotNow("not_yet", _("The first file is still being read: hand in the newer one once it is shown."))
    return upload


def _wake(newer: NewerExport) -> None:
    with transaction.atomic():
        NewerExport.objects.filter(id=newer.id).update(lease_until=None)
        background.enqueue("take_over", newer_id=str(newer.id))


def _begin(newer: NewerExport) -> None:
    """The row first, leased while the file is written: a file without a row would lead nowhere."""
    newer.lease_until = timezone.now() + dt.timedelta(minutes=2)
    for asking in NewerExport.objects.filter(upload=newer.upload, state=NewerState.ASKING):
        answering.cancel(newer.upload_id, asking.id)
    try:
        with transaction.atomic():
            Upload.objects.select_for_update().get(id=newer.upload_id)
            newer.save(force_insert=True)
    except IntegrityError:
        raise NotNow(
            "being_read", _("Another file for this library is being read. Wait for it, then try again.")
        ) from None
