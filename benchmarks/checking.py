"""Compares a document with the stand-in's catalogue: which books got their facts, and whether any got another book's."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.installation import STAND_IN
from enrichment.isbn import to_isbn13


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of the books whose ISBN the stand-in's Open Library knows: how many got facts, how many another book's."""

    known: int
    found: int
    wrong: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.found / self.known if self.known else 1.0


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """The stand-in's editions by ISBN-13."""
    by_isbn: dict[str, dict[str, Any]] = {}
    with gzip.open(STAND_IN.parent / "catalog.jsonl.gz", "rt", encoding="utf-8") as lines:
        next(lines)  # the subjects
        for line in lines:
            book = json.loads(line)
            for isbn in book["isbns"]:
                if normal := to_isbn13(isbn):
                    by_isbn.setdefault(normal, book)
    return by_isbn


def data_rows(content: bytes) -> int:
    """Rows of a comma-separated export after its header, as Python's csv counts them; blank lines are none."""
    text = content.decode("utf-8-sig")
    return sum(1 for row in csv.reader(io.StringIO(text, newline="")) if row) - 1


def compare(document: dict[str, Any], keys: dict[str, str]) -> Verdict:
    """`keys` are the works that the catalogue of the installation holds: ISBN-13 -> "/works/OL1W"."""
    books = [book for book in document["books"] if _is_known(book["isbn13"])]
    found = [book for book in books if "openlibrary" in book["sources"]]
    wrong = [book for book in found if keys.get(book["isbn13"]) != f"/works/{catalogue()[book['isbn13']]['work']}"]
    return Verdict(len(books), len(found), len(wrong), tuple(book["isbn13"] for book in wrong[:5]))


def _is_known(isbn13: str | None) -> bool:
    return bool(isbn13) and isbn13 in catalogue() and catalogue()[isbn13].get("openlibrary", True)
