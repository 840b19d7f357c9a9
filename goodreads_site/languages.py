"""In which language a reader is answered: the one chosen at the foot of a page, else the browser's, else English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

Handler = Callable[[HttpRequest], HttpResponse]

# A language is no right that a foreign form could use, and under no-referrer browsers send this form with
# "Origin: null", which the CSRF check would refuse. The view follows no address but one of this host.
choose = csrf_exempt(set_language)


def for_this_request(get_response: Handler) -> Handler:
    """Around Django's LocaleMiddleware, which names Accept-Language alone to caches, though the choice counts, too.

    It also leaves the language on for whatever the process does next: on Lambda that may be a background task.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        translation.deactivate()
        return response

    return middleware


def offered(request: HttpRequest) -> dict[str, Any]:
    """For templates: the languages to choose from, and the address to come back to."""
    return {"offered_languages": settings.LANGUAGES, "here_again": request.get_full_path()}
