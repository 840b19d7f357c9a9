"""What waits for the reader's decision: by kind, a page of issues each, and forms that work without a script."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards import library as libraries
from dashboards import words
from dashboards.links import with_query
from dashboards.mending.presses import presses, to_confirm
from dashboards.mending.review_page import Asked, Sent, asked
from dashboards.mending.told import told
from dashboards.mending.words import KINDS, MEANWHILE, checks, refusal
from dashboards.pages.frame import shared_context, with_our_own_404
from enrichment import catalogue
from goodreads_site.api import read_id
from uploads.issues import IssueQuerySet
from uploads.mending import asking, deciding, finalizing, undoing
from uploads.mending.deciding import Decision, DecisionRefused
from uploads.mending.fields import FIELDS, FieldRefused
from uploads.mending.finalizing import RequiredOpen
from uploads.mending.questions import KINDS as RULES
from uploads.models import Action, Issue, Resolution, Upload
from uploads.parsing.records import IssueKind

ON_A_PAGE = 25
_FOR_ALL = {"choose": Action.CHOOSE, "skip": Action.SKIP}


@dataclass(frozen=True, slots=True)
class Done:
    """What to say after a form, as the query of the page that is shown then; `at` is the issue it was about."""

    said: Mapping[str, str]
    at: str = ""


# The forms come without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, link: str) -> HttpResponse:
    """Kinds with their counts, or with `?kind=` its issues; a decision leads back to where it was made."""
    found = libraries.owned(read_id(link))
    upload = found.row()
    problem, sent, status = "", None, 200
    if request.method == "POST":
        try:
            done = _act(upload, request.POST)
        except FieldRefused as refused:
            sent, status = _sent(request.POST, refused), 422
        except DecisionRefused as refused:
            problem, status = _refused(refused), 409
        except (Upload.DoesNotExist, Issue.DoesNotExist, Resolution.DoesNotExist):
            raise libraries.LibraryGone from None
        else:
            at = f"#issue-{done.at}" if done.at else ""
            return redirect(with_query(_address(link), **_place(request.GET), **done.said) + at)
    context = _context(upload, request.GET, sent) | {"problem": problem, "here": _address(link)}
    return render(request, "dashboards/review.html", shared_context(request, found) | context, status=status)


def _act(upload: Upload, sent: QueryDict) -> Done:
    """Do what a form says, and tell of it."""
    match sent.get("do"):
        case "undo":
            undone = undoing.undo(upload.resolutions.get(token=read_id(sent.get("resolution", ""))).token)
            return Done({"done": "undone"}, at=str(undone.issue.token) if undone.issue else "")
        case "undo_all":
            undoing.undo_together(upload.id, read_id(sent.get("together", "")))
            return Done({"done": "undone"})
        case "publish":
            finalizing.finalize(upload.id)
            return Done({"done": "published"})
        case "all":
            action = _FOR_ALL.get(sent.get("action", ""))
            if action is None:
                raise Http404
            decision = Decision(action, choice=str(sent.get("choice", "")))
            made = deciding.decide_all(upload.id, _kind(sent), decision)
            return Done({"done": "all", "together": str(made[0].together)} if made else {"done": "none"})
    made_one = deciding.decide(_token(upload, sent), _decision(sent))
    return Done({"done": "decided", "of": str(made_one.token)}, at=sent.get("issue", ""))


def _token(upload: Upload, sent: QueryDict) -> uuid.UUID:
    return upload.issues.get(token=read_id(sent.get("issue", ""))).token


def _decision(sent: QueryDict) -> Decision:
    if sent.get("do") == "edit":
        return Decision(Action.EDIT, typed(sent))
    if "choice" in sent:
        return Decision(Action.CHOOSE, choice=str(sent["choice"]))
    return Decision(Action.SKIP)


def typed(sent: QueryDict) -> dict[str, str]:
    """The fields of a book that a form holds."""
    return {name: str(sent[name]) for name in FIELDS if name in sent}


def _sent(sent: QueryDict, refused: FieldRefused) -> Sent:
    return Sent(str(sent.get("issue", "")), typed(sent), refused.field, refusal(refused))


def _refused(refused: DecisionRefused) -> str:
    if isinstance(refused, RequiredOpen):
        needed = ngettext(
            "One is still needed before you can publish: decide it, if only to leave it as it is.",
            "%(needed)s are still needed before you can publish: decide them, if only to leave them as they are.",
            refused.count,
        )
        return needed % {"needed": words.number(refused.count)}
    return refusal(refused)


def _kind(query: QueryDict) -> IssueKind:
    try:
        return IssueKind(query.get("kind", ""))
    except ValueError:
        raise Http404 from None


def _context(upload: Upload, query: QueryDict, sent: Sent | None) -> dict[str, Any]:
    counts = asking.counted(upload)
    context: dict[str, Any] = {
        "kinds": [(KINDS[count.kind], count) for count in counts],
        "open": sum(count.open for count in counts),
        "required": sum(count.open for count in counts if count.is_required),
        "pending": upload.resolutions.pending().count(),
        "decided": upload.resolutions.count(),
        "done": told(upload, query) if sent is None else None,
        "checks": checks(),
    }
    if "kind" not in query:
        return context
    kind = _kind(query)
    following = [(title, count) for title, count in context["kinds"] if count.open and count.kind != kind]
    return context | {"next_kind": following[0] if following else None} | _issues(upload, kind, query, sent)


def _issues(upload: Upload, kind: IssueKind, query: QueryDict, sent: Sent | None) -> dict[str, Any]:
    issues = asking.in_order(Issue.objects.filter(upload=upload, kind=kind))
    page = Paginator(issues, ON_A_PAGE).get_page(query.get("page") or _first_open_page(upload, issues, kind))
    everything = asking.for_all(upload, kind)
    return {
        "kind": kind,
        "kind_title": KINDS[kind],
        "meanwhile": MEANWHILE[kind],
        "is_required": RULES[kind].is_required,
        "page": page,
        "place": f"?kind={kind}&page={page.number}",
        "questions": _asked(upload, list(page), sent),
        "kind_open": everything.open,
        "for_all": presses(everything, kind),
        "ask": to_confirm(everything, kind, query),
    }


def _asked(upload: Upload, issues: list[Issue], sent: Sent | None) -> list[Asked]:
    found = asking.questions_about(upload, issues)
    ids = {id_ for question in found for id_ in question.known_as.values() if id_}
    facts = catalogue.facts_for(sorted(ids))
    return [asked(question, facts, sent) for question in found]


def _first_open_page(upload: Upload, issues: IssueQuerySet, kind: IssueKind) -> int:
    first = asking.in_order(Issue.objects.open(upload).filter(kind=kind)).first()
    if first is None or first.row is None:
        return 1
    before = issues.filter(Q(row__lt=first.row) | Q(row=first.row, pk__lt=first.pk)).count()
    return before // ON_A_PAGE + 1


def _place(query: QueryDict) -> dict[str, str]:
    return {name: str(query[name]) for name in ("kind", "page") if name in query}


def _address(link: str) -> str:
    return reverse("dashboards:review", args=[link])
