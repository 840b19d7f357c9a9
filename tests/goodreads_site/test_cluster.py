"""What runs inside the cluster besides the tasks: the rhythm, and the memory limit."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.db import connection
from django.utils.module_loading import import_string
from django_q.signing import SignedPackage
from pytest_django.fixtures import Settings

from goodreads_site import background
from goodreads_site.cluster import READ_ONCE, RHYTHM, WithRhythm, log_no_statements


class OneMessage:
    """A broker with one message, for ever."""

    list_key = "q"

    def dequeue(self) -> list[tuple[int, str]]:
        return [(7, "message")]


def stages(broker: WithRhythm, times: int) -> list[Any]:
    """What so many calls of dequeue hand out: a stage's path, or the queue's own message."""
    handed = [message for _ in range(times) for message in broker.dequeue() or []]
    return [SignedPackage.loads(body)["func"] if receipt is None else body for receipt, body in handed]


def test_heartbeat_sweep_and_cleaning_come_first_and_then_the_queue() -> None:
    broker: Any = WithRhythm(OneMessage())  # type: ignore[arg-type]

    handed = stages(broker, 5)

    assert handed == [*(background.STAGES[stage] for stage in RHYTHM), "message", "message"]


def test_each_comes_again_when_it_is_due() -> None:
    now = [100.0]
    broker = WithRhythm(OneMessage(), clock=lambda: now[0])  # type: ignore[arg-type]
    stages(broker, len(RHYTHM))

    now[0] += RHYTHM["beat"]
    after_a_beat = stages(broker, 2)
    now[0] += RHYTHM["sweep"]
    after_a_sweep = stages(broker, 3)

    assert after_a_beat == [background.STAGES["beat"], "message"]
    assert after_a_sweep == [background.STAGES["beat"], background.STAGES["sweep"], "message"]


def test_the_rest_of_the_broker_is_the_queues_own() -> None:
    broker: Any = WithRhythm(OneMessage())  # type: ignore[arg-type]

    assert broker.list_key == "q"


@pytest.mark.django_db
def test_a_worker_keeps_no_statements_although_debug_is_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True
    monkeypatch.setattr(connection, "make_debug_cursor", connection.make_debug_cursor)  # and so put back
    log_no_statements(connection)

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert len(connection.queries) == 0


@pytest.mark.parametrize("path", READ_ONCE)
def test_what_is_read_before_the_fork_is_kept_for_the_children(path: str) -> None:
    read = import_string(path)

    assert read() is read()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's address space")
def test_a_task_that_wants_too_much_memory_fails_instead_of_the_machine() -> None:
    code = "import django; django.setup()\nfrom goodreads_site.cluster import limit_memory; limit_memory()\n"
    code += "small = bytearray(300 * 1024**2)\ntry:\n    bytearray(1200 * 1024**2)\nexcept MemoryError:\n    print('failed')"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout == "failed\n"
