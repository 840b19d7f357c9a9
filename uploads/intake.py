"""Takes a file in: looks at its size and kind, keeps it, and wakes the reading of it."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import shutil
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodreads_site import background
from uploads.models import AddressMinute, Upload, minute_of
from uploads.parsing import check_export

MEGABYTE = 1024 * 1024
FREE_SHARE = 0.05  # of the local disk that uploads must leave free


class TooLarge(Exception):
    """The file is over the limit."""

    def __init__(self) -> None:
        limit = settings.MAX_UPLOAD_BYTES // MEGABYTE
        said = _("This file is larger than %(limit)s MB. An export of 100,000 books is smaller: is it the right file?")
        super().__init__(said % {"limit": limit})


class TooMany(Exception):
    """One address sent more files in a minute than we take."""

    def __init__(self) -> None:
        said = ngettext(
            "More than %(count)s file in a minute. Wait a minute, then try again.",
            "More than %(count)s files in a minute. Wait a minute, then try again.",
            settings.UPLOADS_PER_MINUTE,
        )
        super().__init__(said % {"count": settings.UPLOADS_PER_MINUTE})


class NoRoom(Exception):
    """The disk is nearly full: better to refuse than to lose what others handed in."""

    def __init__(self) -> None:
        super().__init__(_("There is no room for another library at the moment. Please try again later."))


def receive(file: UploadedFile[bytes]) -> Upload:
    """Keep the file and wake its reading.

    Raises `TooLarge`, `NoRoom`, or `ExportRejected` when its first bytes show that it is no export; nothing is kept then.
    """
    content = accepted(file)
    upload = Upload(size=file.size or 0)
    storages["uploads"].save(upload.raw_name, content)
    with transaction.atomic():
        upload.save(force_insert=True)
        background.enqueue("ingest", upload_id=str(upload.id))
    return upload


def accepted(file: UploadedFile[bytes]) -> File[bytes]:
    """The file's content, ready to be kept. Raises as `receive`."""
    if file.size is None or file.size > settings.MAX_UPLOAD_BYTES:
        raise TooLarge
    content = cast(BinaryIO, file.file)
    check_export(content)
    _ensure_room()
    content.seek(0)
    return File(content)


def count_request(request: HttpRequest) -> None:
    """Count this request for its address. Raises `TooMany` past UPLOADS_PER_MINUTE."""
    count(request, purpose="", most=settings.UPLOADS_PER_MINUTE, error=TooMany)


def count(request: HttpRequest, *, purpose: str, most: int, error: type[Exception]) -> None:
    """Count this request for its address and purpose. Raises `error` past so many in a minute."""
    table = AddressMinute._meta.db_table
    with connection.cursor() as cursor:
        # One atomic upsert: two statements, or a cache's counter, let through several times the limit.
        cursor.execute(
            f"INSERT INTO {table} (address, minute, count) VALUES (%s, %s, 1) "  # noqa: S608 - our own table's name
            f"ON CONFLICT (address, minute) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [_hashed(purpose + address_of(request)), minute_of(timezone.now())],
        )
        (asked,) = cursor.fetchone()
    if asked > most:
        raise error


def address_of(request: HttpRequest) -> str:
    """Who sent the request, counted from the right of X-Forwarded-For by the proxies that we trust.

    What stands further left is the sender's own claim. An IPv6 network counts as one address.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXY_HOPS and len(forwarded) >= settings.TRUSTED_PROXY_HOPS:
        address = forwarded[-settings.TRUSTED_PROXY_HOPS]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if parsed.version == 6 else address


def _hashed(address: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()


def _ensure_room() -> None:
    if settings.STORAGE != "local":
        return
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(settings.MEDIA_ROOT)
    if disk.free < max(disk.total * FREE_SHARE, 4 * settings.MAX_UPLOAD_BYTES) and disk.free < 2 * 1024 * MEGABYTE:
        raise NoRoom
