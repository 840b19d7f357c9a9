"""How the services and the catalogue stand at this moment: what `manage.py enrich_status` shows of this house."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from enrichment import sources
from enrichment.limits import calls_today
from enrichment.models import Answer, Book, Outcome, Provider
from enrichment.sources import Limit


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """One service: our limit, whether it is left alone for now, and what was asked of it."""

    name: str
    asked: bool  # False: it is switched off by the settings
    per_second: float | None
    per_day: int | None  # None: as many as fit
    calls_today: int  # since the service's day began
    calls: int
    failures: int  # in a row
    paused_until: dt.datetime | None
    pause_reason: str


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """What one service has answered about the catalogue's books."""

    provider: str
    known: int
    not_known: int
    due_again: int  # of both, those so old that they are asked for again when a reader next brings the book


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    books: int
    never_answered: int
    answers: tuple[AnswerCounts, ...]


def services(*, now: dt.datetime) -> tuple[ServiceStatus, ...]:
    """Every service that we know of, also one that was never asked."""
    rows = {row.name: row for row in Provider.objects.all()}
    ours = [*sources.BOOKS, *sources.AUTHORS]
    names = [*ours, *sorted(rows.keys() - set(ours))]
    return tuple(_service(rows.get(name) or Provider(name=name), now=now) for name in names)


def catalogue(*, now: dt.datetime) -> CatalogueStatus:
    """Count the catalogue: a few queries, of which each reads one table."""
    counts = Answer.objects.values("provider").annotate(
        known=Count("id", filter=Q(outcome=Outcome.KNOWN)),
        not_known=Count("id", filter=Q(outcome=Outcome.NOT_KNOWN)),
        due_again=Count("id", filter=Q(next_attempt_at__lte=now)),
    )
    return CatalogueStatus(
        books=Book.objects.count(),
        never_answered=Book.objects.filter(answers=None).count(),
        answers=tuple(AnswerCounts(**row) for row in counts.order_by("provider")),
    )


def _service(row: Provider, *, now: dt.datetime) -> ServiceStatus:
    limit = _limit(row.name)
    return ServiceStatus(
        name=row.name,
        asked=sources.is_on(row.name),
        per_second=round(1 / limit.interval, 2) if limit else None,
        per_day=limit.per_day if limit else None,
        calls_today=calls_today(row, now=now),
        calls=row.calls,
        failures=row.failures,
        paused_until=row.paused_until if row.paused_until > now else None,
        pause_reason=row.pause_reason if row.paused_until > now else "",
    )


def _limit(name: str) -> Limit | None:
    try:
        return sources.limit_of(name)
    except KeyError:  # a row that a service left behind which is asked no more
        return None
