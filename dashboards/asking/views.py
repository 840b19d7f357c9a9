"""The page where a library is asked, and its answers as files."""

from __future__ import annotations

from django.conf import settings
from django.db import OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.ask.editing import BadEdit, fields_of, refuse_unknown_names, spec_of
from dashboards.asking.answering import Questions, opened
from dashboards.asking.answers import as_csv, as_data
from dashboards.asking.changes import bad_edit_said
from dashboards.asking.model.outcome import unsigned
from dashboards.asking.page import AskPage, Wanted, ask_page, asked_for, changed_address
from dashboards.document import reading
from dashboards.library import Library
from dashboards.links import Links
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404
from uploads import intake

MOST_DROPPED = 10  # conditions that one address may take away
_NOT_OF_THE_SPEC = {"q", "without", "of", "model", "format", "reading"}


@with_our_own_404
@require_safe
def ask(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """`?q=` is the question; `without` a field whose conditions are taken away; `format=json` or `csv` gives a file.

    `as` and what goes with it (`ask.editing`) is the reading that the reader made of the question's reading `of`.
    `model` is what a model made of the question, as `model_views` has put it there. None is asked here.
    """
    found = library_of(kind, link)
    wanted = _wanted(request)
    try:
        if wanted.question.strip() and _is_one_too_many(request):
            return _too_many(request, found, wanted)
        with opened(found) as questions:
            if request.GET.get("format") in ("json", "csv"):
                return _file(request, questions, wanted)
            if shorter := _without_what_is_empty(request, questions, wanted, Links(found)):
                return HttpResponseRedirect(shorter)
            page = ask_page(questions, wanted, Links(found))
        with found.open() as file:
            head = reading.read_head(file)
    except FileNotFoundError:
        return not_yet(request, found)
    return render(request, "dashboards/ask.html", shared_context(request, found, head) | {"ask": page})


class _TooMany(Exception):
    """One address opened more answers in a minute than we give."""


def _is_one_too_many(request: HttpRequest) -> bool:
    try:
        intake.count(request, purpose="answers", most=settings.QUESTION_PAGES_PER_MINUTE, error=_TooMany)
    except _TooMany:
        return True
    except OperationalError:  # without the database nobody is counted, but a library can still be asked
        return False
    return False


def _too_many(request: HttpRequest, found: Library, wanted: Wanted) -> HttpResponse:
    """A page that keeps the question: to ask again is one key."""
    with found.open() as file:
        head = reading.read_head(file)
    page = AskPage.to_be_asked_again(wanted, Links(found))
    context = shared_context(request, found, head) | {"ask": page}
    response = render(request, "dashboards/ask.html", context, status=429)
    response.headers["Retry-After"] = "60"
    return response


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    of = asked.get("of", "1")
    return Wanted(
        question=asked.get("q", ""),
        outcome=unsigned(asked.get("model", ""), asked.get("q", "")),
        dropped=asked.getlist("without")[:MOST_DROPPED],
        changed=[(name, value) for name, values in asked.lists() if name not in _NOT_OF_THE_SPEC for value in values]
        if "as" in asked
        else [],
        of=int(of) - 1 if of in ("1", "2", "3", "4") else 0,
    )


def _without_what_is_empty(request: HttpRequest, questions: Questions, wanted: Wanted, links: Links) -> str:
    """Where to find what a form asked for: it sends its empty fields, too, and nobody wants to link to those."""
    if all(value for _name, value in wanted.changed):
        return ""
    try:
        spec = spec_of(wanted.changed)
        refuse_unknown_names(questions.connection, spec)
    except BadEdit:
        return ""
    return changed_address(links, wanted.question, wanted.of, fields_of(spec), wanted.token)


def _file(request: HttpRequest, questions: Questions, wanted: Wanted) -> HttpResponse:
    try:
        asked = asked_for(questions, wanted)
    except BadEdit as wrong:
        return HttpResponseBadRequest(bad_edit_said(wrong), content_type="text/plain; charset=utf-8")
    if request.GET["format"] == "json":
        response: HttpResponse = JsonResponse(as_data(asked), json_dumps_params={"ensure_ascii": False, "indent": 1})
        response.headers["Content-Disposition"] = 'attachment; filename="answer.json"'
        return response
    at = request.GET.get("reading", "1")
    answers = {str(at): answer for at, answer in enumerate(asked.answers, 1)}
    if at not in answers:
        raise Http404("There is no such reading of this question.")
    response = HttpResponse(as_csv(answers[at], asked.read_by), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="answer.csv"'
    return response
