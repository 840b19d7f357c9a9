"""Several libraries at once, and several clusters at once: who waits for whom, and whether the limits hold for all together."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.installation import Installation, installed
from benchmarks.measuring import Asked, asked_of, follow
from benchmarks.printing import print_table
from benchmarks.stages import LOOKING_UP, StopWatch, stop_watch

SMALL = 50  # books
HEAD_START = 8.0  # seconds that the large library is ahead: both places at the services are taken by then
TOGETHER = 45.0  # seconds that several clusters are watched


@dataclass(frozen=True, slots=True)
class Together:
    """What several clusters asked Open Library, all together, and how many batches each of them looked up."""

    name: str
    seconds: float
    library: Asked
    statuses: Mapping[str, int]
    batches: tuple[int, ...]


def measure_fairness(services: str, large: Path, other: Path, *, postgres: str) -> None:
    """`large` and `other` are exports; a slice of the other is the small library."""
    _print_small_behind_large(services, large, other)
    found = [_together(services, "two on SQLite", [large, other])]
    with _a_database(postgres) as address:
        if address is None:
            print("\nno PostgreSQL to create a database in: two clusters on one are not measured")
        else:
            found.append(_together(services, "two on PostgreSQL", [large, other], database=address))
    _print_together(found)


def first_rows(content: bytes, count: int) -> bytes:
    """A small export: the header and the first rows of one."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row for place, row in enumerate(rows) if place <= count)
    return out.getvalue().encode()


def _print_small_behind_large(services: str, large: Path, other: Path) -> None:
    small = first_rows(other.read_bytes(), SMALL)
    with installed(services=services) as installation:
        installation.reset_stats()
        ahead = installation.upload(large.read_bytes())
        time.sleep(HEAD_START)
        behind = follow(installation, small)
        standing = installation.call(f"/api/status/{ahead}")[1]["progress"]
        stats = installation.stats()
        installation.delete(ahead)
    library = asked_of(stats, "openlibrary")
    print_table(
        f"{behind.document['total_books']} books handed in {HEAD_START:.0f} s behind {standing['total_books']}",
        ["small library"],
        [
            ("seconds to the first document", [f"{behind.first:.2f}"]),
            ("seconds to the last", [f"{behind.last:.1f}"]),
            ("the large one then stood at", [f"{standing['percent_complete']}%"]),
            ("most requests in a second, Open Library", [str(library.peak)]),
            ("requests a second, Open Library", [f"{library.average or 0:.2f}"]),
            ("answers", [_statuses(stats["statuses"])]),
        ],
    )


def _together(services: str, name: str, exports: list[Path], *, database: str = "") -> Together:
    with stop_watch() as watch:
        settings = {**watch.settings, **({"DATABASE_URL": database} if database else {})}
        with installed(services=services, settings=settings, clusters=2) as installation:
            installation.reset_stats()
            uploads = [installation.upload(path.read_bytes()) for path in exports]
            time.sleep(TOGETHER)
            stats = installation.stats()
            batches = _batches(installation, watch)
            for upload in uploads:
                installation.delete(upload)
    return Together(name, TOGETHER, asked_of(stats, "openlibrary"), stats["statuses"], batches)


def _batches(installation: Installation, watch: StopWatch) -> tuple[int, ...]:
    """Batches looked up by each cluster: its workers' process group is that of the child which the watchdog started."""
    runs = watch.runs_of(LOOKING_UP)
    children = [cluster.children()[0].pid for cluster in installation.clusters]
    return tuple(runs.get(os.getpgid(child), 0) for child in children)


def _print_together(found: list[Together]) -> None:
    print_table(
        f"Two clusters of workers at work on two libraries, watched for {TOGETHER:.0f} s",
        [one.name for one in found],
        [
            ("requests, Open Library", [str(one.library.requests) for one in found]),
            ("most requests in a second", [str(one.library.peak) for one in found]),
            ("requests a second", [f"{one.library.average or 0:.2f}" for one in found]),
            ("answers", [_statuses(one.statuses) for one in found]),
            ("batches of each cluster", [" + ".join(map(str, one.batches)) for one in found]),
        ],
    )


def _statuses(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))


@contextmanager
def _a_database(server: str) -> Iterator[str | None]:
    """A new database on the PostgreSQL server at this address, for one run; None where there is no server."""
    name = f"goodreads_stats_benchmark_{os.getpid()}"
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
