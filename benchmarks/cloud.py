"""What a library uses of AWS: `python -m benchmarks.cloud ../shared/exports/14.csv`, after `make package`.

The deployed package works under AWS's runtime client, against moto's S3 and SQS, PostgreSQL and the stand-in for the book
services with the latency and limits of the real ones. A reader's browser with an empty cache hands the export in, watches the
library fill and looks at every page of it once. docs/cost.md and `manage.py cost_estimate` count with these figures.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
from playwright.sync_api import sync_playwright

from benchmarks.installation import standing_in
from infrastructure.front import Front
from infrastructure.local_lambda import Function
from infrastructure.site import Site, deployed, working
from infrastructure.standing_in import CREDENTIALS, serving_aws
from tests.browser.conftest import CHROMIUM, FLAGS

PAGES = ("/books", "/genres", "/authors", "/series")
NO_COVERS = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
SECONDS = 900.0  # until a library is looked up
_LINE = re.compile(r'"(GET|PUT|POST|HEAD|DELETE) (/[^ ?"]*)')


@dataclass(slots=True)
class Peak:
    """The most memory that the function's process took, in bytes."""

    rss: int = 0


def run(export: Path, *, latency: int) -> dict[str, float]:
    """Figures by name: see `_figures`."""
    with (
        tempfile.TemporaryDirectory(prefix="goodreads-stats-") as scratch,
        serving_aws(Path(scratch) / "aws.log") as aws,
        standing_in("--latency", str(latency), "--limits") as services,
        _found_by_boto(aws),
        Front() as front,
    ):
        variables = {"OPEN_LIBRARY_URL": f"{services}/openlibrary", "GOOGLE_BOOKS_URL": f"{services}/googlebooks"}
        variables |= {"SITE_URL": front.address, "ALLOWED_HOSTS": "127.0.0.1"}
        with deployed(aws, Path(scratch), apart=True, **variables) as site, _watching(site.function) as peak:
            front.serve(site)
            found = _figures(site, export, front, Path(scratch) / "aws.log")
            return found | {"memory at its highest, MB": peak.rss / 1e6}


def _figures(site: Site, export: Path, front: Front, log: Path) -> dict[str, float]:
    both, asked = (site.function, site.readers), front.asked
    site.get("/")  # cold starts are counted by themselves: they are the installation's, not the library's
    site.clock("goodreads_site.lambda_events.sweep")
    before, of_aws, cpu = [one.usage for one in both], _asked(log), [_cpu(one) for one in both]
    link = _visit(site, export, front.address)
    tasks, requests = (one.usage for one in both)
    used, of_aws = [_cpu(one) - was for one, was in zip(both, cpu, strict=True)], _asked(log) - of_aws
    polls = sum(times for path, times in asked.function.items() if "/api/status/" in path)
    document = httpx.get(site.get(f"/api/data/{link}").headers["location"])
    return {
        "books": float(document.json()["total_books"]),
        "invocations for tasks": float(tasks.invocations - before[0].invocations),
        "their seconds": tasks.seconds - before[0].seconds,
        "of that on the CPU": used[0],
        "requests that the function answers": float(asked.function.total()),
        "of these, polls": float(polls),
        "seconds for requests": requests.seconds - before[1].seconds,
        "of that on the CPU, too": used[1],
        "styles, scripts and fonts": float(asked.files.total()),
        "bytes of answers": float(asked.sent["function"]),
        "bytes of styles, scripts and fonts": float(asked.sent["files"]),
        "bytes of the document": float(len(gzip.compress(document.content))),
        "bytes of logs": float(sum(one.log.stat().st_size for one in both)),
        "requests to SQS": float(of_aws["sqs"] - site.in_vain),
        "writes to S3": float(of_aws["put"]),
        "reads from S3": float(of_aws["get"] - asked.files.total()),
        "bytes kept": float(_kept(site)),
    }


def _visit(site: Site, export: Path, address: str) -> str:
    """Hand in the file in a browser, stay until all is found, look at each page: the link's id."""
    with sync_playwright() as playwright, working(site):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, NO_COVERS])
        page = browser.new_context(base_url=address).new_page()  # no route(): that would switch its cache off
        page.goto("/")
        page.set_input_files("#csv", export)
        page.wait_for_url("**/d/*", timeout=60_000)
        link = urlsplit(page.url).path.rpartition("/")[2]
        until = time.monotonic() + SECONDS
        while not site.one("SELECT completed_at FROM uploads_upload WHERE id = %s", link):
            if time.monotonic() > until:
                raise RuntimeError(f"After {SECONDS:.0f} s the library is not done.")
            page.wait_for_timeout(1000)
        page.wait_for_timeout(10_000)  # the page asks once more, and shows what came last
        for name in PAGES:
            page.goto(f"/d/{link}{name}", wait_until="networkidle")
        browser.close()
    return link


def _kept(site: Site) -> int:
    s3 = site.target.client("s3")
    return sum(
        entry["Size"]
        for bucket, names in site.files().items()
        if names
        for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]
    )


def _cpu(function: Function) -> float:
    times = psutil.Process(function.process.pid).cpu_times()
    return float(times.user + times.system)


def _asked(log: Path) -> Counter[str]:
    """How often S3 and SQS were asked so far, by what they charge for. Deletions are free."""
    asked: Counter[str] = Counter()
    for method, path in _LINE.findall(log.read_text("utf-8", "replace")):
        if path == "/":
            asked["sqs"] += 1
        elif method in ("PUT", "POST"):
            asked["put"] += 1
        elif method in ("GET", "HEAD"):
            asked["get"] += 1
    return asked


@contextmanager
def _watching(function: Function) -> Iterator[Peak]:
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.wait(0.05):
            try:
                peak.rss = max(peak.rss, psutil.Process(function.process.pid).memory_info().rss)
            except psutil.Error:
                continue

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


@contextmanager
def _found_by_boto(aws: str) -> Iterator[None]:
    given = CREDENTIALS | {"AWS_ENDPOINT_URL": aws, "AWS_DEFAULT_REGION": "us-east-1"}
    before = {name: os.environ[name] for name in given.keys() & os.environ.keys()}
    os.environ.update(given)
    try:
        yield
    finally:
        for name in given:
            del os.environ[name]
        os.environ.update(before)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures what a library uses of AWS.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--latency", type=int, default=800, help="median milliseconds of the book services (800)")
    options = parser.parse_args()
    for name, figure in run(options.export, latency=options.latency).items():
        print(f"{name:40} {figure:12,.2f}")


if __name__ == "__main__":
    main()
