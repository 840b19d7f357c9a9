"""Handing in a newer export for a library that is there, what it changed, and what its reader says to it."""

from __future__ import annotations

import datetime as dt
import uuid as uuid_module
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, File, Router, Schema, UploadedFile
from ninja import Status as Answer

from goodreads_site.api import ApiError, ErrorAnswer, read_id
from goodreads_site.saying import in_their_language
from uploads import direct, intake, sweeping
from uploads.again import answering, receiving, told
from uploads.again.answering import CannotUndo
from uploads.again.comparing import What
from uploads.again.receiving import NotNow
from uploads.api import DASHBOARD, received
from uploads.mending.deciding import DecisionRefused
from uploads.models import NewerExport, NewerState, Upload

router = Router(tags=["uploads"])
_REFUSALS = {404: ErrorAnswer, 409: ErrorAnswer, 422: ErrorAnswer}


class NewerBook(Schema):
    row: int = Field(description="The book's number in the library: the row of the export that first had it")
    title: str
    author: str


class ChangeOut(Schema):
    what: What
    count: int
    books: list[NewerBook] = Field(description="The first 25 of them")


class NewerOut(Schema):
    id: str = Field(description="Of this file, to answer with")
    state: NewerState
    error_code: str | None
    error_message: str | None
    received_at: dt.datetime
    done_at: dt.datetime | None
    books: int = Field(description="In the file")
    common: int = Field(description="Of them, in the library already")
    changes: list[ChangeOut]
    lifted: int = Field(description="Decisions that no longer stand, as the export says otherwise by now")
    gone_open: int = Field(description="Books that newer exports lack and that wait for a decision; they are kept")
    may_be_undone: bool
    dashboard_url: str


class NewerAnswer(Schema):
    id: str = Field(description="Of the file that is meant")
    action: Literal["replace", "separate", "cancel", "undo"] = Field(
        description="For a file that seems to be another library's: take it in this one's place, make a dashboard of its "
        "own of it, or forget it. For one that was taken over: undo it"
    )


@router.post(
    "/uploads/{uuid}/again",
    response={
        202: NewerOut,
        400: ErrorAnswer,
        404: ErrorAnswer,
        409: ErrorAnswer,
        413: ErrorAnswer,
        429: ErrorAnswer,
        503: ErrorAnswer,
    },
    url_name="again",
    summary="Hand in a newer export",
)
def again(
    request: HttpRequest,
    uuid: str,
    csv: UploadedFile | None = File(None),  # type: ignore[type-arg]
    file: UploadedFile | None = File(None),  # type: ignore[type-arg]
) -> Any:
    """The same reader's newer file, as for an upload. The library stays as it is until all of it is read."""
    upload_id = read_id(uuid)
    try:
        newer = received(request, csv or file, lambda content: receiving.receive(upload_id, content))
    except NotNow as refused:
        raise ApiError(409, refused.code, str(refused), retry_after=2) from refused
    except Upload.DoesNotExist:
        raise Http404 from None
    return Answer(202, _said(newer))


@router.post(
    "/uploads/{uuid}/again/{newer}/complete",
    response={202: NewerOut, 404: ErrorAnswer, 409: ErrorAnswer, 413: ErrorAnswer},
    summary="Say that a large newer export was sent",
)
def complete(request: HttpRequest, uuid: str, newer: str) -> Any:
    """The file was sent with a form of `/upload/presign`, whose `uuid` is `newer` here; said twice, the same answer."""
    try:
        return Answer(202, _said(receiving.accept(read_id(uuid), read_id(newer))))
    except direct.NotArrived as error:
        raise ApiError(404, "not_arrived", str(error)) from error
    except intake.TooLarge as error:
        raise ApiError(413, "too_large", str(error)) from error
    except NotNow as refused:
        raise ApiError(409, refused.code, str(refused), retry_after=2) from refused
    except Upload.DoesNotExist:
        raise Http404 from None


@router.get("/uploads/{uuid}/again", response={200: NewerOut, 404: ErrorAnswer}, summary="What a newer export changed")
def last(request: HttpRequest, uuid: str) -> dict[str, Any]:
    """How the newer export stands that was handed in last; 404 where none was. Asking also wakes work that was lost."""
    upload = _upload(uuid)
    sweeping.wake_newer(upload, now=timezone.now())
    newer = told.last_of(upload)
    if newer is None:
        raise Http404
    return _said(newer)


@router.post("/uploads/{uuid}/again/answer", response={200: NewerOut, **_REFUSALS}, summary="Answer for a newer export")
def answer(request: HttpRequest, uuid: str, wanted: NewerAnswer) -> dict[str, Any]:
    """Sent again it is answered as the first time. For a dashboard of its own, `dashboard_url` is the new one's."""
    upload, newer_id = _upload(uuid), read_id(wanted.id)
    try:
        return _answered(upload, newer_id, wanted.action)
    except (NewerExport.DoesNotExist, Upload.DoesNotExist):
        raise Http404 from None
    except CannotUndo as refused:
        raise ApiError(409, "cannot_undo", str(refused)) from refused
    except DecisionRefused as refused:
        raise ApiError(409, refused.code, str(refused)) from refused


def _answered(upload: Upload, newer_id: uuid_module.UUID, action: str) -> dict[str, Any]:
    match action:
        case "replace":
            newer = answering.replace_library(upload.id, newer_id)
        case "cancel":
            newer = answering.cancel(upload.id, newer_id)
        case "undo":
            newer = answering.undo(upload.id, newer_id)
        case _:
            other = answering.make_separate(upload.id, newer_id)
            newer = NewerExport.objects.get(id=newer_id, upload=upload)
            return _said(newer) | ({"dashboard_url": _dashboard(other)} if other else {})
    return _said(newer)


def _said(newer: NewerExport) -> dict[str, Any]:
    return {
        "id": str(newer.id),
        "state": newer.state,
        "error_code": newer.error_code or None,
        "error_message": in_their_language(newer.error_message) or None,
        "received_at": newer.received_at,
        "done_at": newer.done_at,
        "books": newer.books,
        "common": newer.common,
        "changes": [
            {
                "what": change.what,
                "count": change.count,
                "books": [{"row": book.row, "title": book.title, "author": book.author} for book in change.books],
            }
            for change in told.changes_of(newer)
        ],
        "lifted": newer.lifted,
        "gone_open": told.open_gone(newer.upload),
        "may_be_undone": told.may_be_undone(newer),
        "dashboard_url": _dashboard(newer.upload),
    }


def _dashboard(upload: Upload) -> str:
    return reverse(DASHBOARD, args=[str(upload.id)])


def _upload(uuid: str) -> Upload:
    found = Upload.objects.filter(id=read_id(uuid)).first()
    if found is None:
        raise Http404
    return found
