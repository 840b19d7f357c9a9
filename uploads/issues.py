"""What may be wrong with a reader's books, and what the reader decided about it: two tables that `uploads.models` names.

What was found stays as it was found, and a decision is a row beside it: nothing is written over, so each can be undone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from uploads.parsing.records import IssueKind

if TYPE_CHECKING:
    from uploads.models import Upload


class IssueQuerySet(models.QuerySet["Issue"]):
    def unreadable(self, upload: Upload) -> IssueQuerySet:
        """The rows that are in no figure, in the file's order: those that were written by hand are in all."""
        by_hand = Resolution.objects.applied().filter(issue=OuterRef("pk"), action=Action.EDIT)
        rows = self.filter(~Exists(by_hand), upload=upload, kind=IssueKind.UNREADABLE_ROW)
        return rows.order_by("row")

    def open(self, upload: Upload) -> IssueQuerySet:
        """What nobody has decided yet, or what was undone."""
        return self.filter(~_is_decided(), upload=upload)

    def decided(self, upload: Upload) -> IssueQuerySet:
        return self.filter(_is_decided(), upload=upload)


def _is_decided() -> Exists:
    return Exists(Resolution.objects.standing().filter(issue=OuterRef("pk")))


class Issue(models.Model):
    """Something about a row that a person may want to mend. The text is the reader's own and goes with the upload."""

    token = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False
    )  # its name outside: numbers can be guessed
    upload = models.ForeignKey("uploads.Upload", on_delete=models.CASCADE, related_name="issues")
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value.replace("_", " ")) for kind in IssueKind])
    row = models.PositiveIntegerField(null=True, blank=True)
    other_row = models.PositiveIntegerField(null=True, blank=True)  # of the same book, for a duplicate
    books = models.PositiveIntegerField(default=1)  # that it is about: a shelf's name is asked about once for all
    field = models.CharField(max_length=40, blank=True)
    found = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    proposal = models.CharField(max_length=200, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in IssueKind]), name="issue_kind_is_known"
            ),
            # So that looking for them twice finds each once.
            models.UniqueConstraint(fields=["upload", "kind", "row", "field"], name="issue_found_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.row}: {self.kind}"


class Action(models.TextChoices):
    EDIT = "edit", "edit"
    CHOOSE = "choose", "choose"
    SKIP = "skip", "leave as it is"


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def standing(self) -> ResolutionQuerySet:
        """Decisions that were not undone."""
        return self.filter(undone_at=None)

    def about_row(self, row: int) -> ResolutionQuerySet:
        """Decisions about the book of a row, also as one of two, in the order in which they were made."""
        about = Q(issue__row=row) | Q(issue__other_row=row) | Q(change__row=row)
        return self.filter(about).select_related("issue").order_by("pk")

    def without_issue(self) -> ResolutionQuerySet:
        """Books that were edited without being asked about."""
        return self.filter(issue=None)

    def applied(self) -> ResolutionQuerySet:
        """Decisions that the published library shows, in the order in which they were made."""
        return self.filter(is_applied=True).order_by("pk")

    def pending(self) -> ResolutionQuerySet:
        """What the next finalising applies, and what it takes back."""
        return self.filter(Q(is_applied=False, undone_at=None) | Q(is_applied=True, undone_at__isnull=False))

    def finalize(self) -> tuple[int, int]:
        """Apply what stands and take back what was undone: how many of each. `pending` is empty then."""
        undone = self.filter(is_applied=True, undone_at__isnull=False).update(is_applied=False)
        return self.filter(is_applied=False, undone_at=None).update(is_applied=True), undone

    def undo(self, *, now: dt.datetime) -> int:
        return self.standing().update(undone_at=now)


class Resolution(models.Model):
    """What was decided, when, and whether the published library shows it. Never deleted, only undone.

    About an issue; or without one, where the reader edited a book that nobody asked about.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey("uploads.Upload", on_delete=models.CASCADE, related_name="resolutions")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="resolutions", null=True, blank=True)
    action = models.CharField(max_length=10, choices=Action)
    choice = models.CharField(max_length=120, blank=True)  # what was chosen, by its id
    before = models.CharField(max_length=200, blank=True)  # for the trail: what stood there
    after = models.CharField(max_length=600, blank=True)  # and what was decided
    change = models.JSONField(default=dict, blank=True)  # what is replayed over the library: see mending.changes
    was = models.JSONField(default=dict, blank=True)  # for the trail: the change's fields as they stood before
    together = models.UUIDField(null=True, blank=True, editable=False)  # names those decided with one press
    decided_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    is_applied = models.BooleanField(default=False)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(action__in=Action.values), name="resolution_action_is_known"),
            models.UniqueConstraint(fields=["issue"], condition=Q(undone_at=None), name="one_decision_an_issue"),
            models.CheckConstraint(
                condition=Q(issue__isnull=False) | Q(action=Action.EDIT), name="resolution_without_issue_is_an_edit"
            ),
        ]
        indexes = [models.Index(fields=["upload", "is_applied"], name="resolution_by_upload")]

    def __str__(self) -> str:
        return f"{self.action}: {self.after}"
