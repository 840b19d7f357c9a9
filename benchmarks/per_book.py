#!/usr/bin/env python3
"""The plain way to do it, to compare with: each book asked for by itself, fifteen books at a time, no batches.

    python benchmarks/per_book.py EXPORT.csv --services http://127.0.0.1:8765 [--books 100] [--patient]

A book costs one request of Google Books and two of Open Library: a search for the edition, then its work. It takes the
first thing that it is given. A request that is refused (403, 429) is given up, or with `--patient` sent again after a
second, as long as it takes; the real Open Library bans whoever goes on like that.
"""

from __future__ import annotations

import argparse
import csv
import io
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

AT_ONCE = 15
USER_AGENT = "PlainImporter/1.0 (plain-importer@example.org)"  # with a contact: without one everything is refused
PAUSE = 1.0  # seconds; Open Library does not say how long to wait
REFUSALS = (403, 429)


@dataclass(frozen=True, slots=True)
class Row:
    """What an export says of a book."""

    title: str
    author: str
    isbn: str


@dataclass(frozen=True, slots=True)
class Came:
    """What came of asking for a library book by book."""

    books: int
    seconds: float
    requests: int
    refused: int
    found: int  # books that a service gave anything for

    @property
    def share(self) -> float:
        return self.found / self.books


class Importer:
    """Asks the services, and counts."""

    def __init__(self, services: str, *, patient: bool, transport: httpx.BaseTransport | None = None) -> None:
        self.services = services
        self.patient = patient
        self.answers: list[int] = []  # their statuses
        self.client = httpx.Client(
            headers={"User-Agent": USER_AGENT},
            timeout=60,
            trust_env=False,
            transport=transport,
            limits=httpx.Limits(max_connections=AT_ONCE),
        )

    def run(self, rows: Sequence[Row]) -> Came:
        started = time.monotonic()
        with self.client, ThreadPoolExecutor(AT_ONCE) as threads:
            found = sum(threads.map(self.look_up, rows))
        seconds = time.monotonic() - started
        refused = sum(status in REFUSALS for status in self.answers)
        return Came(len(rows), seconds, len(self.answers), refused, found)

    def look_up(self, row: Row) -> bool:
        google = self.ask("/googlebooks/books/v1/volumes", q=_google(row), maxResults="1", key="plain")
        edition = self.ask("/openlibrary/search.json", limit="1", **_open_library(row))
        works = edition.get("docs") or []
        work = self.ask(f"/openlibrary{works[0]['key']}.json") if works else {}
        return bool(google.get("items") or work.get("key"))

    def ask(self, path: str, **params: str) -> dict[str, Any]:
        while True:
            answer = self.client.get(self.services + path, params=params)
            self.answers.append(answer.status_code)
            if answer.status_code not in REFUSALS or not self.patient:
                break
            time.sleep(PAUSE)
        return dict(answer.json()) if answer.status_code == 200 else {}


def rows_of(content: bytes) -> list[Row]:
    """The books of an export, as far as a plain reader of CSV sees them."""
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [Row(line["Title"] or "", line["Author"] or "", _isbn(line)) for line in lines]


def _isbn(line: dict[str, str]) -> str:
    thirteen, ten = ((line.get(name) or "").strip('="') for name in ("ISBN13", "ISBN"))
    return thirteen or ten


def _google(row: Row) -> str:
    return f"isbn:{row.isbn}" if row.isbn else f'intitle:"{row.title}" inauthor:"{row.author}"'


def _open_library(row: Row) -> dict[str, str]:
    return {"q": f"isbn:{row.isbn}"} if row.isbn else {"title": row.title, "author": row.author}


def main() -> None:
    parser = argparse.ArgumentParser(description="Imports an export book by book.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--services", required=True, help="address of the stand-in for the services")
    parser.add_argument("--books", type=int, help="stop after so many books")
    parser.add_argument("--patient", action="store_true", help="send what is refused again until it is answered")
    options = parser.parse_args()
    came = Importer(options.services, patient=options.patient).run(
        rows_of(options.export.read_bytes())[: options.books]
    )
    print(
        f"{came.books} books in {came.seconds:.1f} s: {came.requests} requests, {came.refused} refused, {came.share:.1%} found"
    )


if __name__ == "__main__":
    main()
