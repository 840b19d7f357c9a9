"""Looks whether a site does what it is for: `python -m infrastructure.smoke https://goodreads-stats.example.org`.

As a reader would: three made-up books are handed in, become a dashboard, are shared, and deleted again. Whoever runs it
leaves nothing behind, whatever happens between.
"""

from __future__ import annotations

import re
import sys
import time
from typing import Any

import httpx

WAIT = 120.0  # seconds for three books: a cold function, a cold database and the catalogues together take some ten
EXPORT = """\
Book Id,Title,Author,My Rating,Number of Pages,Original Publication Year,Date Read,Date Added,Exclusive Shelf
900000001,The First Test of Smoke,Ada Stove,4,210,2001,2024/03/02,2024/02/01,read
900000002,A Second Puff,Ada Stove,0,340,2003,,2024/02/03,to-read
900000003,Where There Is Fire,Ben Chimney,5,120,2010,2024/05/06,2024/04/01,read
"""


class SiteFails(Exception):
    """The site does not do what it is for; the message says which step and how it was answered."""


def check(url: str, *, transport: httpx.BaseTransport | None = None, wait: float = WAIT) -> None:
    """Go all the way, saying each step. Raises `SiteFails`."""
    with httpx.Client(base_url=url.rstrip("/"), transport=transport, timeout=30, follow_redirects=True) as site:
        health = _ask(site, "GET", "/health")
        _say("healthy", health.text[:200])
        page = _ask(site, "GET", "/").text
        style = re.search(r'href="([^"]+\.css)"', page)
        if style is None:
            raise SiteFails("The start page names no stylesheet.")
        _ask(site, "GET", str(httpx.URL(url).join(style[1])))
        _say("the start page and its style are there")
        uploaded = _ask(
            site, "POST", "/api/upload", files={"csv": ("smoke.csv", EXPORT.encode(), "text/csv")}, good=202
        )
        link = str(uploaded.json()["uuid"])
        try:
            _see_it_through(site, link, wait=wait)
        finally:
            _ask(site, "DELETE", f"/api/data/{link}")
        _ask(site, "GET", f"/api/data/{link}", good=404)
        _say("deleted without a trace")


def _see_it_through(site: httpx.Client, link: str, *, wait: float) -> None:
    _say("three books are handed in")
    status = _when_done(site, link, wait=wait)
    document = _ask(site, "GET", f"/api/data/{link}").json()
    if (status["status"], document["total_books"]) != ("complete", 3):
        raise SiteFails(f"Three books became {document['total_books']}, and the dashboard is {status['status']}.")
    _ask(site, "GET", f"/d/{link}")
    _say("their dashboard is there")


def _when_done(site: httpx.Client, link: str, *, wait: float) -> dict[str, Any]:
    until = time.monotonic() + wait
    while True:
        status: dict[str, Any] = _ask(site, "GET", f"/api/status/{link}").json()
        if status["status"] != "processing":
            return status
        if time.monotonic() > until:
            raise SiteFails(f"After {wait:.0f} s the books are still at {status['stage']}: do tasks run?")
        time.sleep(1)


def _ask(site: httpx.Client, method: str, path: str, *, good: int = 200, **body: Any) -> httpx.Response:
    try:
        answer = site.request(method, path, **body)
    except httpx.HTTPError as error:
        raise SiteFails(f"{method} {path}: {error!r}") from error
    if answer.status_code != good:
        raise SiteFails(f"{method} {path} was answered with {answer.status_code}, not {good}: {answer.text[:300]}")
    return answer


def _say(*words: str) -> None:
    print("smoke test:", *words, flush=True)


if __name__ == "__main__":
    try:
        check(sys.argv[1])
    except SiteFails as failure:
        sys.exit(str(failure))
