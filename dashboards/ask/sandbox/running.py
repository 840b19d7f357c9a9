"""Starts the process, hands it a library and its statements, and ends it in time."""

from __future__ import annotations

import json
import re
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboards.ask.builder import Statement

CHILD = Path(__file__).parents[1] / "sealed" / "child.py"
SECONDS = 2.0  # for all statements of a question together
GRACE = 1.5  # seconds more until the process is killed: to start, and to be stopped by itself
MOST_ROWS = 1_000
AT_ONCE = 4  # processes beside one of ours; more would only take each other's time
PATIENCE = 5.0  # seconds for a turn among them

_turns = threading.BoundedSemaphore(AT_ONCE)
_BEFORE = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)  # space and comments before a statement
_SELECT = re.compile(r"(?:select|with|values)\b", re.IGNORECASE)


class Wrong(Exception):
    """The statement `sql` is no SELECT over the tables; `at` is the place in it that is meant, from and to, if there is one."""

    def __init__(self, said: str, sql: str, at: tuple[int, int] | None = None) -> None:
        super().__init__(said)
        self.sql, self.at = sql, at


class Limit(StrEnum):
    """What a statement may not take more of."""

    TIME = "time"
    MEMORY = "memory"
    SIZE = "size"  # of a text, or of the answer


class Stopped(Exception):
    """The statement took too long, or too much memory, or gave too much: `limit` says which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.value)
        self.limit = limit


class Busy(Exception):
    """Others are asking: try again in a moment."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a statement gave: at most MOST_ROWS rows of text, numbers and None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool  # there would be further rows
    milliseconds: float


_STOPPED = {  # the errors of SQLite and of its process that are no fault of the statement's words
    "interrupted": Limit.TIME,
    "out of memory": Limit.MEMORY,
    "too many values": Limit.MEMORY,
    "user-defined aggregate's 'step' method raised error": Limit.MEMORY,  # our functions raise for nothing else
    "string or blob too big": Limit.SIZE,
    "too large": Limit.SIZE,
}


def run(image: bytes, statements: Sequence[Statement], *, seconds: float = SECONDS) -> list[Rows]:
    """The rows of each statement over the library in `image`, an SQLite database as `serialize` gives it.

    Raises `Wrong`, `Stopped`, `Busy`.
    """
    for statement in statements:
        before = _BEFORE.match(statement.sql)
        if not _SELECT.match(statement.sql, before.end() if before else 0):  # EXPLAIN would pass the authorizer
            raise Wrong("only a SELECT can be asked", statement.sql)
        if "\0" in statement.sql:
            raise Wrong("there is a character in it that is none", statement.sql)
    said = _child(image, {"statements": [[one.sql, list(one.parameters)] for one in statements]}, seconds=seconds)
    return [_rows(result, one) for result, one in zip(said["results"], statements, strict=False)]


def probe(image: bytes) -> dict[str, Any]:
    """What a statement's process could still do; for tests."""
    return _child(image, {"statements": [], "probe": True}, seconds=SECONDS)


def _child(image: bytes, header: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    start = json.dumps(header | {"seconds": seconds, "most_rows": MOST_ROWS}).encode()
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        with subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-I", "-S", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
            close_fds=True,
            start_new_session=True,
        ) as child:
            try:
                answer, _ = child.communicate(struct.pack("I", len(start)) + start + image, timeout=seconds + GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                raise Stopped(Limit.TIME) from None
    finally:
        _turns.release()
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError:  # it was killed by its own limits, in the middle of a word or before the first
        by_time = child.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        raise Stopped(Limit.TIME if by_time else Limit.MEMORY) from None
    return said


def _rows(result: dict[str, Any], statement: Statement) -> Rows:
    error = result.get("error")
    if error in _STOPPED:
        raise Stopped(_STOPPED[error])
    if error is not None:
        at = result.get("at")
        raise Wrong(str(error), statement.sql, (at[0], at[1]) if at else None)
    rows = tuple(tuple(row) for row in result["rows"])
    return Rows(tuple(result["columns"]), rows, bool(result["more"]), float(result["milliseconds"]))
