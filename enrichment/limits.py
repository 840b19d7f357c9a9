"""Keeps the services' limits across every worker on every machine, through one database row per service.

Slots are given out by compare-and-swap: whoever moves `next_slot_at` on owns the slot before it. The
circuit breaker lives in the same row: after FAILURES_TO_OPEN failures in a row nobody asks for a while,
then one failure is enough to wait four times as long.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from django.db.models import Case, F, Value, When
from django.utils import timezone

from enrichment.models import Provider
from enrichment.providers.base import ProviderBusy
from enrichment.sources import limit_of
from goodreads_site import metrics

FAILURES_TO_OPEN = 6
FIRST_PAUSE = 30.0  # seconds
LONGEST_PAUSE = 3600.0
PAUSE_WHEN_LIMITED = 60.0  # Open Library's 429 has no Retry-After; its window is a minute
PAUSE_WHEN_REFUSED = 6 * 3600.0
DAY_BEGINS = dt.timedelta(hours=8, minutes=5)  # after midnight UTC
PATIENCE = 20.0  # seconds that a worker waits for a slot before it lets go of its batch


class SharedPacer:
    """The `Pacer` of a provider: every worker's requests go through the same row.

    `until` is a `time.monotonic()` moment: a request that could not go out before it is refused with
    `ProviderBusy`, so that a batch ends in good order before its task is stopped.
    """

    def __init__(self, provider: str, *, until: float | None = None, pulse: Callable[[], None] = lambda: None) -> None:
        self.provider = provider
        self.until = until
        self.pulse = pulse
        self.limit = limit_of(provider)
        Provider.objects.get_or_create(name=provider)

    def wait(self) -> None:
        while not (slot := self._take_slot()):
            continue  # another worker took it: look again
        _sleep_until(slot, self.pulse)

    def succeeded(self) -> None:
        Provider.objects.filter(name=self.provider, failures__gt=0).update(failures=0, pause_reason="")

    def failed(self, reason: str) -> None:
        Provider.objects.filter(name=self.provider).update(failures=F("failures") + 1)
        failures = Provider.objects.values_list("failures", flat=True).get(name=self.provider)
        if failures >= FAILURES_TO_OPEN:
            pause = FIRST_PAUSE * 4 ** min(failures - FAILURES_TO_OPEN, 6)
            self._pause(min(pause, LONGEST_PAUSE), f"{failures} failures in a row, the last: {reason}")

    def limited(self, reason: str, *, retry_after: float | None = None, until_tomorrow: bool = False) -> None:
        if until_tomorrow:
            self._pause(_seconds_until_tomorrow(timezone.now()), f"the day's quota is spent: {reason}")
        else:
            self._pause(min(retry_after or PAUSE_WHEN_LIMITED, LONGEST_PAUSE), f"asked us to slow down: {reason}")

    def refused(self, reason: str) -> None:
        self._pause(PAUSE_WHEN_REFUSED, f"refused: {reason}")

    def _take_slot(self) -> dt.datetime | None:
        now = timezone.now()
        row = Provider.objects.get(name=self.provider)
        if row.paused_until > now:
            pause = (row.paused_until - now).total_seconds()
            raise ProviderBusy(f"{self.provider} is left alone: {row.pause_reason}", retry_after=pause)
        if self.limit.per_day is not None and calls_today(row, now=now) >= self.limit.per_day:
            raise ProviderBusy(f"{self.provider}: the day's calls are spent", retry_after=_seconds_until_tomorrow(now))
        slot = max(row.next_slot_at, now)
        self._refuse_long_waits((slot - now).total_seconds())
        same_day = When(day=day_of(now), then=F("calls_today") + 1)
        taken = Provider.objects.filter(name=self.provider, next_slot_at=row.next_slot_at).update(
            next_slot_at=slot + dt.timedelta(seconds=self.limit.interval),
            calls_today=Case(same_day, default=Value(1)),
            day=day_of(now),
            calls=F("calls") + 1,
        )
        return slot if taken else None

    def _refuse_long_waits(self, wait: float) -> None:
        out_of_time = self.until is not None and time.monotonic() + wait > self.until
        if wait > PATIENCE or out_of_time:
            raise ProviderBusy(f"{self.provider}: no free slot in time", retry_after=min(wait, PATIENCE))

    def _pause(self, seconds: float, reason: str) -> None:
        """Leave the service alone, at least as long as it is already being left alone."""
        until = timezone.now() + dt.timedelta(seconds=seconds)
        paused = Provider.objects.filter(name=self.provider, paused_until__lt=until).update(
            paused_until=until, pause_reason=reason[:200]
        )
        if paused:
            metrics.emit("ProviderPauses", 1, "Count")


def resume(provider: str) -> None:
    """Ask again at once, whatever the pause was for: an admin's decision."""
    Provider.objects.filter(name=provider).update(paused_until=timezone.now(), failures=0, pause_reason="")


def day_of(now: dt.datetime) -> dt.date:
    """The day that a quota counts for. Google's begins at midnight in California, in summer an hour before ours."""
    return (now.astimezone(dt.UTC) - DAY_BEGINS).date()


def calls_today(row: Provider, *, now: dt.datetime) -> int:
    """How often the service was asked since its day began."""
    return row.calls_today if row.day == day_of(now) else 0


def calls_left(provider: str) -> int | None:
    """How often the service may be asked until its day ends; None: as often as fits."""
    per_day = limit_of(provider).per_day
    if per_day is None:
        return None
    row = Provider.objects.filter(name=provider).first()
    return max(0, per_day - (calls_today(row, now=timezone.now()) if row else 0))


def _seconds_until_tomorrow(now: dt.datetime) -> float:
    tomorrow = dt.datetime.combine(day_of(now) + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC) + DAY_BEGINS
    return (tomorrow - now).total_seconds()


def _sleep_until(slot: dt.datetime, pulse: Callable[[], None]) -> None:
    while (left := (slot - timezone.now()).total_seconds()) > 0:
        time.sleep(min(left, 1.0))
        pulse()
