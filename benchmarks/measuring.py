"""Follows one export through an installation, and draws the figures: time, requests, what was found, what it cost."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.checking import Verdict, compare, data_rows
from benchmarks.installation import Installation
from benchmarks.stages import Cost, StopWatch

REFUSALS = ("403", "429")
ALLOWED_A_SECOND = 3  # requests that Open Library allows to who names a contact


@dataclass(frozen=True, slots=True)
class Followed:
    """An export at its end: seconds from the POST to the first readable document and to the last one."""

    uuid: str
    first: float
    last: float
    document: dict[str, Any]
    status: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a service was asked: requests, the most in one second, on average a second (None: too few to say)."""

    requests: int = 0
    peak: int = 0
    average: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One export, on an empty catalogue."""

    name: str
    rows: int
    followed: Followed
    open_library: Asked
    google_books: Asked
    statuses: dict[str, int]
    found_by: Counter[str]  # "isbn", "goodreads_id", "title": how the books were found
    verdict: Verdict
    costs: dict[str, Cost]

    @property
    def books(self) -> int:
        return int(self.followed.document["total_books"])

    @property
    def requests(self) -> int:
        return self.open_library.requests + self.google_books.requests

    @property
    def refused(self) -> int:
        return sum(self.statuses.get(status, 0) for status in REFUSALS)

    @property
    def found(self) -> float:
        """The share of the books that some service knows."""
        return self.share(*self.found_by)

    @property
    def limit(self) -> float:
        """Seconds that Open Library's limit alone would take for these requests."""
        return self.open_library.requests / ALLOWED_A_SECOND

    def share(self, *ways: str) -> float:
        return sum(self.found_by[way] for way in ways) / self.books

    def share_with(self, field: str) -> float:
        """The share of the books whose `field` in the document holds something."""
        return sum(bool(book[field]) for book in self.followed.document["books"]) / self.books

    def cost(self, stage: str) -> float:
        """CPU seconds of a stage, all workers together, as a share of the time to the last document; asking left out."""
        cost = self.costs.get(stage, Cost())
        return (cost.cpu - cost.asking) / self.followed.last

    @property
    def cost_of_asking(self) -> float:
        return sum(cost.asking for cost in self.costs.values()) / self.followed.last


def measure(installation: Installation, path: Path, watch: StopWatch) -> Measured:
    """Hand one export in as the first that the installation sees, follow it to its end, and delete it."""
    content = path.read_bytes()
    forget_answers(installation)
    installation.reset_stats()
    watch.reset()
    followed = follow(installation, content)
    stats = installation.stats()
    measured = Measured(
        name=path.stem,
        rows=data_rows(content),
        followed=followed,
        open_library=asked_of(stats, "openlibrary"),
        google_books=asked_of(stats, "googlebooks"),
        statuses=stats["statuses"],
        found_by=found_by(installation, followed.uuid),
        verdict=compare(followed.document, catalogue_keys(installation)),
        costs=watch.costs(),
    )
    installation.delete(followed.uuid)
    return measured


def follow(installation: Installation, content: bytes, *, seconds: float = 600) -> Followed:
    """Hand a file in and wait until its last document is published. Raises TimeoutError after `seconds`."""
    started = time.monotonic()
    uuid = installation.upload(content)
    first: float | None = None
    while time.monotonic() - started < seconds:
        status = installation.call(f"/api/status/{uuid}")[1]
        installation.note_memory()
        if first is None and status["published_at"] and installation.call(f"/api/data/{uuid}")[0] == 200:
            first = time.monotonic() - started
        if status["status"] == "error":
            raise RuntimeError(status["error_message"])
        if first is not None and status["status"] == "complete":
            document = installation.call(f"/api/data/{uuid}")[1]
            if document["enrichment_stats"]["complete"] or status["waiting_for_services"]:
                return Followed(uuid, first, time.monotonic() - started, document, status)
        time.sleep(0.05 if first is None else 0.25)
    raise TimeoutError(f"not complete after {seconds:.0f} s: {status}")


def asked(stats: dict[str, Any]) -> int:
    """Requests that the services were sent, all together."""
    return sum(service["requests"] for service in stats["services"].values())


def asked_of(stats: dict[str, Any], service: str) -> Asked:
    said = stats["services"].get(service)
    if said is None:
        return Asked()
    # Between n requests lie n - 1 gaps: counted so, a short series does not look faster than it was.
    average = (said["requests"] - 1) / said["span_s"] if said["span_s"] > 1 else None
    return Asked(said["requests"], said["peak_in_one_second"], average)


def catalogue_keys(installation: Installation) -> dict[str, str]:
    """ISBN-13 -> the work whose facts the installation's catalogue holds for it."""
    return dict(
        _rows(
            installation,
            "SELECT b.isbn13, json_extract(a.facts, '$.key') FROM enrichment_answer a JOIN enrichment_book b ON b.id = a.book_id "
            "WHERE a.provider = 'openlibrary' AND a.outcome = 'known' AND b.isbn13 != ''",
        )
    )


def found_by(installation: Installation, uuid: str) -> Counter[str]:
    """How many of a library's books were found by which of their names; Open Library's word counts first."""
    answers = "SELECT book_id, json_extract(facts, '$.matched_by') FROM enrichment_answer WHERE outcome = 'known'"
    how = dict(_rows(installation, f"{answers} ORDER BY provider = 'openlibrary'"))
    library = installation.folder / "data" / "files" / "uploads" / uuid / "library.json"
    books = [book["catalogue"] for book in json.loads(library.read_bytes())]
    return Counter(how[book] for book in books if book in how)


def forget_answers(installation: Installation) -> None:
    """Empty the catalogue, so that each export is measured as the first one."""
    with closing(sqlite3.connect(installation.folder / "data" / "db.sqlite3", timeout=20)) as database, database:
        database.execute("DELETE FROM enrichment_answer")


def _rows(installation: Installation, query: str) -> Iterable[tuple[Any, Any]]:
    path = installation.folder / "data" / "db.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()
