"""Genres: what the services and the reader say of a book, read as at most four of a closed list.

`weigh` draws weights from raw subjects once for everyone (the catalogue keeps them with `RULES_VERSION`); `judge` lets
the reader's own shelves vote and cuts. The rules are data: rules.toml. Pure Python, no Django.
"""

from __future__ import annotations

from enrichment.genres.closed_list import GENRES, Genre, genre_named, slug_of
from enrichment.genres.judging import Verdict, guess, judge, leanings_of
from enrichment.genres.rules import rulebook
from enrichment.genres.weighing import Evidence, Weights, weigh

__all__ = [
    "GENRES",
    "RULES_VERSION",
    "Evidence",
    "Genre",
    "Verdict",
    "Weights",
    "genre_named",
    "guess",
    "judge",
    "leanings_of",
    "slug_of",
    "weigh",
]

RULES_VERSION: str


def __getattr__(name: str) -> str:
    """`RULES_VERSION` is in the rule table, which is read when first needed and not on import."""
    if name == "RULES_VERSION":
        return rulebook().version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
