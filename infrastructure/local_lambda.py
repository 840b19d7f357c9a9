"""A Lambda function on this machine: the unzipped package under AWS's own runtime client, with no other packages.

The client asks a small HTTP server for its next event, as it does on Lambda, and posts its answer there. One event at a time,
one process until it ends, crashes or is killed at its deadline: then the next event gets a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

LIMIT = 6 * 1024 * 1024  # bytes that an event and an answer may have
ARN = "arn:aws:lambda:us-east-1:123456789012:function:{}"
# Lambda has no /dev/shm, and what needs one fails there only. Where we may not take it away the rest is still like Lambda.
WITHOUT_SHM = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o ro none /dev/shm && exec "$@"', "sh"]
START = """
import sys
sys.path[:] = [path for path in sys.path if path and path != {runtime!r}]
sys.path.insert(0, {folder!r})
sys.path.append({runtime!r})
from awslambdaric.__main__ import main
main(["awslambdaric", "handler.lambda_handler"])
"""


class InvocationFailed(Exception):
    """What Lambda calls a function error: the code raised, the process ended, or its time was over."""


class ProcessGone(Exception):
    """The process that waits for an event has ended: the event is for the next one."""


class TooLarge(Exception):
    """The event or the answer is larger than Lambda carries."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What Lambda would put on the bill, or in its REPORT line."""

    invocations: int = 0
    seconds: float = 0.0  # from the event to the answer
    cold_starts: int = 0


class Function:
    """The package in `folder`, with these variables and this deadline in seconds."""

    def __init__(
        self, folder: Path, runtime: Path, python: Path, *, variables: Mapping[str, str], timeout: float, log: Path
    ) -> None:
        self.name = variables.get("AWS_LAMBDA_FUNCTION_NAME", "goodreads-stats-dev")
        self.timeout = timeout
        self.log = log
        self.usage = Usage()
        self._events: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self._answers: dict[str, queue.Queue[tuple[str, bytes]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _runtime_api(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        code = START.format(folder=str(folder), runtime=str(runtime))
        self._command = [*_without_shm(), str(python), "-S", "-c", code]
        self._folder = folder
        self._variables = self._as_on_lambda(variables)
        self._generation = 0
        self.process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        self._server.shutdown()
        self._server.server_close()

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """The function's answer. Raises `InvocationFailed`, `TooLarge`."""
        body = json.dumps(event).encode()
        if len(body) > LIMIT:
            raise TooLarge(f"the event has {len(body)} bytes")
        request_id = str(uuid.uuid4())
        waiting = self._answers[request_id] = queue.Queue()
        started = time.monotonic()
        self._events.put((request_id, body))
        try:
            kind, answer = self._wait(waiting, until=started + self.timeout)
        finally:
            spent = time.monotonic() - started
            self.usage = Usage(self.usage.invocations + 1, self.usage.seconds + spent, self.usage.cold_starts)
            del self._answers[request_id]
        if kind == "error":
            raise InvocationFailed(answer.decode())
        if len(answer) > LIMIT:
            raise TooLarge(f"the answer has {len(answer)} bytes")
        return json.loads(answer)

    def stop_process(self) -> None:
        """End the process, as Lambda does whenever it likes between two events."""
        self._kill()
        self.process = self._start()

    def next_event(self) -> tuple[str, bytes]:
        """Wait for an event. Raises `ProcessGone` where the process that asked has ended meanwhile."""
        generation = self._generation
        event = self._events.get()
        if generation != self._generation:
            self._events.put(event)
            raise ProcessGone
        return event

    def take_answer(self, request_id: str, kind: str, body: bytes) -> None:
        if request_id in self._answers:  # else nobody waits any more: the deadline is over
            self._answers[request_id].put((kind, body))

    def _wait(self, waiting: queue.Queue[tuple[str, bytes]], *, until: float) -> tuple[str, bytes]:
        while True:
            with contextlib.suppress(queue.Empty):
                return waiting.get(timeout=0.05)
            if self.process.poll() is not None:
                code = self.process.returncode
                self.process = self._start()
                raise InvocationFailed(f"The runtime exited with code {code}; {self.log} says more.")
            if time.monotonic() > until:
                self.stop_process()
                raise InvocationFailed(f"The task timed out after {self.timeout} seconds.")

    def _start(self) -> subprocess.Popen[bytes]:
        self._generation += 1
        self.usage = Usage(self.usage.invocations, self.usage.seconds, self.usage.cold_starts + 1)
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own
                self._command, cwd=self._folder, env=self._variables, stdout=log, stderr=subprocess.STDOUT
            )

    def _kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _as_on_lambda(self, variables: Mapping[str, str]) -> dict[str, str]:
        host, port = self._server.server_address[:2]
        return {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TZ": ":UTC",
            "HOME": "/tmp",  # noqa: S108 - as on Lambda
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAMBDA_TASK_ROOT": str(self._folder),
            "AWS_LAMBDA_RUNTIME_API": f"{host!s}:{port}",
            "AWS_LAMBDA_FUNCTION_NAME": self.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            **variables,
        }


def _runtime_api(function: Function) -> type[BaseHTTPRequestHandler]:
    """The server's side of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html."""

    class RuntimeApi(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                request_id, event = function.next_event()
            except ProcessGone:
                self.close_connection = True
                return
            deadline = int((time.time() + function.timeout) * 1000)
            headers = {
                "Lambda-Runtime-Aws-Request-Id": request_id,
                "Lambda-Runtime-Deadline-Ms": str(deadline),
                "Lambda-Runtime-Invoked-Function-Arn": ARN.format(function.name),
                "Content-Type": "application/json",
            }
            self._answer(200, event, headers)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(202, b"{}", {})
            *_, request_id, kind = self.path.split("/")
            if kind in ("response", "error") and request_id != "init":
                function.take_answer(request_id, kind, body)

        def log_message(self, *_: Any) -> None:
            return

        def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return RuntimeApi


def _without_shm() -> list[str]:
    if not shutil.which("unshare"):
        return []
    may = subprocess.run([*WITHOUT_SHM, "true"], capture_output=True)  # noqa: S603 - our own
    return WITHOUT_SHM if may.returncode == 0 else []


def runtime_client(python: Path, dist: Path) -> Path:
    """The folder of AWS's runtime client, installed for this Python the first time."""
    wanted = Path(__file__).with_name("requirements-runtime.txt")
    folder = dist / f"runtime-{python.resolve().parent.parent.name}"
    if not (folder / "awslambdaric").exists():
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        environment = os.environ | {"PIP_ROOT_USER_ACTION": "ignore"}  # noqa: TID251 - for another process
        subprocess.run([*command, "--target", str(folder), "-r", str(wanted)], check=True, env=environment)  # noqa: S603
    return folder
