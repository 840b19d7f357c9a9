"""Which decisions and questions go on to stand beside a newer export, and how all of that is undone.

What the reader decided stays, unless the export says something else by now in just that place, and that is the reader's own:
a shelf, a rating, a date. Then they have mended it at Goodreads, and that is the later word. Titles, ISBNs, pages and years are
changed at Goodreads by anybody; they only count where the reader has taken another edition.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core import serializers
from django.db.models import Model
from django.utils import timezone

from uploads.ingest import row_for
from uploads.mending.changes import Change
from uploads.models import Issue, Resolution, Upload
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue

_NOTICED = (IssueKind.NOT_KNOWN, IssueKind.DOUBTFUL_MATCH)  # kept up to date by `mending.noticing`
_TITLE = {"title", "full_title", "series", "series_number"}
_READERS_OWN = {"status", "rating", "date_read", "date_added"}


@dataclass(frozen=True, slots=True)
class Rows:
    """What a newer export does to the rows that decisions are about."""

    before: Mapping[int, ParsedBook]  # as they were parsed then
    now: Mapping[int, ParsedBook]  # and now, those that the export has
    gone: Collection[int]  # rows that the export lacks


@dataclass(slots=True)
class Trace:
    """What was changed, to put it back: rows as they were, and the keys of issues that came."""

    were: list[Model] = field(default_factory=list)
    came: list[int] = field(default_factory=list)
    lifted: int = 0

    def to_json(self) -> dict[str, Any]:
        return {"were": serializers.serialize("json", self.were), "came": self.came}


def bring_up_to_date(upload: Upload, found: Iterable[RowIssue], rows: Rows) -> Trace:
    """Lift what no longer stands, take away questions whose matter is gone, and add the new ones.

    Call it in the transaction that holds the upload.
    """
    trace = Trace()
    for resolution in upload.resolutions.standing().select_related("issue").order_by("pk"):
        _hold_against(resolution, rows, trace)
    _bring_issues_up_to_date(upload, found, trace)
    return trace


def put_back(upload: Upload, trace: Mapping[str, Any]) -> None:
    """The inverse of `bring_up_to_date`, from `Trace.to_json`. Call it in the transaction that holds the upload."""
    upload.issues.filter(pk__in=trace["came"]).delete()
    for was in serializers.deserialize("json", trace["were"]):
        if isinstance(was.object, Resolution) and was.object.undone_at is None and was.object.issue_id:
            later = Resolution.objects.filter(issue_id=was.object.issue_id).exclude(pk=was.object.pk)
            later.undo(now=timezone.now())  # decided since: the one from before stands again
        was.save()


def _hold_against(resolution: Resolution, rows: Rows, trace: Trace) -> None:
    change = Change.from_json(resolution.change)
    left = _what_stands(change, resolution, rows)
    if left == change:
        return
    trace.were.append(Resolution.objects.get(pk=resolution.pk))
    if left is None:
        trace.lifted += 1
        resolution.undone_at, resolution.is_applied = timezone.now(), False
    else:
        resolution.change = left.to_json()
    resolution.save(update_fields=["undone_at", "is_applied", "change"])


def _what_stands(change: Change, resolution: Resolution, rows: Rows) -> Change | None:
    """What is left of a change; None for nothing."""
    if resolution.issue is not None and resolution.issue.kind == IssueKind.GONE:
        return None if resolution.issue.row in rows.now else change
    left_out = change.left_out
    if left_out is not None and left_out not in rows.gone and _about(resolution, change) & set(rows.gone):
        return None  # of two that were one book the one is left that was left out
    if change.row is None or change.row not in rows.now:
        return None if change.is_new and change.row in rows.gone else change
    if change.is_new:
        return None  # the export has a row for it that can be read
    before, now = rows.before.get(change.row), rows.now[change.row]
    if before is None:
        return change
    is_other_edition = before.goodreads_id != now.goodreads_id
    if change.match is not None and is_other_edition:
        return None
    other = _differ(before, now)
    if not is_other_edition:
        other &= _READERS_OWN
    fields = {name: value for name, value in change.fields.items() if name not in other}
    return None if change.fields and not fields else replace(change, fields=fields)


def _about(resolution: Resolution, change: Change) -> set[int]:
    issue = resolution.issue
    return change.rows | ({row for row in (issue.row, issue.other_row) if row is not None} if issue else set())


def _differ(before: ParsedBook, now: ParsedBook) -> set[str]:
    """The fields in which two readings of a row differ; a title's parts go together."""
    was, is_ = before.to_json(), now.to_json()
    other = {name for name in was.keys() | is_.keys() if was.get(name) != is_.get(name)}
    return other | _TITLE if other & _TITLE else other


def _bring_issues_up_to_date(upload: Upload, found: Iterable[RowIssue], trace: Trace) -> None:
    decided = set(Issue.objects.decided(upload).values_list("pk", flat=True))
    there = {_key(issue): issue for issue in upload.issues.exclude(kind__in=_NOTICED)}
    wanted = {_key(new): new for new in (row_for(issue, upload) for issue in found)}
    vanished = []
    for key, issue in there.items():
        if key in wanted:
            _say_anew(issue, wanted.pop(key), trace)
        elif issue.pk not in decided:
            vanished.append(issue.pk)
            trace.were += [issue, *_not_in(trace.were, issue.resolutions.all())]
    upload.issues.filter(pk__in=vanished).delete()
    Issue.objects.bulk_create(wanted.values(), batch_size=500, ignore_conflicts=True)
    tokens = [issue.token for issue in wanted.values()]
    trace.came += upload.issues.filter(token__in=tokens).values_list("pk", flat=True)


def _not_in(rows: Sequence[Model], more: Iterable[Resolution]) -> list[Resolution]:
    there = {row.pk for row in rows if isinstance(row, Resolution)}
    return [row for row in more if row.pk not in there]


def _say_anew(issue: Issue, new: Issue, trace: Trace) -> None:
    said = {name: getattr(new, name) for name in ("reason", "found", "proposal", "books")}
    if any(getattr(issue, name) != text for name, text in said.items()):
        trace.were.append(Issue.objects.get(pk=issue.pk))
        for name, text in said.items():
            setattr(issue, name, text)
        issue.save(update_fields=list(said))


def _key(issue: Issue) -> Hashable:
    """What an issue is about, whichever of two rows comes first and whichever book of a shelf."""
    if issue.kind == IssueKind.DUPLICATE:
        return issue.kind, frozenset({issue.row, issue.other_row})
    if issue.kind == IssueKind.UNCLEAR_SHELF and issue.found:
        return issue.kind, issue.found
    return issue.kind, issue.row, issue.field
