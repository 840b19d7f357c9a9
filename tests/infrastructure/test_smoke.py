"""The smoke test must find a site that does not work, and leave nothing behind on any."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from infrastructure import smoke

LINK = "6f1c2a34-0000-4000-8000-5d6e7f809a1b"
Answer = Callable[[], httpx.Response]


class Site:
    """A site that works, but for the answers that a test puts in."""

    def __init__(self, **instead: Answer) -> None:
        self.instead = instead
        self.deleted = False
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        step = f"{request.method} {request.url.path.replace(LINK, '_')}"
        self.asked.append(step)
        if request.method == "DELETE":
            self.deleted = True
        for path, answer in self.instead.items():
            if step.endswith(path.replace("__", "/")):
                return answer()
        return self._working(step)

    def _working(self, step: str) -> httpx.Response:
        answers: dict[str, httpx.Response] = {
            "GET /health": httpx.Response(200, json={"status": "ok"}),
            "GET /": httpx.Response(200, text='<link rel="stylesheet" href="/static/css/base.123.css">'),
            "GET /static/css/base.123.css": httpx.Response(200),
            "POST /api/upload": httpx.Response(202, json={"uuid": LINK}),
            "GET /api/status/_": httpx.Response(200, json={"status": "complete", "stage": "done"}),
            "GET /api/data/_": httpx.Response(404 if self.deleted else 200, json={"total_books": 3}),
            "GET /d/_": httpx.Response(200),
            "DELETE /api/data/_": httpx.Response(200),
        }
        return answers.get(step, httpx.Response(404))


def check(site: Site) -> None:
    smoke.check("https://site.example", transport=httpx.MockTransport(site), wait=0)


def test_a_site_that_works_passes_and_nothing_is_left_behind() -> None:
    site = Site()

    check(site)

    assert site.asked[-2:] == ["DELETE /api/data/_", "GET /api/data/_"]


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        ({"GET /health": lambda: httpx.Response(503, text="no database")}, "503, not 200: no database"),
        ({"GET /": lambda: httpx.Response(200, text="<html>")}, "no stylesheet"),
        ({".css": lambda: httpx.Response(404)}, "base.123.css was answered with 404"),
        ({"POST /api/upload": lambda: httpx.Response(500)}, "POST /api/upload was answered with 500"),
    ],
)
def test_a_site_that_does_not_stand_is_found(instead: dict[str, Answer], says: str) -> None:
    with pytest.raises(smoke.SiteFails, match=says):
        check(Site(**instead))


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        (
            {"GET /api/status/_": lambda: httpx.Response(200, json={"status": "processing", "stage": "queued"})},
            "still at queued: do tasks run",
        ),
        ({"GET /api/status/_": lambda: httpx.Response(200, json={"status": "error", "stage": "failed"})}, "is error"),
        ({"GET /d/_": lambda: httpx.Response(500)}, "was answered with 500"),
    ],
)
def test_what_was_handed_in_is_deleted_though_a_step_fails(instead: dict[str, Answer], says: str) -> None:
    site = Site(**instead)

    with pytest.raises(smoke.SiteFails, match=says):
        check(site)

    assert site.deleted


def test_a_site_that_is_not_there_is_said() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    with pytest.raises(smoke.SiteFails, match="ConnectError"):
        smoke.check("https://site.example", transport=httpx.MockTransport(refuse))
