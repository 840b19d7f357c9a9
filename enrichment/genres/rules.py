"""The rule table, read once from rules.toml and laid out for looking up.

A *target* is a genre's slug, "fiction" or "nonfiction"; a *signal* says how strongly something speaks for one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from enrichment.genres.closed_list import GENRES
from enrichment.genres.words import fold, words

Signals = tuple[tuple[str, float], ...]  # (target, weight), each target once

FORMS = ("fiction", "nonfiction")
TOPIC = "topic"  # the target of a subject that no rule knows: it is there, and that is all
TARGETS = frozenset({*FORMS, *(genre.slug for genre in GENRES)})
_TABLE = Path(__file__).with_name("rules.toml")
_EXACT = ("names", "marks", "hints")


@dataclass(frozen=True, slots=True)
class ClassRange:
    """Library of Congress classes `letters` from `first` to `last`: "QA 75-76"."""

    letters: str
    first: float
    last: float
    signals: Signals


@dataclass(frozen=True, slots=True)
class Rulebook:
    version: str
    noise: re.Pattern[str]
    pieces: Mapping[str, Signals]  # what a whole piece of a subject says
    phrases: Mapping[str, Signals]  # what words anywhere in a piece say
    longest_phrase: int  # in words
    paths: Mapping[tuple[str, ...], Signals]  # starts of BISAC category paths
    lists: Mapping[str, Signals]  # longest key first
    prizes: Mapping[str, Signals]  # longest key first
    shelves: Mapping[str, Signals]
    ignored_shelves: frozenset[str]
    lcc: Mapping[str, Signals]  # by letters
    lcc_ranges: tuple[ClassRange, ...]
    ddc: Mapping[str, Signals]  # by how the number starts
    neutral: frozenset[str]  # genres of either form
    bare_novel: Mapping[str, float]  # slugs guessed where only the form is known, and how often they are right
    vague: frozenset[str]  # genres beside which a guess stands: they do not say what a book is about
    topical_novel: str  # slug where there are topics beside
    classics_years: tuple[tuple[int, float], ...]  # (before this year, weight)
    weighing: Mapping[str, float]
    judging: Mapping[str, float]
    classics: Mapping[str, float]


@cache
def rulebook() -> Rulebook:
    """The table as it ships. Raises `ValueError` where it names what is not a genre."""
    return _laid_out(tomllib.loads(_TABLE.read_text(encoding="utf-8")))


def _laid_out(table: dict[str, Any]) -> Rulebook:
    weighing = {name: float(value) for name, value in table["weighing"].items() if name != "neutral"}
    chapters = {**{form: table["form"][form] for form in FORMS}, **table["genres"]}
    silent = table["form"]["silent"]
    pieces = _entries(chapters, _EXACT, weighing, silent["names"])
    phrases = _entries(chapters, ("within",), weighing, silent["within"])
    years = tuple((int(step["until"]), float(step["weight"])) for step in table["classics"]["years"])
    return Rulebook(
        version=str(table["version"]),
        noise=re.compile("|".join(f"(?:{pattern})" for pattern in table["noise"]["patterns"])),
        pieces=pieces,
        phrases=phrases,
        longest_phrase=max(phrase.count(" ") + 1 for phrase in phrases),
        paths={tuple(map(words, map(fold, path.split(" / ")))): _signals(row) for path, row in table["paths"].items()},
        lists=_longest_first(table["lists"]),
        prizes=_longest_first(table["prizes"]),
        shelves={words(fold(shelf)): _signals(row) for shelf, row in table["shelves"]["names"].items()},
        ignored_shelves=frozenset(words(fold(shelf)) for shelf in table["shelves"]["ignored"]),
        lcc={letters: _signals(row) for letters, row in table["lcc"].items() if " " not in letters},
        lcc_ranges=tuple(_class_range(name, row) for name, row in table["lcc"].items() if " " in name),
        ddc={start.replace(".", ""): _signals(row) for start, row in table["ddc"].items()},
        neutral=frozenset(_known(table["weighing"]["neutral"])),
        bare_novel=dict(_signals(table["guess"]["bare"])),
        vague=frozenset(_known(table["guess"]["vague"])),
        topical_novel=_known([table["guess"]["topical"]])[0],
        classics_years=tuple(sorted(years)),
        weighing=weighing,
        judging={name: float(value) for name, value in table["judging"].items()},
        classics={"nonfiction": float(table["classics"]["nonfiction"]), **table["classics"]["young"]},
    )


def _entries(
    chapters: Mapping[str, Mapping[str, list[str]]],
    kinds: Iterable[str],
    weights: Mapping[str, float],
    silent: list[str],
) -> dict[str, Signals]:
    """What each entry of these kinds speaks for. Silent entries keep what is said of them elsewhere, if anything is."""
    said: dict[str, dict[str, float]] = {words(fold(entry)): {} for entry in silent}
    for kind in kinds:
        for target, chapter in chapters.items():
            for entry in chapter.get(kind, ()):
                said.setdefault(words(fold(entry)), {}).setdefault(target, weights[kind])
    return {entry: _signals(row) for entry, row in said.items()}


def _signals(row: Mapping[str, float]) -> Signals:
    return tuple(zip(_known(row), map(float, row.values()), strict=True))


def _known(targets: Iterable[str]) -> list[str]:
    targets = list(targets)
    if strangers := set(targets) - TARGETS:
        raise ValueError(f"rules.toml names {', '.join(sorted(strangers))}: not a genre of the closed list, nor a form")
    return targets


def _longest_first(rows: Mapping[str, Mapping[str, float]]) -> dict[str, Signals]:
    return {words(fold(name)): _signals(rows[name]) for name in sorted(rows, key=len, reverse=True)}


def _class_range(name: str, row: Mapping[str, float]) -> ClassRange:
    letters, _, numbers = name.partition(" ")
    first, _, last = numbers.partition("-")
    return ClassRange(letters, float(first), float(last or first), _signals(row))
