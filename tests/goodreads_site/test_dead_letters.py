"""What the queue has set aside can be seen and sent on its way once more."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from io import StringIO
from typing import Any

import boto3
import pytest
from django.core.management import CommandError, call_command
from django_q.signing import SignedPackage
from moto import mock_aws
from pytest_django.fixtures import Settings

LINK = str(uuid.uuid4())


@pytest.fixture
def sqs(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    settings.QUEUE, settings.SQS_QUEUE = "sqs", "reading"
    settings.Q_CLUSTER = settings.Q_CLUSTER | {"sqs": {"aws_region": "us-east-1"}}
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1")


def make_queues(sqs: Any) -> tuple[str, str]:
    dead = sqs.create_queue(QueueName="reading-dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    return sqs.create_queue(QueueName="reading", Attributes={"RedrivePolicy": redrive})["QueueUrl"], dead


def body(number: int = 1) -> str:
    task = {"id": str(number), "name": "one", "func": "uploads.tasks.ingest", "args": (), "kwargs": {"upload_id": LINK}}
    text: str = SignedPackage.dumps(task)
    return text


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("dead_letters", *arguments, stdout=out)
    return out.getvalue()


def test_dead_letters_are_shown_without_giving_links_away(sqs: Any) -> None:
    _, dead = make_queues(sqs)
    sqs.send_message(QueueUrl=dead, MessageBody=body())
    sqs.send_message(QueueUrl=dead, MessageBody="signed by nobody")

    first, second = run(), run()

    assert "uploads.tasks.ingest upload_id=~" in first
    assert "signed by another key" in first
    assert LINK not in first
    assert "2 messages set aside." in first
    assert "2 messages set aside." in second  # looking takes nothing away


def test_dead_letters_are_sent_on_their_way_once_more(sqs: Any) -> None:
    queue, dead = make_queues(sqs)
    for number in range(12):  # more than are received at once
        sqs.send_message(QueueUrl=dead, MessageBody=body(number))

    said = run("--replay")

    assert said == "12 messages sent on the way once more.\n"
    assert run() == "0 messages set aside.\n"
    counted = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    assert counted == {"ApproximateNumberOfMessages": "12"}


def test_a_queue_without_dead_letters_says_so(sqs: Any) -> None:
    sqs.create_queue(QueueName="reading")

    with pytest.raises(CommandError, match="no queue for dead letters"):
        run()


def test_other_queues_keep_their_failures_elsewhere(settings: Settings) -> None:
    settings.QUEUE = "orm"

    with pytest.raises(CommandError, match="in the database"):
        run()
