"""A newer export that was handed in for a library that is there: a table that `uploads.models` names."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goodreads_site import background


class NewerState(models.TextChoices):
    RECEIVED = "received", "received"
    ASKING = "asking", "seems to be another library"
    DONE = "done", "taken over"
    SAME = "same", "nothing has changed"
    REFUSED = "refused", "not readable"
    CANCELLED = "cancelled", "cancelled"
    SEPARATE = "separate", "a dashboard of its own"
    UNDONE = "undone", "undone"


OPEN = (NewerState.RECEIVED, NewerState.ASKING)


class NewerExportQuerySet(models.QuerySet["NewerExport"]):
    def open(self) -> NewerExportQuerySet:
        """Being read, or waiting for its reader's answer: at most one for a library."""
        return self.filter(state__in=OPEN)

    def claim(self, newer_id: uuid.UUID, *, now: dt.datetime) -> bool:
        """Take the file for reading: True for the one who got it, for LEASE_SECONDS."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        waiting = self.filter(free, id=newer_id, state=NewerState.RECEIVED)
        until = now + dt.timedelta(seconds=settings.LEASE_SECONDS)
        return waiting.update(runs=F("runs") + 1, lease_until=until, claimed_by=background.worker_id()) == 1

    def let_go(self, worker: str) -> list[uuid.UUID]:
        """Free what a worker held that is dead: their ids."""
        held = self.filter(claimed_by=worker, state=NewerState.RECEIVED).exclude(lease_until=None)
        freed = list(held.values_list("id", flat=True))
        self.filter(id__in=freed).update(lease_until=None, claimed_by="")
        return freed

    def unread(self, *, now: dt.datetime) -> NewerExportQuerySet:
        """Received files that nobody is at work on."""
        overlooked = Q(lease_until=None, received_at__lt=now - dt.timedelta(seconds=5))
        return self.filter(overlooked | Q(lease_until__lt=now), state=NewerState.RECEIVED)

    def unanswered(self, *, before: dt.datetime) -> NewerExportQuerySet:
        """Files that have waited since then for an answer that does not come."""
        return self.filter(state=NewerState.ASKING, received_at__lt=before)


class NewerExport(models.Model):
    """One file, what became of it, and what it takes to undo that. Its raw file is deleted once it is read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey("uploads.Upload", on_delete=models.CASCADE, related_name="newer_exports")
    state = models.CharField(max_length=12, choices=NewerState, default=NewerState.RECEIVED)
    size = models.PositiveBigIntegerField(default=0)  # bytes of the raw file
    replaces = models.BooleanField(default=False)  # its reader says so: books that it lacks are not kept
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)  # shown to the reader as it stands
    books = models.PositiveIntegerField(default=0)  # in the file
    common = models.PositiveIntegerField(default=0)  # of them, in the library already
    changes = models.JSONField(default=list, blank=True)  # see `again.comparing.Tally.to_json`
    lifted = models.PositiveIntegerField(default=0)  # decisions that no longer stand, as the export says otherwise now
    undo = models.JSONField(default=dict, blank=True)  # what the rows were before; empty: it cannot be undone any more
    runs = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = NewerExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NewerState.values), name="newer_export_state_is_known"),
            models.UniqueConstraint(fields=["upload"], condition=Q(state__in=OPEN), name="one_newer_export_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"newer export of {self.received_at:%Y-%m-%d %H:%M}"

    @property
    def raw_name(self) -> str:
        return f"{self.id}/raw.csv"

    @property
    def library_before_name(self) -> str:
        """Where the library lies as it was before this file, as long as that can be undone."""
        return f"{self.id}/library.json"

    @property
    def file_names(self) -> tuple[str, ...]:
        return self.raw_name, self.library_before_name, f"{self.library_before_name}.part"
