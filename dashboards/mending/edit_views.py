"""Editing a book from its own page, whether or not anything was wrong with it: a form that works without a script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards import library as libraries
from dashboards.document import reading
from dashboards.library import Library
from dashboards.links import Links, with_query
from dashboards.mending.review_page import Field, field
from dashboards.mending.review_views import typed
from dashboards.mending.words import checks, refusal, value_said
from dashboards.pages.frame import shared_context, with_our_own_404
from goodreads_site.api import read_id
from uploads.mending import own_edits, undoing
from uploads.mending.deciding import DecisionRefused
from uploads.mending.fields import FieldRefused
from uploads.mending.own_edits import NoSuchBook, Standing
from uploads.models import Resolution, Upload

DONE: dict[str, str | Promise] = {
    "saved": gettext_lazy("Saved. This page and the dashboard change in a moment."),
    "undone": gettext_lazy("Undone. This page and the dashboard change in a moment."),
    "later": gettext_lazy("Undone. It changes here once you apply and publish what you decided."),
}


# Forms without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def edit_book(request: HttpRequest, link: str, book_id: str) -> HttpResponse:
    """The fields of a book as they stand; refused, what was typed stays, with its error beside the field."""
    found = libraries.owned(read_id(link))
    upload, book = found.row(), _book(found, book_id)
    page = Links(found).book(book_id)
    sent, problem, status = None, None, 200
    if request.method == "POST":
        sent = request.POST
        try:
            return redirect(with_query(page, edited=_act(upload, book["row"], sent)))
        except (FieldRefused, DecisionRefused) as refused:
            problem, status = refused, 422 if isinstance(refused, FieldRefused) else 409
        except (Upload.DoesNotExist, Resolution.DoesNotExist, NoSuchBook):
            raise libraries.LibraryGone from None
    try:
        there = own_edits.standing(upload, book["row"])
    except (Upload.DoesNotExist, NoSuchBook):
        raise libraries.LibraryGone from None
    context = {
        "book": book,
        "back": page,
        "seen": there.last,
        "fields": _fields(there, sent, problem),
        "problem": refusal(problem) if isinstance(problem, DecisionRefused) else "",
        "checks": checks(),
    }
    return render(request, "dashboards/edit_book.html", shared_context(request, found) | context, status=status)


def _act(upload: Upload, row: int, sent: QueryDict) -> str:
    """Save, or undo a decision about the book: the name of what to say then."""
    if "resolution" in sent:
        undone = undoing.undo(upload.resolutions.get(token=read_id(str(sent["resolution"]))).token)
        return "later" if undone.issue_id else "undone"
    own_edits.edit_book(upload.id, row, typed(sent), seen=str(sent.get("seen", "")))
    return "saved"


def _fields(there: Standing, sent: QueryDict | None, problem: Exception | None) -> list[Field]:
    """As they stand, or as they were sent; then with what stands where another tab has changed it meanwhile."""
    fields = []
    for name, stands in there.texts.items():
        value = str(sent.get(name, stands)) if sent else stands
        error = refusal(problem) if isinstance(problem, FieldRefused) and problem.field == name else ""
        was_changed = isinstance(problem, DecisionRefused) and value != stands
        fields.append(field(name, value, error=error, stands=value_said(name, stands) if was_changed else ""))
    return fields


def _book(found: Library, book_id: str) -> dict[str, Any]:
    try:
        with found.open() as file:
            book = reading.find_book(file, book_id)
    except FileNotFoundError:
        raise libraries.LibraryGone from None
    if book is None:
        raise Http404("This library has no such book.")
    return book
