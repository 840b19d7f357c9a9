"""The drawing of an answer: bars for groups, columns for years and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format

from dashboards.ask.spec import TIMES, Kind, Spec
from dashboards.asking.answering import Answer
from dashboards.asking.read_as import read_as
from dashboards.asking.said_numbers import number_said
from dashboards.asking.words import value_said
from dashboards.figures.parts import mark

BARS = 20  # groups that can be compared at a glance
COLUMNS = 240  # years or months along an axis
_EACH_YEAR = ("year_read", "year_added")

Row = Sequence[Any]


def in_time(spec: Spec) -> bool:
    """Whether the groups follow each other in time. A ranking of years is no course of time: some may be left out."""
    return spec.group in TIMES and not (spec.order and spec.order.by == "measure")


def bars_of(answer: Answer) -> dict[str, Any] | None:
    """What the chart takes; None where there is nothing to compare, too much of it, or something below nothing."""
    spec = answer.spec
    if spec.kind is not Kind.GROUPS or len(answer.rows) < 2 or answer.more:
        return None
    if any(row[1] is None or row[1] < 0 for row in answer.rows):
        return None
    rows = _without_gaps(answer) if in_time(spec) else answer.rows
    if len(rows) > (COLUMNS if in_time(spec) else BARS):
        return None
    marks = [_mark(spec, row) for row in rows]
    return {"label": read_as(spec), "beside": "", "low": 1, "high": 5, "marks": marks}


def _mark(spec: Spec, row: Row) -> dict[str, Any]:
    name, text = value_said(spec.group, row[0]), number_said(spec, row[1])
    further: dict[str, Any] = {"short": _short(spec.group, row[0], name)} if in_time(spec) else {"cloth": "you"}
    return mark(name, row[1], text, [text], **further)


def _short(group: str, value: Any, name: str) -> str:
    """A month below its column: "Jul 20"."""
    if group != "month_read":
        return name
    return date_format(_first_of(value), "M y")


def _without_gaps(answer: Answer) -> Sequence[Row]:
    """With the years and months that have no book, where a number of books or pages is nought there."""
    spec, rows = answer.spec, answer.rows
    counted = spec.measure.function in ("count", "sum") and not (spec.share or spec.only or spec.having or spec.least)
    if not counted or any(row[0] is None for row in rows):
        return rows
    known = {row[0]: row for row in rows}
    if spec.group in _EACH_YEAR:
        return [known.get(year, (year, 0)) for year in range(min(known), max(known) + 1)]
    if spec.group == "month_read":
        return [known.get(month, (month, 0)) for month in _months(min(known), max(known))]
    return rows


def _months(first: str, last: str) -> list[str]:
    start, end = (day.year * 12 + day.month - 1 for day in map(_first_of, (first, last)))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]


def _first_of(month: str) -> dt.date:
    return dt.date.fromisoformat(f"{month}-01")
