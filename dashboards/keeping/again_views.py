"""Asking the catalogues again at the owner's wish: forms that work without a script."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dashboards import library as libraries
from dashboards.document import reading
from dashboards.library import Library
from dashboards.links import Links, with_query
from dashboards.pages.frame import with_our_own_404
from goodreads_site.api import read_id
from uploads import asking_again
from uploads.models import Upload

DONE: dict[str, str | Promise] = {
    "soon": gettext_lazy("The catalogues were asked about this a short while ago. Try again later."),
    "book": gettext_lazy("The catalogues are being asked about this book again. Look back in a minute."),
}


# Forms without a token, for the reasons that `views.delete` gives.
@csrf_exempt
@with_our_own_404
@require_POST
def gaps(request: HttpRequest, link: str) -> HttpResponse:
    """Look up again what no catalogue has told of; back to the dashboard, which shows how far it is."""
    found = libraries.owned(read_id(link))
    try:
        asked = asking_again.about_gaps(_upload(found), now=timezone.now())
    except FileNotFoundError:
        raise libraries.LibraryGone from None
    home = Links(found).dashboard
    return redirect(home if asked else f"{with_query(home, again='soon')}#catalogues")


@csrf_exempt
@with_our_own_404
@require_POST
def book(request: HttpRequest, link: str, book_id: str) -> HttpResponse:
    """Look up one book again; back to its page."""
    found = libraries.owned(read_id(link))
    try:
        with found.open() as file:
            row = reading.find_book(file, book_id)
        if row is None:
            raise Http404("This library has no such book.")
        asked = asking_again.about_book(_upload(found), row["row"], now=timezone.now())
    except FileNotFoundError:
        raise libraries.LibraryGone from None
    return redirect(with_query(Links(found).book(book_id), again="book" if asked else "soon"))


def _upload(found: Library) -> Upload:
    if found.upload is None:
        raise libraries.LibraryGone
    return found.upload
