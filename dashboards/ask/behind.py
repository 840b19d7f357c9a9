"""The books that an answer is drawn from, and those that it had to leave out."""

from __future__ import annotations

from dataclasses import replace

from dashboards.ask.builder import Statement, having_of, join_of
from dashboards.ask.conditions import field_of, narrowed, where_of
from dashboards.ask.spec import Filter, Spec, Value


def books_behind(spec: Spec, limit: int = 200) -> Statement:
    """id, title and author of the books that the answer is drawn from."""
    where, values = _where(spec)
    sql = f"SELECT b.id, b.title, b.author\nFROM books b{where}\nORDER BY b.title, b.id\nLIMIT {int(limit)}"
    return Statement(sql, values)


def counted(spec: Spec) -> Statement:
    """How many books the answer is drawn from."""
    where, values = _where(spec)
    return Statement(f"SELECT count(*)\nFROM books b{where}", values)


def _where(spec: Spec) -> tuple[str, tuple[Value, ...]]:
    """Which books: without those of groups that are too small to be shown; of a share those of its whole."""
    if spec.share:
        grouped = [Filter(spec.group, "known")] if spec.group else []
        where, values = where_of((*spec.whole, *grouped))
    else:
        where, values = where_of(narrowed(spec))
    name = spec.group or (spec.measure.field if spec.measure.function == "distinct" else "")
    if not name or not (spec.having or spec.least):
        return where, values
    group, source = field_of(name).sql, f"FROM books b{join_of(name)}{where}"
    enough = f"{group} {source}\nGROUP BY 1\nHAVING {having_of(spec)}"
    return f"\nWHERE b.id IN (SELECT b.id {source}\n  AND {group} IN (SELECT {enough}))", (*values, *values)


def left_out(spec: Spec, field: str) -> Statement:
    """How many books would belong to it, but lack this field."""
    others = tuple(one for one in spec.filters if one.field not in _same_fact(field))
    where, values = where_of((*others, Filter(field, "unknown")))
    return Statement(f"SELECT count(*)\nFROM books b{where}", values)


def _same_fact(field: str) -> set[str]:
    dates = {"date_read", "year_read", "month_read", "month_of_year"}
    return dates if field in dates else {field}


def without(spec: Spec, one: Filter) -> Spec:
    """The spec without one of its conditions, as a reader who taps it away wants it."""
    return replace(
        spec,
        filters=tuple(other for other in spec.filters if other != one),
        whole=tuple(other for other in spec.whole if other != one),
    )
