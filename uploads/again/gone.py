"""Books that a newer export lacks: kept until their reader decides, and each decision shown at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from uploads.library import read_rows
from uploads.mending.deciding import Decision, decide, decide_all, hold
from uploads.mending.finalizing import look_up_and_publish
from uploads.mending.undoing import undo
from uploads.models import Action, Issue, Resolution, Upload
from uploads.parsing.records import IssueKind, ParsedBook

Choice = Literal["keep", "remove"]


@dataclass(frozen=True, slots=True)
class Gone:
    """A book that newer exports lack, its issue's token, and what was decided about it."""

    token: str
    book: ParsedBook
    decided: Resolution | None


def gone_of(upload: Upload, *, most: int) -> Sequence[Gone]:
    """The first of them, in the order of their rows."""
    issues = list(upload.issues.filter(kind=IssueKind.GONE).order_by("row")[:most])
    standing = {one.issue_id: one for one in Resolution.objects.standing().filter(issue__in=issues)}
    try:
        books = read_rows(upload, {issue.row for issue in issues if issue.row is not None})
    except FileNotFoundError:  # deleted this moment
        return []
    return [
        Gone(str(issue.token), books[issue.row][0], standing.get(issue.pk)) for issue in issues if issue.row in books
    ]


def settle(upload_id: uuid.UUID, choice: Choice, token: uuid.UUID | None = None) -> None:
    """Keep or remove one book, or all that nobody has decided about yet; shown at once.

    Raises `DecisionRefused`, `Issue.DoesNotExist` or `Upload.DoesNotExist`.
    """
    decision = Decision(Action.CHOOSE, choice=choice)
    if token is None:
        decide_all(upload_id, IssueKind.GONE, decision)
    else:
        decide(Issue.objects.get(token=token, upload_id=upload_id, kind=IssueKind.GONE).token, decision)
    _show(upload_id)


def unsettle(upload_id: uuid.UUID, token: uuid.UUID) -> None:
    """Take such a decision back; shown at once. Raises as `settle`, and `Resolution.DoesNotExist`."""
    undo(Resolution.objects.get(token=token, upload_id=upload_id, issue__kind=IssueKind.GONE).token)
    _show(upload_id)


def _show(upload_id: uuid.UUID) -> None:
    """Apply what is decided about these books, and only that: other decisions wait for their reader."""
    with transaction.atomic():
        held = hold(upload_id)
        if any(held.resolutions.filter(issue__kind=IssueKind.GONE).finalize()):
            look_up_and_publish(held, [])
