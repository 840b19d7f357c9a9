"""What wakes the Lambda function besides requests: messages of the queue, and the clock. zappa_settings.json names these.

django-q2's cluster cannot run there: its queues need /dev/shm. So a message that django-q2 has sent is unpacked here and
its task run in this process, with the same signature checked and the same timeout.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string
from django_q.exceptions import TimeoutException
from django_q.signing import SignedPackage
from django_q.timeout import TimeoutHandler

from goodreads_site import background, metrics
from goodreads_site.failures import without_values
from goodreads_site.logging import saying

logger = logging.getLogger(__name__)
MARGIN = 10.0  # seconds before the function's deadline: to let go of the work in good order


class Context(Protocol):
    """What Lambda tells of an invocation."""

    aws_request_id: str

    def get_remaining_time_in_millis(self) -> int: ...


class TaskFailed(Exception):
    """The task did not end well: Lambda counts an error, and the queue hands its message out again."""


def on_message(event: Mapping[str, Any], context: Context) -> None:
    """Run the task of a message. Raises `TaskFailed`: after the third time the queue sets the message aside.

    The event source mapping hands over one message a time (batch_size 1): a failure is its own alone.
    """
    for record in event["Records"]:
        metrics.emit("QueueAge", time.time() - int(record["attributes"]["SentTimestamp"]) / 1000, "Seconds")
        _run(partial(_unpack, record["body"]), context, task_id=record["messageId"])


def sweep(event: Mapping[str, Any], context: Context) -> None:
    """Find what was lost, on a schedule."""
    _run(lambda: (background.STAGES["sweep"], {}), context, task_id="schedule")


def clean(event: Mapping[str, Any], context: Context) -> None:
    """Delete what must not stay, on a schedule."""
    _run(lambda: (background.STAGES["clean"], {}), context, task_id="schedule")


def _run(work: Callable[[], tuple[str, dict[str, Any]]], context: Context, *, task_id: str) -> None:
    seconds = min(settings.TASK_TIMEOUT, context.get_remaining_time_in_millis() / 1000 - MARGIN)
    background.become_worker(context.aws_request_id)
    close_old_connections()  # there are no request signals here: drop one that died while we were frozen
    try:
        with saying(request_id=context.aws_request_id, task_id=task_id):
            _run_in_time(work, seconds=max(1, int(seconds)))
    finally:
        background.become_worker("")
        close_old_connections()  # with DATABASE_KEEP_SECONDS=0 none stays open, and the database can sleep


def _run_in_time(work: Callable[[], tuple[str, dict[str, Any]]], *, seconds: int) -> None:
    """Every error becomes `TaskFailed`, without the data that it may quote; and without its type: at a TypeError Zappa
    would take the function for one of another signature, and call it again."""
    path = "?"
    try:
        path, ids = work()
        with saying(task=path, **ids), TimeoutHandler(seconds):
            started = time.perf_counter()
            import_string(path)(**ids)
            logger.info("A task is done", extra={"seconds": round(time.perf_counter() - started, 3)})
    except (Exception, TimeoutException):
        logger.error("A task failed", extra={"failed": path, "exception": without_values(traceback.format_exc())})
        raise TaskFailed(path) from None


def _unpack(body: str) -> tuple[str, dict[str, Any]]:
    """The task's path and ids. A message of another key's, or for anything but our stages, is refused."""
    package = SignedPackage.loads(body)
    path = package["func"]
    if path not in background.STAGES.values():
        raise LookupError(path)
    return path, package["kwargs"]
