"""What a reader has decided, the latest first, each to be undone from there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards import library as libraries
from dashboards.links import with_query
from dashboards.mending.trail_page import entries
from dashboards.mending.words import refusal
from dashboards.pages.frame import shared_context, with_our_own_404
from goodreads_site.api import read_id
from uploads.mending import undoing
from uploads.mending.deciding import DecisionRefused
from uploads.mending.trail import presses_of, trail_of
from uploads.models import Resolution, Upload

ON_A_PAGE = 50
_DONE: dict[str, str | Promise] = {
    "undone": gettext_lazy("Undone: it waits for a decision again."),
    "edit": gettext_lazy("Undone. The dashboard is being published anew."),
}


# Forms without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def trail(request: HttpRequest, link: str) -> HttpResponse:
    """A page of decisions, with `?together=` of those made with one press; its forms undo one, or all of those."""
    found = libraries.owned(read_id(link))
    upload = found.row()
    here, problem = reverse("dashboards:trail", args=[link]), ""
    if request.method == "POST":
        try:
            done = _undo(upload, request.POST)
        except DecisionRefused as refused:
            problem = refusal(refused)
        except (Upload.DoesNotExist, Resolution.DoesNotExist):
            raise libraries.LibraryGone from None
        else:
            place = {name: str(request.GET[name]) for name in ("together", "page") if name in request.GET}
            return redirect(with_query(here, **place, done=done))
    together = read_id(request.GET["together"]) if "together" in request.GET else None
    found_there = presses_of(upload) if together is None else trail_of(upload).filter(together=together)
    page = Paginator(found_there, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "here": here,
        "together": together,
        "entries": entries(upload, list(page), folded=together is None),
        "pending": upload.resolutions.pending().count(),
        "done": _DONE.get(request.GET.get("done", "")),
        "problem": problem,
    }
    status = 409 if problem else 200
    return render(request, "dashboards/trail.html", shared_context(request, found) | context, status=status)


def _undo(upload: Upload, sent: QueryDict) -> str:
    if "together" in sent:
        undoing.undo_together(upload.id, read_id(str(sent["together"])))
        return "undone"
    undone = undoing.undo(upload.resolutions.get(token=read_id(str(sent.get("resolution", "")))).token)
    return "undone" if undone.issue_id else "edit"
