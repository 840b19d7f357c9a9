"""A throw-away installation to measure and to test: its own database and files, web, workers, and a stand-in for the services."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
STAND_IN = ROOT.parent / "shared" / "bookapis" / "serve.py"


@dataclass(slots=True)
class Installation:
    """Addresses and processes of a running installation."""

    site: str
    services: str
    folder: Path
    web: psutil.Process
    clusters: tuple[psutil.Process, ...]  # each a `runworker` with its workers below it
    peaks: dict[str, int] = field(default_factory=dict)  # bytes; see `note_memory`

    def call(
        self, path: str, *, method: str = "GET", data: bytes | None = None, headers: Mapping[str, str] = {}
    ) -> Any:
        """The JSON answer of the site, errors too: (status, body)."""
        return request_json(self.site + path, method=method, data=data, headers=headers)

    def upload(self, content: bytes) -> str:
        """Hand a file in: the upload's id."""
        edge = "----benchmark"
        body = f'--{edge}\r\nContent-Disposition: form-data; name="csv"; filename="e.csv"\r\n\r\n'.encode()
        body += content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        status, answer = self.call("/api/upload", method="POST", data=body, headers=kind)
        if status != 202:
            raise RuntimeError(f"the upload was answered with {status}: {answer}")
        return str(answer["uuid"])

    def delete(self, uuid: str) -> None:
        status, answer = self.call(f"/api/data/{uuid}", method="DELETE")
        if status != 200:
            raise RuntimeError(f"the deletion was answered with {status}: {answer}")

    def stats(self) -> dict[str, Any]:
        return dict(request_json(self.services + "/_stats")[1])

    def reset_stats(self) -> None:
        request_json(self.services + "/_reset", method="POST", data=b"")

    def faults(self, **knobs: object) -> dict[str, Any]:
        """Turn knobs of the stand-in; all of them as they are now."""
        return turn(self.services, **knobs)

    def note_memory(self) -> None:
        """Keep the highest memory seen: of the web process, of any process of a worker, of all of those together."""
        for name, processes in (("web", [self.web]), ("worker", list(self.clusters))):
            family = [one for process in processes for one in [process, *process.children(recursive=True)]]
            self._note(name, max(map(_highest, family), default=0))
            self._note(f"{name} in all", sum(map(_share, family)))

    def _note(self, name: str, size: int) -> None:
        self.peaks[name] = max(self.peaks.get(name, 0), size)


def request_json(
    address: str, *, method: str = "GET", data: bytes | None = None, headers: Mapping[str, str] = {}
) -> tuple[int, Any]:
    request = urllib.request.Request(address, data=data, method=method, headers=dict(headers))
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")


def turn(services: str, **knobs: object) -> dict[str, Any]:
    """Turn knobs of the stand-in at this address; all of them as they are now."""
    return dict(request_json(services + "/_faults", method="POST", data=json.dumps(knobs).encode())[1])


@contextmanager
def standing_in(*arguments: str) -> Iterator[str]:
    """The large stand-in for the services on a free port: its address."""
    with tempfile.TemporaryDirectory(prefix="goodreads-stats-services-") as folder:
        address = f"http://127.0.0.1:{free_port()}"
        command = [sys.executable, str(STAND_IN), "--port", address.rsplit(":", 1)[1], *arguments]
        with _running(command, Path(folder) / "services.log", dict(os.environ)):
            _wait_for(address + "/_stats")
            yield address


@contextmanager
def installed(
    *,
    stand_in: tuple[str, ...] = (),
    services: str | None = None,
    settings: Mapping[str, str] = {},
    clusters: int = 1,
    production: bool = False,
) -> Iterator[Installation]:
    """Web and so many clusters of workers on a free port, in a temporary folder; all of it ends with the block.

    Without `services`, the address of a stand-in that runs already, the large stand-in is started with the
    arguments `stand_in`. `production` serves hashed, compressed static files with DEBUG off, as readers get them.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="goodreads-stats-")))
        services = services or stack.enter_context(standing_in(*stand_in))
        port = free_port()
        environment = (
            _environment(folder, services, port) | (_production(folder, port) if production else {}) | dict(settings)
        )
        manage = [sys.executable, str(ROOT / "manage.py")]
        for command in (["migrate"], *([["collectstatic", "--no-input"]] if production else [])):
            subprocess.run([*manage, *command, "--verbosity", "0"], env=environment, check=True, cwd=ROOT)
        web = stack.enter_context(_running([*manage, "serve"], folder / "web.log", environment))
        workers = [
            stack.enter_context(_running([*manage, "runworker"], folder / f"worker-{number}.log", environment))
            for number in range(clusters)
        ]
        site = f"http://127.0.0.1:{port}"
        _wait_for(site + "/health")
        families = tuple(psutil.Process(worker.pid) for worker in workers)
        yield Installation(site, services, folder, psutil.Process(web.pid), families)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _highest(process: psutil.Process) -> int:
    """The most memory that a process has held at any time, where Linux tells, else what it holds now; in bytes."""
    try:
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return int(process.memory_info().rss)
    except (OSError, psutil.Error):  # it has ended meanwhile
        return 0


def _share(process: psutil.Process) -> int:
    """What a process holds now; of pages that forked processes share, its part."""
    try:
        memory = process.memory_full_info()
    except (OSError, psutil.Error):
        return 0
    return int(getattr(memory, "pss", memory.uss))


def _environment(folder: Path, services: str, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "goodreads_site.settings",
        "DATABASE_URL": "",
        "DOTENV": "off",
        "DATA_DIR": str(folder / "data"),
        "PORT": str(port),
        "OPEN_LIBRARY_URL": f"{services}/openlibrary",
        "GOOGLE_BOOKS_URL": f"{services}/googlebooks",
        "GOOGLE_BOOKS_API_KEY": "benchmark",
        "CONTACT": "benchmark@example.org",
        "UPLOADS_PER_MINUTE": "1000",
    }


def _production(folder: Path, port: int) -> dict[str, str]:
    return {
        "DEBUG": "false",
        "SECRET_KEY": "for-one-run-only-" * 4,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "STATIC_ROOT": str(folder / "static"),
    }


@contextmanager
def _running(arguments: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(arguments, stdout=out, stderr=out, env=dict(environment), cwd=ROOT)
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for child in family:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue


def _wait_for(address: str, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if request_json(address)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {seconds:.0f} s")
