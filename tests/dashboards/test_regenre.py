"""The genre rules run anew over the catalogue, and the dashboards that follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dashboards import regenre
from enrichment import genres, reweighing
from enrichment.models import Book, Provider
from goodreads_site import background
from tests.enrichment.remembering import known
from tests.pipeline import Queue
from uploads.models import Upload, UploadState

pytestmark = pytest.mark.django_db


@pytest.fixture
def regenred(django_capture_on_commit_callbacks: Any, capsys: Any) -> Callable[..., str]:
    """Runs the command: what it prints."""

    def run(*options: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            call_command("regenre", *options)
        return str(capsys.readouterr().out)

    return run


def published(state: UploadState = UploadState.COMPLETE) -> Upload:
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    return Upload.objects.create(state=state, changed_at=an_hour_ago, published_from=an_hour_ago)


def make_old(book_ids: list[int]) -> None:
    Book.objects.filter(pk__in=book_ids).update(weights=None, weights_version="old")


def test_the_catalogue_follows_the_rules_and_every_complete_dashboard_is_published(
    regenred: Callable[..., str], queue: Queue
) -> None:
    make_old(known(3))
    upload = published()

    said = regenred()

    assert set(Book.objects.values_list("weights_version", flat=True)) == {genres.RULES_VERSION}
    assert queue.calls == [(background.STAGES["publish"], {"upload_id": str(upload.id)})]
    upload.refresh_from_db()
    assert upload.changed_at > upload.published_from
    assert "3 books weighed by rules" in said
    assert "3 of them changed their genres" in said
    assert "1 dashboard handed to the workers" in said


def test_no_service_is_asked(regenred: Callable[..., str]) -> None:
    make_old(known(2))

    regenred()

    assert not Provider.objects.exists()


def test_uploads_that_are_not_complete_publish_by_themselves(regenred: Callable[..., str], queue: Queue) -> None:
    make_old(known(1))
    for state in (UploadState.READING, UploadState.ENRICHING, UploadState.ERROR):
        published(state)

    regenred()

    assert not queue.calls


def test_nothing_is_published_where_nothing_was_old(regenred: Callable[..., str], queue: Queue) -> None:
    known(2)
    published()

    said = regenred()

    assert not queue.calls
    assert "0 books weighed" in said


def test_all_weighs_what_todays_rules_have_weighed_too(regenred: Callable[..., str], queue: Queue) -> None:
    known(2)
    published()

    said = regenred("--all")

    assert "2 books weighed" in said
    assert "0 of them changed" in said
    assert len(queue.calls) == 1


def test_a_dry_run_counts_and_keeps_nothing(regenred: Callable[..., str], queue: Queue) -> None:
    make_old(known(2))
    upload = published()

    said = regenred("--dry-run")

    assert "2 books would be weighed" in said
    assert "2 of them would change their genres" in said
    assert set(Book.objects.values_list("weights_version", flat=True)) == {"old"}
    upload.refresh_from_db()
    assert upload.changed_at == upload.published_from
    assert not queue.calls


def test_a_killed_run_leaves_marked_what_it_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reweighing, "CHUNK", 1)
    make_old(known(3))
    upload = published()

    next(regenre.weigh_catalogue())  # and killed

    assert reweighing.to_weigh().count() == 2
    upload.refresh_from_db()
    assert upload.changed_at > upload.published_from  # so the sweep publishes it, whatever comes


def test_dashboards_are_woken_a_few_at_a_time_while_the_queue_is_short(
    queue: Queue, django_capture_on_commit_callbacks: Any
) -> None:
    for _ in range(regenre.AT_ONCE + 1):
        published()
    Upload.objects.outdate(now=timezone.now())
    waiting = iter([0, 20, 9, 3])
    naps: list[float] = []

    with django_capture_on_commit_callbacks(execute=True):
        woken = regenre.wake_publishing(queue=lambda: next(waiting), sleep=naps.append)

    assert (woken.dashboards, woken.left) == (regenre.AT_ONCE + 1, 0)
    assert len(naps) == 2
    assert len({call["upload_id"] for _, call in queue.calls}) == regenre.AT_ONCE + 1


def test_where_no_worker_runs_the_rest_is_left_to_the_sweep(queue: Queue) -> None:
    published()
    Upload.objects.outdate(now=timezone.now())
    naps: list[float] = []

    woken = regenre.wake_publishing(queue=lambda: 50, sleep=naps.append)

    assert (woken.dashboards, woken.left) == (0, 1)
    assert sum(naps) == regenre.PATIENCE
    assert not queue.calls
