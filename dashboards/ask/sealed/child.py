"""The process that is thrown away: `python -I -S child.py`. Reads a library and statements, writes what came of them.

stdin: four bytes with the length of a JSON header, the header ({"statements": [[sql, parameters]], "seconds", "most_rows"}), an
image of an SQLite database. stdout: JSON.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)) + "/../../..")  # noqa: PTH100, PTH120 - as in sealing.py

from dashboards.ask.sealed.locking import lock
from dashboards.ask.sealed.placing import place_of
from dashboards.ask.sealed.sealing import seal
from dashboards.ask.tables.aggregates import TooManyValues, add_aggregates

MOST_BYTES = 1_000_000  # of the answer


def main() -> None:
    said = sys.stdin.buffer
    header = json.loads(said.read(struct.unpack("I", said.read(4))[0]))
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(said.read())
    add_aggregates(connection)
    connection.execute("SELECT median(pages) FROM books").fetchall()  # what is loaded late is loaded now
    sealed = seal(seconds=header["seconds"])
    if header.get("probe"):
        _say({"sealed": sealed, "probe": _probe()})
    lock(connection, seconds=header["seconds"])
    results = [_run(connection, sql, parameters, header["most_rows"]) for sql, parameters in header["statements"]]
    _say({"sealed": sealed, "results": results})


def _run(connection: sqlite3.Connection, sql: str, parameters: list[Any], most_rows: int) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        cursor = connection.execute(sql, parameters)
        rows = cursor.fetchmany(most_rows + 1)
    except sqlite3.OperationalError as error:
        return {"error": "interrupted"} if "interrupted" in str(error) else _wrong(connection, str(error), sql)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, UnicodeError) as error:
        return _wrong(connection, str(error), sql)
    except (MemoryError, TooManyValues):
        return {"error": "too many values"}
    return {
        "columns": [column[0] for column in cursor.description or ()],
        "rows": [[_plain(value) for value in row] for row in rows[:most_rows]],
        "more": len(rows) > most_rows,
        "milliseconds": round((time.perf_counter() - started) * 1000, 2),
    }


def _wrong(connection: sqlite3.Connection, error: str, sql: str) -> dict[str, Any]:
    """The error, with the place that it is about: [from, to] or None."""

    def parses(beginning: str) -> str:
        try:
            connection.execute(f"EXPLAIN {beginning}")  # is parsed, and not run
        except (sqlite3.Error, sqlite3.Warning) as other:
            return str(other)
        return ""

    return {"error": error, "at": place_of(error, sql, parses)}


def _plain(value: Any) -> Any:
    """What JSON can hold: no infinity, no bytes."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.hex() if isinstance(value, bytes) else value


def _say(answer: dict[str, Any]) -> None:
    text = json.dumps(answer).encode()
    if len(text) > MOST_BYTES:
        text = json.dumps(answer | {"results": [{"error": "too large"}]}).encode()
    written = 0
    while written < len(text):
        written += os.write(1, text[written:])
    os._exit(0)  # nothing of the interpreter's own end may need what was taken away


def _probe() -> dict[str, str]:
    """What the sealed process can still do; for tests."""
    tries: dict[str, Callable[[], object]] = {
        "open": lambda: open("/etc/passwd").read(1),  # noqa: PTH123, SIM115
        "write": lambda: os.open("/tmp/sandbox-probe", os.O_CREAT | os.O_WRONLY),  # noqa: S108
        "socket": lambda: __import__("_socket").socket(),
        "fork": os.fork,
        "exec": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606
        "kill": lambda: os.kill(os.getppid(), 0),
        "unlink": lambda: os.unlink("/tmp/nothing-here"),  # noqa: PTH108, S108
        "environment": lambda: dict(os.environ),  # noqa: TID251 - to show that it is empty
    }
    found = {}
    for name, attempt in tries.items():
        try:
            found[name] = str(attempt())
        except BaseException as error:
            found[name] = type(error).__name__
    return found


if __name__ == "__main__":
    main()
