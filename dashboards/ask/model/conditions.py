"""A model's conditions: each of a kind that its field allows, and none that rules out another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.ask.conditions import COMPARISONS
from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.values import COMPARED, values_of
from dashboards.ask.spec import FIELDS, Filter, Value

_A_DAY = 10  # letters of a date that is exact to the day
_OF_READ_BOOKS = {"year_read", "month_read", "month_of_year", "quarter", "date_read"}


def conditions_of(said: Sequence[Mapping[str, Any]]) -> tuple[Filter, ...]:
    """The filters of the form, each once. Raises `ModelFailed`."""
    conditions = tuple(dict.fromkeys(_condition(one["field"], one["op"], one["values"]) for one in said))
    _refuse_contradictions(conditions)
    return conditions


def _condition(field: str, op: str, given: Sequence[Value]) -> Filter:
    if op in ("known", "unknown"):
        if any(value != "" for value in given):
            raise ModelFailed("absurd", f"{field} {op}: takes no value")
        return Filter(field, op)
    if field == "review" or not given:
        raise ModelFailed("absurd", f"{field} {op}: what?")
    if op not in ("=", "!=") and not (field in COMPARED if op in COMPARISONS else FIELDS[field].many):
        raise ModelFailed("absurd", f"{field} cannot be compared by {op}")
    if op in ("<", "<=", ">", ">=") and len(given) > 1:
        raise ModelFailed("absurd", f"{field} {op}: several values")
    values = tuple(dict.fromkeys(values_of(field, given)))
    # "2021" stands before "2021-03" in a text: which of the two is meant by "after 2021" cannot be told.
    if field in ("date_read", "date_added") and op not in ("<", ">=") and any(len(str(v)) < _A_DAY for v in values):
        raise ModelFailed("absurd", f"{field} {op}: not exact to the day")
    return Filter(field, op, values)


def _refuse_contradictions(conditions: Sequence[Filter]) -> None:
    by_field: dict[str, list[Filter]] = {}
    for one in conditions:
        by_field.setdefault(one.field, []).append(one)
    for field, about in by_field.items():
        if _exclude_each_other(field, about):
            raise ModelFailed("contradiction", field)
    status = [set(one.values) for one in by_field.get("status", ()) if one.op == "="]
    if status and status[0] == {"to-read"} and _OF_READ_BOOKS & by_field.keys():
        raise ModelFailed("contradiction", "the year of what is not read")


def _exclude_each_other(field: str, about: Sequence[Filter]) -> bool:
    ops = {one.op for one in about}
    if "unknown" in ops and len(ops) > 1:
        return True
    equal = [set(one.values) for one in about if one.op == "="]
    denied = {value for one in about if one.op == "!=" for value in one.values}
    if any(values <= denied for values in equal):
        return True
    if FIELDS[field].many:
        return bool(denied & {value for one in about if one.op == "all" for value in one.values})
    allowed = set.intersection(*equal) if equal else None
    if allowed is not None and not any(_within(value, about) for value in allowed - denied):
        return True
    above = [one for one in about if one.op in (">", ">=")]
    return any(not _below_all(one, about) for one in above)


def _within(value: Value, about: Sequence[Filter]) -> bool:
    tests = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    return all(tests[one.op](value, one.values[0]) for one in about if one.op in tests)


def _below_all(low: Filter, about: Sequence[Filter]) -> bool:
    """Whether anything can be above this limit and below each of the others."""
    for high in about:
        if high.op not in ("<", "<="):
            continue
        least, most = low.values[0], high.values[0]
        if least > most or (least == most and (low.op, high.op) != (">=", "<=")):  # type: ignore[operator]
            return False
    return True
