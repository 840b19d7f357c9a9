"""`manage.py enrich_status`: what it counts, in words and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment.limits import day_of
from enrichment.models import Answer, Provider
from tests.enrichment.remembering import known, linked, not_known
from uploads.models import Batch, BatchState, Upload, UploadState

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*options: str) -> str:
        call_command("enrich_status", *options)
        return capsys.readouterr().out

    return run


def lines(output: str) -> list[str]:
    return [" ".join(line.split()) for line in output.splitlines() if line]


def test_an_empty_installation_has_nothing_to_say_but_its_limits(said: Callable[..., str], settings: Settings) -> None:
    settings.GOOGLE_BOOKS_API_KEY = ""

    assert lines(said()) == [
        "Queue orm: 0 waiting",
        "Uploads none",
        "Batches none",
        "openlibrary 2.9 a second; 0 calls today, 0 in all",
        "hardcover off (docs/sources.md says how to switch it on)",
        "googlebooks off (docs/sources.md says how to switch it on)",
        "wikidata off (docs/sources.md says how to switch it on)",
        "Catalogue 0 books, 0 of them never answered for",
    ]


def test_uploads_and_batches_are_counted_by_their_state(said: Callable[..., str]) -> None:
    now = timezone.now()
    upload = Upload.objects.create(state=UploadState.ENRICHING)
    Upload.objects.create(state=UploadState.COMPLETE, changed_at=now, published_from=now - dt.timedelta(minutes=1))
    for number, state in enumerate((BatchState.OPEN, BatchState.OPEN, BatchState.DONE)):
        Batch.objects.create(upload=upload, number=number, state=state)

    output = lines(said())

    assert "Uploads 1 being looked up, 1 complete" in output
    assert "Batches 2 open, 1 done" in output
    assert "1 dashboards show less than is known, and will be published" in output


def test_a_service_that_is_left_alone_says_until_when_and_why(said: Callable[..., str], settings: Settings) -> None:
    settings.GOOGLE_BOOKS_API_KEY = "a-key"
    now = timezone.now()
    Provider.objects.create(
        name="googlebooks",
        paused_until=now + dt.timedelta(hours=3, minutes=6),
        pause_reason="the day's quota is spent: dailyLimitExceeded",
        day=day_of(now),
        calls_today=1000,
        calls=2500,
    )

    (line,) = (line for line in lines(said()) if line.startswith("googlebooks"))

    assert line.startswith("googlebooks 2.9 a second; 1,000 of 1,000 calls today, 2,500 in all; left alone for 3.1 h")
    assert line.endswith("UTC: the day's quota is spent: dailyLimitExceeded")


def test_yesterdays_calls_are_not_todays(said: Callable[..., str]) -> None:
    yesterday = day_of(timezone.now()) - dt.timedelta(days=1)
    Provider.objects.create(name="openlibrary", day=yesterday, calls_today=300, calls=300)

    assert "openlibrary 2.9 a second; 0 calls today, 300 in all" in lines(said())


def test_the_catalogue_is_counted_by_who_answered(said: Callable[..., str]) -> None:
    known(3)
    not_known(2)
    known(1, provider="googlebooks", subjects=("History",))
    linked(4, series="waiting")
    Answer.objects.filter(outcome="not_known").update(next_attempt_at=timezone.now())

    output = lines(said())

    assert "Catalogue 10 books, 4 of them never answered for" in output
    assert "googlebooks 1 0 0" in output
    assert "openlibrary 3 2 2" in output


def test_programs_get_the_same_as_json(said: Callable[..., str]) -> None:
    known(2)
    Provider.objects.create(name="openlibrary", paused_until=timezone.now() + dt.timedelta(hours=1), pause_reason="x")

    status: dict[str, Any] = json.loads(said("--json"))

    assert status["queue"] == {"kind": "orm", "waiting": 0, "oldest_seconds": None}
    assert status["uploads"] == dict.fromkeys(UploadState.values, 0)
    assert status["batches"] == dict.fromkeys(BatchState.values, 0)
    assert status["services"][0]["pause_reason"] == "x"
    assert dt.datetime.fromisoformat(status["services"][0]["paused_until"]) > timezone.now()
    assert status["catalogue"]["answers"] == [{"provider": "openlibrary", "known": 2, "not_known": 0, "due_again": 0}]


def test_a_message_that_waits_tells_for_how_long(said: Callable[..., str]) -> None:
    from django_q.models import OrmQ

    OrmQ.objects.create(key="goodreads_stats", payload="", lock=timezone.now() - dt.timedelta(seconds=90))

    assert "Queue orm: 1 waiting, the oldest for 90 s" in lines(said())
