"""Writing the document: valid JSON that can be read line by line.

The first line is the head up to `"books":[`, then comes one line for each book, and the last line is `]}`. So a
page reads the head of a hundred thousand books by reading one line, and a list streams.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from dashboards.document.build import book_object
from dashboards.document.summary import Summary
from enrichment.facts import BookFacts
from uploads.parsing.records import ParsedBook

OPENING = b',"books":[\n'
CLOSING = b"]}\n"
IN_MEMORY = 4 * 1024 * 1024  # bytes of book lines kept before they go to a temporary file

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `etag` is the SHA-256, in hex, of all content but `published_at`."""

    etag: str
    total_books: int
    bytes: int


def write_document(
    out: IO[bytes],
    books: Iterable[tuple[ParsedBook, BookFacts]],
    *,
    export_id: str,
    uploaded_at: datetime,
    now: datetime,
    unreadable_rows: int,
    issues_open: int,
    source: str = "goodreads",
) -> Written:
    """Write the document of `books` to `out`, from where it stands.

    The books pass by once and are not kept: their lines wait in a temporary file until the head is known, which
    comes first. Times are aware. Raises what `books` or `out` raises; `out` is untouched until all books were read.
    """
    summary = Summary()
    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as lines:
        for line in _lines(books, summary):
            digest.update(line)
            lines.write(line)
        head = summary.head(
            export_id=export_id,
            uploaded_at=uploaded_at,
            now=now,
            unreadable_rows=unreadable_rows,
            issues_open=issues_open,
            source=source,
        )
        digest.update(as_bytes({key: value for key, value in head.items() if key != "published_at"}))
        size = out.write(head_line(head)) + lines.tell() + len(CLOSING)
        lines.seek(0)
        shutil.copyfileobj(lines, out)
        out.write(CLOSING)
    return Written(etag=digest.hexdigest(), total_books=head["total_books"], bytes=size)


def as_bytes(value: Any) -> bytes:
    """Strict, compact JSON in UTF-8 on a single line. Raises ValueError for NaN and infinity."""
    text = _encoder.encode(value)
    if "\u2028" in text or "\u2029" in text:  # ends of a line to JavaScript and to str.splitlines
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "replace")  # half a surrogate pair, as a service's "\ud83d" would bring, has no UTF-8


def head_line(head: dict[str, Any]) -> bytes:
    """The document's first line, which leaves the list of books open."""
    return as_bytes(head)[:-1] + OPENING


def _lines(books: Iterable[tuple[ParsedBook, BookFacts]], summary: Summary) -> Iterator[bytes]:
    """A line for each book, parted by commas, all the while counting it in `summary`."""
    taken: set[int] = set()
    previous = b""
    for book, facts in books:
        built = book_object(book, facts, id=_id(book, taken))
        summary.add(built)
        if previous:
            yield previous + b",\n"
        previous = as_bytes(built)
    if previous:
        yield previous + b"\n"


def _id(book: ParsedBook, taken: set[int]) -> str:
    """The Goodreads id for the first book that bears it. It stands in addresses, so it must be a plain number."""
    given = book.goodreads_id or ""
    if given.isascii() and given.isdigit() and int(given) not in taken:
        taken.add(int(given))  # a number takes half the memory of its text
        return given
    return f"row-{book.row}"
