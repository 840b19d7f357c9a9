"""A spec as the fields of its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboards.ask.spec import Filter, Kind, Measure, Spec, Value

Pairs = list[tuple[str, str]]
SHARE = "share"


def fields_of(spec: Spec) -> Pairs:
    """Names and values, none of them empty. What the kind of answer has no use for is left out.

    >>> fields_of(Spec(Kind.NUMBER, (Filter("status", "=", ("read",)),)))
    [('as', 'number'), ('measure', 'count'), ('status.1.is', '='), ('status.1', 'read')]
    """
    return [(name, value) for name, value in _all_of(spec) if value]


def _all_of(spec: Spec) -> Iterator[tuple[str, str]]:
    yield "as", str(spec.kind)
    if spec.kind is not Kind.LIST:
        yield "measure", SHARE if spec.share else measure_name(spec.measure)
    if spec.kind in (Kind.LIST, Kind.GROUPS):
        yield "group", spec.group
        yield from _first_places(spec)
    if spec.kind is Kind.PACE:
        yield "per", spec.per
    for one in spec.beside:
        yield "beside", measure_name(one)
    for value in spec.only:
        yield "only", _written(value)
    for value in spec.besides:
        yield "besides", _written(value)
    for name in spec.show:
        yield "show", name
    if spec.having or spec.least:
        sign, number = spec.having or (">=", spec.least)
        yield "books.is", sign
        yield "books", str(number)
    yield from conditions_of(spec.filters)
    if spec.share:
        for name in dict.fromkeys(one.field for one in spec.whole):
            yield "whole", name


def _first_places(spec: Spec) -> Iterator[tuple[str, str]]:
    if spec.order:
        if spec.kind is Kind.LIST:
            yield "by", spec.order.by
        yield "order", "down" if spec.order.descending else "up"
    yield "limit", str(spec.limit or "")
    if spec.one:
        yield "one", "1"


def conditions_of(filters: tuple[Filter, ...]) -> Iterator[tuple[str, str]]:
    """Each condition's operator and values; several on one field are numbered."""
    seen: Counter[str] = Counter()
    for one in filters:
        seen[one.field] += 1
        name = f"{one.field}.{seen[one.field]}"
        yield f"{name}.is", one.op
        for value in one.values:
            yield name, _written(value)


def _written(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def measure_name(measure: Measure) -> str:
    """How a measure is written in an address.

    >>> measure_name(Measure()), measure_name(Measure("average", "pages"))
    ('count', 'average:pages')
    """
    return "count" if measure.function == "count" else f"{measure.function}:{measure.field}"
