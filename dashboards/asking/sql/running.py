"""A reader's own SELECT over the tables of the library that a link leads to."""

from __future__ import annotations

import contextlib
import csv
import io
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext

from dashboards.ask.builder import Statement
from dashboards.ask.explaining import explained
from dashboards.ask.sandbox import Rows, Wrong, run
from dashboards.ask.tables.columns import FUNCTIONS, TABLES
from dashboards.asking.sql.words import said
from dashboards.document import reading
from dashboards.kept_tables import Tables, kept_tables
from dashboards.library import Library
from uploads.parsing.formulas import guarded

SAMPLE_ROWS = 5
MOST_SQL = 10_000  # characters


class TooManyQuestions(Exception):
    """One address asked more in a minute than we answer."""

    def __init__(self) -> None:
        most = settings.QUESTIONS_PER_MINUTE
        said = ngettext(
            "More than %(count)s question in a minute. Wait a minute, then try again.",
            "More than %(count)s questions in a minute. Wait a minute, then try again.",
            most,
        )
        super().__init__(said % {"count": most})


@contextlib.contextmanager
def opened(found: Library) -> Iterator[tuple[Tables, sqlite3.Connection, Mapping[str, Any]]]:
    """The library's tables, a database of them for our own statements, and the head of its document.

    Raises FileNotFoundError before the first publication.
    """
    with found.open() as file:
        head = reading.read_head(file)
        tables = kept_tables.of(file, (found.document_name, head["published_at"]))
    with contextlib.closing(tables.opened()) as connection:
        yield tables, connection, head


def answer(found: Library, sql: str) -> Rows:
    """The rows that the SELECT gives. Raises what `sandbox.run` does, and FileNotFoundError before the first publication."""
    with opened(found) as (tables, _connection, _head):
        return answered(tables.image, sql)


def answered(image: bytes, sql: str) -> Rows:
    """The rows that the SELECT gives over the library in `image`. Raises what `sandbox.run` does."""
    [rows] = run(image, [Statement(sql)])
    return rows


def schema(found: Library) -> dict[str, Any]:
    """The tables with what their columns mean and their first rows, and the functions that SQLite lacks.

    Raises FileNotFoundError before the first publication.
    """
    with opened(found) as (_tables, connection, _head):
        samples = {table.name: sample(connection, table.name) for table in TABLES}
    tables = [
        {
            "name": table.name,
            "meaning": table.meaning,
            "columns": [
                {"name": column.name, "type": column.type.split()[0].lower(), "meaning": column.meaning}
                for column in table.columns
            ],
            "sample": samples[table.name],
        }
        for table in TABLES
    ]
    return {"tables": tables, "functions": [{"name": name, "meaning": said} for name, said in FUNCTIONS.items()]}


def sample(connection: sqlite3.Connection, table: str) -> list[list[Any]]:
    """The first rows of one of our tables."""
    return [list(row) for row in connection.execute(f"SELECT * FROM {table} LIMIT {SAMPLE_ROWS}")]  # noqa: S608


def what_is_wrong(wrong: Wrong) -> str:
    """SQLite's error in words for who wrote the SELECT."""
    return " ".join(said(explained(str(wrong), wrong.sql, wrong.at)))


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The rows as a spreadsheet takes them: no cell of them is run as a formula (docs/decisions/0007)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in [columns, *rows]:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()
