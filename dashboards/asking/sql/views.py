"""The page of a reader's own SELECT, and its rows as files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dashboards.ask.sandbox import Busy, Rows, Stopped, Wrong
from dashboards.asking.sql import running as own_select
from dashboards.asking.sql.page import Outcome, sql_page
from dashboards.asking.sql.problems import address_of
from dashboards.links import Links
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404
from uploads import intake


class TooLong(Exception):
    """More letters than a SELECT may have."""

    def __init__(self, count: int) -> None:
        said = _("A SELECT may have %(most)s letters at most; this one has %(count)s.")
        super().__init__(said % {"most": own_select.MOST_SQL, "count": count})


# The form comes without a token, for the reasons that `views.delete` gives; and it changes nothing.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def sql(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """`sql` is the statement; `format=json` or `csv` gives its rows as a file. A form is led to its address, if that is short."""
    found = library_of(kind, link)
    sent = request.POST if request.method == "POST" else request.GET
    text, form = sent.get("sql", "").replace("\r\n", "\n").rstrip(), sent.get("format", "")
    links = Links(found)
    if request.method == "POST" and not form and (address := address_of(links, text)):
        return redirect(f"{address}#result" if text else links.sql)
    try:
        with own_select.opened(found) as (tables, connection, head):
            outcome = _outcome(request, tables.image, text)
            if isinstance(outcome, Rows) and form in ("csv", "json"):
                return _file(outcome, form)
            page = sql_page(connection, text, outcome, links)
    except FileNotFoundError:
        return not_yet(request, found)
    context = shared_context(request, found, head) | {"sql": page}
    response = render(request, "dashboards/sql.html", context, status=_status(outcome))
    if response.status_code in (429, 503):
        response.headers["Retry-After"] = "60" if response.status_code == 429 else "2"
    return response


def _outcome(request: HttpRequest, image: bytes, text: str) -> Outcome:
    if not text.strip():
        return None
    if len(text.encode()) > own_select.MOST_SQL:
        return TooLong(len(text))
    try:
        intake.count(request, purpose="question", most=settings.QUESTIONS_PER_MINUTE, error=own_select.TooManyQuestions)
        return own_select.answered(image, text)
    except (Wrong, Stopped, Busy, own_select.TooManyQuestions) as error:
        return error


def _status(outcome: Outcome) -> int:
    """A statement that was not understood is answered, by a page that says so."""
    if isinstance(outcome, own_select.TooManyQuestions):
        return 429
    return 503 if isinstance(outcome, Busy) else 200


def _file(rows: Rows, form: str) -> HttpResponse:
    if form == "csv":
        text = own_select.as_csv(rows.columns, rows.rows)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    else:
        data = {"columns": rows.columns, "rows": rows.rows, "more": rows.more}
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="rows.{form}"'
    return response
