"""What every answer carries, and which requests are not let in."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from goodreads_site.api import DATABASE_BACK_IN
from goodreads_site.logging import saying

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]

_SAFE = {"GET", "HEAD", "OPTIONS"}
# Addresses that hold a reader's link, and the API, whose answers do.
_PRIVATE = re.compile(r"^/(d/|s/|api/(?!docs|openapi))")
_LINK = re.compile(r"/([0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12})(?:/|$)")


def strip_script_name(get_response: Handler) -> Handler:
    """Answer under FORCE_SCRIPT_NAME, whether or not what stands before us has taken it off the path.

    A proxy usually has; API Gateway with a base path on its domain has not.
    """
    prefix = settings.FORCE_SCRIPT_NAME

    def middleware(request: HttpRequest) -> HttpResponse:
        if prefix and (request.path_info + "/").startswith(prefix + "/"):
            request.path_info = request.path_info[len(prefix) :] or "/"
            request.path = prefix + request.path_info
        return get_response(request)

    return middleware


def name_request(get_response: Handler) -> Handler:
    """Put the request's id, Lambda's where there is one, and the id in its path on every line that is logged for it.

    In the cloud one line says how it was answered, by its route: addresses hold what readers look for and ask.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        context = request.META.get("lambda.context")
        ids = {"request_id": context.aws_request_id if context else str(uuid.uuid4())}
        if link := _LINK.search(request.path_info):
            ids["link_id"] = link[1]
        with saying(**ids):
            started = time.perf_counter()
            response = get_response(request)
            if settings.LOG_FORMAT == "json":
                _log(request, response, seconds=time.perf_counter() - started)
            return response

    return middleware


def _log(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    match = request.resolver_match
    about = {"method": request.method, "route": match.route if match else None, "status": response.status_code}
    logger.info("A request is answered", extra={**about, "seconds": round(seconds, 3)})


class DatabaseAway:
    """A page of its own while the database does not answer: asked again in a moment, everything is there."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        logger.error("The database is away", exc_info=exception)
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = str(DATABASE_BACK_IN)
        return response


def refuse_foreign_changes(get_response: Handler) -> Handler:
    """Refuse state-changing requests that another site's page sends.

    CORS alone does not stop them: the browser sends the request and only keeps the answer from the page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in _SAFE and _is_foreign(request):
            message = _("This request came from another site’s page.")
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
