"""What the catalogue knows about one book, drawn together from every provider that answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enrichment.genres import Evidence, Weights, weigh
from enrichment.providers.authors import AuthorFacts
from enrichment.providers.base import Facts

OPEN_LIBRARY_COVER = "https://covers.openlibrary.org/b/id/{}-M.jpg"
PRECEDENCE = (
    "openlibrary",
    "hardcover",
    "googlebooks",
)  # whose word is taken first where two providers give the same fact


class LookedUp(StrEnum):
    """How far the looking up of a book has come."""

    KNOWN = "known"
    NOT_KNOWN = "not_known"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The facts that a dashboard shows of a book beside the reader's own."""

    state: LookedUp
    sources: tuple[str, ...] = ()  # the providers that gave facts, in order of precedence
    weights: Weights | None = None  # what the subjects weigh; the reader's shelves are added when a genre is judged
    language: str | None = None
    cover_url: str | None = None
    pages: int | None = None
    first_publish_year: int | None = None
    rating: float | None = None
    rating_source: str | None = None  # the provider whose rating it is
    ratings_count: int | None = None
    matches: Mapping[str, str] | None = None  # provider -> why we believe that it means this book
    author: AuthorFacts | None = None  # of its first author; None also while no source of them is switched on


WAITING = BookFacts(state=LookedUp.WAITING)


def merge(answers: Mapping[str, Facts], *, weights: Weights | None = None) -> BookFacts:
    """One view of a book from its providers' answers; none that knows it is `NOT_KNOWN`.

    `weights` are those that the same answers were given before, by the same rules: weighing is what costs.
    """
    ordered = {name: answers[name] for name in sorted(answers, key=_precedence)}
    if not ordered:
        return BookFacts(state=LookedUp.NOT_KNOWN)
    facts = list(ordered.values())
    rated_by, rated = next(((name, f) for name, f in ordered.items() if f.rating and f.ratings_count), (None, None))
    return BookFacts(
        state=LookedUp.KNOWN,
        sources=tuple(ordered),
        weights=weights or weigh(_evidence(facts)),
        language=next((f.languages[0] for f in facts if len(f.languages) == 1), None),
        cover_url=next((url for f in facts if (url := _cover(f))), None),
        pages=next((f.pages for f in facts if f.pages), None),
        first_publish_year=next((f.first_publish_year for f in facts if f.first_publish_year), None),
        rating=rated.rating if rated else None,
        rating_source=rated_by,
        ratings_count=rated.ratings_count if rated else None,
        matches={name: f.reason for name, f in ordered.items()},
    )


def _precedence(provider: str) -> tuple[int, str]:
    return (PRECEDENCE.index(provider) if provider in PRECEDENCE else len(PRECEDENCE), provider)


def _evidence(facts: list[Facts]) -> Evidence:
    return Evidence(
        subjects=tuple(subject for f in facts for subject in f.subjects),
        categories=tuple(category for f in facts for category in f.categories),
        lcc=tuple(lcc for f in facts for lcc in f.lcc),
        ddc=tuple(ddc for f in facts for ddc in f.ddc),
        year=next((f.first_publish_year for f in facts if f.first_publish_year), None),
    )


def _cover(facts: Facts) -> str | None:
    return OPEN_LIBRARY_COVER.format(facts.cover_id) if facts.cover_id else facts.cover_url
