"""The page where a reader writes a SELECT of their own: editor, schema and examples, and what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.sandbox import Rows
from dashboards.ask.sealed.locking import FUNCTIONS as ALLOWED
from dashboards.ask.tables.columns import FUNCTIONS, TABLES
from dashboards.asking.sql import running as own_select
from dashboards.asking.sql.chart import Chart, chart_of
from dashboards.asking.sql.completion import completion_of
from dashboards.asking.sql.examples import examples
from dashboards.asking.sql.problems import LONGEST_ADDRESS, Link, Problem, address_of, problem_of
from dashboards.asking.sql.words import kind_of
from dashboards.asking.words import decimal
from dashboards.links import Links

SHOWN = 100  # rows in the page; the files have them all
LONGEST_CELL = 240  # letters of a cell in the page
LONGEST_SAMPLE = 40
PLACES = 4  # decimals that the page shows

Outcome = Rows | Exception | None


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    is_null: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    kind: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows as the page shows them."""

    counted: str
    took: str
    heads: Sequence[Head]
    lines: Sequence[Sequence[Cell]]
    cut: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class TableShown:
    name: str
    meaning: str
    columns: Sequence[tuple[str, str, str]]
    sample: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class SqlPage:
    sql: str
    address: str  # of the page without a statement
    csv: str  # the rows as files; "" where the statement is too long for an address
    json: str
    shown: Shown | None
    problem: Problem | None
    tables: Sequence[TableShown]
    functions: Sequence[tuple[str, str]]
    other_functions: str
    examples: Sequence[tuple[Link, str]]
    completion: dict[str, Any]

    longest_address: int = LONGEST_ADDRESS

    @property
    def placeholder(self) -> str:
        """What a SELECT looks like: the first example."""
        return self.examples[0][1] if self.examples else ""

    @property
    def height(self) -> int:
        """Lines of the editor."""
        return min(30, max(9, self.sql.count("\n") + 2))


def sql_page(connection: sqlite3.Connection, sql: str, outcome: Outcome, links: Links) -> SqlPage:
    """`outcome` is what came of running `sql`: rows, what `run` raises, or None where nothing was asked."""
    shareable = address_of(links, sql) if sql else ""
    return SqlPage(
        sql=sql,
        address=links.sql,
        csv=f"{shareable}&format=csv" if shareable else "",
        json=f"{shareable}&format=json" if shareable else "",
        shown=_shown(connection, outcome, links) if isinstance(outcome, Rows) else None,
        problem=problem_of(outcome, sql, links) if isinstance(outcome, Exception) else None,
        tables=[_table(connection, table.name) for table in TABLES],
        functions=[(name, _(meaning)) for name, meaning in FUNCTIONS.items()],
        other_functions=", ".join(sorted(ALLOWED - {name.partition("(")[0] for name in FUNCTIONS} - {"like", "glob"})),
        examples=[(Link(one.title, address_of(links, one.sql)), one.sql) for one in examples(connection)],
        completion=completion_of(connection),
    )


def _shown(connection: sqlite3.Connection, rows: Rows, links: Links) -> Shown:
    columns = list(zip(*rows.rows, strict=True)) if rows.rows else [()] * len(rows.columns)
    linked = [at for at, name in enumerate(rows.columns) if name in ("id", "book_id")]
    ids = {row[0] for row in connection.execute("SELECT id FROM books")} if linked else set()
    heads = [
        Head(name, kind_of(list(values)), any(isinstance(value, int | float) for value in values))
        for name, values in zip(rows.columns, columns, strict=True)
    ]
    return Shown(
        counted=_counted(rows),
        took=_("SQLite took %(time)s ms.") % {"time": decimal(rows.milliseconds, 1)},
        heads=heads,
        lines=[
            [
                _cell(
                    value,
                    link=links.book(value) if at in linked and value in ids else "",
                    as_number=heads[at].is_number,
                )
                for at, value in enumerate(row)
            ]
            for row in rows.rows[:SHOWN]
        ],
        cut=_cut(rows),
        chart=chart_of(rows.columns, rows.rows, more=rows.more),
    )


def _counted(rows: Rows) -> str:
    count = len(rows.rows)
    if not count:
        return _("No row answers to that.")
    said = ngettext("%(count)s row.", "%(count)s rows.", count) % {"count": words.number(count)}
    return _("More than %(rows)s") % {"rows": said} if rows.more else said


def _cut(rows: Rows) -> str:
    count = len(rows.rows)
    values = {"shown": words.number(SHOWN), "count": words.number(count)}
    if rows.more:
        return (
            _("The first %(shown)s rows; the files have the first %(count)s. Narrow it down to have them all.") % values
        )
    return _("The first %(shown)s of %(count)s rows; the files have them all.") % values if count > SHOWN else ""


def _cell(value: Any, *, link: str = "", longest: int = LONGEST_CELL, as_number: bool = False) -> Cell:
    """Numbers without thousands' marks: 2023 may be a year, and what is shown may be typed again."""
    if value is None:
        return Cell("NULL", is_null=True, is_number=as_number)
    if isinstance(value, float):
        rounded = round(value, PLACES)
        whole = rounded.is_integer() and abs(rounded) < 1e15
        return Cell(number_format(int(rounded) if whole else rounded, use_l10n=True), is_number=True)
    text = str(value)
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return Cell(cut, link, is_number=isinstance(value, int))


def _table(connection: sqlite3.Connection, name: str) -> TableShown:
    table = next(one for one in TABLES if one.name == name)
    return TableShown(
        name=table.name,
        meaning=_(table.meaning),
        columns=[(column.name, column.type.split()[0].lower(), _(column.meaning)) for column in table.columns],
        sample=[[_cell(value, longest=LONGEST_SAMPLE) for value in row] for row in own_select.sample(connection, name)],
    )
