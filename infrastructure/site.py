"""A whole stage on this machine: the package under AWS's runtime client, moto's S3, SQS and Parameter Store, PostgreSQL.

What stands between the queue and the function on AWS (the event source mapping) and between browsers and the function
(CloudFront, and an HTTP API behind it) is played by `Site`.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg

from infrastructure import events
from infrastructure.deploy import Target, put_stack, put_static
from infrastructure.local_lambda import Function, InvocationFailed, runtime_client
from infrastructure.package import DIST, unpack
from infrastructure.pythons import find_python
from infrastructure.stages import ACCOUNT
from infrastructure.standing_in import CREDENTIALS, keep_secrets

SERVER = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")  # noqa: TID251 - the tests' server
SECRET_KEY = "only-for-the-tests-of-the-cloud-" * 2
EDGE_KEY = "only-the-edge-of-the-tests-knows-this"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser would get of the function."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    def unpacked(self) -> Answer:
        return (
            replace(self, body=gzip.decompress(self.body)) if self.headers.get("content-encoding") == "gzip" else self
        )

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Site:
    """A deployed stage: `get`, `post` and `delete` as a browser, `work` as the queue."""

    def __init__(self, function: Function, target: Target, database: str, *, readers: Function | None = None) -> None:
        self.function, self.target, self.database = function, target, database
        self.readers = (
            readers or function
        )  # Lambda runs as many at once as it takes; one of ours does one thing at a time
        self.in_vain = 0  # times that the queue was asked and had no message
        self.variables = target.settings["aws_environment_variables"]
        self._sqs = target.client("sqs")
        self.queue = self._sqs.get_queue_url(QueueName=self.variables["SQS_QUEUE"])["QueueUrl"]
        self.dead = self._sqs.get_queue_url(QueueName=self.variables["SQS_QUEUE"] + "-dead-letters")["QueueUrl"]
        self.arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:{self.variables['SQS_QUEUE']}"

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, headers=headers)

    def post(self, path: str, **body: Any) -> Answer:
        """Like httpx.post: with `files`, `data` or `json`."""
        request = httpx.Request("POST", "https://site.example" + path, **body)
        kind = {"Content-Type": request.headers["Content-Type"]} if "Content-Type" in request.headers else {}
        return self._ask("POST", path, body=request.read(), headers=kind)

    def delete(self, path: str) -> Answer:
        return self._ask("DELETE", path)

    def message(self) -> dict[str, Any] | None:
        """The queue's next message, taken; None when there is none."""
        asked = {"MaxNumberOfMessages": 1, "AttributeNames": ["All"], "VisibilityTimeout": 60}
        found = self._sqs.receive_message(QueueUrl=self.queue, **asked).get("Messages", [])
        self.in_vain += not found
        return dict(found[0]) if found else None

    def deliver(self, message: Mapping[str, Any]) -> None:
        """Give the message to the function, and acknowledge it. Raises `InvocationFailed`, and it comes again."""
        receipt = {"QueueUrl": self.queue, "ReceiptHandle": message["ReceiptHandle"]}
        try:
            self.function.invoke(events.sqs(message, self.arn))
        except InvocationFailed:
            self._sqs.change_message_visibility(**receipt, VisibilityTimeout=0)
            raise
        self._sqs.delete_message(**receipt)

    def work(self, *, times: int = 1) -> int:
        """Deliver messages, each so many times, until there are none: how many failed."""
        failed = 0
        while message := self.message():
            for _ in range(times - 1):
                self.function.invoke(events.sqs(message, self.arn))
            try:
                self.deliver(message)
            except InvocationFailed:
                failed += 1
        return failed

    def clock(self, function: str) -> None:
        """The turn of a schedule."""
        self.function.invoke(events.schedule(function))

    def manage(self, command: str) -> Any:
        return self.function.invoke({"manage": command})

    def files(self) -> dict[str, list[str]]:
        """What lies in the buckets, by bucket."""
        s3 = self.target.client("s3")
        names = (self.variables["S3_UPLOADS_BUCKET"], self.variables["S3_DASHBOARDS_BUCKET"])
        return {name: [entry["Key"] for entry in s3.list_objects_v2(Bucket=name).get("Contents", [])] for name in names}

    def sql(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(statement, values)

    def one(self, statement: str, *values: Any) -> Any:
        """The first column of the first row; None without one."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            found = connection.execute(statement, values).fetchone()
        return found[0] if found else None

    def _ask(self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        return self.send(events.http_api(method, path, key=EDGE_KEY, body=body, headers=headers)).unpacked()

    def send(self, event: Mapping[str, Any]) -> Answer:
        """What the function answers to a request's event."""
        answer = self.readers.invoke(event)
        content = answer.get("body") or ""
        plain = base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode()
        sent = {name.lower(): value for name, value in answer.get("headers", {}).items()}
        return Answer(answer["statusCode"], sent, plain, tuple(answer.get("cookies", ())))


@contextmanager
def working(site: Site) -> Iterator[None]:
    """The queue hands out its messages for as long as the block lasts."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.2):
            site.work()

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        yield
    finally:
        ended.set()
        worker.join()


@contextmanager
def deployed(aws: str, scratch: Path, *, apart: bool = False, **variables: str) -> Iterator[Site]:
    """The package of dist/ as stage dev, with its stack and its own database; all of it ends with the block.

    `apart`: requests are answered by another process than tasks are done by, so that neither waits for the other.
    """
    target = Target("dev", ACCOUNT, {"AlarmEmail": "somebody@example.org"})
    settings = target.settings
    python = find_python(settings["runtime"].removeprefix("python"))
    with ExitStack() as stack:
        database = stack.enter_context(_database())
        secrets = {"SECRET_KEY": SECRET_KEY, "DATABASE_URL": database, "CONTACT": "tests@example.org"}
        secrets |= {"EDGE_KEY": EDGE_KEY}
        keep_secrets(aws, settings["aws_environment_variables"]["SECRETS_PATH"], secrets)
        put_stack(target)
        put_static(target)
        environment = settings["aws_environment_variables"] | CREDENTIALS | {"AWS_ENDPOINT_URL": aws} | variables
        environment |= {"DATA_DIR": str(scratch / "data"), "REDIRECT_TO_STORAGE": "true"}
        folder, runtime = unpack(DIST / "goodreads-stats-dev.zip", scratch / "package"), runtime_client(python, DIST)

        def one(log: str) -> Function:
            timeout = settings["timeout_seconds"]
            return stack.enter_context(
                Function(folder, runtime, python, variables=environment, timeout=timeout, log=scratch / log)
            )

        site = Site(one("function.log"), target, database, readers=one("readers.log") if apart else None)
        site.manage("migrate --no-input")
        yield site


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database on the tests' server."""
    name = f"cloud_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    finally:
        with contextlib.suppress(psycopg.Error), psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
