"""The services' limits, kept by all workers together through one row; and how a service is left alone."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment.limits import (
    FAILURES_TO_OPEN,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    PAUSE_WHEN_LIMITED,
    PAUSE_WHEN_REFUSED,
    SharedPacer,
    calls_left,
    day_of,
    resume,
)
from enrichment.models import Provider
from enrichment.providers.base import ProviderBusy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast(settings: Settings) -> None:
    settings.OPEN_LIBRARY_PER_SECOND = 50.0
    settings.GOOGLE_BOOKS_PER_SECOND = 1000.0


def row(name: str = "openlibrary") -> Provider:
    return Provider.objects.get(name=name)


def paused_for(name: str = "openlibrary") -> float:
    """Seconds that a service will still be left alone."""
    return (row(name).paused_until - timezone.now()).total_seconds()


def busy(pacer: SharedPacer) -> ProviderBusy:
    with pytest.raises(ProviderBusy) as error:
        pacer.wait()
    return error.value


# --- slots ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_several_workers_keep_the_limit_together() -> None:
    def ten(_: int) -> list[float]:
        try:
            pacer, moments = SharedPacer("openlibrary"), []
            for _ in range(10):
                pacer.wait()
                moments.append(time.monotonic())
            return moments
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as three:
        moments = sorted(moment for worker in three.map(ten, range(3)) for moment in worker)

    assert row().calls == 30
    assert moments[-1] - moments[0] >= 29 / 50 - 0.02


def test_a_request_waits_for_its_slot_and_says_that_it_is_alive() -> None:
    pulses: list[int] = []
    pacer = SharedPacer("openlibrary", pulse=lambda: pulses.append(1))
    Provider.objects.update(next_slot_at=timezone.now() + dt.timedelta(seconds=0.2))

    started = time.monotonic()
    pacer.wait()

    assert time.monotonic() - started >= 0.19
    assert pulses


def test_a_slot_that_is_too_far_away_is_not_waited_for() -> None:
    pacer = SharedPacer("openlibrary")
    Provider.objects.update(next_slot_at=timezone.now() + dt.timedelta(seconds=30))

    assert busy(pacer).retry_after == 20
    assert row().calls == 0


def test_a_slot_after_the_batchs_time_is_not_waited_for() -> None:
    pacer = SharedPacer("openlibrary", until=time.monotonic() + 1)
    Provider.objects.update(next_slot_at=timezone.now() + dt.timedelta(seconds=5))

    assert busy(pacer).retry_after == pytest.approx(5, abs=0.2)


def test_time_that_passed_unused_is_not_made_up_for() -> None:
    pacer = SharedPacer("openlibrary")
    Provider.objects.update(next_slot_at=timezone.now() - dt.timedelta(hours=1))

    started = time.monotonic()
    for _ in range(5):
        pacer.wait()

    assert time.monotonic() - started >= 4 / 50 - 0.01


# --- a day's quota ----------------------------------------------------------------------------


def test_a_days_quota_is_spent_and_not_passed(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_CALLS_A_DAY = 3
    pacer = SharedPacer("googlebooks")

    for _ in range(3):
        pacer.wait()
    refused = busy(pacer)

    assert row("googlebooks").calls_today == 3
    assert refused.retry_after is not None
    assert 0 < refused.retry_after <= 24 * 3600


def test_a_new_day_has_a_new_quota(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_CALLS_A_DAY = 3
    pacer = SharedPacer("googlebooks")
    Provider.objects.update(day=day_of(timezone.now()) - dt.timedelta(days=1), calls_today=3, calls=3)

    pacer.wait()

    assert (row("googlebooks").calls_today, row("googlebooks").calls) == (1, 4)


def test_a_day_begins_when_google_s_does() -> None:
    night, morning = (dt.datetime(2026, 3, 5, *time, tzinfo=dt.UTC) for time in ((8, 4), (8, 6)))

    assert (day_of(night), day_of(morning)) == (dt.date(2026, 3, 4), dt.date(2026, 3, 5))


def test_what_is_left_of_the_day_is_counted(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_CALLS_A_DAY = 3
    at_first = calls_left("googlebooks")
    SharedPacer("googlebooks").wait()
    then = calls_left("googlebooks")
    Provider.objects.update(day=day_of(timezone.now()) - dt.timedelta(days=1))

    assert (at_first, then, calls_left("googlebooks")) == (3, 2, 3)
    assert calls_left("openlibrary") is None


def test_a_service_says_itself_that_the_day_is_spent() -> None:
    pacer = SharedPacer("googlebooks")

    pacer.limited("dailyLimitExceeded", until_tomorrow=True)

    assert 0 < paused_for("googlebooks") <= 24 * 3600
    assert "quota" in row("googlebooks").pause_reason


def test_the_database_refuses_a_day_with_more_calls_than_ever() -> None:
    with pytest.raises(IntegrityError, match="provider_calls_add_up"):
        Provider.objects.create(name="x", calls=1, calls_today=2)


# --- leaving it alone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("say", "seconds"),
    [
        (lambda pacer: pacer.limited("429"), PAUSE_WHEN_LIMITED),
        (lambda pacer: pacer.limited("429", retry_after=7.0), 7),
        (lambda pacer: pacer.limited("429", retry_after=1e9), LONGEST_PAUSE),
        (lambda pacer: pacer.refused("403"), PAUSE_WHEN_REFUSED),
    ],
)
def test_what_one_worker_is_told_holds_for_all(say: Callable[[SharedPacer], None], seconds: float) -> None:
    told, other = SharedPacer("openlibrary"), SharedPacer("openlibrary")

    say(told)

    assert busy(other).retry_after == pytest.approx(seconds, abs=1)
    assert row().calls == 0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    pacer = SharedPacer("openlibrary")

    pacer.refused("403")
    pacer.limited("429", retry_after=1.0)

    assert paused_for() == pytest.approx(PAUSE_WHEN_REFUSED, abs=1)


def test_the_circuit_opens_after_failures_in_a_row() -> None:
    pacer = SharedPacer("openlibrary")

    for _ in range(FAILURES_TO_OPEN - 1):
        pacer.failed("503")
    still_closed = paused_for() < 0
    pacer.failed("503")

    assert still_closed
    assert paused_for() == pytest.approx(FIRST_PAUSE, abs=1)
    assert "503" in str(busy(pacer))


def test_one_answer_closes_the_circuit() -> None:
    pacer = SharedPacer("openlibrary")

    for _ in range(FAILURES_TO_OPEN - 1):
        pacer.failed("503")
    pacer.succeeded()
    pacer.failed("503")

    assert row().failures == 1
    assert paused_for() < 0


def test_after_a_pause_one_more_failure_makes_a_longer_one() -> None:
    pacer = SharedPacer("openlibrary")

    pauses = []
    for _ in range(FAILURES_TO_OPEN + 6):
        Provider.objects.update(paused_until=timezone.now())
        pacer.failed("503")
        pauses.append(max(0, round(paused_for())))

    assert pauses[FAILURES_TO_OPEN - 1 :][:3] == [FIRST_PAUSE, 4 * FIRST_PAUSE, 16 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE


def test_an_admin_can_have_it_asked_again_at_once() -> None:
    pacer = SharedPacer("openlibrary")
    pacer.refused("403")

    resume("openlibrary")
    pacer.wait()

    assert row().calls == 1
    assert not row().is_paused
