"""The words that the document's JSON Schema is written in."""

from __future__ import annotations

from typing import Any

from uploads.parsing.records import Format

Schema = dict[str, Any]


def record(description: str, properties: dict[str, Schema], *, optional: dict[str, Schema] | None = None) -> Schema:
    """An object that has exactly these keys, of which only the optional ones may be missing."""
    return {
        "description": description,
        "type": "object",
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(description: str, items: Schema, **limits: int) -> Schema:
    return {"description": description, "type": "array", "items": items, **limits}


def mapping(description: str, values: Schema) -> Schema:
    return {"description": description, "type": "object", "additionalProperties": values}


def text(description: str, **more: Any) -> Schema:
    return {"description": description, "type": "string", "minLength": 1, **more}


def count(description: str) -> Schema:
    return {"description": description, "type": "integer", "minimum": 0}


def integer(description: str, **more: Any) -> Schema:
    return {"description": description, "type": "integer", **more}


def stars(description: str) -> Schema:
    return {"description": description, "type": "number", "exclusiveMinimum": 0, "maximum": 5}


def share(description: str) -> Schema:
    return {"description": description, "type": "number", "minimum": 0, "maximum": 1}


def flag(description: str) -> Schema:
    return {"description": description, "type": "boolean"}


def or_null(schema: Schema) -> Schema:
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


DATE = {"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
BOOK_ID = "The book's id in this document."
SLUG = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
FORMAT = {"enum": [kind.value for kind in Format]}
TITLE = text("Without the series suffix.")
AUTHOR = text('First Last; "Unknown author" where the row has none.')
