"""What a library uses of AWS: `python -m benchmarks.cloud ../shared/exports/14.csv`, after `make package`.

The deployed package works under AWS's runtime client, against moto's S3 and SQS, PostgreSQL and the stand-in for the book
services with the latency and limits of the real ones. docs/cost.md and `manage.py cost_estimate` count with these figures.
"""

from __future__ import annotations

import argparse
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

import httpx
import psutil

from benchmarks.installation import standing_in
from infrastructure.local_lambda import Function
from infrastructure.site import Site, deployed
from infrastructure.standing_in import CREDENTIALS, serving_aws

POLLS = 30  # times that a reader's page asks how it stands
PAGES = ("", "/books", "/genres", "/authors", "/series")
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
    ):
        variables = {"OPEN_LIBRARY_URL": f"{services}/openlibrary", "GOOGLE_BOOKS_URL": f"{services}/googlebooks"}
        with deployed(aws, Path(scratch), **variables) as site, _watching(site.function) as peak:
            return _figures(site, export, Path(scratch) / "aws.log", peak)


def _figures(site: Site, export: Path, log: Path, peak: Peak) -> dict[str, float]:
    site.get("/")  # the cold start is counted by itself: it is the installation's, not the library's
    started, before, cpu = site.function.usage, _asked(log), _cpu(site.function)
    answer = site.post("/api/upload", files={"csv": ("export.csv", export.read_bytes(), "text/csv")})
    link = answer.json()["uuid"]
    site.work()
    while site.get(f"/api/status/{link}").json()["status"] == "processing":
        time.sleep(1)
        site.clock("goodreads_site.lambda_events.sweep")
        site.work()
    worked, cpu_of_work = site.function.usage, _cpu(site.function) - cpu
    asked = _asked(log) - before
    for _ in range(POLLS):
        site.get(f"/api/status/{link}")
    for page in PAGES:
        site.get(f"/d/{link}{page}")
    read, cpu_of_reading = site.function.usage, _cpu(site.function) - cpu - cpu_of_work
    document = httpx.get(site.get(f"/api/data/{link}").headers["location"])
    s3 = site.target.client("s3")
    stored = sum(
        entry["Size"]
        for bucket, names in site.files().items()
        if names
        for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]
    )
    return {
        "books": float(document.json()["total_books"]),
        "invocations, tasks and upload": float(worked.invocations - started.invocations),
        "seconds, tasks and upload": worked.seconds - started.seconds,
        "of that on the CPU": cpu_of_work,
        f"seconds, {POLLS} polls and {len(PAGES)} pages": read.seconds - worked.seconds,
        "of that on the CPU, too": cpu_of_reading,
        "requests to SQS": float(asked["sqs"]),
        "writes to S3": float(asked["put"]),
        "reads from S3": float(asked["get"]),
        "bytes kept": float(stored),
        "memory at its highest, MB": peak.rss / 1e6,
    }


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
