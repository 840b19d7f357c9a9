"""What a reader handed in, and the work under way for it. What readers own lies in storage, not here."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from goodreads_site import background
from uploads.issues import Action, Issue, Resolution
from uploads.newer_exports import NewerExport, NewerState

__all__ = [
    "MAX_POSTPONEMENTS",
    "MAX_RUNS",
    "Action",
    "AddressMinute",
    "Batch",
    "BatchState",
    "Issue",
    "NewerExport",
    "NewerState",
    "Resolution",
    "Upload",
    "UploadState",
    "minute_of",
]

MAX_RUNS = 4  # claims after which work is closed as failed: it may be killing its workers
MAX_POSTPONEMENTS = 12  # times that a batch waits for a service in vain before it is a named gap


def _lease_until(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(seconds=settings.LEASE_SECONDS)


class UploadState(models.TextChoices):
    RECEIVED = "received", "received"
    READING = "reading", "being read"
    ENRICHING = "enriching", "being looked up"
    COMPLETE = "complete", "complete"
    ERROR = "error", "not readable"


class UploadQuerySet(models.QuerySet["Upload"]):
    def claim_reading(self, upload_id: uuid.UUID, *, now: dt.datetime) -> bool:
        """Take the upload for reading: True for the one who got it, for LEASE_SECONDS."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        waiting = self.filter(free, id=upload_id, state__in=(UploadState.RECEIVED, UploadState.READING))
        lease = {"lease_until": _lease_until(now), "claimed_by": background.worker_id()}
        return waiting.update(state=UploadState.READING, runs=F("runs") + 1, **lease) == 1

    def finish(self, upload_id: uuid.UUID, *, now: dt.datetime) -> bool:
        """Complete the upload if no batch of it is open: True for the one who did.

        Call it after the batch's own transaction has committed: inside it, two finishers can each see
        the other's batch open, and the upload hangs for ever.
        """
        open_batches = Batch.objects.filter(upload_id=OuterRef("pk"), state=BatchState.OPEN)
        done = self.filter(~Exists(open_batches), id=upload_id, state=UploadState.ENRICHING)
        return done.update(state=UploadState.COMPLETE, completed_at=now) == 1

    def claim_publishing(self, upload_id: uuid.UUID, *, now: dt.datetime) -> bool:
        """Take the upload's document for writing: True for the one who got it, for LEASE_SECONDS."""
        free = Q(publish_lease_until=None) | Q(publish_lease_until__lt=now)
        shown = self.filter(free, id=upload_id, state__in=(UploadState.ENRICHING, UploadState.COMPLETE))
        lease = {"publish_lease_until": _lease_until(now), "claimed_by": background.worker_id()}
        return shown.update(publish_runs=F("publish_runs") + 1, **lease) == 1

    def let_go(self, worker: str) -> list[tuple[uuid.UUID, str]]:
        """Free what a worker held that is dead: (id, state) of each upload.

        Publishing that killed its workers several times in a row waits for its lease to end instead: it has no end
        after which it is given up, and would keep killing them.
        """
        held = self.filter(claimed_by=worker).exclude(lease_until=None, publish_lease_until=None)
        freed = list(held.filter(publish_runs__lte=MAX_RUNS).values_list("id", "state"))
        self.filter(claimed_by=worker, id__in=[upload_id for upload_id, _ in freed]).update(
            lease_until=None, publish_lease_until=None, claimed_by=""
        )
        return freed

    def unread(self, *, now: dt.datetime) -> UploadQuerySet:
        """Received or half-read uploads that nobody is at work on."""
        waiting = self.filter(state__in=(UploadState.RECEIVED, UploadState.READING))
        return waiting.filter(
            Q(lease_until=None, created_at__lt=now - dt.timedelta(seconds=5)) | Q(lease_until__lt=now)
        )

    def unfinished(self) -> UploadQuerySet:
        """Uploads whose last batch is closed but whose finisher died."""
        open_batches = Batch.objects.filter(upload_id=OuterRef("pk"), state=BatchState.OPEN)
        return self.filter(~Exists(open_batches), state=UploadState.ENRICHING)

    def unpublished(self, *, now: dt.datetime) -> UploadQuerySet:
        """Uploads with something new to show that was not published within half a minute."""
        stale = self.filter(state__in=(UploadState.ENRICHING, UploadState.COMPLETE))
        return stale.filter(changed_at__gt=F("published_from"), changed_at__lt=now - dt.timedelta(seconds=30))

    def outdate(self, *, now: dt.datetime) -> int:
        """What the catalogue says has changed, so no complete upload's document shows it: how many there are."""
        return self.filter(state=UploadState.COMPLETE).update(changed_at=now)

    def outdated(self) -> UploadQuerySet:
        """Complete uploads whose document does not show all that is known."""
        return self.filter(state=UploadState.COMPLETE, changed_at__gt=F("published_from"))


class Upload(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    share_id = models.UUIDField(unique=True, null=True, default=uuid.uuid4, editable=False)  # None: the link is revoked
    shares_reviews = models.BooleanField(default=True)
    shares_to_read = models.BooleanField(default=True)
    state = models.CharField(max_length=16, choices=UploadState, default=UploadState.RECEIVED)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)  # shown to the reader as it stands
    source = models.CharField(max_length=20, default="goodreads")
    size = models.PositiveBigIntegerField(default=0)  # bytes of the raw file
    books = models.PositiveIntegerField(default=0)
    unreadable_rows = models.PositiveIntegerField(default=0)
    issues_left_out = models.JSONField(default=dict, blank=True)  # kind -> how many more were found than are kept
    runs = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # the worker that holds a lease, or last held one
    created_at = models.DateTimeField(default=timezone.now)
    newer_at = models.DateTimeField(null=True, blank=True)  # when the newest export that was taken over was handed in
    read_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)  # when a batch of it was last taken: uploads take turns
    completed_at = models.DateTimeField(null=True, blank=True)
    # What there is to show changed at `changed_at`; the document in storage holds all up to `published_from`.
    changed_at = models.DateTimeField(default=timezone.now)
    published_from = models.DateTimeField(default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    published_at = models.DateTimeField(null=True, blank=True)
    publish_seconds = models.FloatField(default=0)
    publish_lease_until = models.DateTimeField(null=True, blank=True)
    publish_runs = models.PositiveSmallIntegerField(default=0)  # claims since the last publication
    etag = models.CharField(max_length=64, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_is_known"),
            models.CheckConstraint(condition=~Q(id=F("share_id")), name="upload_share_id_is_another"),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="upload_by_state")]

    def __str__(self) -> str:
        return f"upload of {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def handed_in_at(self) -> dt.datetime:
        """Of which moment the library tells."""
        return self.newer_at or self.created_at

    @property
    def is_settled(self) -> bool:
        """Complete, and its document shows all of it: whoever looks at it need wake nobody."""
        return self.state == UploadState.COMPLETE and self.changed_at <= self.published_from

    @property
    def raw_name(self) -> str:
        return f"{self.id}/raw.csv"

    @property
    def library_name(self) -> str:
        return f"{self.id}/library.json"

    @property
    def document_name(self) -> str:
        return f"{self.id}.json"

    @property
    def shared_document_name(self) -> str:
        """What the share link reads: the document, or the copy of it that lacks what the reader keeps back.

        A copy's name says what it lacks, so none can ever stand in for another choice.
        """
        return _document_names(self.id)[self.shares_reviews, self.shares_to_read]

    @property
    def document_names(self) -> list[str]:
        """The document and each copy that there may be."""
        return list(_document_names(self.id).values())


def _document_names(upload_id: uuid.UUID) -> dict[tuple[bool, bool], str]:
    """By (with reviews, with what is to be read)."""
    return {
        (True, True): f"{upload_id}.json",
        (False, True): f"{upload_id}.without-reviews.json",
        (True, False): f"{upload_id}.without-to-read.json",
        (False, False): f"{upload_id}.without-both.json",
    }


class BatchState(models.TextChoices):
    OPEN = "open", "open"
    DONE = "done", "done"
    DEFERRED = "deferred", "waiting for a service"
    FAILED = "failed", "given up"


class BatchQuerySet(models.QuerySet["Batch"]):
    def claim(self, batch_id: int, *, now: dt.datetime) -> bool:
        """Take the batch for LEASE_SECONDS: True for the one who got it."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        lease = {"lease_until": _lease_until(now), "claimed_by": background.worker_id()}
        return self.filter(free, id=batch_id, state=BatchState.OPEN).update(runs=F("runs") + 1, **lease) == 1

    def let_go(self, worker: str) -> int:
        """Free what a worker held that is dead: how many batches."""
        held = self.filter(claimed_by=worker, state=BatchState.OPEN).exclude(lease_until=None)
        return held.update(lease_until=None, claimed_by="")

    def give_up(self, batch_id: int) -> bool:
        """Close a batch that was claimed too often without an end: a named gap, not an endless loop."""
        return self.filter(id=batch_id, state=BatchState.OPEN, runs__gt=MAX_RUNS).update(state=BatchState.FAILED) == 1

    def close(self, batch_id: int, **counts: int) -> bool:
        """Close an open batch, with what came of it (`found`, `unanswered`)."""
        closed = {"state": BatchState.DONE, "lease_until": None, **counts}
        return self.filter(id=batch_id, state=BatchState.OPEN).update(**closed) == 1

    def unfinished(self) -> BatchQuerySet:
        """Batches of which something is still to be asked, now or later."""
        later = Q(state=BatchState.DEFERRED, postponed__lte=MAX_POSTPONEMENTS)
        return self.filter(Q(state=BatchState.OPEN) | later)

    def postpone(self, batch_id: int, *, until: dt.datetime, defer: bool, in_vain: bool = True, **counts: int) -> bool:
        """Let go of a claimed batch until a service can be asked again.

        With `defer` the upload is not held up by it: it counts as closed until `reopen_deferred`.
        A run that ended in an orderly way is not one of the runs that count towards giving up, and one that
        brought answers (not `in_vain`) not one of the postponements that do.
        """
        state = BatchState.DEFERRED if defer else BatchState.OPEN
        claimed = self.filter(id=batch_id, state=BatchState.OPEN)
        wait = {"lease_until": until, "claimed_by": "", "postponed": F("postponed") + int(in_vain)}
        return claimed.update(state=state, runs=F("runs") - 1, **wait, **counts) == 1

    def put_down(self, batch_id: int) -> None:
        """Nobody is at work on the batch any more. Still open, it rests until its lease ends: it may fail again."""
        self.filter(id=batch_id, claimed_by=background.worker_id()).update(claimed_by="")

    def under_way(self, *, now: dt.datetime) -> BatchQuerySet:
        """Batches that somebody is at work on."""
        return self.filter(state=BatchState.OPEN, lease_until__gt=now).exclude(claimed_by="")

    def in_turn(self, *, now: dt.datetime) -> models.QuerySet[Batch, tuple[int, uuid.UUID]]:
        """(batch id, upload id) of what may be claimed, the upload that was served longest ago first."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        order = (F("upload__served_at").asc(nulls_first=True), "upload__created_at", "number")
        return self.filter(free, state=BatchState.OPEN).order_by(*order).values_list("id", "upload_id")

    def stalled(self, *, now: dt.datetime) -> BatchQuerySet:
        """Open batches whose wake-up call was lost, whose worker died, or whose wait for a service is over."""
        overlooked = now - dt.timedelta(seconds=20)
        unserved = Q(upload__served_at__lt=overlooked) | Q(upload__served_at=None, upload__read_at__lt=overlooked)
        return self.filter(Q(lease_until=None) & unserved | Q(lease_until__lt=now), state=BatchState.OPEN)

    def due_again(self, *, now: dt.datetime) -> BatchQuerySet:
        """Deferred batches whose wait is over. Gaps wait until the rest of their library has been looked up."""
        waited = self.filter(state=BatchState.DEFERRED, lease_until__lt=now, postponed__lte=MAX_POSTPONEMENTS)
        return waited.exclude(unanswered=0, upload__state=UploadState.ENRICHING)


class Batch(models.Model):
    """Some books of an upload that are looked up together. `books` are ids of the catalogue."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    books = models.JSONField(default=list)
    state = models.CharField(max_length=16, choices=BatchState, default=BatchState.OPEN)
    runs = models.PositiveSmallIntegerField(default=0)
    postponed = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)  # of its books, those that some provider knows
    unanswered = models.PositiveIntegerField(default=0)  # and those that none has answered for, as a service is away
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # the worker that is at work on it

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_is_known"),
            models.UniqueConstraint(fields=["upload", "number"], name="batch_number_in_upload"),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="batch_by_state")]

    def __str__(self) -> str:
        return f"batch {self.number}"


def minute_of(now: dt.datetime) -> int:
    return int(now.timestamp() // 60)


class AddressMinuteQuerySet(models.QuerySet["AddressMinute"]):
    def forget_old(self, *, now: dt.datetime) -> None:
        self.filter(minute__lt=minute_of(now) - 10).delete()


class AddressMinute(models.Model):
    """How many files came from an address in one minute. The address is kept as a keyed hash, for ten minutes."""

    address = models.CharField(max_length=64)
    minute = models.BigIntegerField()  # since 1970
    count = models.PositiveIntegerField(default=0)

    objects = AddressMinuteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "minute"], name="one_count_a_minute")]

    def __str__(self) -> str:
        return f"{self.count} in minute {self.minute}"
