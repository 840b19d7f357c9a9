"""Taking a reader's decisions about issues, one by one or for all of a kind.

Whoever decides holds the upload's row: two tabs, a deletion and a finalising come one after the other. Whatever is sent
twice, because an answer was lost, is answered as the first time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from uploads.mending import questions
from uploads.mending.candidates import candidates_for
from uploads.mending.changes import Change
from uploads.mending.questions import Choice
from uploads.mending.reading import books_as_decided
from uploads.models import Action, Issue, Resolution, Upload, UploadState
from uploads.parsing import cells
from uploads.parsing.records import IssueKind, RowIssue

SHOWN = (UploadState.ENRICHING, UploadState.COMPLETE)


class DecisionRefused(Exception):
    """This cannot be decided so, or not now. `code` is for programs, the message for the reader."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code, self.field = code, field


@dataclass(frozen=True, slots=True)
class Decision:
    """What the reader says: the values of an edit, or the id of a choice (for many issues at once also "": each its proposal)."""

    action: Action
    values: Mapping[str, str] | None = None
    choice: str = ""


def decide(token: uuid.UUID, decision: Decision) -> Resolution:
    """Keep the decision about one issue. Raises `DecisionRefused`, `FieldRefused` or `Issue.DoesNotExist`."""
    issue = Issue.objects.get(token=token)
    book = _books_before([issue]).get(issue.pk, {})
    taken = _taken(issue, decision, book)
    with transaction.atomic():
        hold(issue.upload_id)
        issue = Issue.objects.get(token=token)
        new = _resolution(issue, decision.action, taken, book=book)
        standing = issue.resolutions.standing().first()
        if standing is None:
            new.save(force_insert=True)
            return new
    if (standing.action, standing.choice, standing.change) == (new.action, new.choice, new.change):
        return standing  # sent again: the first answer was lost
    raise DecisionRefused("already_decided", "This was decided meanwhile. Undo that first to decide otherwise.")


def decide_all(
    upload_id: uuid.UUID, kind: IssueKind, decision: Decision, *, found: str | None = None
) -> list[Resolution]:
    """The same for all open issues of a kind, or those of them where `found` stands; those that it does not suit stay open.

    A choice without an id takes what is proposed for each. Raises `DecisionRefused` or `Upload.DoesNotExist`.
    """
    if decision.action == Action.EDIT:
        raise DecisionRefused("not_for_all", "What is typed for one book cannot hold for all.", field="action")
    together = uuid.uuid4()
    open_ = Issue.objects.open(Upload.objects.get(id=upload_id)).filter(kind=kind).order_by("row")
    if found is not None:
        open_ = open_.filter(found=found)
    books = _books_before(open_)  # before the row is locked: a large library takes its time
    with transaction.atomic():
        hold(upload_id)
        return Resolution.objects.bulk_create(
            [
                _resolution(issue, decision.action, taken, book=books.get(issue.pk, {}), together=together)
                for issue in open_.all()  # asked anew: another tab may have decided some meanwhile
                for taken in _suiting(issue, decision)
            ],
            batch_size=500,
        )


def hold(upload_id: uuid.UUID) -> Upload:
    """The upload, locked until the transaction ends."""
    upload = Upload.objects.select_for_update().get(id=upload_id)
    if upload.state not in SHOWN:
        raise DecisionRefused("not_yet", "The file is still being read: its rows cannot be mended yet.")
    return upload


def before(change: Change, book: Mapping[str, Any]) -> dict[str, Any]:
    """What stood in the fields that a change is about; nothing for a shelf, whose books are many."""
    return {name: book[name] for name in change.fields if name in book} if change.row is not None else {}


def as_found(issue: Issue) -> RowIssue:
    """The issue without its row in the database, as the rules know it."""
    return RowIssue(
        kind=IssueKind(issue.kind),
        row=issue.row,
        reason=issue.reason,
        field=issue.field or None,
        found=issue.found or None,
        proposal=issue.proposal or None,
        other_row=issue.other_row,
        books=issue.books,
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    change: Change = field(default_factory=Change)
    choice: str = ""
    after: str = ""  # for the trail


def _books_before(issues: Iterable[Issue]) -> dict[int, Mapping[str, Any]]:
    """By issue: its book in JSON form as it stands without a decision about that issue; none for a row that is no book."""
    rows = {issue.pk: issue.row for issue in issues if issue.row is not None}
    if not rows:
        return {}
    some = next(iter(issues))
    try:
        books = books_as_decided(some.upload, set(rows.values()), but=some)
    except FileNotFoundError:  # deleted this moment
        raise Issue.DoesNotExist from None
    return {pk: books[row].to_json() for pk, row in rows.items() if row in books}


def _taken(issue: Issue, decision: Decision, book: Mapping[str, Any]) -> _Taken:
    """What the decision comes to. Raises `DecisionRefused` or `FieldRefused`."""
    found = as_found(issue)
    if decision.action == Action.SKIP:
        return _Taken()
    if decision.action == Action.EDIT:
        values = decision.values or {}
        change = questions.edit(found, values, today=timezone.localdate(), book=book)
        return _Taken(change, after="; ".join(text for value in values.values() if (text := cells.plain(value))))
    choices = questions.choices_of(found, candidates_for(issue))
    if choice := next((choice for choice in choices if choice.id == decision.choice), None):
        return _chosen(choice)
    raise DecisionRefused("unknown_choice", "This is not one of the choices.", field="choice")


def _suiting(issue: Issue, decision: Decision) -> Iterable[_Taken]:
    """The decision, if it can be made about the issue."""
    if decision.action == Action.SKIP:
        return [_Taken()]
    found = as_found(issue)
    choices = questions.choices_of(found)
    wanted = decision.choice or issue.proposal
    return [_chosen(choice) for choice in choices if choice.id == wanted]


def _chosen(choice: Choice) -> _Taken:
    named = f"{choice.candidate.title} ({choice.candidate.author})" if choice.candidate else ""
    return _Taken(choice.change, choice.id, named or choice.id)


def _resolution(
    issue: Issue, action: Action, taken: _Taken, *, book: Mapping[str, Any], together: uuid.UUID | None = None
) -> Resolution:
    return Resolution(
        upload_id=issue.upload_id,
        issue=issue,
        action=action,
        choice=taken.choice[:120],
        before=issue.found,
        after=taken.after[:600],
        change=taken.change.to_json(),
        was=before(taken.change, book),
        together=together,
    )
