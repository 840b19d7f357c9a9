"""What waits for the reader's decision: by kind, a page of issues each, and forms that work without a script."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards import library as libraries
from dashboards.frame import shared_context, with_our_own_404
from dashboards.links import with_query
from dashboards.review_page import KINDS, asked
from goodreads_site.api import read_id
from goodreads_site.saying import in_their_language
from uploads.mending import asking, deciding, finalizing, questions, undoing
from uploads.mending.deciding import Decision, DecisionRefused
from uploads.mending.fields import FIELDS, FieldRefused
from uploads.models import Action, Issue, Resolution, Upload
from uploads.parsing.records import IssueKind

ON_A_PAGE = 25
_DONE: dict[str, str | Promise] = {
    "decided": gettext_lazy("Noted. The dashboard changes once you apply and publish."),
    "undone": gettext_lazy("Undone: it waits for a decision again."),
    "published": gettext_lazy("Applied. The dashboard is being published anew."),
}
_FOR_ALL = {"choose": Action.CHOOSE, "skip": Action.SKIP}


# The forms come without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, link: str) -> HttpResponse:
    """Kinds with their counts, or with `?kind=` its issues; a decision leads back to where it was made."""
    found = libraries.owned(read_id(link))
    upload = found.upload
    if upload is None:
        raise libraries.LibraryGone
    problem = ""
    if request.method == "POST":
        try:
            done = _act(upload, request.POST)
        except (FieldRefused, DecisionRefused) as refused:
            problem = in_their_language(str(refused))
        except (Upload.DoesNotExist, Issue.DoesNotExist, Resolution.DoesNotExist):
            raise libraries.LibraryGone from None
        else:
            return redirect(with_query(_address(link), **_place(request.GET), done=done))
    context = _context(upload, request.GET) | {"problem": problem, "here": _address(link)}
    status = 422 if problem else 200
    return render(request, "dashboards/review.html", shared_context(request, found) | context, status=status)


def _act(upload: Upload, sent: QueryDict) -> str:
    """Do what a form says: the name of what to tell then."""
    match sent.get("do"):
        case "undo":
            undoing.undo(upload.resolutions.get(token=read_id(sent.get("resolution", ""))).token)
            return "undone"
        case "publish":
            finalizing.finalize(upload.id)
            return "published"
        case "all":
            action = _FOR_ALL.get(sent.get("action", ""))
            if action is None:
                raise Http404
            deciding.decide_all(upload.id, _kind(sent), Decision(action, choice=str(sent.get("choice", ""))))
        case _:
            deciding.decide(_token(upload, sent), _decision(sent))
    return "decided"


def _token(upload: Upload, sent: QueryDict) -> uuid.UUID:
    return upload.issues.get(token=read_id(sent.get("issue", ""))).token


def _decision(sent: QueryDict) -> Decision:
    if sent.get("do") == "edit":
        return Decision(Action.EDIT, {name: text for name in FIELDS if (text := sent.get(name, "").strip())})
    if "choice" in sent:
        return Decision(Action.CHOOSE, choice=str(sent["choice"]))
    return Decision(Action.SKIP)


def _kind(query: QueryDict) -> IssueKind:
    try:
        return IssueKind(query.get("kind", ""))
    except ValueError:
        raise Http404 from None


def _context(upload: Upload, query: QueryDict) -> dict[str, Any]:
    counts = asking.counted(upload)
    context: dict[str, Any] = {
        "kinds": [(KINDS[count.kind], count) for count in counts],
        "open": sum(count.open for count in counts),
        "required": sum(count.open for count in counts if count.is_required),
        "pending": upload.resolutions.pending().count(),
        "done": _DONE.get(query.get("done", "")),
    }
    return context | _issues(upload, _kind(query), query) if "kind" in query else context


def _issues(upload: Upload, kind: IssueKind, query: QueryDict) -> dict[str, Any]:
    issues = asking.in_order(Issue.objects.filter(upload=upload, kind=kind))
    page = Paginator(issues, ON_A_PAGE).get_page(query.get("page"))
    open_ = Issue.objects.open(upload).filter(kind=kind)
    return {
        "kind": kind,
        "kind_title": KINDS[kind],
        "is_required": questions.KINDS[kind].is_required,
        "page": page,
        "questions": [asked(question) for question in asking.questions_about(upload, list(page))],
        "kind_open": open_.count(),
        "proposals": open_.exclude(proposal="").exists() and bool(questions.choices_of(deciding.as_found(open_[0]))),
    }


def _place(query: QueryDict) -> dict[str, str]:
    return {name: str(query[name]) for name in ("kind", "page") if name in query}


def _address(link: str) -> str:
    return reverse("dashboards:review", args=[link])
