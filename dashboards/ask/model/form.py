"""The form that a model fills in, as a JSON Schema made of what `spec` knows: the two cannot drift.

What is sent lacks the bounds, which some services do not take, and demands every key, which others want. What is checked has
the bounds and demands the kind alone: a model that leaves a key out means nothing by it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from dashboards.ask.builder import DAYS
from dashboards.ask.conditions import COMPARISONS
from dashboards.ask.spec import FIELDS, FUNCTIONS, GROUPS, OPERATORS, Kind

NAME = "answer_form"
CANNOT = "cannot"  # the kind that a model names where the columns do not tell
MOST_FILTERS = 12
MOST_VALUES = 12
MOST_LETTERS = 200  # of a text
MOST_ROWS = 1_000
_BOUNDS = {"maxItems", "maxLength", "minimum", "maximum", "$schema"}

Schema = dict[str, Any]


@cache
def checked() -> Schema:
    """The schema that a reply must meet."""
    schema = _object(_properties(), required=["kind"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def sent() -> Schema:
    """The schema that a service is given."""
    stripped: Schema = _without_bounds(checked())
    return stripped | {"required": list(stripped["properties"])}


def _properties() -> dict[str, Schema]:
    measure = _object(
        {"function": _one_of(*FUNCTIONS), "field": _one_of("books", *FIELDS)}, required=["function", "field"]
    )
    condition = _object(
        {"field": _one_of(*FIELDS), "op": _one_of(*OPERATORS), "values": _values()}, required=["field", "op", "values"]
    )
    conditions = {"type": "array", "items": condition, "maxItems": MOST_FILTERS}
    return {
        "kind": _one_of(*Kind, CANNOT),
        "filters": conditions,
        "measure": measure,
        "beside": {"type": "array", "items": measure, "maxItems": 4},
        "group": _one_of("", *GROUPS),
        "only": _values(),
        "order": _object(
            {"by": _one_of("", "measure", *FIELDS), "descending": {"type": "boolean"}}, required=["by", "descending"]
        ),
        "limit": _whole(MOST_ROWS),
        "having": _object({"op": _one_of(*sorted(COMPARISONS)), "books": _whole(10_000)}, required=["op", "books"]),
        "least": _whole(10_000),
        "share": {"type": "boolean"},
        "whole": conditions,
        "per": _one_of("", *DAYS),
        "one": {"type": "boolean"},
    }


def _object(properties: dict[str, Schema], *, required: list[str]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


def _one_of(*names: str) -> Schema:
    return {"type": "string", "enum": [str(name) for name in names]}


def _whole(most: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most}


def _values() -> Schema:
    value = {"type": ["string", "number"], "maxLength": MOST_LETTERS}
    return {"type": "array", "items": value, "maxItems": MOST_VALUES}


def _without_bounds(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {name: _without_bounds(value) for name, value in schema.items() if name not in _BOUNDS}
    return [_without_bounds(one) for one in schema] if isinstance(schema, list) else schema
