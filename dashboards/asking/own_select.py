"""A reader's own SELECT over the tables of the library that a link leads to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.ask.builder import Statement
from dashboards.ask.sandbox import Rows, run
from dashboards.ask.tables.columns import FUNCTIONS, TABLES
from dashboards.document import reading
from dashboards.kept_tables import kept_tables
from dashboards.library import Library

SAMPLE_ROWS = 3


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


def answer(found: Library, sql: str) -> Rows:
    """The rows that the SELECT gives. Raises what `sandbox.run` does, and FileNotFoundError before the first publication."""
    [rows] = run(_image(found), [Statement(sql)])
    return rows


def schema(found: Library) -> dict[str, Any]:
    """The tables with what their columns mean and their first rows, and the functions that SQLite lacks.

    Raises as `answer`.
    """
    samples = run(
        _image(found),
        [Statement(f"SELECT * FROM {table.name} LIMIT {SAMPLE_ROWS}") for table in TABLES],  # noqa: S608 - our names
    )
    tables = [
        {
            "name": table.name,
            "meaning": table.meaning,
            "columns": [
                {"name": column.name, "type": column.type.split()[0].lower(), "meaning": column.meaning}
                for column in table.columns
            ],
            "sample": [list(row) for row in sample.rows],
        }
        for table, sample in zip(TABLES, samples, strict=True)
    ]
    return {"tables": tables, "functions": [{"name": name, "meaning": said} for name, said in FUNCTIONS.items()]}


def what_is_wrong(said: str) -> str:
    """SQLite's error in words for who wrote the SELECT."""
    if "not authorized" in said or "prohibited" in said or "only a SELECT" in said:
        return _(
            "Only a SELECT over books, book_genres and book_shelves can be asked, with SQLite's functions and the schema's own."
        )
    if "one statement" in said:
        return _("This is more than one statement: ask one SELECT at a time.")
    return _("SQLite does not understand it: %(error)s.") % {"error": said}


def _image(found: Library) -> bytes:
    with found.open() as file:
        head = reading.read_head(file)
        return kept_tables.of(file, (found.document_name, head["published_at"])).image
