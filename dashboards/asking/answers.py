"""What came of a question: a sentence, a table, and all of it as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.planner import Refusal
from dashboards.ask.planner.shaping import FAIR
from dashboards.ask.spec import Kind, Measure, Spec
from dashboards.asking.answering import Answer, Asked
from dashboards.asking.model.by_model import may_read
from dashboards.asking.model.outcome import Mark
from dashboards.asking.model.words import failed_data, read_by_data
from dashboards.asking.words import (
    FIELDS,
    decimal,
    lacking_said,
    note_said,
    read_as,
    refusal_said,
    value_said,
)
from uploads.parsing.formulas import guarded

_REVIEW = 300  # characters of a review in a sentence; the row has all of it
_OF_ONE_BOOK = ("my_rating", "date_read", "status")
_TIED = 3  # names of those that share the first place
_HARDLY, _STRONGLY = 0.1, 0.4  # correlations: below the first there is next to none


def sentence(answer: Answer) -> str:
    """The answer in a sentence."""
    if not answer.rows or not (answer.drawn_from or answer.spec.share):
        return _("No book of this library answers to that.")
    return {
        Kind.LIST: _list,
        Kind.NUMBER: _number,
        Kind.GROUPS: _groups,
        Kind.PACE: _pace,
        Kind.LINK: _link,
    }[answer.spec.kind](answer)


def _list(answer: Answer) -> str:
    spec = answer.spec
    if spec.group:
        return _first_of_each(answer)
    if spec.one and spec.order:
        at = answer.columns.index(spec.order.by) if spec.order.by in answer.columns else 1
        first = answer.rows[0]
        tied = [row for row in answer.rows if row[at] == first[at]]
        value = _with_unit(spec.order.by, first[at])
        if len(tied) > 1:
            return _tie([str(row[1]) for row in tied], value, most=spec.limit)
        return _("“%(title)s” by %(author)s: %(value)s.") % {
            "title": first[1],
            "author": words.author(first[2]),
            "value": value,
        }
    if [one.field for one in spec.filters] == ["title"]:
        return _one_book(answer)
    return (
        f"{words.books(len(answer.rows))}."
        if not answer.more
        else _("More than %(books)s.") % {"books": words.books(len(answer.rows))}
    )


def _first_of_each(answer: Answer) -> str:
    """How many books stand first in how many groups; whether that is because of ties."""
    at = answer.columns.index(answer.spec.group)
    groups = len({row[at] for row in answer.rows})
    said = {"books": words.books(len(answer.rows)), "groups": words.number(groups), "group": FIELDS[answer.spec.group]}
    if len(answer.rows) > groups * (answer.spec.limit or 1):
        return _("%(books)s: the first of each (%(group)s: %(groups)s), some of which tie.") % said
    return _("%(books)s: the first of each (%(group)s: %(groups)s).") % said


def _with_unit(field: str, value: Any) -> str:
    if field == "pages":
        return words.pages(value)
    if isinstance(value, str) or field in ("my_rating", "original_year", "decade", "year_read", "year_added"):
        return value_said(field, value)
    return f"{FIELDS[field]} {value_said(field, value)}"


def _one_book(answer: Answer) -> str:
    book = dict(zip(answer.columns, answer.rows[0], strict=True))
    asked = [name for name in answer.spec.show if name != "author"]
    facts = [
        f"{FIELDS[name]}: {Truncator(value_said(name, book[name])).chars(_REVIEW)}"
        for name in dict.fromkeys([*(name for name in asked if name not in _OF_ONE_BOOK), *_OF_ONE_BOOK])
        if name in asked or book.get(name) is not None
    ]
    said = _("“%(title)s” by %(author)s.") % {"title": book["title"], "author": words.author(book["author"])}
    return " ".join([said, *(f"{fact}." for fact in facts)])


def _number(answer: Answer) -> str:
    spec, row = answer.spec, answer.rows[0]
    if spec.share:
        if row[0] is None:
            return _("No book of this library answers to that.")
        return _("%(share)s: %(books)s.") % {"share": words.percent(row[0], 100), "books": words.books(row[1])}
    if row[0] is None:
        return _("That cannot be told from this library.")
    if spec.measure.function == "count":
        return f"{words.books(row[0])}."
    value = measured(spec.measure, row[0])
    beside = [
        f"{_beside_said(one)}: {measured(one, number)}" for one, number in zip(spec.beside, row[1:], strict=False)
    ]
    said = "; ".join([_named(spec.measure, value), *beside])
    return _("%(value)s, of %(books)s.") % {"value": said, "books": words.books(answer.drawn_from)}


def _named(measure: Measure, value: str) -> str:
    field = FIELDS[measure.field]
    if measure.function == "distinct":
        return _("%(field)s: %(value)s different ones") % {"field": field, "value": value}
    if measure.function == "sum":
        return _("%(field)s: %(value)s in all") % {"field": field, "value": value}
    return f"{_beside_said(measure)}: {value}"


def _beside_said(measure: Measure) -> str:
    field = FIELDS[measure.field]
    if measure.function == "median":
        return _("%(field)s, the middle value") % {"field": field}
    if measure.function == "stddev":
        return _("%(field)s, standard deviation") % {"field": field}
    return _("%(field)s, on average") % {"field": field}


def _groups(answer: Answer) -> str:
    spec, count = answer.spec, len(answer.rows)
    rows = _of_enough_books(answer)
    ranked = spec.order is not None and spec.order.by == "measure"
    top = rows[0] if ranked else max(rows, key=lambda row: row[1] or 0)
    value = _with_its_unit(spec, top[1])
    tied = [value_said(spec.group, row[0]) for row in rows if row[1] == top[1]]
    if len(tied) > _TIED and not spec.one:
        said = {"count": words.number(count), "tied": words.number(len(tied)), "value": value}
        return _("%(count)s rows; %(tied)s of them are in front: %(value)s.") % said
    if len(tied) > 1:
        return _tie(tied, value, most=spec.limit)
    name = value_said(spec.group, top[0])
    if spec.only and count > 1:
        others = [
            f"{value_said(spec.group, row[0])}: {_with_its_unit(spec, row[1])}" for row in answer.rows if row is not top
        ]
        return _("%(name)s: %(value)s; %(others)s.") % {"name": name, "value": value, "others": "; ".join(others)}
    if spec.one or count == 1:
        return _("%(name)s: %(value)s.") % {"name": name, "value": value}
    said = {"count": words.number(count), "name": name, "value": value, "least": words.books(FAIR)}
    if len(rows) < count:
        return _("%(count)s rows; in front of those with %(least)s or more %(name)s: %(value)s.") % said
    return _("%(count)s rows; in front of them %(name)s: %(value)s.") % said


def _of_enough_books(answer: Answer) -> Sequence[Sequence[Any]]:
    """The groups that an average or a share can be compared of: one book of five stars is not yet the best genre."""
    spec = answer.spec
    compared = spec.share or spec.measure.function in ("average", "median")
    if not compared or spec.only or spec.having or spec.least or answer.columns[-1] != "books":
        return answer.rows
    return [row for row in answer.rows if row[-1] >= FAIR] or answer.rows


def _with_its_unit(spec: Spec, value: Any) -> str:
    if spec.share:
        return number_said(spec, value)
    if spec.measure.function == "count":
        return words.books(value)
    if spec.measure.field == "pages" and spec.measure.function == "sum" and value is not None:
        return words.pages(value)
    return measured(spec.measure, value)


def _tie(names: Sequence[str], value: str, *, most: int | None) -> str:
    """`most`: how many there can be in the answer. Where all of them tie, others behind them may as well."""
    said = {"count": words.number(len(names)), "value": value}
    if most and len(names) >= most:
        return _("A tie: at least %(count)s share this place: %(value)s.") % said
    if len(names) > _TIED:
        return _("A tie: %(count)s share this place: %(value)s.") % said
    return _("A tie between %(names)s: %(value)s.") % {"names": words.listed(list(names)), "value": value}


def _pace(answer: Answer) -> str:
    value, total = answer.rows[0][:2]
    if value is None:
        return _("That cannot be told from this library.")
    per = {
        "day": _("%(value)s a day; %(total)s in all."),
        "week": _("%(value)s a week; %(total)s in all."),
        "month": _("%(value)s a month; %(total)s in all."),
        "year": _("%(value)s a year; %(total)s in all."),
    }[answer.spec.per]
    pages = answer.spec.measure.field == "pages"
    counted = (words.pages if pages else words.books)(total)
    return per % {"value": decimal(value, 0 if value >= 100 else 1), "total": counted}


def _link(answer: Answer) -> str:
    r, books = answer.rows[0]
    field, of = FIELDS[answer.spec.measure.field], words.books(books)
    if r is None:
        return _("That cannot be told from this library.")
    values = {"field": field, "r": decimal(r), "books": of}
    if abs(r) < _HARDLY:
        return _("Hardly any link between your rating and this: %(field)s (r = %(r)s, of %(books)s).") % values
    if abs(r) < _STRONGLY:
        return (
            _("Your rating rises a little with this: %(field)s (r = %(r)s, of %(books)s).")
            if r > 0
            else _("Your rating falls a little with this: %(field)s (r = %(r)s, of %(books)s).")
        ) % values
    return (
        _("Your rating rises with this: %(field)s (r = %(r)s, of %(books)s).")
        if r > 0
        else _("Your rating falls with this: %(field)s (r = %(r)s, of %(books)s).")
    ) % values


def number_said(spec: Spec, value: Any) -> str:
    """The number of a group as readers know it."""
    if spec.share and value is not None:
        return words.percent(value, 100)
    return measured(spec.measure, value)


def measured(measure: Measure, value: Any) -> str:
    """A number of the answer as readers know it."""
    if value is None:
        return "–"
    if measure.function == "average" and measure.field in ("my_rating", "average_rating"):
        return words.rating(value)
    if measure.function in ("average", "median") and measure.field in ("original_year", "year_read"):
        return str(round(value))
    return decimal(value, 2 if measure.field in ("my_rating", "average_rating", "gap") else 1)


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
    return str(field) if measure.function == "sum" else _beside_said(measure)


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
