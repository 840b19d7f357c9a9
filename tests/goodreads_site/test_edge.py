"""Who comes past the CDN is refused, and who comes through it is who the CDN says."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from goodreads_site.edge import only_through_the_edge
from uploads import intake

ORIGIN = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"


@pytest.fixture(autouse=True)
def behind_the_edge(settings: Settings) -> None:
    settings.EDGE_KEYS = ["new-key", "old-key"]
    settings.SITE_URL = "https://stats.example.org"
    settings.ALLOWED_HOSTS = ["stats.example.org"]


def seen(**headers: str) -> HttpRequest:
    """The request as those behind the middleware see it."""
    found: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse("done")

    sent: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().get("/", headers=sent, SERVER_NAME=ORIGIN, REMOTE_ADDR="130.176.0.1")
    assert only_through_the_edge(answer)(request).status_code == 200
    return found[0]


@pytest.mark.parametrize("key", ["new-key", "old-key"])
def test_the_cdn_says_who_asks_and_for_which_site(key: str) -> None:
    request = seen(x_site_key=key, x_viewer_address="203.0.113.9", x_forwarded_for="198.51.100.1, 130.176.0.1")

    assert intake.address_of(request) == "203.0.113.9"
    assert request.get_host() == "stats.example.org"
    assert "new-key" not in str(request.META)


@pytest.mark.parametrize("headers", [{}, {"X-Site-Key": "a guess"}, {"X-Site-Key": ""}])
def test_who_comes_past_the_cdn_is_refused_by_every_page(client: Client, headers: dict[str, str]) -> None:
    sent: Any = headers | {"X-Viewer-Address": "203.0.113.9", "Host": "stats.example.org"}

    assert {client.get(path, headers=sent).status_code for path in ("/", "/health", "/api/openapi.json")} == {403}


def test_without_a_key_nobodys_word_is_taken(settings: Settings) -> None:
    settings.EDGE_KEYS = []

    request = seen(x_viewer_address="203.0.113.9")

    assert intake.address_of(request) == "130.176.0.1"
