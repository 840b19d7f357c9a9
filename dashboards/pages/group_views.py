"""The pages of genres, authors and series."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.document import reading
from dashboards.links import Links
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404
from dashboards.pages.groups import KINDS, index_of, page_of


@with_our_own_404
@require_safe
def index(request: HttpRequest, link: str = "", *, kind: str, by: str) -> HttpResponse:
    """All genres, authors or series of a library."""
    found = library_of(kind, link)
    try:
        with found.open() as file:
            head = reading.read_head(file)
            listed = index_of(file, KINDS[by], Links(found), request.GET.dict())
    except FileNotFoundError:
        return not_yet(request, found)
    return render(request, "dashboards/groups.html", shared_context(request, found, head) | {"index": listed})


@with_our_own_404
@require_safe
def group(request: HttpRequest, link: str = "", key: str = "", *, kind: str, by: str) -> HttpResponse:
    """One of them, with its books."""
    found = library_of(kind, link)
    try:
        with found.open() as file:
            head = reading.read_head(file)
            page = page_of(file, KINDS[by], key, Links(found))
    except FileNotFoundError:
        return not_yet(request, found)
    if page is None:
        raise Http404("This library has no such books.")
    return render(request, "dashboards/group.html", shared_context(request, found, head) | {"page": page})
