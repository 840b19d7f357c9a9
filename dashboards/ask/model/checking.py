"""From the text of a reply to the form, or to a refusal: what is no JSON, or not the form, goes no further."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.form import checked

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL | re.IGNORECASE)
_FENCED = re.compile(r"\A```[a-zA-Z]*\s*(.*?)\s*```\Z", re.DOTALL)


def form_in(text: str) -> Mapping[str, Any]:
    """The JSON object that a text is, without the model's thoughts and the fence around it.

    >>> form_in('<think>Hm, {"kind": "list"}?</think>```json {"kind": "number"} ```')
    {'kind': 'number'}
    """
    text = _THOUGHTS.sub("", text).strip()
    if fenced := _FENCED.match(text):
        text = fenced[1]
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ModelFailed("garbled", "no JSON") from None
    if not isinstance(found, dict):
        raise ModelFailed("garbled", "no JSON object")
    return found


def checked_form(said: Mapping[str, Any]) -> dict[str, Any]:
    """The form, if it meets the schema. Null stands for a key that is not there."""
    form = {name: value for name, value in said.items() if value is not None}
    try:
        wrong = next(_validator().iter_errors(form), None)
    except RecursionError:
        raise ModelFailed("garbled", "too deep") from None
    if wrong is not None:  # the rule and not the value: that may hold the question's words
        raise ModelFailed("garbled", f"not the form: {wrong.validator} at {wrong.json_path[:80]}")
    return form


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # here because it is slow to import, and most processes ask no model

    return Draft202012Validator(checked())


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
