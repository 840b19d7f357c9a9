"""Writing the document: valid JSON that can be read line by line.

The first line is the head up to `"books":[`, then comes one line for each book, and the last line is `]}`. So a
page reads the head of a hundred thousand books by reading one line, and a list streams.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from dashboards.document.build import book_object, guess_again
from dashboards.document.summary import Summary
from enrichment.facts import BookFacts
from enrichment.genres import Verdict, leanings_of
from uploads.parsing.records import ParsedBook

OPENING = b',"books":[\n'
CLOSING = b"]}\n"
GUESS = b"?"  # before a draft whose genre is to be settled; no JSON begins with it
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
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as drafts:
        leanings = leanings_of(_draft(books, drafts, summary))
        for line in _guesses(drafts, leanings):
            summary.add(json.loads(line))
        head = summary.head(
            export_id=export_id,
            uploaded_at=uploaded_at,
            now=now,
            unreadable_rows=unreadable_rows,
            issues_open=issues_open,
            source=source,
        )
        digest = hashlib.sha256(as_bytes(head | {"published_at": None}))
        opening = head_line(head)
        out.write(opening)
        size = len(opening) + len(CLOSING)
        for line in parted(_settled(drafts, leanings)):
            digest.update(line)
            out.write(line)
            size += len(line)
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


def _draft(books: Iterable[tuple[ParsedBook, BookFacts]], drafts: IO[bytes], summary: Summary) -> Iterator[Verdict]:
    """Write a line for each book and count it; yields what it was judged to be.

    A guessed genre is better guessed once the reader's other books are known: its line is marked, and counted later.
    """
    taken: set[int] = set()
    for book, facts in books:
        built = book_object(book, facts, id=_id(book, taken))
        if built["genres_guessed"]:
            drafts.write(GUESS)
        else:
            summary.add(built)
        drafts.write(as_bytes(built) + b"\n")
        yield Verdict(genres=tuple(built["genres"]), guessed=built["genres_guessed"])


def _settled(drafts: IO[bytes], leanings: Mapping[str, float]) -> Iterator[bytes]:
    """The line of each book, guesses settled."""
    drafts.seek(0)
    for line in drafts:
        yield _settle(line, leanings) if line.startswith(GUESS) else line


def _guesses(drafts: IO[bytes], leanings: Mapping[str, float]) -> Iterator[bytes]:
    """The lines of the books whose genre is a guess."""
    drafts.seek(0)
    return (_settle(line, leanings) for line in drafts if line.startswith(GUESS))


def _settle(line: bytes, leanings: Mapping[str, float]) -> bytes:
    return as_bytes(guess_again(json.loads(line.removeprefix(GUESS)), leanings)) + b"\n"


def parted(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with a comma at the end of all but the last."""
    previous = b""
    for line in lines:
        if previous:
            yield previous[:-1] + b",\n"
        previous = line
    if previous:
        yield previous


def _id(book: ParsedBook, taken: set[int]) -> str:
    """The Goodreads id for the first book that bears it. It stands in addresses, so it must be a plain number."""
    given = book.goodreads_id or ""
    if given.isascii() and given.isdigit() and int(given) not in taken:
        taken.add(int(given))  # a number takes half the memory of its text
        return given
    return f"row-{book.row}"
