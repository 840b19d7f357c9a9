"""The pages of a library: dashboard, all its books, one book, pictures; by the owner's link, a shared one, or the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dashboards import library as libraries
from dashboards.book_list import book_list, summed_up
from dashboards.book_page import book_page
from dashboards.covers import few_covers, recent_covers
from dashboards.deletion import delete_upload
from dashboards.document import reading
from dashboards.figures import NUMERALS, chapters_of
from dashboards.front import front_of
from dashboards.library import Library
from dashboards.links import Links
from dashboards.looking_up import gaps, looking_up
from dashboards.pictures import SHAPES, picture_of
from dashboards.preview import preview_of
from dashboards.sharing import Action
from dashboards.sharing import share as change_sharing
from goodreads_site.api import read_id
from uploads.models import Issue, Upload, UploadState

UNREADABLE_SHOWN = 200  # rows of a file that could not be read, each with its reason
SHORT_LIST = 10  # books of a library so small that its dashboard lists them all


def with_our_own_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show the reader's page for what is gone with DEBUG on, too: on a laptop that is how people run the site."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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


@with_our_own_404
@require_safe
def dashboard(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """The dashboard; at the same address the page that waits for it, or says why there will be none."""
    found = library_of(kind, link)
    if found.upload is not None and found.upload.state == UploadState.ERROR:
        return render(request, "dashboards/unreadable.html", _shared_context(request, found))
    try:
        with found.open() as file:
            head = reading.read_head(file)
            few = list(reading.books(file)) if head["total_books"] <= SHORT_LIST else []
    except FileNotFoundError:
        return _not_yet(request, found)
    links = Links(found)
    progress = looking_up(found.upload) if found.upload else None
    running = progress is not None and progress.running
    chapters = chapters_of(head, links)
    covers_title, covers = few_covers(few, links) if few else recent_covers(head, links)
    context = {
        "summary": head["summary"],
        "front": front_of(head, links, complete=not running),
        "chapters": chapters,
        "numerals": NUMERALS[len(chapters) :] if chapters else (),  # for the parts behind the chapters
        "gaps": gaps(head, running=running),
        "unreadable": _unreadable(found),
        "progress": progress if running else None,
        "published": _moment(found.upload),
        "whole": "true" if head["enrichment_stats"]["complete"] else "false",
        "covers_title": covers_title,
        "covers": covers,
    }
    return render(request, "dashboards/dashboard.html", _shared_context(request, found, head) | context)


def _unreadable(found: Library) -> list[Issue]:
    """The rows that are in no figure, for the owner alone: their reasons are about the owner's file."""
    if found.kind != "owner" or found.upload is None or not found.upload.unreadable_rows:
        return []
    return list(Issue.objects.unreadable(found.upload)[:UNREADABLE_SHOWN])


@with_our_own_404
@require_safe
def books(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """All books, searched, filtered and sorted by the query; a page of them at a time."""
    found = library_of(kind, link)
    try:
        with found.open() as file:
            head = reading.read_head(file)
            listed = book_list(file, head, Links(found), request.GET.dict())
    except FileNotFoundError:
        return _not_yet(request, found)
    context = {"list": listed, "summed_up": summed_up(listed.listing)}
    return render(request, "dashboards/books.html", _shared_context(request, found, head) | context)


@with_our_own_404
@require_safe
def book(request: HttpRequest, link: str = "", book_id: str = "", *, kind: str) -> HttpResponse:
    """One book: what the reader said of it, what others know, and who says so."""
    found = library_of(kind, link)
    try:
        with found.open() as file:
            head = reading.read_head(file)
            row = reading.find_book(file, book_id)
    except FileNotFoundError:
        return _not_yet(request, found)
    if row is None:
        raise Http404("This library has no such book.")
    context = {"page": book_page(row, Links(found)), "book": row}
    return render(request, "dashboards/book.html", _shared_context(request, found, head) | context)


@require_safe
def picture(request: HttpRequest, link: str = "", shape: str = "", *, kind: str) -> HttpResponse:
    """What to show others as a picture, in one of three shapes. The owner sees what strangers would."""
    try:
        drawn = picture_of(library_of(kind, link), shape)
    except (KeyError, FileNotFoundError):
        raise Http404("There is no such picture.") from None
    response = HttpResponse(drawn, content_type="image/png")
    response.headers["Content-Disposition"] = f'inline; filename="reading-{shape}.png"'
    if kind == "sample":
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response


_SHARE_DONE: dict[str, str | Promise] = {
    Action.SET: gettext_lazy("Saved. The link shows no more than that from now on."),
    Action.RENEW: gettext_lazy("This is a new link. The old one leads nowhere from now on."),
    Action.REVOKE: gettext_lazy("The link is revoked: whoever has it finds nothing."),
}


# The link is the only key: no cookie gives a right that another site's page could use in the reader's name. And under
# no-referrer browsers send this form with "Origin: null", which the CSRF check would refuse; foreign pages are refused
# by goodreads_site.middleware.
@csrf_exempt
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, link: str) -> HttpResponse:
    """Deletion without JavaScript: a page that asks once more, and the form it sends."""
    found = libraries.owned(read_id(link))
    if request.method != "POST":
        return render(request, "dashboards/delete.html", _shared_context(request, found))
    try:
        delete_upload(read_id(link))
    except Upload.DoesNotExist:
        raise libraries.LibraryGone from None
    return redirect(reverse("uploads:start") + "?deleted=1")


@csrf_exempt  # for the reasons that `delete` gives
@with_our_own_404
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, link: str) -> HttpResponse:
    """The share link and what it shows, as a page of forms; `?ask=revoke` and `?ask=renew` ask once more."""
    found = libraries.owned(read_id(link))
    here = reverse("dashboards:share", args=[found.id])
    if request.method != "POST":
        asked = {"ask": request.GET.get("ask"), "done": _SHARE_DONE.get(request.GET.get("done", ""))}
        return render(request, "dashboards/share.html", _shared_context(request, found) | asked)
    action = request.POST.get("action", "")
    if action not in _SHARE_DONE:
        return redirect(here)
    shown = {name: name in request.POST for name in ("reviews", "to_read")} if action == Action.SET else {}
    try:
        change_sharing(read_id(link), Action(action), **shown)
    except Upload.DoesNotExist:
        raise libraries.LibraryGone from None
    return redirect(f"{here}?done={action}")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One page for what was deleted and what never was: which of the two is nobody's business."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return defaults.server_error(request, template_name="500.html")


def _moment(upload: Upload | None) -> str:
    """When the upload was published last, as the API's status says it."""
    return upload.published_at.isoformat(timespec="milliseconds") if upload and upload.published_at else ""


def _not_yet(request: HttpRequest, found: Library) -> HttpResponse:
    """The page that waits for the first publication, a second or two."""
    progress = looking_up(found.upload) if found.upload else None
    return render(request, "dashboards/processing.html", _shared_context(request, found) | {"progress": progress})


def _shared_context(request: HttpRequest, found: Library, head: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the frame around every page of a library needs; with its document's head also what previews of it say."""
    links = Links(found)
    context: dict[str, Any] = {"library": found, "links": links, "may_change": found.kind == "owner"}
    if found.kind == "owner" and found.upload is not None:
        if found.upload.share_id is not None:
            path = reverse("dashboards:shared", args=[str(found.upload.share_id)])
            context["share_url"] = request.build_absolute_uri(path)
        if found.upload.published_at is not None:
            context["pictures"] = [(shape, links.picture(shape)) for shape in SHAPES]
    elif head is not None:
        context["preview"] = preview_of(head, links)
    return context
