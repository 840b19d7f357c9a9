"""What one subject, category path or shelf says: the rules applied to a single piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from enrichment.genres.classes import read_call_number
from enrichment.genres.rules import TOPIC, Signals, rulebook
from enrichment.genres.words import fold, words

_LONGEST = 300  # characters of a subject that are read: longer ones are blurbs
_PARTS = re.compile(r"\s*(?:--|/|\s-\s|;|:\s|>)\s*")
_BESTSELLER_LIST = re.compile(r"=\d{4}-\d\d")
_PRIZE = re.compile(r"award|prize|medal|honou?r|winner")
_SET_IN = re.compile(r",? in (?:fiction|literature)$| \(fiction(?:al works?[^)]*)?\)$")


@lru_cache(maxsize=65_536)
def read_subject(subject: str) -> Signals:
    """What a raw subject says ("World War, 1939-1945 -- Fiction"). Empty for noise; `TOPIC` for what no rule knows."""
    folded = fold(subject[:_LONGEST])
    if _BESTSELLER_LIST.search(folded):
        return _read_list(words(folded))
    if _PRIZE.search(folded) and (prize := _read_prize(folded)):
        return prize
    if (number := read_call_number(folded)) is not None:
        weight = rulebook().weighing["class_weight"]
        return tuple((target, strength * weight) for target, strength in number)
    if rulebook().noise.search(folded):
        return ()
    return _read_parts(folded) or ((TOPIC, 1.0),)


def _read_parts(folded: str) -> Signals:
    """What the pieces of a subject say, as a category path where it is one."""
    parts = _cut(folded)
    path = parts if len(parts) > 1 else [facet for facet in map(str.strip, folded.split(",")) if facet]
    if len(path) > 1 and words(path[-1]) != "fiction" and words(folded) not in rulebook().pieces:
        said, read = _read_path(path)
        if read:
            return _strongest(said + [signal for part in path[read:] for signal in _read_piece(part)])
    return _strongest([signal for part in parts for signal in _read_piece(part)])


@lru_cache(maxsize=8_192)
def read_category(path: str) -> Signals:
    """What a category path of Google Books says ("Fiction / Fantasy / Epic", or its top alone)."""
    parts = _cut(fold(path[:_LONGEST]))
    said, read = _read_path(parts)
    if not read:
        return read_subject(path)
    return _strongest(said + [signal for part in parts[read:] for signal in _read_piece(part)])


@lru_cache(maxsize=8_192)
def read_shelf(shelf: str) -> Signals:
    """What the reader's own shelf says ("sci-fi", "memoirs"). Empty for shelves that do not describe the book."""
    rules = rulebook()
    name = words(fold(shelf[:_LONGEST]))
    if name in rules.ignored_shelves:
        return ()
    return rules.shelves.get(name) or _strongest(list(_read_piece(name)))


def _cut(folded: str) -> list[str]:
    return [part for part in map(str.strip, _PARTS.split(folded)) if part]


def _read_list(name: str) -> Signals:
    return next((signals for key, signals in rulebook().lists.items() if key in name), ())


def _read_prize(folded: str) -> Signals:
    """Of a prize and its kind ("award:pulitzer_prize=fiction") the longest key of which every word is there."""
    named = set(words(folded).split())
    return next((signals for key, signals in rulebook().prizes.items() if named.issuperset(key.split())), ())


def _read_path(parts: list[str]) -> tuple[list[tuple[str, float]], int]:
    """What the known starts of a category path say, and how many of its parts they take up."""
    paths = rulebook().paths
    key = tuple(map(words, parts))
    said: list[tuple[str, float]] = []
    read = 0
    for length in range(1, len(key) + 1):
        for start in (key[:length], _as_fiction(key[:length])):
            if start in paths:
                said += paths[start]
                read = length
                break
    return said, read


def _as_fiction(path: tuple[str, ...]) -> tuple[str, ...]:
    """Novels for the young have their own tops, and below them fiction's kinds."""
    if len(path) > 1 and path[0] in {"juvenile fiction", "young adult fiction", "children s fiction"}:
        return ("fiction", *path[1:])
    return path


def _read_piece(piece: str) -> Iterator[tuple[str, float]]:
    """What one piece says: as a whole, else each of its facets, and the words within the rest."""
    pieces = rulebook().pieces
    whole = words(piece)
    if whole in pieces:
        yield from pieces[whole]
        yield from _read_phrases(whole)
        return
    if setting := _SET_IN.search(piece):
        yield ("fiction", rulebook().weighing["hints"])
        piece = piece[: setting.start()]
    rest = []
    for facet in piece.split(","):
        spelled = words(facet)
        if spelled in pieces:
            yield from pieces[spelled]
        rest.append(spelled)
    remainder = " ".join(rest)
    yield from pieces.get(remainder, ())
    yield from _read_phrases(remainder)


def _read_phrases(text: str) -> Iterator[tuple[str, float]]:
    """What the phrases within say, the longest first: "science fiction" does not also speak for "science"."""
    rules = rulebook()
    spelled = text.split()
    at = 0
    while at < len(spelled):
        for length in range(min(rules.longest_phrase, len(spelled) - at), 0, -1):
            phrase = " ".join(spelled[at : at + length])
            if phrase in rules.phrases:
                yield from rules.phrases[phrase]
                at += length
                break
        else:
            at += 1


def _strongest(signals: list[tuple[str, float]]) -> Signals:
    """Each target once, at its strongest: one subject is one voice."""
    heard: dict[str, float] = {}
    for target, weight in signals:
        heard[target] = max(weight, heard.get(target, 0.0))
    return tuple(heard.items())
