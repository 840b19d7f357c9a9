"""Handing in a newer export for a dashboard that is there: forms that work without a script."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards import library as libraries
from dashboards.keeping.newer_page import newer_page
from dashboards.pages.frame import shared_context, with_our_own_404
from goodreads_site.api import read_id
from goodreads_site.saying import in_their_language
from uploads import intake, sweeping
from uploads.again import answering, gone, receiving
from uploads.again.answering import CannotUndo
from uploads.again.receiving import NotNow
from uploads.mending.deciding import DecisionRefused
from uploads.models import Issue, NewerExport, Resolution, Upload
from uploads.parsing import ExportRejected

_REFUSED: dict[type[Exception], int] = {
    ExportRejected: 400,
    NotNow: 409,
    intake.TooLarge: 413,
    intake.TooMany: 429,
    intake.NoRoom: 503,
}


class NoFile(Exception):
    """The form was sent without one."""

    def __init__(self) -> None:
        super().__init__(_("No file was chosen. Choose the export first, then press the button."))


# Forms without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def newer(request: HttpRequest, link: str) -> HttpResponse:
    """The place to drop the file; how it stands; what it changed, and what is to be decided about that."""
    upload = _upload(link)
    if request.method != "POST":
        sweeping.wake_newer(upload, now=timezone.now())
        return _page(request, link)
    try:
        if (sent := _sent(request)).get("do"):
            address = _answer(upload, sent)
        else:
            _receive(request, upload)
            address = ""
    except tuple(_REFUSED) as refused:
        return _page(request, link, in_their_language(str(refused)), status=_REFUSED[type(refused)])
    except (NoFile, CannotUndo, DecisionRefused) as refused:
        return _page(request, link, in_their_language(str(refused)), status=422)
    except (Upload.DoesNotExist, NewerExport.DoesNotExist, Issue.DoesNotExist, Resolution.DoesNotExist):
        raise libraries.LibraryGone from None
    return redirect(address or reverse("dashboards:newer", args=[str(upload.id)]))


def _page(request: HttpRequest, link: str, problem: str = "", *, status: int = 200) -> HttpResponse:
    found = libraries.owned(read_id(link))
    context = shared_context(request, found) | newer_page(_upload(link)) | {"problem": problem}
    return render(request, "dashboards/newer.html", context, status=status)


def _sent(request: HttpRequest) -> QueryDict:
    """What a form sends besides a file; reading it counts the request where it carries one."""
    if request.content_type == "multipart/form-data":
        intake.count_request(request)
    return request.POST


def _receive(request: HttpRequest, upload: Upload) -> None:
    file = request.FILES.get("csv")
    if getattr(request, "upload_too_large", False):
        raise intake.TooLarge
    if file is None:
        raise NoFile
    receiving.receive(upload.id, file)


def _answer(upload: Upload, sent: QueryDict) -> str:
    """Do what a button says: the address to go to, "" for this page."""
    match str(sent["do"]):
        case "replace":
            answering.replace_library(upload.id, _id(sent, "file"))
        case "cancel":
            answering.cancel(upload.id, _id(sent, "file"))
        case "undo":
            answering.undo(upload.id, _id(sent, "file"))
        case "separate":
            other = answering.make_separate(upload.id, _id(sent, "file"))
            return reverse("dashboards:dashboard", args=[str(other.id)]) if other else ""
        case "keep":
            gone.settle(upload.id, "keep", _id(sent, "issue") if "issue" in sent else None)
        case "remove":
            gone.settle(upload.id, "remove", _id(sent, "issue") if "issue" in sent else None)
        case "unsettle":
            gone.unsettle(upload.id, _id(sent, "resolution"))
        case _:
            raise Http404
    return ""


def _id(sent: QueryDict, name: str) -> uuid.UUID:
    return read_id(str(sent.get(name, "")))


def _upload(link: str) -> Upload:
    found = libraries.owned(read_id(link))
    if found.upload is None:
        raise libraries.LibraryGone
    return found.upload
