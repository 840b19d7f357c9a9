"""The pages of the years."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.document import reading
from dashboards.links import Links
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404
from dashboards.pages.preview import preview_of_year
from dashboards.pages.year import page_of
from dashboards.pictures import SHAPES


@with_our_own_404
@require_safe
def year(request: HttpRequest, link: str = "", year: int = 0, *, kind: str) -> HttpResponse:
    """A year in books; what is shared from its page are the pictures of the year."""
    found = library_of(kind, link)
    try:
        with found.open() as file:
            head = reading.read_head(file)
            page = page_of(file, year, Links(found))
    except FileNotFoundError:
        return not_yet(request, found)
    if page is None:
        raise Http404("No book was finished in that year.")
    context = shared_context(request, found, head)
    if "preview" in context:
        context["preview"] = preview_of_year(page, Links(found))
    if "pictures" in context:
        context["pictures"] = [(shape, Links(found).picture(shape, year)) for shape in SHAPES]
    return render(request, "dashboards/year.html", context | {"page": page})
