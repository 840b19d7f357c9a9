"""Messages that SQS has set aside, as their task failed three times."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django_q.core_signing import BadSignature
from django_q.signing import SignedPackage

HIDDEN = 60  # seconds for which a message that we look at is kept from others who look


class NoDeadLetters(Exception):
    """This installation's queue sets nothing aside."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was set aside. `ids` are empty where another key has signed it: it cannot be read."""

    id: str
    receipt: str
    body: str
    stage: str
    ids: dict[str, Any]
    sent: dt.datetime
    received: int  # how often the queue has handed it out


class DeadLetters:
    """The queue of dead letters behind the one that tasks are sent to. Raises `NoDeadLetters` where there is none."""

    def __init__(self) -> None:
        if settings.QUEUE != "sqs":
            raise NoDeadLetters(
                "With QUEUE=sqs alone there are dead letters; others keep failed tasks in the database."
            )
        import boto3

        self._sqs = boto3.client("sqs", region_name=settings.Q_CLUSTER["sqs"]["aws_region"])
        self._queue = self._sqs.get_queue_url(QueueName=settings.SQS_QUEUE)["QueueUrl"]
        self._dead = self._sqs.get_queue_url(QueueName=self._name())["QueueUrl"]

    def all(self) -> list[DeadLetter]:
        """Every message that nobody else looks at this minute; they are shown to others again at once."""
        letters = list(self._receive())
        for letter in letters:
            self._sqs.change_message_visibility(QueueUrl=self._dead, ReceiptHandle=letter.receipt, VisibilityTimeout=0)
        return letters

    def replay(self) -> int:
        """Send all of them to their tasks once more: how many. One that we die over is there twice, which does no harm."""
        count = 0
        for letter in self._receive():
            self._sqs.send_message(QueueUrl=self._queue, MessageBody=letter.body)
            self._sqs.delete_message(QueueUrl=self._dead, ReceiptHandle=letter.receipt)
            count += 1
        return count

    def _name(self) -> str:
        asked = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=["RedrivePolicy"])
        policy = asked.get("Attributes", {}).get("RedrivePolicy")
        if policy is None:
            raise NoDeadLetters(f"The queue {settings.SQS_QUEUE} has no queue for dead letters.")
        return str(json.loads(policy)["deadLetterTargetArn"]).rpartition(":")[2]

    def _receive(self) -> Iterator[DeadLetter]:
        asked = {"QueueUrl": self._dead, "MaxNumberOfMessages": 10, "AttributeNames": ["All"]}
        while messages := self._sqs.receive_message(**asked, VisibilityTimeout=HIDDEN).get("Messages"):
            yield from map(_read, messages)


def _read(message: dict[str, Any]) -> DeadLetter:
    try:
        package = SignedPackage.loads(message["Body"])
        stage, ids = package["func"], package["kwargs"]
    except BadSignature:
        stage, ids = "signed by another key", {}
    attributes = message["Attributes"]
    sent = dt.datetime.fromtimestamp(int(attributes["SentTimestamp"]) / 1000, tz=dt.UTC)
    received = int(attributes["ApproximateReceiveCount"])
    return DeadLetter(message["MessageId"], message["ReceiptHandle"], message["Body"], stage, ids, sent, received)
