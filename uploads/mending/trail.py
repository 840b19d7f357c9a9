"""What was decided about a library, read back: what, from, to, when, and whether the dashboard shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max, Q

from uploads.issues import ResolutionQuerySet
from uploads.mending.changes import Change
from uploads.mending.fields import FIELDS, written
from uploads.models import Resolution, Upload


class Shown(StrEnum):
    """How a decision and the published dashboard stand to each other."""

    WAITS = "waits"  # it is shown once all is applied
    APPLIED = "applied"
    UNDONE = "undone"
    GOES = "goes"  # undone, and shown until all is applied


@dataclass(frozen=True, slots=True)
class Step:
    """One field that a decision changed, as text; "" where there was or is nothing."""

    field: str
    before: str
    after: str


def trail_of(upload: Upload) -> ResolutionQuerySet:
    """All decisions, the latest first."""
    return upload.resolutions.select_related("issue").order_by("-pk")


def presses_of(upload: Upload) -> ResolutionQuerySet:
    """The same with one decision for each press: of those that were made together the last."""
    together = upload.resolutions.exclude(together=None).order_by().values("together")
    last = together.annotate(last=Max("pk")).values("last")
    return trail_of(upload).filter(Q(together=None) | Q(pk__in=last))


def steps(resolution: Resolution) -> Sequence[Step]:
    """The fields that were changed, in the order in which forms show them; none for a choice about whole books."""
    change = Change.from_json(resolution.change)
    before, after = written(resolution.was), written(change.fields)
    return [Step(name, before[name], after[name]) for name in FIELDS if name in change.fields]


def shown(resolution: Resolution) -> Shown:
    if resolution.undone_at is None:
        return Shown.APPLIED if resolution.is_applied else Shown.WAITS
    return Shown.GOES if resolution.is_applied else Shown.UNDONE


def row_of(resolution: Resolution) -> int | None:
    """The row of the book that it is about; None for a shelf or the file as a whole."""
    if resolution.issue is not None and resolution.issue.row is not None:
        return resolution.issue.row
    return Change.from_json(resolution.change).row
