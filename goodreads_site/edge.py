"""Requests that come through the CDN before the cloud's function, and those that try to come past it.

The CDN puts two headers on every request, in the place of whatever a sender has put there: a key that it alone knows, and the
sender's address (infrastructure/template.yaml). Without the key nobody's word is taken: the function's own address is open to
the internet, and who asked it directly could make up where they are, and pass all limits.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

KEY, ADDRESS = "X-Site-Key", "X-Viewer-Address"  # not X-Edge-…: CloudFront keeps those for itself
Handler = Callable[[HttpRequest], HttpResponse]


def only_through_the_edge(get_response: Handler) -> Handler:
    """With EDGE_KEY set: refuse what lacks the key, and take the CDN's word for sender and host."""
    host = urlsplit(settings.SITE_URL).netloc

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.EDGE_KEYS:
            return get_response(request)
        given = request.META.pop(_name(KEY), "")  # no page of errors and no log shall hold it
        if not any(constant_time_compare(given, key) for key in settings.EDGE_KEYS):
            return HttpResponse("This address is not for you: use the site's own.\n", "text/plain", status=403)
        request.META["REMOTE_ADDR"] = request.META.get(_name(ADDRESS), "")
        request.META["HTTP_HOST"] = host  # the CDN has put the function's own there, else nobody would answer it
        return get_response(request)

    return middleware


def _name(header: str) -> str:
    return "HTTP_" + header.upper().replace("-", "_")
