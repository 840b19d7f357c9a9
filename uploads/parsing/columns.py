"""A header's columns by name, however a tool has spelled, spaced or ordered them."""

from __future__ import annotations

import re
from collections.abc import Sequence


def key_of(name: str) -> str:
    """What is compared of a column's name: its letters and digits.

    >>> key_of(" Exclusive  shelf"), key_of("Author l-f"), key_of("my_rating")
    ('exclusiveshelf', 'authorlf', 'myrating')
    """
    return re.sub(r"[\W_]+", "", name).casefold()


def keys_of(columns: Sequence[str]) -> frozenset[str]:
    return frozenset(map(key_of, columns))


def places_of(columns: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Where each `wanted` column stands in the header, without those it lacks; of two alike the first."""
    keys = [key_of(name) for name in columns]
    return {name: keys.index(key) for name in wanted if (key := key_of(name)) in keys}


def named(columns: Sequence[str], *, at_most: int = 12) -> str:
    """The columns for a sentence to the reader: “Title”, “Authors” and 9 more."""
    shown = [f"“{' '.join(name.split())[:40]}”" for name in columns[:at_most] if name.strip()]
    more = len(columns) - at_most
    if not shown:
        return "none with a name"
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
