"""The one door to the queue.

The row is the truth and the queue only a wake-up call: a stage is woken by its name, with the ids of
the rows that it should look at, after the transaction that wrote them has committed. Any message may
be lost, come twice, late, or beside itself; `uploads.tasks.sweep` wakes what was lost.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

# The one place where the order of the stages is written, so that no lower house imports a higher one.
# Paths never move while messages may be under way: an alias stays for one release.
STAGES = {
    "ingest": "uploads.tasks.ingest",
    "take_over": "uploads.tasks.take_over",
    "look_up": "uploads.tasks.look_up",
    "publish": "dashboards.tasks.publish",
    "sweep": "uploads.tasks.sweep",
    "clean": "uploads.tasks.clean",
    "free": "uploads.tasks.free",
    "beat": "goodreads_site.background.beat",
}

# django-q2 takes these keywords for itself, silently.
_TAKEN = {
    "group",
    "timeout",
    "hook",
    "save",
    "sync",
    "cached",
    "chain",
    "cluster",
    "broker",
    "task_name",
    "ack_failure",
    "iter_count",
    "iter_cached",
    "q_options",
}

Sender = Callable[[str, dict[str, Any]], None]  # takes a stage's path and the ids

_on_pulse: list[Callable[[], None]] = []
_worker = ""


def enqueue(stage: str, **ids: int | str) -> None:
    """Wake `stage` for the rows named by `ids`, once the running transaction commits.

    A queue that cannot be reached loses the wake-up, not the work: it is logged, and the sweep finds the row.
    """
    path = STAGES[stage]
    if taken := _TAKEN & ids.keys():
        raise ValueError(f"django-q2 keeps {sorted(taken)} for itself.")
    transaction.on_commit(lambda: _send(path, ids))


@contextmanager
def sending_to(sender: Sender) -> Iterator[None]:
    """Give wake-up calls to `sender` instead of the queue: the tests' one way to stand between."""
    global _sender
    before, _sender = _sender, sender
    try:
        yield
    finally:
        _sender = before


def pulse() -> None:
    """Say that this process is alive and at work. Long tasks call it between their steps."""
    for listener in _on_pulse:
        listener()


def listen_to_pulse(listener: Callable[[], None]) -> None:
    """Have `listener` called at every pulse of this process."""
    _on_pulse.append(listener)


def beat() -> None:
    """The heartbeat's task: it does nothing but come through the cluster's processes."""


def worker_id() -> str:
    """Which worker this process is, so that what it claims can be set free when it dies. Never the same twice."""
    return _worker or f"{socket.gethostname()[:20]}.{os.getpid()}"


def become_worker(worker: str) -> None:
    global _worker
    _worker = worker


def oldest_message_age() -> float | None:
    """Seconds that the oldest message has waited to be taken up; None with an empty or a foreign queue."""
    if settings.QUEUE != "orm":
        return None
    from django.db.models import Min
    from django.utils import timezone
    from django_q.models import OrmQ

    # A message that is taken gets a lock in the future; one that waits has the time at which it was sent.
    oldest = OrmQ.objects.filter(lock__lte=timezone.now()).aggregate(oldest=Min("lock"))["oldest"]
    return (timezone.now() - oldest).total_seconds() if oldest else None


def waiting_messages() -> int | None:
    """How many messages nobody has taken up yet, as the queue counts them; None where it cannot be reached."""
    from django_q.brokers import get_broker

    try:
        return int(get_broker().queue_size())
    except Exception:
        logger.exception("The queue cannot be reached")
        return None


def forget_failures(*, before: dt.datetime) -> None:
    """Delete what the queue keeps of failed tasks (arguments and traceback) from before that time."""
    from django_q.models import Task

    Task.objects.filter(started__lt=before).delete()


def forget(row_id: str) -> int:
    """Delete what the queue keeps of failed tasks that were about this row: how many there were."""
    from django_q.models import Task

    about = [task.pk for task in Task.objects.iterator() if row_id in (task.kwargs or {}).values()]
    return int(Task.objects.filter(pk__in=about).delete()[0])


def _send(path: str, ids: dict[str, Any]) -> None:
    try:
        _sender(path, ids)
    except Exception:
        logger.exception("A wake-up call could not be sent; the sweep will find the work")


def _to_the_queue(path: str, ids: dict[str, Any]) -> None:
    from django_q.tasks import async_task  # noqa: TID251 - this is the door

    async_task(path, broker=_sqs() if settings.QUEUE == "sqs" else None, **ids)


@cache
def _sqs() -> Any:
    """A connection that is kept: a new one for each message takes a request to AWS and 0.1 seconds."""
    from django_q.brokers import get_broker

    return get_broker()


_sender: Sender = _to_the_queue
