"""The package that is deployed, unzipped where there is nothing else, does all that the site is for."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from infrastructure import events, static
from infrastructure.local_lambda import InvocationFailed
from infrastructure.site import SERVER, Site, deployed
from tests.exports import books, works
from tests.stand_in import StandIn, serving

pytestmark = [pytest.mark.cloud, pytest.mark.timeout(600)]
KNOWN = range(1, 61)


@pytest.fixture(scope="module")
def open_library() -> Iterator[StandIn]:
    with serving(works(KNOWN)) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def site(built: None, aws: str, open_library: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    variables = {"OPEN_LIBRARY_URL": open_library.address, "OPEN_LIBRARY_PER_SECOND": "40"}
    with deployed(aws, tmp_path_factory.mktemp("function"), **variables) as site:
        yield site


def upload(site: Site, content: bytes) -> dict[str, Any]:
    answer = site.post("/api/upload", files={"csv": ("export.csv", content, "text/csv")})
    assert answer.status == 202, answer.text
    return dict(answer.json())


def document(site: Site, link: str) -> dict[str, Any]:
    """As a browser gets it: from the address in S3 that the function answers with."""
    answer = site.get(f"/api/data/{link}")
    assert answer.status == 302, answer.text
    stored = httpx.get(answer.headers["location"])
    assert stored.headers["Content-Encoding"] == "gzip"
    return dict(stored.json())


def status(site: Site, link: str) -> dict[str, Any]:
    return dict(site.get(f"/api/status/{link}").json())


def test_an_export_becomes_a_dashboard_that_is_shared_and_deleted(site: Site, open_library: StandIn) -> None:
    handed_in = upload(site, books(*KNOWN[:20]))
    link = handed_in["uuid"]

    assert site.work() == 0

    assert (status(site, link)["status"], status(site, link)["found"]) == ("complete", 20)
    held = document(site, link)
    assert (held["total_books"], held["books"][0]["genres"]) == (20, ["Fantasy"])
    assert site.get(handed_in["dashboard_url"]).status == 200
    shared = site.get(handed_in["share_url"])
    assert (shared.status, link in shared.text) == (200, False)
    assert site.files()[site.variables["S3_UPLOADS_BUCKET"]] == [f"{link}/library.json"]  # the raw file is gone

    assert site.delete(f"/api/data/{link}").status == 200
    assert [names for names in site.files().values() if names] == []
    assert site.get(f"/d/{link}").status == 404
    assert site.get(handed_in["share_url"]).status == 404


def test_a_large_export_goes_past_the_function(site: Site) -> None:
    offer = site.post("/api/upload/presign").json()
    assert httpx.post(offer["url"], data=offer["fields"], files={"file": books(*KNOWN[:5])}).status_code == 204

    handed_in = site.post(offer["complete_url"])
    assert site.work() == 0

    assert handed_in.status == 202
    assert document(site, offer["uuid"])["total_books"] == 5


def test_a_message_that_comes_three_times_changes_nothing(site: Site) -> None:
    link = upload(site, books(*KNOWN[20:40]))["uuid"]

    site.work(times=3)

    assert (status(site, link)["status"], status(site, link)["found"]) == ("complete", 20)
    assert len({book["goodreads_id"] for book in document(site, link)["books"]}) == 20


def test_a_function_that_is_killed_in_the_middle_loses_nothing(site: Site, open_library: StandIn) -> None:
    link = upload(site, books(*KNOWN[40:]))["uuid"]
    site.deliver(one(site))  # the reading
    open_library.seconds, asked = 30, len(open_library.asked)
    killer = threading.Thread(target=kill_when, args=(site, lambda: len(open_library.asked) > asked))

    killer.start()
    failed = site.work()
    killer.join()
    open_library.seconds = 0
    assert failed >= 1
    assert status(site, link)["status"] == "processing"

    # What Lambda does in minutes: the dead worker's lease ends, and the clock finds its work.
    site.sql("UPDATE uploads_batch SET lease_until = now() - interval '1 second'")
    site.clock("goodreads_site.lambda_events.sweep")
    assert site.work() == 0
    assert (status(site, link)["status"], status(site, link)["found"]) == ("complete", 20)


def one(site: Site) -> dict[str, Any]:
    message = site.message()
    assert message is not None
    return message


def kill_when(site: Site, condition: Any) -> None:
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    site.function.process.kill()


def test_what_fails_three_times_is_set_aside_shown_and_replayed(site: Site) -> None:
    sqs = site.target.client("sqs")
    sqs.send_message(QueueUrl=site.queue, MessageBody="signed by nobody")

    failed = site.work()

    assert failed == 3
    [letter] = sqs.receive_message(QueueUrl=site.dead, VisibilityTimeout=0)["Messages"]
    assert letter["Body"] == "signed by nobody"
    site.manage("dead_letters")
    assert "signed by another key" in site.function.log.read_text()
    site.manage("dead_letters --replay")
    assert site.work() == 3  # it is no better than before
    sqs.purge_queue(QueueUrl=site.dead)


def test_the_clock_wakes_what_was_lost_and_deletes_what_must_not_stay(site: Site) -> None:
    link = upload(site, books(1, 2, 3))["uuid"]
    site.target.client("sqs").purge_queue(QueueUrl=site.queue)
    site.sql("UPDATE uploads_upload SET created_at = now() - interval '1 hour' WHERE id = %s", link)

    site.clock("goodreads_site.lambda_events.sweep")
    site.clock("goodreads_site.lambda_events.clean")
    site.work()

    assert status(site, link)["status"] == "complete"


def test_pages_come_through_the_gateway(site: Site) -> None:
    start = site.get("/")

    assert start.status == 200
    assert "default-src 'none'" in start.headers["content-security-policy"]
    assert site.get("/health").json()["database"] == "ok"
    assert site.get("/nowhere").status == 404


def test_the_site_lives_under_a_path_too(built: None, aws: str, tmp_path: Path) -> None:
    under = {"FORCE_SCRIPT_NAME": "/goodreads-stats", "SITE_URL": "https://example.org/goodreads-stats"}
    with deployed(aws, tmp_path, ALLOWED_HOSTS="example.org", **under) as site:
        start = site.get("/goodreads-stats/")
        handed_in = site.post(
            "/goodreads-stats/api/upload", files={"csv": ("export.csv", books(1, 2), "text/csv")}
        ).json()
        site.work()
        page = site.get(handed_in["dashboard_url"])

    asked = re.findall(r'(?:href|src|action)="(/[^"]*)"', start.text + page.text)
    assert (start.status, page.status) == (200, 200)
    assert [address for address in asked if not address.startswith("/goodreads-stats/")] == []


def test_all_that_a_page_asks_for_lies_in_s3_and_is_kept_for_ever(site: Site) -> None:
    asked = re.findall(r'(?:href|src)="/(static/[^"]+)"', site.get("/").text)

    s3, bucket = site.target.client("s3"), static.bucket("dev")
    found = {name: s3.head_object(Bucket=bucket, Key=name) for name in asked}
    assert {Path(name).suffix for name in asked} >= {".css", ".js", ".svg", ".woff2"}
    assert {file["CacheControl"] for file in found.values()} == {static.FOR_EVER}
    assert {file["ContentType"].partition(";")[0] for file in found.values()} == set(static.TYPES.values())


def test_who_comes_past_the_edge_is_refused(site: Site) -> None:
    for key in ("", "a guess"):
        assert site.send(events.http_api("GET", "/", key=key)).status == 403


def test_a_choice_of_language_comes_back_as_a_cookie(site: Site) -> None:
    chosen = site.post("/language", data={"language": "de", "next": "/"})

    [cookie] = {cookie.strip() for cookie in chosen.cookies}  # Zappa hands over each twice
    assert cookie.startswith("language=de")
    assert "Secure" in cookie
    assert 'lang="de"' in site.get("/", cookie="language=de").text


def test_logs_are_json_with_ids_and_without_titles(site: Site) -> None:
    link = upload(site, books(7))["uuid"]
    site.work()

    site.get(f"/d/{link}/books?q=what-a-reader-looks-for")

    log = site.function.log.read_text()
    assert [word for word in ("what-a-reader-looks-for", events.VIEWER, "Mozilla") if word in log] == []
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    of_the_task = [line for line in lines if line.get("upload_id")]
    assert of_the_task
    assert {"method", "route", "status", "request_id"} <= set().union(*(line.keys() for line in lines))
    assert all({"task_id", "request_id", "task"} <= line.keys() for line in of_the_task)
    assert link not in log, "who reads the log could open the dashboard"
    assert books(7).decode().splitlines()[1].split(",")[1] not in log
    figures = ("QueueAge", "BooksEnriched", "TimeToFirstDocument")
    assert [name for name in figures if not any(name in line for line in lines)] == []


def test_a_finished_dashboard_is_there_with_the_database_stopped(site: Site) -> None:
    link = upload(site, books(*KNOWN[:12]))["uuid"]
    site.work()

    with stopped(site):
        page = site.get(f"/d/{link}")
        assert (page.status, "changed again later" in page.text) == (200, True)
        assert document(site, link)["total_books"] == 12
        assert site.get(f"/api/status/{link}").status == 503

    assert site.get(f"/api/status/{link}").status == 200


@contextmanager
def stopped(site: Site) -> Iterator[None]:
    """The site's database lets nobody in."""
    name = site.database.rpartition("/")[2]
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_an_invocation_that_fails_says_so(site: Site) -> None:
    """Lambda takes an answer for success whatever it says: an error must be one, or its message is lost."""
    with pytest.raises(InvocationFailed):
        site.manage("no_such_command")
