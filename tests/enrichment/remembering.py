"""A catalogue for tests: made-up books, and what the services are said to have answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from enrichment import catalogue
from enrichment.catalogue import Naming
from enrichment.providers.base import Answers, Facts

FANTASY = ("Fantasy fiction", "Magic, fiction")


def facts(*subjects: str) -> Facts:
    return Facts(matched_by="isbn", score=1.0, reason="made up", subjects=subjects or FANTASY)


def known(count: int = 1, *, subjects: Sequence[str] = FANTASY, provider: str = "openlibrary") -> list[int]:
    """Ids of so many books that `provider` knows, new ones each time that the subjects differ."""
    ids = linked(count, series=" ".join(subjects))
    store(provider, Answers(found={book_id: facts(*subjects) for book_id in ids}))
    return ids


def not_known(count: int = 1, *, provider: str = "openlibrary") -> list[int]:
    ids = linked(count, series="unknown")
    store(provider, Answers(not_known=dict.fromkeys(ids, "no edition")))
    return ids


def linked(count: int = 1, *, series: str = "") -> list[int]:
    """Ids of so many books that nobody was asked about."""
    return catalogue.link([Naming(title=f"Volume {number} of {series}", author="Ida Holm") for number in range(count)])


def store(provider: str, answers: Answers) -> None:
    catalogue.store(provider, answers, now=timezone.now())
