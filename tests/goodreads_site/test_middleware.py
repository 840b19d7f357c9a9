"""Which requests are let in, and what every answer carries."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from goodreads_site.logging import JsonLines
from goodreads_site.middleware import keep_links_private, name_request, refuse_foreign_changes, strip_script_name

HERE = "testserver"


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def send(method: str, **headers: str) -> int:
    request: Any = RequestFactory().generic(
        method, "/api/data/x", headers={key.replace("_", "-"): v for key, v in headers.items()}
    )
    return refuse_foreign_changes(answer)(request).status_code


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "null"},
    ],
)
def test_a_change_that_another_sites_page_sends_is_refused(method: str, headers: dict[str, str]) -> None:
    assert send(method, **headers) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},  # a program, not a browser
        {"origin": f"http://{HERE}"},
        {"origin": f"http://{HERE}", "sec_fetch_site": "same-origin"},
        {"origin": "null", "sec_fetch_site": "same-origin"},  # a form of a page under no-referrer
        {"sec_fetch_site": "none"},
    ],
)
def test_a_change_that_our_own_page_or_a_program_sends_is_let_in(headers: dict[str, str]) -> None:
    assert send("DELETE", **headers) == 200


def test_looking_is_let_in_from_everywhere() -> None:
    assert send("GET", origin="https://evil.example", sec_fetch_site="cross-site") == 200


def test_an_origin_that_the_settings_name_is_let_in(settings: Settings) -> None:
    settings.CORS_ORIGINS = ["https://books.example"]

    assert send("DELETE", origin="https://books.example", sec_fetch_site="cross-site") == 200


@pytest.mark.parametrize("path", ["/d/some-id", "/d/some-id/books", "/s/some-id", "/api/data/some-id", "/api/status/x"])
def test_what_stands_under_a_link_is_kept_by_nobody(path: str) -> None:
    headers = keep_links_private(answer)(RequestFactory().get(path)).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize("path", ["/", "/api/docs", "/api/openapi.json", "/static/x.css"])
def test_what_belongs_to_nobody_may_be_found(path: str) -> None:
    headers = keep_links_private(answer)(RequestFactory().get(path)).headers

    assert "X-Robots-Tag" not in headers
    assert "Cache-Control" not in headers


def test_no_answer_may_use_the_camera_or_be_read_by_another_site() -> None:
    headers = keep_links_private(answer)(RequestFactory().get("/")).headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("/goodreads-stats/d/x", "/d/x"),
        ("/goodreads-stats", "/"),
        ("/d/x", "/d/x"),  # the proxy before us has taken it off
        ("/goodreads-statistics", "/goodreads-statistics"),
    ],
)
def test_the_path_that_the_site_lives_under_is_taken_off(settings: Settings, sent: str, meant: str) -> None:
    settings.FORCE_SCRIPT_NAME = "/goodreads-stats"
    request: Any = RequestFactory().get(sent)

    strip_script_name(answer)(request)

    assert request.path_info == meant


def test_without_such_a_path_nothing_is_taken_off(settings: Settings) -> None:
    settings.FORCE_SCRIPT_NAME = None
    request: Any = RequestFactory().get("/d/x")

    strip_script_name(answer)(request)

    assert (request.path_info, request.path) == ("/d/x", "/d/x")


def test_every_line_of_a_request_says_which_and_under_which_link(caplog: pytest.LogCaptureFixture) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        logging.getLogger("goodreads_site").warning("seen")
        lines.append(json.loads(JsonLines().format(caplog.records[-1])))
        return HttpResponse("done")

    lines: list[dict[str, Any]] = []
    link = "0b1e7b0c-6f3f-4a52-9d1c-2f7d8c5e4a31"
    context = SimpleNamespace(aws_request_id="9d1c0b1e-0000-4000-8000-000000000002")
    requests: list[Any] = [
        RequestFactory().get(f"/d/{link}/books", **{"lambda.context": context}),  # type: ignore[arg-type]
        RequestFactory().get("/"),
    ]

    for request in requests:
        name_request(view)(request)

    assert lines[0]["request_id"] == "9d1c0b1e-0000-4000-8000-000000000002"
    assert lines[0]["link_id"].startswith("~")
    assert lines[1]["request_id"]
    assert "link_id" not in lines[1]


def test_in_the_cloud_a_line_says_how_a_request_was_answered_and_not_what_was_asked(
    settings: Settings, caplog: pytest.LogCaptureFixture, client: Client, db: None
) -> None:
    settings.LOG_FORMAT = "json"
    caplog.set_level(logging.INFO, "goodreads_site.middleware")

    client.get(
        "/d/0b1e7b0c-6f3f-4a52-9d1c-2f7d8c5e4a31/authors/Ursula?q=The+Title+Looked+For", REMOTE_ADDR="203.0.113.9"
    )

    [record] = [record for record in caplog.records if record.name == "goodreads_site.middleware"]
    line = JsonLines().format(record)
    said = json.loads(line)
    assert (said["method"], said["status"]) == ("GET", 404)
    assert said["route"].startswith("d/<str:link>/authors/")
    assert said["seconds"] >= 0
    assert [word for word in ("Ursula", "Title", "203.0.113.9", "4a31") if word in line] == []
