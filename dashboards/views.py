"""The pages of a library: dashboard, all its books, one book, pictures; by the owner's link, a shared one, or the sample."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dashboards import library as libraries
from dashboards.deletion import delete_upload
from dashboards.document import reading
from dashboards.document.filters import Filters
from dashboards.document.year_shelf import finished_in
from dashboards.figures import NUMERALS, chapters_of
from dashboards.keeping import again_views
from dashboards.keeping.newer_page import last_change
from dashboards.library import Library
from dashboards.links import Links
from dashboards.mending import edit_views
from dashboards.mending.trail_page import trail_of_book
from dashboards.pages import in_sight
from dashboards.pages.book_list import book_list, summed_up
from dashboards.pages.book_page import book_page
from dashboards.pages.covers import covers_of, if_few
from dashboards.pages.filter_bar import filter_bar
from dashboards.pages.frame import library_of, not_yet, shared_context, with_our_own_404
from dashboards.pages.front import front_of
from dashboards.pages.looking_up import gaps, looking_up
from dashboards.pictures import picture_of
from dashboards.seeing import Seen, books_of, seen_through
from dashboards.sharing import Action
from dashboards.sharing import share as change_sharing
from goodreads_site import background
from goodreads_site.api import read_id
from uploads.models import Issue, Upload, UploadState

UNREADABLE_SHOWN = 200  # rows of a file that could not be read, each with its reason


@with_our_own_404
@require_safe
def dashboard(request: HttpRequest, link: str = "", *, kind: str) -> HttpResponse:
    """The dashboard; at the same address the page that waits for it, or says why there will be none."""
    found = library_of(kind, link)
    if found.upload is not None and found.upload.state == UploadState.ERROR:
        return render(request, "dashboards/unreadable.html", shared_context(request, found))
    try:
        with found.open() as file:
            seen = seen_through(file, Links(found), Filters.of(request.GET.dict()))
            year = asked_year(request.GET.get("spines", ""), seen)
            shelf = finished_in(year, books_of(file, seen)) if year is not None else None
            few = [book for book in if_few(file, seen) if seen.filters.matches(book)]
    except FileNotFoundError:
        return not_yet(request, found)
    if seen.is_outdated and found.upload is not None:
        background.enqueue("publish", upload_id=str(found.upload.id))  # so that the next view need not count
    progress = looking_up(found.upload) if found.upload and not found.upload.is_settled else None
    running = progress is not None and progress.running
    ids = in_sight.asked_for(request)
    if ids and (pieces := in_sight.pieces_of(seen, ids, complete=not running, year=shelf)):
        pieces |= {"library": found, "may_change": found.may_change}
        pieces["issues_open"] = _open_issues(found, seen) if pieces["front"] else 0  # which alone says it
        return _by_what_was_asked(render(request, "dashboards/in_sight.html", pieces))
    chapters = chapters_of(seen) if seen.head["total_books"] else []
    covers_title, covers = covers_of(seen, few)
    context = {
        "summary": seen.head["summary"],
        "bar": filter_bar(seen),
        "front": front_of(seen, complete=not running, year=shelf),
        "chapters": chapters,
        "numerals": NUMERALS[len(chapters) :] if chapters else (),  # for the parts behind the chapters
        "gaps": gaps(seen.whole, running=running),  # the catalogues are asked about all books, filters or not
        "unreadable": _unreadable(found),
        "progress": progress if running else None,
        "published": _moment(found.upload),
        "whole": "true" if seen.whole["enrichment_stats"]["complete"] else "false",
        "issues_open": _open_issues(found, seen),
        "last_change": last_change(found.upload) if found.kind == "owner" and found.upload else None,
        "again": again_views.DONE.get(request.GET.get("again", "")),
        "covers_title": covers_title,
        "covers": covers,
    }
    context |= shared_context(request, found, seen.whole)
    return _by_what_was_asked(render(request, "dashboards/dashboard.html", context))


def _by_what_was_asked(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, [in_sight.HEADER])
    return response


def _open_issues(found: Library, seen: Seen) -> int:
    """What waits for a decision now; the document knows it from when it was published."""
    if found.kind != "owner" or found.upload is None:
        return int(seen.whole["issues_open"])
    return Issue.objects.open(found.upload).count()


def asked_year(text: str, seen: Seen) -> int | None:
    """The year whose shelf an address asks for. None where it names none in which a book was finished."""
    years = {str(entry["year"]) for entry in seen.head["summary"]["by_year"] if entry["books"]}
    return int(text) if text in years else None


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
        return not_yet(request, found)
    context = {"list": listed, "summed_up": summed_up(listed.listing)}
    return render(request, "dashboards/books.html", shared_context(request, found, head) | context)


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
        return not_yet(request, found)
    if row is None:
        raise Http404("This library has no such book.")
    context = {
        "page": book_page(row, Links(found)),
        "book": row,
        "again": again_views.DONE.get(request.GET.get("again", "")),
        "edited": edit_views.DONE.get(request.GET.get("edited", "")),
        "trail": trail_of_book(found.upload, row["row"]) if found.kind == "owner" and found.upload else (),
    }
    return render(request, "dashboards/book.html", shared_context(request, found, head) | context)


@require_safe
def picture(
    request: HttpRequest, link: str = "", shape: str = "", year: int | None = None, *, kind: str
) -> HttpResponse:
    """What to show others as a picture, of all or of a year, in one of three shapes. The owner sees what strangers would."""
    try:
        drawn = picture_of(library_of(kind, link), shape, year)
    except (KeyError, FileNotFoundError):
        raise Http404("There is no such picture.") from None
    response = HttpResponse(drawn, content_type="image/png")
    name = f"reading-{shape}" if year is None else f"reading-{year}-{shape}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.png"'
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
        return render(request, "dashboards/delete.html", shared_context(request, found))
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
        return render(request, "dashboards/share.html", shared_context(request, found) | asked)
    action = request.POST.get("action", "")
    if action not in _SHARE_DONE:
        return redirect(here)
    shown = {name: name in request.POST for name in ("reviews", "to_read")} if action == Action.SET else {}
    try:
        change_sharing(read_id(link), Action(action), **shown)
    except Upload.DoesNotExist:
        raise libraries.LibraryGone from None
    return redirect(f"{here}?done={action}")


def server_error(request: HttpRequest) -> HttpResponse:
    return defaults.server_error(request, template_name="500.html")


def _moment(upload: Upload | None) -> str:
    """When the upload was published last, as the API's status says it."""
    return upload.published_at.isoformat(timespec="milliseconds") if upload and upload.published_at else ""
