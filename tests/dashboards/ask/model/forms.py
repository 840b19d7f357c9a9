"""Forms as a model might fill them in."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dashboards.ask.model.values import DATES, NAMES, RANGES, WORDS
from dashboards.ask.spec import FIELDS, FUNCTIONS, GROUPS
from tests.model_stand_in import FORM


def condition(field: str, op: str, *values: Any) -> dict[str, Any]:
    return {"field": field, "op": op, "values": list(values)}


def form(kind: str, *filters: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A form with nothing in it but what is given."""
    empty = FORM | {"group": "", "order": {"by": "", "descending": False}, "one": False}
    return empty | {"kind": kind, "filters": list(filters)} | more


_NAMES = ["Fantasy", "horror", "Otto Brand", "brand", "Ash and Ember", "favourites", "x' OR 1=1 --"]
_VALUES = {
    **{field: st.sampled_from(_NAMES) for field in NAMES},
    **{field: st.sampled_from(["2021-01", "2021-01-09", "2021", "2021-99", "2021-Q1"]) for field in DATES},
    **{field: st.sampled_from(sorted(words)) for field, words in WORDS.items()},
    **{field: st.integers(int(low), min(int(high), 3_000)) for field, (low, high) in RANGES.items()},
    "language": st.sampled_from(["en", "fr", "English"]),
    "review": st.just("dull"),
    "genres": st.just("Fantasy"),
    "shelves": st.just("owned"),
}
_ANY_VALUE = st.one_of(st.floats(), st.integers(-5, 3_000), st.sampled_from([*_NAMES, "", "5", "2020"]))


def _conditions(field: str) -> st.SearchStrategy[dict[str, Any]]:
    value = st.one_of(_VALUES[field], _VALUES[field], _VALUES[field], _ANY_VALUE)
    compared = st.builds(condition, st.just(field), st.sampled_from(["=", "=", "!=", "<", ">=", "all"]), value)
    return st.one_of(compared, compared, st.builds(condition, st.just(field), st.sampled_from(["known", "unknown"])))


_CONDITIONS = st.lists(st.sampled_from(list(FIELDS)).flatmap(_conditions), max_size=2)
_MEASURES = st.builds(
    lambda function, field: {"function": function, "field": field},
    st.sampled_from(FUNCTIONS),
    st.sampled_from(["books", "pages", "my_rating", "average_rating", "gap", "pages", "author", *FIELDS]),
)
_ORDERS = st.builds(
    lambda by, descending: {"by": by, "descending": descending},
    st.sampled_from(["", "measure", *FIELDS]),
    st.booleans(),
)
_LIMITS = st.integers(0, 12)
_OF_KIND = {
    "list": {"order": _ORDERS, "limit": _LIMITS, "one": st.booleans(), "group": st.sampled_from(["", *GROUPS])},
    "number": {
        "measure": _MEASURES,
        "beside": st.lists(_MEASURES, max_size=1),
        "share": st.just(True),
        "whole": _CONDITIONS,
    },
    "groups": {
        "group": st.sampled_from(GROUPS),
        "measure": _MEASURES,
        "order": st.just({"by": "measure", "descending": True}) | _ORDERS,
        "limit": _LIMITS,
        "only": st.lists(_ANY_VALUE, max_size=1),
        "share": st.just(True),
        "whole": _CONDITIONS,
        "having": st.just({"op": ">", "books": 1}),
        "one": st.booleans(),
    },
    "pace": {
        "per": st.sampled_from(["day", "week", "month", "year"]),
        "measure": st.just({"function": "sum", "field": "pages"}),
    },
    "link": {"measure": _MEASURES},
}
_NEEDED = {"groups": ("group",), "pace": ("per",), "link": ("measure",)}


def _of_kind(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    parts = _OF_KIND[kind]
    needed = {name: parts[name] for name in _NEEDED.get(kind, ())}
    optional = {name: part for name, part in parts.items() if name not in needed}
    return st.fixed_dictionaries({"kind": st.just(kind), "filters": _CONDITIONS, **needed}, optional=optional)


# What a model may say: parts that go with their kind, most of them; with conditions of every field.
ANY_FORM = st.sampled_from(sorted(_OF_KIND)).flatmap(_of_kind)
