"""The conditions of a spec as a WHERE. Names come from `spec.FIELDS`, every value is a parameter."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.ask.spec import FIELDS, Field, Filter, Kind, Spec, Value

COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
A_DAY = "length(b.date_read) = 10"  # a date that is only a month or a year cannot be counted in days


class BadSpec(ValueError):
    """The spec names something that does not exist or makes no sense."""


def narrowed(spec: Spec) -> tuple[Filter, ...]:
    """The filters, and that what is measured, grouped or ordered by must be known."""
    known = {one.field for one in spec.filters if one.op == "known"}
    needed = []
    if spec.kind is Kind.LINK:
        needed = ["my_rating", spec.measure.field]
    elif spec.kind is Kind.LIST:
        needed = [spec.group] if spec.group else []
        needed += [spec.order.by] if spec.order and (spec.limit or spec.group) else []
    else:
        needed = [spec.group] if spec.group else []
        if spec.measure.function in ("average", "median", "stddev"):
            needed += [spec.measure.field, *(one.field for one in spec.beside)]
        needed += ["date_read"] if spec.kind is Kind.PACE else []
    extra = [Filter(name, "known") for name in dict.fromkeys(needed) if name not in known and name != "books"]
    if spec.measure.field == "days_waiting":  # a book that was entered after it was read never waited
        extra.append(Filter("days_waiting", ">=", (0,)))
    return (*spec.filters, *extra)


def where_of(filters: Sequence[Filter]) -> tuple[str, tuple[Value, ...]]:
    text, values = all_of(filters)
    return f"\nWHERE {text}", values


def all_of(filters: Sequence[Filter], between: str = "\n  AND ") -> tuple[str, tuple[Value, ...]]:
    """That every one of them holds."""
    parts, values = [], []
    for one in filters:
        part, more = _condition(one)
        parts.append(part)
        values += more
    return between.join(parts or ["1"]), tuple(values)


def _condition(one: Filter) -> tuple[str, list[Value]]:
    field, values = field_of(one.field), list(one.values)
    if one.op in ("known", "unknown"):
        return _presence(one, field), []
    if not values:
        raise BadSpec(f"{one.field} {one.op} what?")
    if field.many:
        return _membership(one, field)
    if one.op not in COMPARISONS:
        raise BadSpec(f"{one.field} cannot be compared by {one.op!r}.")
    if len(values) > 1:
        if one.op not in ("=", "!="):
            raise BadSpec(f"{one.field} {one.op} takes one value.")
        return f"{field.sql} {'NOT ' if one.op == '!=' else ''}IN ({marks(values)})", values
    if one.op == "!=":
        return f"{field.sql} IS NOT ?", values
    if one.field == "days_waiting":
        return f"{field.sql} {one.op} ? AND {A_DAY} AND length(b.date_added) = 10", values
    return f"{field.sql} {one.op} ?", values


def _presence(one: Filter, field: Field) -> str:
    there = one.op == "known"
    if field.many:
        inside = f"(SELECT book_id FROM {field.many})"  # noqa: S608 - one of our own tables
        return f"b.id {'' if there else 'NOT '}IN {inside}"
    return (
        f"{field.sql} IS {'NOT ' if there else ''}NULL"
        if " - " not in field.sql
        else f"({field.sql}) " + ("IS NOT NULL" if there else "IS NULL")
    )


def _membership(one: Filter, field: Field) -> tuple[str, list[Value]]:
    values = list(one.values)
    if one.op not in ("=", "!=", "all"):
        raise BadSpec(f"{one.field} cannot be compared by {one.op!r}.")
    if one.op == "all":
        each = f"b.id IN (SELECT book_id FROM {field.many} WHERE {one.field} = ?)"  # noqa: S608 - our own names
        return "\n  AND ".join([each] * len(values)), values
    test = f"{one.field} = ?" if len(values) == 1 else f"{one.field} IN ({marks(values)})"
    inside = f"(SELECT book_id FROM {field.many} WHERE {test})"  # noqa: S608 - our own names, and "?" for the values
    return f"b.id {'NOT ' if one.op == '!=' else ''}IN {inside}", values


def field_of(name: str) -> Field:
    try:
        return FIELDS[name]
    except KeyError:
        raise BadSpec(f"There is no {name!r}.") from None


def marks(values: Sequence[Value]) -> str:
    return ", ".join("?" * len(values))
