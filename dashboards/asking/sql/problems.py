"""Why a SELECT gave no rows: in words, with its place, and with the statement as it was probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.ask.explaining import explained
from dashboards.ask.sandbox import Busy, Limit, Stopped, Wrong
from dashboards.ask.sealed.placing import Place
from dashboards.asking.sql.words import BUSY, STOPPED, said
from dashboards.links import Links, with_query

LONGEST_ADDRESS = 2_000  # letters of an address with a SELECT in it; what is longer is sent as a form
BEFORE, BEHIND = 24, 60  # letters shown around a mistake: on a phone it is still in sight


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


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


def address_of(links: Links, sql: str) -> str:
    """The page with this statement; "" for one that is too long to be part of an address."""
    address = with_query(links.sql, sql=sql)
    return address if len(address) <= LONGEST_ADDRESS else ""


def problem_of(error: Exception, sql: str, links: Links) -> Problem:
    """What went wrong, where, and what to do about it."""
    if isinstance(error, Wrong):
        return _wrong(error, links)
    if isinstance(error, Stopped):
        advice = _("Join tables by ON, ask for fewer books with WHERE, or leave out what counts each with each.")
        return Problem(
            _("It was stopped."), [str(STOPPED[error.limit]), *([] if error.limit is Limit.SIZE else [advice])]
        )
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
    first = max(begin, at[0] - BEFORE)
    line = sql[first : min(end, last + BEHIND)].replace("\t", " ")
    ahead = "…" if first > begin else ""
    marked = sql[at[0] : last] or " "
    caret = " " * (_width(sql[first : at[0]]) + len(ahead)) + "^" * max(1, _width(marked))
    return ahead + line + ("…" if end > last + BEHIND else ""), caret


def _width(text: str) -> int:
    """Columns that it takes in type of one width."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _in_browsers(text: str) -> int:
    """How long it is for a script, which counts what lies beyond U+FFFF twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
