"""The shape of a JSON answer: which places it has, and of which kind their values are.

Two answers of a service never have the same contents; their shape is what our code relies on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Shape = Mapping[str, frozenset[str]]  # "docs[].title" -> {"text"}


def shape_of(value: Any) -> Shape:
    """The kinds of the values at each place, over all items of a list. Nulls say nothing and are left out.

    >>> {place: sorted(kinds) for place, kinds in shape_of({"docs": [{"n": 1}, {"n": "one"}]}).items()}
    {'docs': ['list'], 'docs[]': ['object'], 'docs[].n': ['number', 'text']}
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for place, kind in _places("", value):
        kinds[place].add(kind)
    return {place: frozenset(found) for place, found in kinds.items()}


def other_kinds(expected: Shape, found: Shape) -> list[str]:
    """Places that both have and whose values are of another kind than they were, in words."""
    changed = sorted(place for place in expected.keys() & found.keys() if not found[place] <= expected[place])
    return [f"{place} is now a {_or(found[place])}, it was a {_or(expected[place])}" for place in changed]


def gone(expected: Shape, found: Shape) -> list[str]:
    """Places that are nowhere in what was found; of nested ones only the outermost."""
    missing = expected.keys() - found.keys()
    return sorted(place for place in missing if _parent(place) not in missing)


def _places(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if place:
        yield place, _kind(value)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(f"{place}.{name}" if place else name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(f"{place}[]", inner)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    names = {dict: "object", list: "list", str: "text", int: "number", float: "number"}
    return names[type(value)]


def _parent(place: str) -> str:
    return place.removesuffix("[]") if place.endswith("[]") else place.rpartition(".")[0]


def _or(kinds: frozenset[str]) -> str:
    return " or a ".join(sorted(kinds))
