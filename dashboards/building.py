"""Builds a dashboard from a file on disk in one process, for people who do not want the web app.

The code is that of the stages in the background: the same parsing, catalogue, limits and document. What is learnt
stays in the catalogue, so whoever is interrupted goes on where they were.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO

from dashboards.document.writing import Written, write_document
from dashboards.publish import with_facts
from enrichment import catalogue
from uploads.ingest import CHUNK
from uploads.library import LibraryWriter, books_in
from uploads.naming import naming_of
from uploads.parsing import ParsedBook, RowIssue, parse_export
from uploads.parsing.records import IssueKind


@dataclass(slots=True)
class Export:
    """A file as read: its library, and what was wrong with it."""

    library: LibraryWriter
    book_ids: list[int] = field(default_factory=list)  # of the catalogue, in the order of the file
    issues: int = 0
    unreadable: list[RowIssue] = field(default_factory=list)


def read_export(file: BinaryIO, library: LibraryWriter, *, today: dt.date) -> Export:
    """Read the books into `library` and link them to the catalogue. Raises `ExportRejected`."""
    export = Export(library)
    records = parse_export(file, today=today)
    while chunk := list(islice(records, CHUNK)):
        books = [record for record in chunk if isinstance(record, ParsedBook)]
        issues = [record for record in chunk if isinstance(record, RowIssue)]
        ids = catalogue.link([naming_of(book) for book in books])
        for book, catalogue_id in zip(books, ids, strict=True):
            library.add(book, catalogue_id=catalogue_id)
        export.book_ids += ids
        export.issues += len(issues)
        export.unreadable += [issue for issue in issues if issue.kind is IssueKind.UNREADABLE_ROW]
    return export


def write_dashboard(export: Export, out: IO[bytes], *, read_at: dt.datetime, now: dt.datetime) -> Written:
    """Write the document to `out`, from the file and whatever the catalogue knows by now. Call it once."""
    return write_document(
        out,
        with_facts(books_in(export.library.finish())),
        export_id=str(uuid.uuid4()),
        uploaded_at=read_at,
        now=now,
        unreadable_rows=len(export.unreadable),
        issues_open=export.issues,
    )


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` once it is whole, and leaves no trace if it never is."""
    half = path.with_name(f"{path.name}.part")
    try:
        with half.open("w+b") as file:
            yield file
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
