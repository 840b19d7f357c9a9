"""Countries by name. Django knows none; tools/countries.py takes them from the Unicode repository of such names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).with_name("countries.json")
ENGLISH = "en"


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """By language: code -> name."""
    names: dict[str, dict[str, str]] = json.loads(FILE.read_text("utf-8"))
    return names


def country_name(code: str) -> str:
    """The name of an ISO 3166-1 code in the reader's language, in English where we have none; else the code.

    >>> country_name("GB"), country_name("CI"), country_name("QQ")
    ('United Kingdom', 'Côte d’Ivoire', 'QQ')
    """
    language = (get_language() or ENGLISH).partition("-")[0]
    for names in (_names().get(language, {}), _names()[ENGLISH]):
        if code in names:
            return names[code]
    return code
