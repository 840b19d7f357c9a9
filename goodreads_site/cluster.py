"""What runs inside a cluster of workers besides their tasks: the heartbeat, the signs of life, the memory limit.

The heartbeat does not come through the shared queue but from the cluster's own broker, which hands it to its
pusher like any message. So it passes the pusher, a worker and the monitor of exactly this cluster, however
many others work for the same database; it can neither be taken by another nor pile up while nobody works.
"""

from __future__ import annotations

import gc
import importlib
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.brokers import Broker, get_broker
from django_q.cluster import Cluster
from django_q.signals import post_execute, post_execute_in_worker, post_spawn, pre_execute
from django_q.signing import SignedPackage

from goodreads_site import background
from goodreads_site.failures import without_values
from goodreads_site.signs import Signs

RHYTHM = {"beat": 2.0, "sweep": 15.0, "clean": 3600.0}  # seconds between two of a stage
# What keeps its first answer: the rules of the genres, the certificates that are believed.
READ_ONCE = ("enrichment.genres.rules.rulebook", "enrichment.providers.wire.trust")
MEMORY = 1024**3  # bytes that a worker may map: a task that wants more fails, instead of the machine


def run_cluster(signs: Signs) -> None:
    """Start the workers and return; they end with the process, or when the watchdog's end of stdin closes."""
    _leave_signs(signs)
    connection_created.connect(log_no_statements, weak=False)
    _bring_along()
    Cluster(broker=WithRhythm(get_broker())).start()
    # Only now: the cluster forks, and a fork of a process with threads may hang.
    threading.Thread(target=_end_with_the_watchdog, daemon=True).start()


class WithRhythm:
    """A broker that, between the queue's messages, hands out by itself what is to happen every few seconds."""

    def __init__(self, broker: Broker, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._broker = broker
        self._clock = clock
        self._due = dict.fromkeys(RHYTHM, 0.0)

    def dequeue(self) -> list[tuple[Any, str]] | None:
        now = self._clock()
        for stage, every in RHYTHM.items():
            if now >= self._due[stage]:
                self._due[stage] = now + every
                return [(None, _message(stage))]  # None: there is nothing in the queue to acknowledge
        messages: list[tuple[Any, str]] | None = self._broker.dequeue()
        return messages

    def __getattr__(self, name: str) -> Any:
        return getattr(self._broker, name)


def _message(stage: str) -> str:
    # Always the same id: a stage that keeps failing has one failure on record, not thousands.
    task = {"id": stage, "name": stage, "func": background.STAGES[stage], "args": (), "kwargs": {}}
    message: str = SignedPackage.dumps(task | {"started": timezone.now()})
    return message


def _bring_along() -> None:
    """Import and read what the tasks use before the cluster forks: so its processes share it instead of each taking it."""
    for path in background.STAGES.values():
        import_string(path)
    for name in ("httpx", "httpcore"):  # they are imported late elsewhere: most processes never ask anybody
        importlib.import_module(name)
    for path in READ_ONCE:
        import_string(path)()
    gc.freeze()  # else each process's first collection touches, and so copies, all of it


def _leave_signs(signs: Signs) -> None:
    """Connect the signs to what django-q2 tells of; the processes that it forks inherit the connections."""

    def spawned(**kwargs: Any) -> None:
        background.become_worker(f"{secrets.token_hex(4)}.{os.getpid()}")
        limit_memory()
        signs.ready()

    def began(**kwargs: Any) -> None:
        signs.began(background.worker_id())

    def ended(task: dict[str, Any], **kwargs: Any) -> None:
        if not task["success"]:
            task["result"] = without_values(str(task["result"]))
        signs.ended(background.worker_id())

    def settled(**kwargs: Any) -> None:
        signs.settled()

    post_spawn.connect(spawned, weak=False)
    pre_execute.connect(began, weak=False)
    post_execute_in_worker.connect(ended, weak=False)
    post_execute.connect(settled, weak=False)
    background.listen_to_pulse(signs.pulse)


def log_no_statements(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """With DEBUG on, Django writes out every statement and keeps the last 9,000: no page shows a worker's.

    It takes a tenth of the time that looking books up takes, and holds every fact that was stored.
    """
    connection.make_debug_cursor = connection.make_cursor  # type: ignore[assignment, method-assign]


def limit_memory() -> None:
    if sys.platform == "linux":  # elsewhere there is no such limit, or none that can be set
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end_with_the_watchdog() -> None:
    """A cluster that nobody watches may hang for ever: when the watchdog is gone, so are we."""
    while os.read(sys.stdin.fileno(), 1):
        continue
    os.killpg(os.getpgrp(), signal.SIGKILL)
