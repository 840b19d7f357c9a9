"""Where in a statement the thing stands that SQLite's error names. SQLite itself tells Python no place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dashboards.ask.sealed.tokens import Token, tokens

Place = tuple[int, int]  # from, to
MOST_TRIED = 40  # places where one and the same word may have stopped the parser

_NEAR = re.compile(r'near "(?P<near>.*)": syntax error', re.DOTALL)
_UNKNOWN = re.compile(r'unrecognized token: "(?P<token>.*)"', re.DOTALL)
_NAMED = re.compile(
    r"(?:no such (?:column|table): (?:main\.)?"
    r"|ambiguous column name: |cannot join using column |table )(?P<name>\S+)"
)
_PROHIBITED = re.compile(r"access to (?:main\.)?(?P<table>\w+)")
_FUNCTION = re.compile(
    r"(?:no such function: |use function: |arguments to function |misuse of (?:aggregate|window)(?: function|:) )"
    r"(?P<function>[^\s()]+)"
)
_WORDS = re.compile(r"\b(UNION|INTERSECT|EXCEPT|HAVING|ORDER|GROUP|LIMIT|VALUES)\b")


def place_of(error: str, sql: str, parses: Callable[[str], str]) -> Place | None:
    """The place that is meant, None where none is. `parses` says what SQLite's parser makes of another statement."""
    there = tokens(sql)
    if found := _NEAR.search(error):
        return _near(found["near"], sql, there, error, parses)
    if error == "incomplete input":
        return (len(sql.rstrip()), len(sql.rstrip()))
    if found := _UNKNOWN.search(error):
        starts = [one.start for one in there if sql.startswith(found["token"], one.start)]
        return (starts[0], starts[0] + len(found["token"].rstrip())) if starts else None
    if "one statement" in error:
        return next(((one.start, one.end) for one in there if one.text == ";"), None)
    if "bindings" in error:
        return next(((one.start, one.end) for one in there if one.kind == "parameter"), None)
    if found := _FUNCTION.search(error):
        return _function(found["function"].lower(), there)
    if found := _PROHIBITED.search(error):
        return _named([found["table"].lower()], there)
    if found := _NAMED.search(error):
        return _named(found["name"].lower().split("."), there)
    if found := _WORDS.search(error):
        return next(((one.start, one.end) for one in there if one.text.upper() == found[1]), None)
    return None


def _near(near: str, sql: str, there: Sequence[Token], error: str, parses: Callable[[str], str]) -> Place | None:
    """The first of its places at which the parser stops already when nothing follows."""
    places = [(one.start, one.end) for one in there if one.text == near]
    for start, end in places[:MOST_TRIED] if len(places) > 1 else ():
        if parses(sql[:end]) == error:
            return start, end
    return places[0] if places else None


def _function(name: str, there: Sequence[Token]) -> Place | None:
    called = [
        one
        for one, after in zip(there, [*there[1:], None], strict=True)
        if one.word == name and (name == "match" or (after is not None and after.text == "("))
    ]
    return (called[0].start, called[0].end) if called else None


def _named(path: Sequence[str], there: Sequence[Token]) -> Place | None:
    """Of `b.ratng` the place of `ratng`, behind `b.`; a name that is given here by AS is not the one that is missing."""
    names = [one for one in there if one.kind in ("name", "quoted")]
    before = {after.start: one.word for one, after in pairwise(there)}
    qualifiers = {
        third.start: first.word
        for first, dot, third in zip(there, there[1:], there[2:], strict=False)
        if dot.text == "."
    }
    found = [one for one in names if one.word == path[-1] and before.get(one.start) != "as"]
    if len(path) > 1:
        found = [one for one in found if qualifiers.get(one.start) == path[-2]] or [
            one for one in names if one.word in path
        ]
    else:
        found = [one for one in found if one.start not in qualifiers] or found
    return (found[0].start, found[0].end) if found else None
