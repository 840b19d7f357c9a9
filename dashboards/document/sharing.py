"""A copy of the document without what its reader keeps from strangers: reviews, or the books still to be read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from dashboards.document.reading import book_lines, read_head
from dashboards.document.summary import Summary
from dashboards.document.writing import CLOSING, IN_MEMORY, as_bytes, head_line, parted
from uploads.parsing.records import Status


def write_copy(file: IO[bytes], out: IO[bytes], *, reviews: bool, to_read: bool) -> None:
    """Write the document in `file` to `out`, without reviews, or without the books to be read.

    Its figures are counted anew, by the same `Summary`, over the books that are left: a stranger can subtract.
    Raises DocumentError.
    """
    head, summary = read_head(file), Summary()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as lines:
        for line in _kept(file, summary, reviews=reviews, to_read=to_read):
            lines.write(line + b"\n")
        counted = summary.head(
            export_id=head["export_id"],
            uploaded_at=datetime.fromisoformat(head["export_timestamp"]),
            now=datetime.fromisoformat(head["published_at"]),
            unreadable_rows=head["unreadable_rows"],
            issues_open=head["issues_open"],
            source=head["source"],
        )
        out.write(head_line(counted))
        lines.seek(0)
        out.writelines(parted(lines))
        out.write(CLOSING)


def _kept(file: IO[bytes], summary: Summary, *, reviews: bool, to_read: bool) -> Iterator[bytes]:
    """The line of each book that stays, counted in the summary."""
    for line in book_lines(file):
        book = json.loads(line)
        if not to_read and book["reading_status"] == Status.TO_READ:
            continue
        summary.add(book)
        if not reviews and (book["review"] is not None or book["has_spoilers"]):
            yield as_bytes(book | {"review": None, "has_spoilers": False})
        else:
            yield line
