"""The page where a library is asked, and its answers as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.asking.answering import Questions, opened
from dashboards.asking.answers import as_csv, as_data
from dashboards.asking.page import ask_page
from dashboards.document import reading
from dashboards.links import Links
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404

MOST_DROPPED = 10  # conditions that one address may take away


@with_our_own_404
@require_safe
def ask(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """`?q=` is the question, `without` a field whose conditions are taken away; `format=json` or `csv` gives a file."""
    found = library_of(kind, link)
    question, dropped = request.GET.get("q", ""), request.GET.getlist("without")[:MOST_DROPPED]
    try:
        with opened(found) as questions:
            if request.GET.get("format") in ("json", "csv"):
                return _file(request, questions, question, dropped)
            page = ask_page(questions, question, dropped, Links(found))
        with found.open() as file:
            head = reading.read_head(file)
    except FileNotFoundError:
        return not_yet(request, found)
    return render(request, "dashboards/ask.html", shared_context(request, found, head) | {"ask": page})


def _file(request: HttpRequest, questions: Questions, question: str, dropped: list[str]) -> HttpResponse:
    asked = questions.ask(question, dropped)
    if request.GET["format"] == "json":
        response: HttpResponse = JsonResponse(as_data(asked), json_dumps_params={"ensure_ascii": False, "indent": 1})
        response.headers["Content-Disposition"] = 'attachment; filename="answer.json"'
        return response
    wanted = request.GET.get("reading", "1")
    answers = {str(at): answer for at, answer in enumerate(asked.answers, 1)}
    if wanted not in answers:
        raise Http404("There is no such reading of this question.")
    response = HttpResponse(as_csv(answers[wanted]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="answer.csv"'
    return response
