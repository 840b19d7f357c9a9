"""The main job, measured through the HTTP API on real exports against the stand-in: `make bench`.

For each export: seconds from POST to the first readable document, seconds to the last, requests of each service
(in all, a second, a book), the share of books found, books with another book's facts, and memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from benchmarks.checking import compare, data_rows
from benchmarks.installation import ROOT, STAND_IN, Installation, installed
from benchmarks.measuring import asked, catalogue_keys, follow

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
        follow(installation, again.read_bytes())
        print(f"\n{again.name} once more: {asked(installation.stats())} requests")
        print(
            "memory, highest of any process: "
            + ", ".join(f"{k} {v / 1e6:.0f} MB" for k, v in installation.peaks.items())
        )


def measure(installation: Installation, path: Path) -> dict[str, Any]:
    """Hand one export in, follow it to its end, print its line."""
    content = path.read_bytes()
    installation.reset_stats()
    followed = follow(installation, content)
    document = followed.document
    stats = installation.stats()
    verdict = compare(document, catalogue_keys(installation))
    services = stats["services"]
    library = services.get("openlibrary", {"requests": 0, "peak_in_one_second": 0, "span_s": 0})
    books = document["total_books"]
    line = {
        "export": path.name[-12:],
        "rows": data_rows(content),
        "books": books,
        "bad": document["unreadable_rows"],
        "first s": f"{followed.first:.2f}",
        "last s": f"{followed.last:.1f}",
        "OL req": library["requests"],
        "GB req": services.get("googlebooks", {}).get("requests", 0),
        "books/req": f"{books / max(1, asked(stats)):.1f}",
        "peak/s": library["peak_in_one_second"],
        "avg/s": f"{asked['requests'] / asked['span_s']:.2f}" if library["span_s"] > 1 else "-",
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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("exports", nargs="*", type=Path, help="exports to measure; all of ../shared/exports by default")
    parser.add_argument("--latency", type=float, default=250, help="median milliseconds that a service takes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
