"""The page where a reader writes a SELECT of their own: editor, schema and examples, and what came of it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.explaining import KEYWORDS, explained
from dashboards.ask.sandbox import Busy, Rows, Stopped, Wrong
from dashboards.ask.sealed.locking import FUNCTIONS as ALLOWED
from dashboards.ask.sealed.placing import Place
from dashboards.ask.tables.columns import FUNCTIONS, TABLES
from dashboards.asking import own_select
from dashboards.asking.sql_chart import Chart, chart_of
from dashboards.asking.sql_examples import examples
from dashboards.asking.sql_words import BUSY, TOO_MUCH, kind_of, said
from dashboards.asking.words import decimal
from dashboards.links import Links, with_query

SHOWN = 100  # rows in the page; the files have them all
LONGEST_CELL = 240  # letters of a cell in the page
LONGEST_SAMPLE = 40
LONGEST_ADDRESS = 2_000  # letters of an address with a SELECT in it; what is longer is sent as a form
AROUND = 60  # letters shown on each side of a mistake
MOST_VALUES = 400  # of an author, a series, a shelf … that the editor can complete
PLACES = 4  # decimals that the page shows

Outcome = Rows | Exception | None


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


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
class Problem:
    """Why there are no rows."""

    title: str
    said: Sequence[str]
    line: str = ""  # of the statement, with the place in it
    caret: str = ""
    at: str = ""  # line and column in words
    begin: int | None = None  # the place as a browser counts it
    end: int | None = None
    mended: Link | None = None


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
        functions=list(FUNCTIONS.items()),
        other_functions=", ".join(sorted(ALLOWED - {name.partition("(")[0] for name in FUNCTIONS} - {"like", "glob"})),
        examples=[(Link(one.title, address_of(links, one.sql)), one.sql) for one in examples(connection)],
        completion=completion_of(connection),
    )


def address_of(links: Links, sql: str) -> str:
    """The page with this statement; "" for one that is too long to be part of an address."""
    address = with_query(links.sql, sql=sql)
    return address if len(address) <= LONGEST_ADDRESS else ""


def _shown(connection: sqlite3.Connection, rows: Rows, links: Links) -> Shown:
    columns = list(zip(*rows.rows, strict=True)) if rows.rows else [()] * len(rows.columns)
    ids = {row[0] for row in connection.execute("SELECT id FROM books")} if _book_columns(rows) else set()
    return Shown(
        counted=_counted(rows),
        took=_("SQLite took %(time)s ms.") % {"time": decimal(rows.milliseconds, 1)},
        heads=[
            Head(name, kind_of(list(values)), any(isinstance(value, int | float) for value in values))
            for name, values in zip(rows.columns, columns, strict=True)
        ],
        lines=[
            [
                _cell(value, link=links.book(value) if at in _book_columns(rows) and value in ids else "")
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


def _book_columns(rows: Rows) -> list[int]:
    return [at for at, name in enumerate(rows.columns) if name in ("id", "book_id")]


def _cell(value: Any, *, link: str = "", longest: int = LONGEST_CELL) -> Cell:
    """Numbers without thousands' marks: 2023 may be a year, and what is shown may be typed again."""
    if value is None:
        return Cell("NULL", is_null=True)
    if isinstance(value, float):
        rounded = round(value, PLACES)
        whole = rounded.is_integer() and abs(rounded) < 1e15
        return Cell(number_format(int(rounded) if whole else rounded, use_l10n=True), is_number=True)
    text = str(value)
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return Cell(cut, link, is_number=isinstance(value, int))


def problem_of(error: Exception, sql: str, links: Links) -> Problem:
    """What went wrong, where, and what to do about it."""
    if isinstance(error, Wrong):
        return _wrong(error, links)
    if isinstance(error, Stopped):
        advice = _("Join tables by ON, ask for fewer books with WHERE, or leave out what counts each with each.")
        return Problem(_("It was stopped."), [str(TOO_MUCH), advice])
    if isinstance(error, Busy):
        return Problem(_("Not just now."), [str(BUSY)])
    return Problem(_("Not just now."), [str(error)])


def _wrong(wrong: Wrong, links: Links) -> Problem:
    sql, what = wrong.sql, explained(str(wrong), wrong.sql, wrong.at)
    title = _("SQLite does not understand this.")
    if what.at is None:
        return Problem(title, said(what))
    line, caret = pointed(sql, what.at)
    number, column = line_and_column(sql, what.at[0])
    mended = sql[: what.at[0]] + what.instead + sql[what.at[1] :]
    address = address_of(links, mended) if what.instead else ""
    return Problem(
        title,
        said(what),
        line,
        caret,
        _("Line %(line)s, column %(column)s:") % {"line": words.number(number), "column": words.number(column)},
        _in_browsers(sql[: what.at[0]]),
        _in_browsers(sql[: what.at[1]]),
        Link(_("Run it with %(name)s") % {"name": what.instead}, address) if address else None,
    )


def line_and_column(sql: str, at: int) -> tuple[int, int]:
    """Both counted from 1.

    >>> line_and_column("SELECT 1" + chr(10) + "FORM", 9)
    (2, 1)
    """
    return sql.count("\n", 0, at) + 1, at - (sql.rfind("\n", 0, at) + 1) + 1


def pointed(sql: str, at: Place) -> tuple[str, str]:
    """The line with the place, cut where it is very long, and a second one with carets below the place.

    >>> pointed("SELECT ratng", (7, 12))
    ('SELECT ratng', '       ^^^^^')
    """
    begin = sql.rfind("\n", 0, at[0]) + 1
    end = sql.find("\n", at[0])
    end = len(sql) if end < 0 else end
    last = min(max(at[1], at[0] + 1), max(end, at[0] + 1))
    first = max(begin, at[0] - AROUND)
    line = sql[first : min(end, last + AROUND)].replace("\t", " ")
    ahead = "…" if first > begin else ""
    marked = sql[at[0] : last] or " "
    caret = " " * (_width(sql[first : at[0]]) + len(ahead)) + "^" * max(1, _width(marked))
    return ahead + line + ("…" if end > last + AROUND else ""), caret


def _width(text: str) -> int:
    """Columns that it takes in type of one width."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _in_browsers(text: str) -> int:
    """How long it is for a script, which counts what lies beyond U+FFFF twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _table(connection: sqlite3.Connection, name: str) -> TableShown:
    table = next(one for one in TABLES if one.name == name)
    return TableShown(
        name=table.name,
        meaning=table.meaning,
        columns=[(column.name, column.type.split()[0].lower(), column.meaning) for column in table.columns],
        sample=[[_cell(value, longest=LONGEST_SAMPLE) for value in row] for row in own_select.sample(connection, name)],
    )


_VALUES = {
    "author": "SELECT author FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "series": "SELECT series FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "genre": "SELECT genre FROM book_genres GROUP BY 1 ORDER BY count(*) DESC, 1",
    "shelf": "SELECT shelf FROM book_shelves GROUP BY 1 ORDER BY count(*) DESC, 1",
    "status": "SELECT status FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "format": "SELECT format FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "language": "SELECT language FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "publisher": "SELECT publisher FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
}


def completion_of(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the editor can complete: names of the schema, and what stands in this library, as far as the link shows it."""
    return {
        "tables": {
            table.name: [[column.name, column.type.split()[0].lower()] for column in table.columns] for table in TABLES
        },
        "functions": sorted(ALLOWED - {"like", "glob"}),
        "keywords": KEYWORDS,
        "values": {
            column: [row[0] for row in connection.execute(f"{sql} LIMIT {MOST_VALUES}") if row[0]]
            for column, sql in _VALUES.items()
        },
    }
