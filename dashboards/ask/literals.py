"""A statement with its parameters written into it, as a reader edits it: the same rows, and no more parameters."""

from __future__ import annotations

import re

from dashboards.ask.builder import Statement
from dashboards.ask.sealed.tokens import tokens
from dashboards.ask.spec import Value

WIDEST = 84  # letters of a line; what is longer is broken at its commas
_NOT_TYPED = re.compile(r"[\x00-\x1f\x7f]")  # what a text field would change or drop


def literal(value: Value | None) -> str:
    """The value as SQLite reads it in a statement.

    >>> literal("O'Brien"), literal(3), literal(2.5), literal(None)
    ("'O''Brien'", '3', '2.5', 'NULL')
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    if _NOT_TYPED.search(value):
        return f"CAST(x'{value.encode().hex()}' AS TEXT)"
    return "'" + value.replace("'", "''") + "'"


def filled(statement: Statement) -> str:
    """The statement's SQL, on several lines, with a literal in the place of each `?`."""
    there = [one for one in tokens(statement.sql) if one.text == "?"]
    if len(there) != len(statement.parameters):
        raise ValueError(f"{len(there)} places for {len(statement.parameters)} parameters")
    parts, done = [], 0
    for place, value in zip(there, statement.parameters, strict=True):
        parts += [statement.sql[done : place.start], literal(value)]
        done = place.end
    return laid_out("".join([*parts, statement.sql[done:]]))


def laid_out(sql: str) -> str:
    """The same with lines that are too long broken behind commas that stand in no brackets.

    >>> print(laid_out("SELECT " + ", ".join(f"a_long_name_{number}" for number in range(7))))
    SELECT a_long_name_0, a_long_name_1, a_long_name_2, a_long_name_3, a_long_name_4,
      a_long_name_5, a_long_name_6
    """
    breaks, depth, line, last = [], 0, 0, -1
    for one in tokens(sql):
        newline = sql.rfind("\n", 0, one.start) + 1
        if newline > line:
            line, last = newline, -1
        if one.end - line > WIDEST and last > line:
            breaks.append(last)
            line, last = last - 2, -1  # two letters of indent stand before what follows
        depth += {"(": 1, ")": -1}.get(one.text, 0)
        if one.text == "," and depth == 0:
            last = one.end
    parts, done = [], 0
    for place in breaks:
        parts.append(sql[done:place])
        done = place + len(sql[place:]) - len(sql[place:].lstrip(" "))
    return "\n  ".join([*parts, sql[done:]])
