"""A drawing of a SELECT's rows, where they are names or years with one or two numbers each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.asking.words import decimal
from dashboards.figures.parts import mark

BARS = 30  # names that can be compared at a glance
POINTS = 120  # years, months or stars along an axis
_TIMES = ("year", "decade", "month")

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    chart: str  # the module of static/js/charts that draws it
    data: dict[str, Any]
    rests_on: str


def chart_of(columns: Sequence[str], rows: Sequence[Row], *, more: bool) -> Chart | None:
    """Bars for names, columns or a line for what has an order of its own; None where a drawing would say less than the rows."""
    if more or not 2 <= len(columns) <= 3 or len(rows) < 2:
        return None
    named = [row for row in rows if row[0] is not None]
    if len({str(row[0]) for row in named}) != len(named):
        return None
    views = [_view(columns, named, at) for at in range(1, len(columns))]
    if any(view is None for view in views):
        return None
    drawn = [view for view in views if view is not None]
    first = drawn[0] if len(drawn) == 1 else {"views": drawn}
    left_out = len(rows) - min(len(view["marks"]) for view in drawn)
    return Chart(
        title=_("%(values)s by %(names)s") % {"values": words.listed(list(columns[1:])), "names": columns[0]},
        chart=drawn[0]["chart"],
        data=first,
        rests_on=_rests_on(len(rows), left_out),
    )


def _rests_on(rows: int, left_out: int) -> str:
    said = ngettext("Drawn from %(count)s row.", "Drawn from %(count)s rows.", rows) % {"count": words.number(rows)}
    if left_out:
        said += " " + ngettext(
            "%(count)s without a value is left out.", "%(count)s without a value are left out.", left_out
        ) % {"count": words.number(left_out)}
    return said


def _view(columns: Sequence[str], rows: Sequence[Row], at: int) -> dict[str, Any] | None:
    """One column of numbers against the names."""
    known = [row for row in rows if row[at] is not None]
    if len(known) < 2 or not all(_is_number(row[at]) for row in known) or min(row[at] for row in known) < 0:
        return None
    data = {"name": columns[at], "label": f"{columns[at]}, {columns[0]}", "beside": "", "low": 1, "high": 5}
    if _is_ordered(columns[0], known):
        known = sorted(known, key=lambda row: row[0])
        whole = all(isinstance(row[at], int) for row in known)
        years = all(isinstance(row[0], int) for row in known) and len(known) > 2
        if not whole and years:
            return data | {"chart": "line", "reference": None, "marks": [_mark(row, at, at=row[0]) for row in known]}
        return data | {"chart": "columns", "marks": [_mark(row, at, short=_short(row[0])) for row in known]}
    if len(known) > BARS:
        return None
    return data | {"chart": "ranked", "marks": [_mark(row, at, cloth="you") for row in known]}


def _is_ordered(column: str, rows: Sequence[Row]) -> bool:
    """Years, months, stars: what is read along an axis, whatever order the rows come in."""
    if len(rows) > POINTS:
        return False
    if all(_is_number(row[0]) for row in rows):
        return True
    return any(time in column.lower() for time in _TIMES) and all(str(row[0])[:4].isdecimal() for row in rows)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _mark(row: Row, column: int, **more: Any) -> dict[str, Any]:
    text = decimal(row[column])
    return mark(_short(row[0]), row[column], text, [text], **more)


def _short(value: Any) -> str:
    return str(value)[:60]
