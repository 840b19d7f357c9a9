"""What every answer carries, and which requests are not let in."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

Handler = Callable[[HttpRequest], HttpResponse]

_SAFE = {"GET", "HEAD", "OPTIONS"}
# Addresses that hold a reader's link, and the API, whose answers do.
_PRIVATE = re.compile(r"^/(d/|s/|api/(?!docs|openapi))")


def refuse_foreign_changes(get_response: Handler) -> Handler:
    """Refuse state-changing requests that another site's page sends.

    CORS alone does not stop them: the browser sends the request and only keeps the answer from the page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in _SAFE and _is_foreign(request):
            message = "This request came from another site's page."
            return JsonResponse({"error": {"code": "foreign_origin", "message": message, "field": None}}, status=403)
        return get_response(request)

    return middleware


def keep_links_private(get_response: Handler) -> Handler:
    """No cache, no index, no Referer for whatever stands under a link."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
        )
        if _PRIVATE.match(request.path_info):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return middleware


def _is_foreign(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    if origin in settings.CORS_ORIGINS:
        return False
    if site := request.headers.get("Sec-Fetch-Site"):
        # Believed before Origin: under no-referrer a form of our own page is sent with "Origin: null".
        return site not in ("same-origin", "none")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()
