"""A message of the queue is one task; what goes wrong in it goes back to the queue, and says nothing of whose data it was."""

from __future__ import annotations

import io
import logging
import time
from dataclasses import dataclass
from typing import Any

import pytest
from django_q.signing import SignedPackage

from goodreads_site import background, lambda_events
from goodreads_site.lambda_events import TaskFailed
from goodreads_site.logging import JsonLines
from infrastructure.events import sqs
from tests.exports import books
from tests.pipeline import Queue, receive
from uploads.models import Upload, UploadState

ARN = "arn:aws:sqs:us-east-1:123456789012:goodreads-stats-dev"


@dataclass(frozen=True, slots=True)
class Invocation:
    """What Lambda tells of one."""

    aws_request_id: str = "8f2a7c5e-0000-4000-8000-000000000001"
    seconds: float = 300.0

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


def event_of(body: str, *, sent: float = 0.0) -> dict[str, Any]:
    attributes = {"SentTimestamp": str(int((time.time() - sent) * 1000)), "ApproximateReceiveCount": "1"}
    message = {"MessageId": "m-1", "ReceiptHandle": "r-1", "Body": body, "Attributes": attributes, "MD5OfBody": ""}
    return sqs(message, ARN)


def package(task: str, **ids: Any) -> str:
    body: str = SignedPackage.dumps({"id": "1", "name": "one", "func": task, "args": (), "kwargs": ids})
    return body


@pytest.mark.django_db(transaction=True)
def test_a_message_is_one_task() -> None:
    upload = receive(books(1, 2))
    body = package(background.STAGES["ingest"], upload_id=str(upload.id))

    lambda_events.on_message(event_of(body), Invocation())

    row = Upload.objects.get()
    assert (row.state, row.books, row.claimed_by) == (UploadState.ENRICHING, 2, Invocation().aws_request_id)


@pytest.mark.django_db(transaction=True)
def test_a_message_that_comes_twice_changes_nothing(queue: Queue) -> None:
    upload = receive(books(1, 2))
    event = event_of(package(background.STAGES["ingest"], upload_id=str(upload.id)))
    lambda_events.on_message(event, Invocation())
    before, calls = Upload.objects.values().get(), list(queue.calls)

    lambda_events.on_message(event, Invocation())

    assert Upload.objects.values().get() == before
    assert queue.calls == calls


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_a_failure_of_the_function(caplog: pytest.LogCaptureFixture) -> None:
    body = package(background.STAGES["ingest"], upload_id="Middlemarch, my private copy")  # no id: it raises

    with pytest.raises(TaskFailed, match=r"uploads\.tasks\.ingest"):
        lambda_events.on_message(event_of(body), Invocation())

    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "ValueError" in line.exception  # type: ignore[attr-defined]
    assert "Middlemarch" not in line.exception  # type: ignore[attr-defined]


def test_a_type_error_is_told_apart_from_a_wrong_signature() -> None:
    with pytest.raises(TaskFailed):  # at a TypeError Zappa would call the function again, with less
        lambda_events.on_message(event_of(package(background.STAGES["look_up"], nobody="asked")), Invocation())


def test_a_message_for_anything_but_our_stages_is_refused(tmp_path: Any) -> None:
    target = tmp_path / "made"

    with pytest.raises(TaskFailed):
        lambda_events.on_message(event_of(package("os.mkdir", path=str(target))), Invocation())

    assert not target.exists()


def test_a_message_that_another_key_has_signed_is_refused() -> None:
    body = package(background.STAGES["beat"])

    with pytest.raises(TaskFailed):
        lambda_events.on_message(event_of(body[:-2] + "xx"), Invocation())


def test_a_task_is_stopped_before_the_functions_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(background.STAGES, "sweep", "tests.goodreads_site.test_lambda_events.sleep_long")
    started = time.monotonic()

    with pytest.raises(TaskFailed):
        lambda_events.sweep({}, Invocation(seconds=lambda_events.MARGIN + 1.2))

    assert time.monotonic() - started < 15


def sleep_long() -> None:
    time.sleep(60)


@pytest.mark.django_db(transaction=True)
def test_the_clock_wakes_what_was_lost(queue: Queue) -> None:
    upload = receive(books(1))
    Upload.objects.update(created_at="2020-01-01T00:00:00Z")
    queue.calls.clear()

    lambda_events.sweep({}, Invocation())

    assert queue.calls == [(background.STAGES["ingest"], {"upload_id": str(upload.id)})]


@pytest.mark.django_db(transaction=True)
def test_the_clock_cleans() -> None:
    lambda_events.clean({}, Invocation())

    assert Upload.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_every_line_of_a_task_says_which_message_and_which_upload(settings: Any) -> None:
    settings.LOG_FORMAT = "json"
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    upload = receive(books(1))
    logging.getLogger("goodreads_site").addHandler(handler)
    try:
        body = package(background.STAGES["ingest"], upload_id=str(upload.id))
        lambda_events.on_message(event_of(body, sent=12.0), Invocation())
    finally:
        logging.getLogger("goodreads_site").removeHandler(handler)

    text = out.getvalue()
    assert '"task_id": "m-1"' in text
    assert f'"request_id": "{Invocation().aws_request_id}"' in text
    assert '"upload_id": "~' in text
    assert str(upload.id) not in text
    assert '"Name": "QueueAge", "Unit": "Seconds"' in text
    assert '"QueueAge": 12.' in text
