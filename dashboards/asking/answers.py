"""What came of a question: its table, what was looked at, and all of it as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.planner import Refusal
from dashboards.ask.spec import Kind, Measure, Spec
from dashboards.asking.answering import Answer, Asked
from dashboards.asking.model.by_model import may_read
from dashboards.asking.model.outcome import Mark
from dashboards.asking.model.words import failed_data, read_by_data
from dashboards.asking.read_as import read_as
from dashboards.asking.refusals import refusal_said
from dashboards.asking.said_notes import lacking_said, note_said
from dashboards.asking.said_numbers import number_said
from dashboards.asking.sentences import sentence
from dashboards.asking.words import FIELDS, value_said
from uploads.parsing.formulas import guarded


def heads(answer: Answer) -> list[str]:
    """What the columns are called; the id of a list's books is not shown."""
    return [_head(answer.spec, name) for name in answer.columns if name != "id"]


def _head(spec: Spec, name: str) -> str:
    if spec.share and spec.kind is Kind.GROUPS and name in ("value", "books"):
        return str(FIELDS["percent"]) if name == "value" else _("Of books")
    if name == "value":
        return str(FIELDS["books"] if spec.measure.function == "count" else _column_of(spec.measure))
    beside = {f"{one.function}_{one.field}": one for one in spec.beside}
    return _column_of(beside[name]) if name in beside else str(FIELDS.get(name, name))


def _column_of(measure: Measure) -> str:
    field = FIELDS[measure.field]
    if measure.function == "distinct":
        return _("%(field)s, different ones") % {"field": field}
    if measure.function == "sum":
        return str(field)
    if measure.function == "median":
        return _("%(field)s, the middle value") % {"field": field}
    if measure.function == "stddev":
        return _("%(field)s, standard deviation") % {"field": field}
    return _("%(field)s, on average") % {"field": field}


def cells(answer: Answer, row: Sequence[Any]) -> list[str]:
    """A row as readers know it, without the id."""
    return [_cell(answer.spec, name, value) for name, value in zip(answer.columns, row, strict=True) if name != "id"]


def _cell(spec: Spec, name: str, value: Any) -> str:
    if name == "value":
        return number_said(spec, value)
    if name == "percent":
        return words.percent(value, 100) if value is not None else "–"
    return value_said(name, value)


def checks(answer: Answer) -> list[str]:
    """What was looked at before the answer was believed."""
    rows, columns = len(answer.rows), len(answer.columns)
    said = [
        ngettext("%(count)s column", "%(count)s columns", columns) % {"count": columns}
        + f": {', '.join(answer.columns)}",
        ngettext("%(count)s row.", "%(count)s rows.", rows) % {"count": words.number(rows)},
        _("Drawn from %(books)s.") % {"books": words.books(answer.drawn_from)},
        *lacking_said(answer.lacking),
    ]
    if answer.more:
        said.append(_("There would be further rows."))
    empty = [name for at, name in enumerate(answer.columns) if rows and all(row[at] is None for row in answer.rows)]
    if empty:
        said.append(_("Without any value: %(columns)s.") % {"columns": ", ".join(empty)})
    return said


def notes(answer: Answer) -> list[str]:
    """What was assumed, what had to be left out, and whom a limit cut off in a tie."""
    said = [*map(note_said, answer.reading.notes), *lacking_said(answer.lacking)]
    if answer.ties_beyond:
        said.append(_("Others are level with the last of these, and are not shown."))
    return said


def as_data(asked: Asked) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "question": asked.question,
        "milliseconds": round(asked.milliseconds, 1),
        "readings": [_reading(answer) for answer in asked.answers],
        "refusal": _refusal(asked.refusal) if asked.refusal else None,
        "read_by": read_by_data(asked.read_by) if asked.read_by else None,
        "model_failed": failed_data(asked.model_failed, asked.model_values, asked.question)
        if asked.model_failed
        else None,
    }


def _reading(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.reading.question,
        "read_as": read_as(answer.spec),
        "answer": sentence(answer),
        "notes": notes(answer),
        "spec": answer.spec.as_json(),
        "sql": answer.statement.sql,
        "parameters": list(answer.statement.parameters),
        "columns": list(answer.columns),
        "rows": [list(row) for row in answer.rows],
        "more": answer.more,
        "drawn_from": answer.drawn_from,
        "books": [{"id": book, "title": title, "author": author} for book, title, author in answer.books],
        "left_out": dict(answer.lacking),
        "checks": checks(answer),
        "milliseconds": round(answer.milliseconds, 1),
    }


def _refusal(refusal: Refusal) -> Mapping[str, Any]:
    return {
        "reason": refusal.reason,
        "message": refusal_said(refusal),
        "words": list(refusal.words),
        "near": list(refusal.near),
        "model": choice.name if (choice := may_read(refusal)) else None,
    }


def as_csv(answer: Answer, mark: Mark | None = None) -> str:
    """The rows as a spreadsheet takes them: no cell of them is run as a formula.

    What a model read says so in each row: a row may be copied out of its file.
    """
    marks = [guarded(_("%(name)s, a model") % {"name": mark.name})] if mark else []
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*answer.columns, *(["read_by"] if mark else [])])
    for row in answer.rows:
        writer.writerow([*(guarded(value) if isinstance(value, str) else value for value in row), *marks])
    return out.getvalue()
