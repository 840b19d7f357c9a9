"""The document, the shared document, what is shared, and deleting all of it."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import storages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from dashboards import library as libraries
from dashboards import sharing
from dashboards.deletion import delete_upload
from dashboards.document import reading
from dashboards.document.schema import DOCUMENT_SCHEMA
from dashboards.sharing import Action
from goodreads_site.api import ApiError, ErrorAnswer, read_id
from uploads.models import Upload

logger = logging.getLogger(__name__)
router = Router(tags=["dashboards"])
BLOCK = 256 * 1024
NOT_YET = gettext_noop("The library is still being read: ask its status, then come back.")


class Sharing(Schema):
    """What to do with the share link. What is left out stays as it is."""

    action: Action = Field(description="renew: a new link, the old one is dead. revoke: no link. set: the choices only")
    reviews: bool | None = Field(None, description="Whether the link shows reviews")
    to_read: bool | None = Field(None, description="Whether the link shows and counts the books still to be read")


class Shared(Schema):
    share_url: str | None = Field(description="The read-only page; null while there is no link")
    reviews: bool
    to_read: bool


class Deleted(Schema):
    message: str
    deleted_files: list[str] = Field(description="The names of the files that were there and are gone")


@router.get(
    "/data/{uuid}",
    url_name="data",
    response={200: dict[str, Any], 404: ErrorAnswer},
    summary="The document",
    openapi_extra={"responses": {200: {"content": {"application/json": {"schema": DOCUMENT_SCHEMA}}}}},
)
def data(request: HttpRequest, uuid: str) -> HttpResponseBase:
    """Everything the dashboard shows, as JSON; gzip and ETag. Where files lie on S3, a redirect to them."""
    found = libraries.owned(read_id(uuid))
    is_published = found.database_away or (found.upload is not None and found.upload.published_at)
    if settings.REDIRECT_TO_STORAGE and is_published:
        return HttpResponseRedirect(storages["dashboards"].url(found.document_name))
    return _send(request, found, lambda file: iter(lambda: file.read(BLOCK), b""))


@router.get(
    "/shared/{share_id}",
    url_name="shared",
    response={200: dict[str, Any], 404: ErrorAnswer},
    summary="The shared document",
)
def shared(request: HttpRequest, share_id: str) -> HttpResponseBase:
    """The same for a share link: without the id that could change or delete it."""
    found = libraries.shared(read_id(share_id))
    return _send(request, found, lambda file: reading.shared(file, share_id=found.id))


@router.post("/data/{uuid}/share", response={200: Shared, 404: ErrorAnswer, 422: ErrorAnswer}, url_name="share")
def share(request: HttpRequest, uuid: str, wanted: Sharing) -> dict[str, Any]:
    """Renew or revoke the share link, or choose what it shows; in force with the answer."""
    try:
        upload = sharing.share(read_id(uuid), wanted.action, reviews=wanted.reviews, to_read=wanted.to_read)
    except Upload.DoesNotExist:
        raise Http404 from None
    url = reverse("dashboards:shared", args=[upload.share_id]) if upload.share_id else None
    return {"share_url": url, "reviews": upload.shares_reviews, "to_read": upload.shares_to_read}


@router.delete("/data/{uuid}", response={200: Deleted, 404: ErrorAnswer}, summary="Delete the library")
def delete(request: HttpRequest, uuid: str) -> dict[str, Any]:
    """The document, the books, the raw file, the rows: all of it, at once and for good."""
    try:
        names = delete_upload(read_id(uuid))
    except Upload.DoesNotExist:
        raise Http404 from None
    return {"message": _("The library and everything that belonged to it is deleted."), "deleted_files": names}


def _send(request: HttpRequest, found: libraries.Library, content: Any) -> HttpResponseBase:
    etag = _etag(found)
    if etag and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    try:
        file = found.open()
    except FileNotFoundError:
        raise ApiError(404, "not_yet", NOT_YET, retry_after=2) from None
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    blocks: Iterator[bytes] = _zipped(content(file)) if packed else content(file)
    response = StreamingHttpResponse(_Blocks(file, blocks), content_type="application/json")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["ETag"] = etag
    return response


def _etag(found: libraries.Library) -> str:
    """Another one for another link or another choice of what is shared: a 304 must not keep alive what was withdrawn."""
    upload = found.upload
    if upload is None:
        return ""
    if found.kind == "owner":
        return f'W/"{upload.etag}-owner"'
    return f'W/"{upload.etag}-{found.id}-{upload.shares_reviews:d}{upload.shares_to_read:d}"'


class _Blocks:
    """Blocks that come from a file: Django closes the file with the response, also one that nobody read."""

    def __init__(self, file: IO[bytes], blocks: Iterator[bytes]) -> None:
        self.blocks = blocks
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        return self.blocks


def _zipped(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """gzip while streaming: a document of 100,000 books never stands in memory whole."""
    packer = zlib.compressobj(5, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for block in blocks:
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()
