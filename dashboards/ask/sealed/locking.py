"""What SQLite lets a statement do: read three tables with named functions, within limits. Anything else is denied."""

from __future__ import annotations

import sqlite3
import time

TABLES = frozenset({"books", "book_genres", "book_shelves"})
# printf and format are missing for good: one call fills gigabytes while nothing can stop it.
# fmt: off
FUNCTIONS = frozenset({
    "abs", "avg", "ceil", "ceiling", "coalesce", "concat", "concat_ws", "corr", "count", "cume_dist", "date",
    "datetime", "dense_rank", "exp", "first_value", "floor", "glob", "group_concat", "ifnull", "iif", "instr",
    "julianday", "lag", "last_value", "lead", "length", "like", "ln", "log", "log10", "lower", "ltrim", "max",
    "median", "min", "mod", "nth_value", "ntile", "nullif", "percent_rank", "pow", "power", "quantile", "rank",
    "replace", "round", "row_number", "rtrim", "sign", "sqrt", "stddev", "strftime", "substr", "substring", "sum",
    "time", "total", "trim", "typeof", "unixepoch", "upper",
})
# fmt: on
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 16,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
HEAP = 64 * 1024 * 1024  # bytes that SQLite may take in this process
STEPS = 2_000  # of SQLite's machine between two looks at the clock


def lock(connection: sqlite3.Connection, *, seconds: float) -> None:
    """Let the connection do no more than that, and for so long. There is no way back: the heap is the process's own."""
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", f"hard_heap_limit={HEAP}", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA query_only=ON")
    for limit, most in LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_authorizer(_allow)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)


def _allow(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    # A table of the statement's own ("WITH …") has no database.
    if action == sqlite3.SQLITE_READ and (first in TABLES or not first or database is None):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
