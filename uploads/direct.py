"""Files that the browser puts into the storage itself: a request to a Lambda function carries 4.5 MB of a file at most.

First the browser asks for a form that one file of ours can be sent with, then it says that the file is there. Nothing is
written between: a form that nobody uses leaves no row, and a file that nobody comes back for is a stray.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from goodreads_site import background
from uploads.intake import TooLarge
from uploads.models import Upload

if TYPE_CHECKING:
    from goodreads_site.s3 import Form, PrivateFiles  # with boto3, which a laptop does not load

LARGEST_REQUEST = 4_500_000  # bytes of a file in a request to Lambda: 6 MB, of which base64 takes a quarter
SECONDS = 600  # for which a form is good: 50 MB through a slow line


class NotOffered(Exception):
    """This installation's storage is not one that a browser can reach: files are sent with the request."""

    def __init__(self) -> None:
        super().__init__(_("Files are sent to POST /api/upload here."))


class NotArrived(Exception):
    """There is no file under this id: it was not sent yet, came too late, or was never offered."""

    def __init__(self) -> None:
        super().__init__(_("The file did not arrive. Nothing is kept of it; please try again."))


@dataclass(frozen=True, slots=True)
class Offer:
    """An id for a library to be, and the form that its file is sent with."""

    id: uuid.UUID
    form: Form


def offer() -> Offer:
    """A form for one file of at most MAX_UPLOAD_BYTES. Raises `NotOffered`."""
    if not settings.REDIRECT_TO_STORAGE:
        raise NotOffered
    files = cast("PrivateFiles", storages["uploads"])
    upload = Upload()
    return Offer(upload.id, files.form_for(upload.raw_name, most=settings.MAX_UPLOAD_BYTES, seconds=SECONDS))


def accept(upload_id: uuid.UUID) -> Upload:
    """Take in the file that was sent with an offer's form, and wake its reading; asked twice, the same.

    What kind of file it is, its reading finds out. Raises `NotArrived`, `TooLarge`.
    """
    upload = Upload.objects.filter(id=upload_id).first()
    if upload is not None:
        return upload
    upload = Upload(id=upload_id)
    upload.size = size_of(upload.raw_name)
    with transaction.atomic():
        upload, created = Upload.objects.get_or_create(id=upload_id, defaults={"size": upload.size})
        if created:
            background.enqueue("ingest", upload_id=str(upload_id))
    return upload


def size_of(raw_name: str) -> int:
    """Bytes of a file that was sent with an offer's form. Raises `NotArrived`, or `TooLarge`: then it is deleted."""
    try:
        size = storages["uploads"].size(raw_name)
    except FileNotFoundError:
        raise NotArrived from None
    if size > settings.MAX_UPLOAD_BYTES:  # the form forbids it; so S3 refused, if it keeps to that
        storages["uploads"].delete(raw_name)
        raise TooLarge
    return size
