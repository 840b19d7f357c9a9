"""The main job, measured through the HTTP API on real exports against the stand-in: `make bench`.

For each export: seconds from POST to the first readable document, seconds to the last, requests of each service
(in all, a second, a book), the share of books found, books with another book's facts, and memory.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.checking import compare, data_rows
from benchmarks.installation import ROOT, STAND_IN, Installation, installed

EXPORTS = ROOT.parent / "shared" / "exports"
COLUMNS = (
    ("export", 12), ("rows", 6), ("books", 6), ("bad", 4), ("first s", 8), ("last s", 7), ("OL req", 7), ("GB req", 7),
    ("books/req", 10), ("peak/s", 7), ("avg/s", 6), ("found", 6), ("by ISBN", 8), ("wrong", 6), ("genres", 7),
)  # fmt: skip


def main() -> None:
    options = _options()
    if not STAND_IN.exists() or not EXPORTS.is_dir():
        sys.exit("The stand-in for the services and the exports are not beside this checkout: nothing to measure with.")
    paths = options.exports or sorted([*EXPORTS.glob("*.csv"), *EXPORTS.glob("history/*.csv")])
    with installed(
        stand_in=("--latency", str(options.latency), "--limits", "--google-quota", "100000")
    ) as installation:
        print(" ".join(f"{name:>{width}}" for name, width in COLUMNS))
        for path in paths:
            measure(installation, path)
        again = paths[0]
        installation.reset_stats()
        _follow(installation, again.read_bytes())
        print(f"\n{again.name} once more: {_requests(installation.stats())} requests")
        print(
            "memory, highest of any process: "
            + ", ".join(f"{k} {v / 1e6:.0f} MB" for k, v in installation.peaks.items())
        )


def measure(installation: Installation, path: Path) -> dict[str, Any]:
    """Hand one export in, follow it to its end, print its line."""
    content = path.read_bytes()
    installation.reset_stats()
    uuid, first, last = _follow(installation, content)
    document = installation.call(f"/api/data/{uuid}")[1]
    stats = installation.stats()
    verdict = compare(document, _keys(installation))
    services = stats["services"]
    asked = services.get("openlibrary", {"requests": 0, "peak_in_one_second": 0, "span_s": 0})
    books = document["total_books"]
    line = {
        "export": path.name[-12:],
        "rows": data_rows(content),
        "books": books,
        "bad": document["unreadable_rows"],
        "first s": f"{first:.2f}",
        "last s": f"{last:.1f}",
        "OL req": asked["requests"],
        "GB req": services.get("googlebooks", {}).get("requests", 0),
        "books/req": f"{books / max(1, _requests(stats)):.1f}",
        "peak/s": asked["peak_in_one_second"],
        "avg/s": f"{asked['requests'] / asked['span_s']:.2f}" if asked["span_s"] > 1 else "-",
        "found": f"{sum(bool(book['sources']) for book in document['books']) / books:.0%}",
        "by ISBN": f"{verdict.share:.1%}",
        "wrong": verdict.wrong,
        "genres": f"{sum(bool(book['genres']) for book in document['books']) / books:.0%}",
    }
    print(" ".join(f"{line[name]!s:>{width}}" for name, width in COLUMNS), flush=True)
    refused = {status: n for status, n in stats["statuses"].items() if status in ("403", "429")}
    if refused or verdict.wrong:
        print(f"    refused: {refused}; wrong: {verdict.examples}")
    return line


def _follow(installation: Installation, content: bytes) -> tuple[str, float, float]:
    """Hand a file in and wait: its id, seconds to the first document, seconds to the end."""
    started = time.monotonic()
    uuid = installation.upload(content)
    first = None
    while True:
        status = installation.call(f"/api/status/{uuid}")[1]
        if first is None and status["published_at"] and installation.call(f"/api/data/{uuid}")[0] == 200:
            first = time.monotonic() - started
        installation.note_memory()
        if status["status"] == "error":
            raise RuntimeError(status["error_message"])
        if first is not None and status["status"] == "complete" and _is_final(installation, uuid):
            return uuid, first, time.monotonic() - started
        time.sleep(0.05 if first is None else 0.25)


def _is_final(installation: Installation, uuid: str) -> bool:
    stats = installation.call(f"/api/data/{uuid}")[1]["enrichment_stats"]
    return bool(stats["complete"]) or not stats["waiting"]


def _keys(installation: Installation) -> dict[str, str]:
    """ISBN-13 -> the work whose facts the installation's catalogue holds for it."""
    with sqlite3.connect(f"file:{installation.folder / 'data' / 'db.sqlite3'}?mode=ro", uri=True) as database:
        rows: Iterable[tuple[str, str]] = database.execute(
            "SELECT b.isbn13, json_extract(a.facts, '$.key') FROM enrichment_answer a JOIN enrichment_book b ON b.id = a.book_id "
            "WHERE a.provider = 'openlibrary' AND a.outcome = 'known' AND b.isbn13 != ''"
        )
        return dict(rows)


def _requests(stats: dict[str, Any]) -> int:
    return sum(service["requests"] for service in stats["services"].values())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("exports", nargs="*", type=Path, help="exports to measure; all of ../shared/exports by default")
    parser.add_argument("--latency", type=float, default=250, help="median milliseconds that a service takes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
