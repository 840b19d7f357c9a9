"""Shows how everything stands: the queue, the uploads, the services and their limits, the catalogue."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from enrichment.overview import CatalogueStatus, ServiceStatus
from uploads.models import BatchState, UploadState
from uploads.overview import Overview, QueueStatus, overview


class Command(BaseCommand):
    help = "Show the queue, the uploads, the services with their limits and quotas, and the catalogue. Asks no service."
    requires_system_checks: list[str] = []  # it is asked when something is wrong

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="As JSON, for programs.")

    def handle(self, *args: Any, **options: Any) -> None:
        status = overview(now=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(asdict(status), default=dt.datetime.isoformat, indent=2))
        else:
            self.stdout.write("\n".join(_lines(status)))


def _lines(status: Overview) -> Iterator[str]:
    yield f"{'Queue':<12}{_queue(status.queue)}"
    yield f"{'Uploads':<12}{_states(status.uploads, dict(UploadState.choices))}"
    yield f"{'Batches':<12}{_states(status.batches, dict(BatchState.choices))}"
    if status.dashboards_behind:
        yield f"{'':<12}{status.dashboards_behind:,} dashboards show less than is known, and will be published"
    yield ""
    for service in status.services:
        yield f"{service.name:<12}{_service(service, now=status.at)}"
    yield ""
    yield from _catalogue(status.catalogue)


def _queue(queue: QueueStatus) -> str:
    if queue.waiting is None:
        return f"{queue.kind}: cannot be reached"
    oldest = "" if queue.oldest_seconds is None else f", the oldest for {_span(queue.oldest_seconds)}"
    return f"{queue.kind}: {queue.waiting:,} waiting{oldest}"


def _states(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(f"{counts[state]:,} {word}" for state, word in words.items() if counts[state]) or "none"


def _service(service: ServiceStatus, *, now: dt.datetime) -> str:
    if not service.asked:
        return "off (docs/sources.md says how to switch it on)"
    quota = f" of {service.per_day:,}" if service.per_day is not None else ""
    parts = [f"{service.per_second} a second"] if service.per_second else []
    parts += [f"{service.calls_today:,}{quota} calls today, {service.calls:,} in all"]
    parts += [f"{service.failures:,} failures in a row"] if service.failures else []
    if service.paused_until:
        left = _span((service.paused_until - now).total_seconds())
        parts += [f"left alone for {left}, until {service.paused_until:%Y-%m-%d %H:%M} UTC: {service.pause_reason}"]
    return "; ".join(parts)


def _catalogue(status: CatalogueStatus) -> Iterator[str]:
    yield f"{'Catalogue':<12}{status.books:,} books, {status.never_answered:,} of them never answered for"
    if status.answers:
        yield f"{'':<12}{'':<12}{'known':>10}{'not known':>12}{'due again':>12}"
    for counts in status.answers:
        yield f"{'':<12}{counts.provider:<12}{counts.known:>10,}{counts.not_known:>12,}{counts.due_again:>12,}"


def _span(seconds: float) -> str:
    """
    >>> _span(45), _span(600), _span(20_000)
    ('45 s', '10 min', '5.6 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
