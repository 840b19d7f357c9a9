"""How everything stands at this moment: the queue, the uploads, their batches, the services, the catalogue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from enrichment.overview import CatalogueStatus, ServiceStatus, catalogue, services
from goodreads_site import background
from uploads.models import Batch, BatchState, Upload, UploadState


@dataclass(frozen=True, slots=True)
class QueueStatus:
    kind: str  # "orm", "redis" or "sqs"
    waiting: int | None  # messages that nobody has taken up; None where the queue cannot be reached
    oldest_seconds: float | None  # how long the oldest of them has waited; None for none, and for a foreign queue


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts only: nothing that would tell who reads what."""

    at: dt.datetime
    queue: QueueStatus
    uploads: dict[str, int]  # by state, all states
    batches: dict[str, int]
    dashboards_behind: int  # complete, but what they show is not all that is known
    services: tuple[ServiceStatus, ...]
    catalogue: CatalogueStatus


def overview(*, now: dt.datetime) -> Overview:
    """Look at everything once."""
    age = background.oldest_message_age()
    return Overview(
        at=now,
        queue=QueueStatus(settings.QUEUE, background.waiting_messages(), None if age is None else round(age, 1)),
        uploads=dict.fromkeys(UploadState.values, 0)
        | dict(Upload.objects.values_list("state").annotate(Count("id")).order_by()),
        batches=dict.fromkeys(BatchState.values, 0)
        | dict(Batch.objects.values_list("state").annotate(Count("id")).order_by()),
        dashboards_behind=Upload.objects.outdated().count(),
        services=services(now=now),
        catalogue=catalogue(now=now),
    )
