"""Handing a file in, and asking how it stands."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile as DjangoFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Router, Schema, UploadedFile
from ninja import Status as Answer

from goodreads_site.api import ApiError, ErrorAnswer, read_id
from goodreads_site.saying import in_their_language
from uploads import direct, intake, sweeping
from uploads.models import Issue, Upload, UploadState
from uploads.parsing import ExportRejected
from uploads.progress import Progress, progress_of

router = Router(tags=["uploads"])
DASHBOARD = "dashboards:dashboard"  # named, not imported: the house above knows the page, we know its name


class Accepted(Schema):
    uuid: str = Field(description="The id of the library, and the only key to it: keep it")
    status: str = "processing"
    message: str
    dashboard_url: str = Field(description="The page; it fills in while you look")
    status_url: str
    share_url: str = Field(description="The read-only page to give to others")


class OfferOut(Schema):
    uuid: str = Field(description="The id of the library to be")
    url: str = Field(description="Where to send the file, as multipart by POST")
    fields: dict[str, str] = Field(description="Sent before the file, which comes last as the field `file`")
    seconds: int = Field(description="For which the form is good")
    most_bytes: int
    complete_url: str = Field(description="To POST to when the file is there")


class StageOut(Schema):
    name: str = Field(description="read, count, look_up, finish")
    state: str = Field(description="done, now or wait")
    done: int = 0
    of: int | None = None


class ProgressOut(Schema):
    total_books: int
    processed_books: int = Field(description="Known already, looked up, or given up")
    percent_complete: int = Field(description="Whole per cent; 100 only at the end")


class Status(Schema):
    uuid: str
    status: str = Field(description="processing, complete or error")
    stage: str = Field(description="read, count, look_up, finish or complete")
    stages: list[StageOut]
    progress: ProgressOut
    found: int = Field(description="Books that a service was asked about and knows")
    in_no_catalogue: int = Field(description="Books that every service was asked about in vain")
    known_already: int = Field(description="Books that needed no asking")
    waiting_for_services: bool = Field(
        description="Complete but for what a service did not answer; it goes on by itself"
    )
    waits_until: dt.datetime | None = Field(
        None, description="The work pauses until then: a service asked us to slow down"
    )
    issues_open: int
    published_at: dt.datetime | None
    data_url: str | None
    error_code: str | None = None
    error_message: str | None
    estimated_completion: dt.datetime | None
    retry_in: float = Field(description="Seconds after which to ask again")


@router.post(
    "/upload",
    response={202: Accepted, 400: ErrorAnswer, 413: ErrorAnswer, 429: ErrorAnswer, 503: ErrorAnswer},
    summary="Hand in an export",
)
def upload(
    request: HttpRequest,
    csv: UploadedFile | None = File(None),  # type: ignore[type-arg]
    file: UploadedFile | None = File(None),  # type: ignore[type-arg]
) -> Any:
    """The export of Goodreads, StoryGraph, LibraryThing, Hardcover or BookWyrm as multipart field `csv` (or `file`), up to 50 MB.

    The work goes on in the background."""
    return Answer(202, _accepted(received(request, csv or file, intake.receive)))


@router.post(
    "/upload/presign",
    response={200: OfferOut, 404: ErrorAnswer, 429: ErrorAnswer},
    url_name="presign",
    summary="Ask where to send a large export",
)
def presign(request: HttpRequest) -> dict[str, Any]:
    """A form to send a file straight into the storage with, where that is offered: 404 elsewhere."""
    try:
        intake.count_request(request)
        offer = direct.offer()
    except intake.TooMany as error:
        raise ApiError(429, "too_many", str(error), retry_after=60) from error
    except direct.NotOffered as error:
        raise ApiError(404, "not_offered", str(error)) from error
    return {
        "uuid": str(offer.id),
        "url": offer.form.url,
        "fields": offer.form.fields,
        "seconds": direct.SECONDS,
        "most_bytes": settings.MAX_UPLOAD_BYTES,
        "complete_url": reverse("api:complete", args=[str(offer.id)]),
    }


@router.post(
    "/upload/{uuid}/complete",
    response={202: Accepted, 404: ErrorAnswer, 413: ErrorAnswer},
    url_name="complete",
    summary="Say that a large export was sent",
)
def complete(request: HttpRequest, uuid: str) -> Any:
    """The file was sent with the form of `presign`; said twice, the same answer."""
    try:
        return Answer(202, _accepted(direct.accept(read_id(uuid))))
    except direct.NotArrived as error:
        raise ApiError(404, "not_arrived", str(error)) from error
    except intake.TooLarge as error:
        raise ApiError(413, "too_large", str(error)) from error


def _accepted(kept: Upload) -> dict[str, str]:
    uuid = str(kept.id)
    return {
        "uuid": uuid,
        "status": "processing",
        "message": _("Your books are being read. The dashboard fills in while you look."),
        "dashboard_url": reverse(DASHBOARD, args=[uuid]),
        "status_url": reverse("api:status", args=[uuid]),
        "share_url": reverse("dashboards:shared", args=[kept.share_id]) if kept.share_id else "",
    }


@router.get("/status/{uuid}", response={200: Status, 404: ErrorAnswer}, url_name="status", summary="How it stands")
def status(request: HttpRequest, uuid: str) -> dict[str, Any]:
    """Counts of what is done. Asking also wakes work that was lost."""
    now = timezone.now()
    row = Upload.objects.filter(id=read_id(uuid)).first()
    if row is None:
        raise ApiError(404, "not_found", "There is nothing here: it was deleted, or the address is mistyped.")
    sweeping.wake(row, now=now)
    return _status(row, progress_of(row, now=now), now=now)


Kept = TypeVar("Kept")


def received(
    request: HttpRequest, file: DjangoFile[bytes] | None, receive: Callable[[DjangoFile[bytes]], Kept]
) -> Kept:
    """What `receive` makes of the request's file; a refusal in the API's shape."""
    try:
        intake.count_request(request)
        if getattr(request, "upload_too_large", False):
            raise intake.TooLarge
        if file is None:
            raise ApiError(400, "no_file", "There is no file in this request: send it as the field 'csv'.", field="csv")
        return receive(file)
    except intake.TooLarge as error:
        raise ApiError(413, "too_large", str(error), field="csv") from error
    except intake.TooMany as error:
        raise ApiError(429, "too_many", str(error), retry_after=60) from error
    except intake.NoRoom as error:
        raise ApiError(503, "no_room", str(error), retry_after=3600) from error
    except ExportRejected as error:
        raise ApiError(400, error.code, str(error), field="csv") from error


def _status(row: Upload, progress: Progress, *, now: dt.datetime) -> dict[str, Any]:
    named = {UploadState.COMPLETE: "complete", UploadState.ERROR: "error"}.get(UploadState(row.state), "processing")
    left = progress.seconds_left
    return {
        "uuid": str(row.id),
        "status": named,
        "stage": next((stage.name for stage in progress.stages if stage.state == "now"), "complete"),
        "stages": [
            {"name": stage.name, "state": stage.state, "done": stage.done, "of": stage.of} for stage in progress.stages
        ],
        "progress": {
            "total_books": progress.total_books,
            "processed_books": progress.processed_books,
            "percent_complete": progress.percent,
        },
        "found": progress.found,
        "in_no_catalogue": progress.in_no_catalogue,
        "known_already": progress.known_already,
        "waiting_for_services": progress.waiting_for_services,
        "waits_until": progress.waits_until,
        "issues_open": Issue.objects.open(row).count(),
        "published_at": row.published_at,
        "data_url": reverse("api:data", args=[str(row.id)]) if row.published_at else None,
        "error_code": row.error_code or None,
        "error_message": in_their_language(row.error_message) or None,
        "estimated_completion": now + dt.timedelta(seconds=math.ceil(left)) if left is not None else None,
        "retry_in": _retry_in(named, progress, age=(now - row.created_at).total_seconds()),
    }


def _retry_in(named: str, progress: Progress, *, age: float) -> float:
    if named != "processing":
        return 60.0 if progress.waiting_for_services else 0.0
    return 1.0 if age < 20 else 2.0 if age < 60 else 4.0
