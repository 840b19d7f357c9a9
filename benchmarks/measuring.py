"""Follows one export through an installation, and counts what was asked of the services meanwhile."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.installation import Installation


@dataclass(frozen=True, slots=True)
class Followed:
    """An export at its end: seconds from the POST to the first readable document and to the last one."""

    uuid: str
    first: float
    last: float
    document: dict[str, Any]
    status: dict[str, Any]


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


def catalogue_keys(installation: Installation) -> dict[str, str]:
    """ISBN-13 -> the work whose facts the installation's catalogue holds for it."""
    with sqlite3.connect(f"file:{installation.folder / 'data' / 'db.sqlite3'}?mode=ro", uri=True) as database:
        rows: Iterable[tuple[str, str]] = database.execute(
            "SELECT b.isbn13, json_extract(a.facts, '$.key') FROM enrichment_answer a JOIN enrichment_book b ON b.id = a.book_id "
            "WHERE a.provider = 'openlibrary' AND a.outcome = 'known' AND b.isbn13 != ''"
        )
        return dict(rows)
