"""The frame around every page of a library: whose it is, what it may do, and what stands there while there is no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from dashboards import library as libraries
from dashboards import words
from dashboards.library import Library
from dashboards.links import Links
from dashboards.pages.looking_up import looking_up
from dashboards.pages.preview import preview_of
from dashboards.pages.year import years_of
from dashboards.pictures import SHAPES
from goodreads_site.api import read_id
from uploads import direct

Answer = TypeVar("Answer", bound=HttpResponseBase)


def with_our_own_404(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """Show the reader's page for what is gone with DEBUG on, too: on a laptop that is how people run the site."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404 as gone:
            return not_found(request, gone)

    return wrapped


def library_of(kind: str, link: str) -> Library:
    """The library under a link. What is no id at all is answered like an id that nobody has."""
    if kind == "sample":
        return libraries.sample()
    return libraries.owned(read_id(link)) if kind == "owner" else libraries.shared(read_id(link))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One page for what was deleted and what never was: which of the two is nobody's business."""
    return render(request, "404.html", status=404)


def not_yet(request: HttpRequest, found: Library) -> HttpResponse:
    """The page that waits for the first publication, a second or two."""
    progress = looking_up(found.upload) if found.upload else None
    return render(request, "dashboards/processing.html", shared_context(request, found) | {"progress": progress})


def shared_context(request: HttpRequest, found: Library, head: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the frame around every page of a library needs; with its document's head also what previews of it say."""
    links = Links(found)
    context: dict[str, Any] = {"library": found, "links": links, "may_change": found.may_change}
    if head is not None:
        context["years"] = years_of(head, links)
        context["holds"] = words.books(head["total_books"])
    if found.kind == "owner" and found.upload is not None:
        if found.upload.share_id is not None:
            path = reverse("dashboards:shared", args=[str(found.upload.share_id)])
            context["share_url"] = request.build_absolute_uri(path)
        if settings.REDIRECT_TO_STORAGE:
            context["largest_request"] = direct.LARGEST_REQUEST
        if found.upload.published_at is not None:
            context["pictures"] = [(shape, links.picture(shape)) for shape in SHAPES]
    elif head is not None and not found.database_away:
        context["preview"] = preview_of(head, links)
    return context
