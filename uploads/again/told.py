"""A newer export as its reader is told of it: what it changed, with the first books of each kind of change by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uploads.again.comparing import What
from uploads.mending.reading import mended_rows
from uploads.models import Issue, NewerExport, NewerState, Upload
from uploads.parsing.records import IssueKind, ParsedBook


@dataclass(frozen=True, slots=True)
class Change:
    """How many books it happened to, and the first of them, but for those that are not shown any more."""

    what: What
    count: int
    books: Sequence[ParsedBook]


def last_of(upload: Upload) -> NewerExport | None:
    """The newer export that was handed in last, whatever became of it."""
    return upload.newer_exports.order_by("received_at").last()


def changes_of(newer: NewerExport) -> list[Change]:
    rows = {row for change in newer.changes for row in change["rows"]}
    try:
        books = mended_rows(newer.upload, rows)
    except FileNotFoundError:  # deleted this moment
        books = {}
    return [
        Change(What(one["what"]), one["count"], [books[row][0] for row in one["rows"] if row in books])
        for one in newer.changes
    ]


def may_be_undone(newer: NewerExport) -> bool:
    return newer.state == NewerState.DONE and bool(newer.undo)


def open_gone(upload: Upload) -> int:
    """Books that newer exports lack, and about which nobody has decided yet: they are kept."""
    return Issue.objects.open(upload).filter(kind=IssueKind.GONE).count()
