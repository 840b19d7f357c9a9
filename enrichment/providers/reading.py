"""Values read out of a provider's JSON, where any of them may be missing or of another kind than promised."""

from __future__ import annotations

import html
from typing import Any

LONGEST_TEXT = 500  # characters of one title, name or subject
LONGEST_LIST = 500  # "Alice in Wonderland" has some 400 subjects


def text(value: Any) -> str:
    """A string with its white space folded; empty for anything else."""
    if not isinstance(value, str):
        return ""
    readable = html.unescape(value[:LONGEST_TEXT])  # some have "Nuts &amp; Bolts"
    storable = readable.replace("\0", "")
    if not storable.isascii():
        storable = storable.encode("utf-8", "ignore").decode()  # no half letters
    return " ".join(storable.split())


def texts(value: Any) -> tuple[str, ...]:
    """The strings of a list that say something, each once; a lone string counts as a list of one."""
    listed = value[:LONGEST_LIST] if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(found for item in listed if (found := text(item))))


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def an_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def whole(value: Any, *, least: int = 1, most: int = 2_000_000_000) -> int | None:
    """A whole number between `least` and `most`, None for anything else."""
    number = decimal(value, least=least, most=most)
    return None if number is None else int(number)


def decimal(value: Any, *, least: float, most: float) -> float | None:
    """A number between `least` and `most`, None for anything else. `True` is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if least <= value <= most else None  # neither holds for "nan"
