"""Taking a reader's decisions, one by one or for all of a kind, and taking them back.

Whoever decides holds the upload's row: two tabs, a deletion and a finalising come one after the other. Whatever is sent
twice, because an answer was lost, is answered as the first time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from uploads.mending import questions
from uploads.mending.candidates import candidates_for
from uploads.mending.changes import Change
from uploads.mending.questions import Choice
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
    taken = _taken(issue, decision)
    with transaction.atomic():
        hold(issue.upload_id)
        issue = Issue.objects.get(token=token)
        new = _resolution(issue, decision.action, taken)
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
    with transaction.atomic():
        upload = hold(upload_id)
        issues = Issue.objects.open(upload).filter(kind=kind).order_by("row")
        if found is not None:
            issues = issues.filter(found=found)
        return Resolution.objects.bulk_create(
            [
                _resolution(issue, decision.action, taken, together=together)
                for issue in issues
                for taken in _suiting(issue, decision)
            ],
            batch_size=500,
        )


def undo(token: uuid.UUID) -> Resolution:
    """Take a decision back: its issue is open again. Raises `Resolution.DoesNotExist`."""
    upload_id = Resolution.objects.values_list("upload_id", flat=True).get(token=token)
    with transaction.atomic():
        hold(upload_id)
        Resolution.objects.filter(token=token).undo(now=timezone.now())
        return Resolution.objects.get(token=token)


def undo_together(upload_id: uuid.UUID, together: uuid.UUID) -> int:
    """Take back what was decided with one press: how many decisions. Raises `Upload.DoesNotExist`."""
    with transaction.atomic():
        upload = hold(upload_id)
        return upload.resolutions.filter(together=together).undo(now=timezone.now())


def hold(upload_id: uuid.UUID) -> Upload:
    """The upload, locked until the transaction ends."""
    upload = Upload.objects.select_for_update().get(id=upload_id)
    if upload.state not in SHOWN:
        raise DecisionRefused("not_yet", "The file is still being read: its rows cannot be mended yet.")
    return upload


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


def _taken(issue: Issue, decision: Decision) -> _Taken:
    """What the decision comes to. Raises `DecisionRefused` or `FieldRefused`."""
    found = as_found(issue)
    if decision.action == Action.SKIP:
        return _Taken()
    if decision.action == Action.EDIT:
        values = decision.values or {}
        change = questions.edit(found, values, today=timezone.localdate())
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


def _resolution(issue: Issue, action: Action, taken: _Taken, *, together: uuid.UUID | None = None) -> Resolution:
    return Resolution(
        upload_id=issue.upload_id,
        issue=issue,
        action=action,
        choice=taken.choice[:120],
        before=issue.found,
        after=taken.after[:600],
        change=taken.change.to_json(),
        together=together,
    )
