"""The door to the queue: when a wake-up call goes out, and what becomes of one that cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ, Task

from goodreads_site import background
from tests.pipeline import Queue


@pytest.mark.parametrize("path", background.STAGES.values())
def test_every_stage_is_where_the_queue_looks_for_it(path: str) -> None:
    module, name = path.rsplit(".", 1)

    assert callable(getattr(import_module(module), name))


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_call_waits_for_the_commit(queue: Queue) -> None:
    with transaction.atomic():
        background.enqueue("publish", upload_id="1")
        before = list(queue.stages)

    assert before == []
    assert queue.stages == ["publish"]


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_call_of_a_transaction_that_fails_is_never_sent(queue: Queue) -> None:
    def fail() -> None:
        with transaction.atomic():
            background.enqueue("publish", upload_id="1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert queue.calls == []


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_away_loses_the_call_and_not_the_work(caplog: pytest.LogCaptureFixture) -> None:
    def away(path: str, ids: dict[str, Any]) -> None:
        raise ConnectionError

    with background.sending_to(away):
        background.enqueue("sweep")

    assert "could not be sent" in caplog.text


@pytest.mark.parametrize("keyword", ["group", "timeout", "save", "cluster", "q_options"])
def test_a_keyword_that_the_queue_keeps_for_itself_is_refused(keyword: str) -> None:
    with pytest.raises(ValueError, match=keyword):
        background.enqueue("publish", **{keyword: "1"})


@pytest.mark.django_db(transaction=True)
def test_a_message_in_the_real_queue_holds_ids_only() -> None:
    with background.sending_to(background._to_the_queue):
        background.enqueue("publish", upload_id="some-id")

    message = OrmQ.objects.get()
    assert message.task["func"] == background.STAGES["publish"]
    assert message.task["kwargs"] == {"upload_id": "some-id"}
    assert message.task["args"] == ()


@pytest.mark.django_db
def test_the_oldest_message_is_the_one_that_waits_longest() -> None:
    now = timezone.now()
    waiting, taken = now - dt.timedelta(seconds=40), now + dt.timedelta(seconds=300)
    for lock in (waiting, now - dt.timedelta(seconds=4), taken):
        OrmQ.objects.create(key="q", payload="", lock=lock)

    age = background.oldest_message_age()

    assert age == pytest.approx(40, abs=2)


@pytest.mark.django_db
def test_an_empty_queue_has_no_oldest_message() -> None:
    assert background.oldest_message_age() is None


@pytest.fixture
def failure() -> Callable[..., Task]:
    def make(name: str, *, ago: dt.timedelta = dt.timedelta(0), **kwargs: str) -> Task:
        at = timezone.now() - ago
        return Task.objects.create(
            id=name, name=name, func="f", args=(), kwargs=kwargs, started=at, stopped=at, success=False
        )

    return make


@pytest.mark.django_db
def test_what_the_queue_keeps_of_an_upload_is_forgotten_with_it(failure: Callable[..., Task]) -> None:
    failure("one", upload_id="gone")
    failure("two", upload_id="stays")

    forgotten = background.forget("gone")

    assert forgotten == 1
    assert list(Task.objects.values_list("name", flat=True)) == ["two"]


@pytest.mark.django_db
def test_old_failures_are_forgotten(failure: Callable[..., Task]) -> None:
    failure("old", ago=dt.timedelta(days=8))
    failure("new", ago=dt.timedelta(days=6))

    background.forget_failures(before=timezone.now() - dt.timedelta(days=7))

    assert list(Task.objects.values_list("name", flat=True)) == ["new"]


def test_a_pulse_reaches_who_listens() -> None:
    pulses: list[int] = []
    background.listen_to_pulse(lambda: pulses.append(1))

    background.pulse()

    assert pulses == [1]


def test_a_process_has_one_id_until_it_becomes_a_worker() -> None:
    before = background.worker_id()
    try:
        background.become_worker("a1.77")
        assert background.worker_id() == "a1.77"
    finally:
        background.become_worker("")

    assert background.worker_id() == before != ""
