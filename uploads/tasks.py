"""What the queue calls. Every task takes ids by keyword, may run twice, and is quiet when its row is gone."""

from __future__ import annotations

import logging
import uuid

from django.db import transaction
from django.utils import timezone

from enrichment import catalogue
from enrichment.look_up import LookUp
from enrichment.look_up import look_up as ask_services
from goodreads_site import background, metrics
from uploads import batches, sweeping
from uploads import ingest as reading
from uploads.again import taking_over
from uploads.models import MAX_POSTPONEMENTS, Batch

logger = logging.getLogger(__name__)


def ingest(*, upload_id: str) -> None:
    reading.ingest(uuid.UUID(upload_id))


def take_over(*, newer_id: str) -> None:
    taking_over.take_over(uuid.UUID(newer_id))


def look_up() -> None:
    """Look up one batch, whichever is in turn, then wake somebody for the next.

    A message is not tied to a batch. What another worker holds is left to it; if it dies, its lease is freed
    or runs out, and the sweep wakes somebody.
    """
    batch = batches.claim_in_turn(now=timezone.now())
    if batch is None:
        return
    try:
        _look_up(batch)
    finally:
        Batch.objects.put_down(batch.pk)
        batches.go_on(now=timezone.now())


def _look_up(batch: Batch) -> None:
    if Batch.objects.give_up(batch.pk):
        logger.error("A batch was given up after %d runs", batch.runs)
    else:
        _store(batch, ask_services(batch.books, pulse=background.pulse, demand=batches.demand_of(batch)))
    batches.finish(batch.upload_id, now=timezone.now())


def sweep() -> None:
    """Find what was lost or is due again, and wake it."""
    sweeping.sweep(now=timezone.now())


def free(*, worker: str) -> None:
    """Wake what a worker held that died."""
    sweeping.free(worker)


def clean() -> None:
    """Delete what must not stay: strays, old failures, old counts."""
    sweeping.clean(now=timezone.now())


def _store(batch: Batch, result: LookUp) -> None:
    """Keep the answers and let go of the batch in one transaction: both or neither."""
    now = timezone.now()
    with transaction.atomic():
        result.store(now=now)
        unanswered = len(catalogue.needing(batch.books, "openlibrary", now=now))
        # One update of the row, not two: at the second PostgreSQL would look the upload up again, and meet whoever deletes it.
        counts = {"found": len(catalogue.known(batch.books)), "unanswered": unanswered}
        if result.go_on_at is None:
            if Batch.objects.close(batch.pk, **counts):
                metrics.emit("BooksEnriched", len(batch.books), "Count")
            return
        wait = (result.go_on_at - now).total_seconds()
        held_up = result.holds_up and wait <= batches.HOLD_UP_AT_MOST and batch.postponed < MAX_POSTPONEMENTS
        Batch.objects.postpone(batch.pk, until=result.go_on_at, defer=not held_up, in_vain=not result.learnt, **counts)
