"""The fields of a form as a spec, checked against the closed lists."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboards.ask.conditions import COMPARISONS
from dashboards.ask.editing.fields import SHARE, measure_name
from dashboards.ask.editing.kinds import LINKED, MEASURES, MOST_LIMIT, ORDERS, Control, control_of, operators_of
from dashboards.ask.spec import FIELDS, FUNCTIONS, GROUPS, Filter, Kind, Measure, Order, Spec, Value

_CONDITION = re.compile(r"^([a-z0-9_]+)\.([1-9])(\.is)?$")
_DAY = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_PER = ("day", "week", "month", "year")
MOST_VALUES = 20  # of one condition


class BadEdit(ValueError):
    """The fields make no spec. `reason` is a code, `values` what it speaks of: fields by their names, values as typed."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


@dataclass(frozen=True, slots=True)
class _Form:
    pairs: Sequence[tuple[str, str]]

    def one(self, name: str) -> str:
        return next((value.strip() for known, value in self.pairs if known == name and value.strip()), "")

    def all(self, name: str) -> list[str]:
        return list(dict.fromkeys(value.strip() for known, value in self.pairs if known == name and value.strip()))


def spec_of(pairs: Iterable[tuple[str, str]]) -> Spec:
    """The spec that the fields stand for. Raises `BadEdit` where they go together in no way."""
    form = _Form([(name, value) for name, value in pairs if len(value) <= 300])
    kind = _kind(form.one("as"))
    filters = _filters(form)
    refuse_what_none_can_meet(filters)
    share = kind in (Kind.NUMBER, Kind.GROUPS) and form.one("measure") == SHARE
    group = _group(form, kind)
    order = _order(form, kind, group)
    having = _having(form) if kind in (Kind.GROUPS, Kind.NUMBER) else None
    limit = _limit(form) if kind in (Kind.LIST, Kind.GROUPS) else None
    return Spec(
        kind=kind,
        filters=filters,
        measure=Measure() if share or kind is Kind.LIST else _measure(form, kind),
        beside=tuple(map(_measure_named, form.all("beside"))) if kind in (Kind.NUMBER, Kind.GROUPS) else (),
        group=group,
        only=_named_groups(form, "only", group) if kind is Kind.GROUPS else (),
        order=order,
        limit=limit,
        having=having,
        share=share,
        whole=_whole(form, filters) if share else (),
        per=_per(form) if kind is Kind.PACE else "",
        one=bool(form.one("one")) and order is not None,
        besides=_named_groups(form, "besides", group) if kind is Kind.GROUPS else (),
        show=_shown(form) if kind is Kind.LIST else (),
    )


def _kind(said: str) -> Kind:
    try:
        return Kind(said)
    except ValueError:
        raise BadEdit("no_such_kind", value=said) from None


def _measure(form: _Form, kind: Kind) -> Measure:
    measure = _measure_named(form.one("measure") or "count")
    if kind is Kind.LINK and measure.field not in LINKED:
        raise BadEdit("link_of_what")
    if kind is Kind.PACE and (measure.function, measure.field) not in (("count", "books"), ("sum", "pages")):
        raise BadEdit("pace_of_what")
    return measure


def _measure_named(said: str) -> Measure:
    for one in (*MEASURES, *(Measure("average", field) for field in LINKED)):
        if measure_name(one) == said:
            return one
    function, _, field = said.partition(":")
    if function == "distinct" and field in GROUPS:
        return Measure(function, field)
    if function in FUNCTIONS and function != "count" and field in FIELDS and FIELDS[field].numeric:
        return Measure(function, field)
    raise BadEdit("no_such_measure", value=said)


def _group(form: _Form, kind: Kind) -> str:
    group = form.one("group")
    if kind not in (Kind.LIST, Kind.GROUPS):
        return ""
    if group and group not in GROUPS:
        raise BadEdit("no_such_group", value=group)
    if kind is Kind.GROUPS and not group:
        raise BadEdit("groups_of_what")
    return group


def _order(form: _Form, kind: Kind, group: str) -> Order | None:
    by, descending = form.one("by"), form.one("order") != "up"
    if kind is Kind.GROUPS:
        return Order("measure", descending) if form.one("order") in ("up", "down") else None
    if kind is not Kind.LIST:
        return None
    if by and by not in ORDERS:
        raise BadEdit("no_such_order", value=by)
    if group and not by:
        raise BadEdit("first_of_what", group=group)
    return Order(by, descending) if by else None


def _per(form: _Form) -> str:
    if form.one("per") not in _PER:
        raise BadEdit("pace_per_what")
    return form.one("per")


def _limit(form: _Form) -> int | None:
    if not form.one("limit"):
        return None
    limit = int(_number("limit", form.one("limit"), whole=True))
    if not 1 <= limit <= MOST_LIMIT:
        raise BadEdit("bad_limit", value=form.one("limit"))
    return limit


def _named_groups(form: _Form, name: str, group: str) -> tuple[Value, ...]:
    return tuple(_value(group, value) for value in form.all(name)[:MOST_VALUES])


def _shown(form: _Form) -> tuple[str, ...]:
    names = tuple(form.all("show")[:MOST_VALUES])
    for name in names:
        if name not in FIELDS or FIELDS[name].many:
            raise BadEdit("no_such_field", value=name)
    return names


def _having(form: _Form) -> tuple[str, int] | None:
    if not form.one("books"):
        return None
    sign = form.one("books.is") or ">="
    if sign not in COMPARISONS:
        raise BadEdit("no_such_comparison", field="books", value=sign)
    return sign, int(_number("books", form.one("books"), whole=True))


def _filters(form: _Form) -> tuple[Filter, ...]:
    """The conditions, in the order in which they stand. One without a value is none."""
    names = dict.fromkeys(name.removesuffix(".is") for name, _ in form.pairs if _CONDITION.match(name))
    filters = [one for name in names if (one := _filter(form, name))]
    return tuple(dict.fromkeys(filters))


def _filter(form: _Form, name: str) -> Filter | None:
    field = name.split(".", maxsplit=1)[0]
    try:
        operators = operators_of(field)
    except KeyError:
        raise BadEdit("no_such_field", value=field) from None
    typed = form.all(name)
    sign = form.one(f"{name}.is")
    if sign in ("known", "unknown"):
        return Filter(field, sign)
    if not typed:
        return None
    sign = sign or "="
    if sign not in operators:
        raise BadEdit("no_such_comparison", field=field, value=sign)
    values = tuple(dict.fromkeys(_value(field, value) for value in typed[:MOST_VALUES]))
    if len(values) > 1 and sign not in ("=", "!=", "all"):
        raise BadEdit("one_value", field=field)
    return Filter(field, sign, values)


def _value(field: str, typed: str) -> Value:
    control = control_of(field)
    if control is Control.DAY:
        if not _DAY.match(typed):
            raise BadEdit("bad_day", field=field, value=typed)
        return typed
    if field in ("fiction", "month_of_year", "weekday") or control in (Control.NUMBER, Control.WHOLE):
        return _number(field, typed, whole=control is not Control.NUMBER)
    return typed


def _number(field: str, typed: str, *, whole: bool) -> int | float:
    try:
        number = float(typed.replace(",", ".", 1))
    except ValueError:
        raise BadEdit("no_number", field=field, value=typed) from None
    if not math.isfinite(number) or abs(number) > 100_000_000 or (whole and number != int(number)):
        raise BadEdit("no_number", field=field, value=typed)
    return int(number) if number == int(number) else number


def _whole(form: _Form, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Of what a share is taken: the conditions that were ticked. One at least has to be left to ask about."""
    fields = set(form.all("whole"))
    whole = tuple(one for one in filters if one.field in fields)
    if len(whole) == len(filters):
        raise BadEdit("share_of_what")
    return whole


def refuse_what_none_can_meet(filters: tuple[Filter, ...]) -> None:
    """Raises `BadEdit` where a number would have to be above one and below another that is less."""
    for field in {one.field for one in filters}:
        mine = [one for one in filters if one.field == field]
        above = [one.values[0] for one in mine if one.op in (">", ">=")]
        below = [one.values[0] for one in mine if one.op in ("<", "<=")]
        if any(low > high for low in above for high in below):  # type: ignore[operator]
            raise BadEdit("contradiction", field=field)
        wanted = [set(one.values) for one in mine if one.op == "="]
        if field not in ("genre", "shelf") and wanted and not set.intersection(*wanted):
            raise BadEdit("contradiction", field=field)
        if {"known", "unknown"} <= {one.op for one in mine} or (
            any(one.values for one in mine if one.op != "!=") and any(one.op == "unknown" for one in mine)
        ):
            raise BadEdit("contradiction", field=field)
