"""What a source of facts about authors takes and gives. It raises what a provider of book facts raises.

A name is no identity: thousands are called John Smith. So a source is given more than the name, an identifier or
the titles of books, and says that it does not know rather than guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class AuthorWanted:
    """An author that we want facts about."""

    identity: str  # the catalogue's key; answers come back under it
    name: str  # "First Last"
    titles: tuple[str, ...] = ()  # of books that bear the name, without their series
    open_library_key: str | None = None  # "OL26320A", where Open Library says whose work such a book is


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """What one source records of one person, in the source's own words. Empty where it records nothing."""

    source: str  # "wikidata"
    key: str  # the source's own id: "Q42"
    name: str  # as the source spells it
    matched_by: str  # "openlibrary" or "title"
    score: float  # 0 to 1: how sure the match is
    reason: str  # one line for people: why this is the author
    countries: tuple[str, ...] = ()  # of citizenship, ISO 3166-1 alpha-2, for those states that have a code
    citizenships: tuple[str, ...] = ()  # the same states by name, with those that are no more
    genders: tuple[str, ...] = ()  # none, one or several
    birth_year: int | None = None  # negative is BCE
    death_year: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) not in (None, (), "")}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> AuthorFacts:
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in record.items()
            if name in cls.__slots__
        }
        return cls(**known)


@dataclass(slots=True)
class AuthorAnswers:
    """What came of asking about some authors: every one of them is in exactly one of the two."""

    found: dict[str, AuthorFacts] = field(default_factory=dict)
    not_known: dict[str, str] = field(default_factory=dict)  # identity -> why ("nobody of that name wrote a book")


class AuthorSource(Protocol):
    """A source of facts about authors: one file beside this one, and its test."""

    name: str  # "wikidata": as AUTHOR_SOURCE names it
    batch: int  # how many authors one call of `look_up` takes at most

    def look_up(self, wanted: Sequence[AuthorWanted], *, pulse: Callable[[], None] = lambda: None) -> AuthorAnswers:
        """Ask about `wanted`; `pulse` is called between requests.

        Raises `ProviderBusy` or `ProviderRefused`, and then nothing was learnt of any of them.
        """
