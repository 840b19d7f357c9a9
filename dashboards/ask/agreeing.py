"""Whether an answer's rows are those that a reference SELECT gives.

Leniently: an answer may show further columns, and name any of those that tie for the first place.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

Row = Sequence[Any]

_FIRST = re.compile(r"^SELECT (.*?) FROM (.*) ORDER BY (.*?)( DESC| ASC)? LIMIT 1$")
_CLOSE = 0.003  # a share of the number: references count a year as 365.25 days
_NEAR_NOTHING = 0.01


def agrees(kind: str, given: Sequence[Row], reference: str, connection: sqlite3.Connection) -> bool:
    """Whether the rows answer a question of this kind: `top`, `scalar`, `olist` (in order), else rows in any order."""
    if kind == "top":
        return bool(given) and _names_one_of(_first_places(reference, connection), given[0])
    wanted = connection.execute(reference).fetchall()
    if kind == "scalar":
        return len(given) == 1 and any(_is_close(value, wanted[0][0]) for value in given[0])
    if kind == "olist":
        return _same(wanted, given, ordered=True)
    return _same(wanted, given, ordered=False)


def _first_places(reference: str, connection: sqlite3.Connection) -> list[Row]:
    """The rows that share the first place."""
    found = _FIRST.match(reference)
    if not found:
        return connection.execute(reference).fetchall()
    shown, source, by, direction = found.groups(default="")
    ranked = f"SELECT {shown}, {by} FROM {source} ORDER BY {by}{direction}"  # noqa: S608 - the reference itself, unlimited
    rows = connection.execute(ranked).fetchall()
    return [row[:1] for row in rows if row[-1] == rows[0][-1]]


def _names_one_of(places: Sequence[Row], row: Row) -> bool:
    return any(_rounded(place[0]) == _rounded(value) for place in places for value in row)


def _is_close(value: Any, wanted: Any) -> bool:
    if not (value is None or isinstance(value, int | float)):
        return False
    return bool(abs((value or 0) - (wanted or 0)) <= max(_NEAR_NOTHING, abs(wanted or 0) * _CLOSE))


def _same(wanted: Sequence[Row], given: Sequence[Row], *, ordered: bool) -> bool:
    """Whether some choice of the columns given is what was wanted."""
    if len(wanted) != len(given):
        return False
    if not wanted:
        return True
    columns = list(zip(*given, strict=True))
    expected = _comparable(wanted, ordered=ordered)
    return any(
        _comparable(list(zip(*chosen, strict=True)), ordered=ordered) == expected
        for chosen in itertools.permutations(columns, len(wanted[0]))
    )


def _comparable(rows: Sequence[Row], *, ordered: bool) -> list[str]:
    said = [repr(tuple(_rounded(value) for value in row)) for row in rows]
    return said if ordered else sorted(said)


def _rounded(value: Any) -> Any:
    return round(float(value), 2) if isinstance(value, int | float) else value
