"""Books that the catalogue knows nothing of, or is not sure about: what a reader can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from enrichment.catalogue import CHUNK
from enrichment.facts import OPEN_LIBRARY_COVER
from enrichment.models import Answer, Outcome
from enrichment.providers.base import Facts, Lookalike

UNSURE = 0.7  # a match under it rests on a number alone: nothing else could be compared


@dataclass(frozen=True, slots=True)
class Possible:
    """A service's book that may be the one. `is_taken`: its facts are shown with it."""

    provider: str
    key: str
    title: str
    author: str
    isbn13: str | None
    year: int | None
    cover_url: str | None
    reason: str
    is_taken: bool = False

    @property
    def id(self) -> str:
        return f"{self.provider}:{self.key}"


def unknown(book_ids: Iterable[int]) -> set[int]:
    """Those of the books that were asked about and that nobody knows."""
    found: set[int] = set()
    for chunk in _chunks(book_ids):
        answers = Answer.objects.filter(book_id__in=chunk).values_list("book_id", "outcome")
        known = {book_id for book_id, outcome in answers if outcome == Outcome.KNOWN}
        found |= {book_id for book_id, _ in answers} - known
    return found


def doubtful(book_ids: Iterable[int], *, among_unknown: set[int]) -> set[int]:
    """Those whose match is unsure, and those of the unknown for which there is something to choose from."""
    found: set[int] = set()
    for chunk in _chunks(book_ids):
        answers = Answer.objects.filter(book_id__in=chunk)
        unsure = answers.filter(outcome=Outcome.KNOWN, facts__score__lt=UNSURE)
        found.update(unsure.values_list("book_id", flat=True))
        refused = answers.filter(outcome=Outcome.NOT_KNOWN, facts__has_key="lookalikes")
        found |= among_unknown.intersection(refused.values_list("book_id", flat=True))
    return found


def possible_books(book_id: int) -> Sequence[Possible]:
    """What the book may be, the likeliest first: what was taken with little reason, or what was refused with little."""
    answers = Answer.objects.filter(book_id=book_id).order_by("provider")
    taken = [
        _taken(answer.provider, Facts.from_json(answer.facts)) for answer in answers if answer.outcome == Outcome.KNOWN
    ]
    refused = (
        _refused(answer.provider, Lookalike.from_json(record))
        for answer in answers
        for record in answer.facts.get("lookalikes", ())
    )
    return taken or list(refused)


def _taken(provider: str, facts: Facts) -> Possible:
    return Possible(
        provider=provider,
        key=facts.key,
        title=facts.title,
        author=", ".join(facts.authors),
        isbn13=None,
        year=facts.first_publish_year,
        cover_url=OPEN_LIBRARY_COVER.format(facts.cover_id) if facts.cover_id else facts.cover_url,
        reason=facts.reason,
        is_taken=True,
    )


def _refused(provider: str, lookalike: Lookalike) -> Possible:
    return Possible(
        provider=provider,
        key=lookalike.key,
        title=lookalike.title,
        author=lookalike.authors[0] if lookalike.authors else "",
        isbn13=lookalike.isbn13,
        year=lookalike.year,
        cover_url=OPEN_LIBRARY_COVER.format(lookalike.cover_id) if lookalike.cover_id else None,
        reason=lookalike.reason,
    )


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    iterator = iter(ids)
    return iter(lambda: list(islice(iterator, CHUNK)), [])
