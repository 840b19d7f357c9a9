"""What a library's owner does with it over the years: takes it away."""

from __future__ import annotations

from typing import cast, get_args

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboards import library as libraries
from dashboards.links import Links
from dashboards.pages.frame import with_our_own_404
from goodreads_site.api import read_id
from uploads.taking_away import Form, answer


@with_our_own_404
@require_safe
def take_away(request: HttpRequest, link: str, form: str) -> HttpResponseBase:
    """The mended library as a file; before it is read, the dashboard, which says how far it is."""
    found = libraries.owned(read_id(link))
    if found.upload is None or form not in get_args(Form):
        raise Http404
    try:
        return answer(found.upload, cast(Form, form))
    except FileNotFoundError:
        return redirect(Links(found).dashboard)
