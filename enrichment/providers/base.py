"""What a provider of book facts takes, gives and raises. No caller sees HTTP behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book that we want facts about, as the reader's library names it."""

    book_id: int  # the catalogue's key; answers come back under it
    title: str  # without the series suffix
    author: str  # "First Last"
    isbn13: str | None = None
    goodreads_id: str | None = None
    year: int | None = None  # first publication, or the edition's


@dataclass(frozen=True, slots=True)
class Facts:
    """What one provider says of one book. Empty where it says nothing."""

    matched_by: str  # "isbn", "goodreads_id" or "title"
    score: float  # 0 to 1: how sure the match is
    reason: str  # one line for people: why this is the book
    key: str = ""  # the provider's own id: "/works/OL27448W"
    title: str = ""
    authors: tuple[str, ...] = ()
    author_keys: tuple[str, ...] = ()  # Open Library's ids of `authors`, one each ("" for none): "OL26320A"
    subjects: tuple[str, ...] = ()  # raw, in the provider's order
    categories: tuple[str, ...] = ()  # Google Books' BISAC paths: "Fiction / Fantasy / Epic"
    lcc: tuple[str, ...] = ()
    ddc: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-1, or 639-3 where there is no two-letter code
    pages: int | None = None
    first_publish_year: int | None = None
    cover_id: int | None = None  # Open Library's cover_i
    cover_url: str | None = None  # https, of an allowed host
    rating: float | None = None
    ratings_count: int | None = None
    edition_count: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) not in (None, (), "")}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Facts:
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in record.items()
            if name in cls.__slots__
        }
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A book of a provider's that may be the wanted one, but was not believed to be: its reader may know better."""

    key: str  # the provider's own id
    title: str
    authors: tuple[str, ...] = ()
    isbn13: str | None = None
    year: int | None = None
    cover_id: int | None = None  # Open Library's cover_i
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) not in (None, (), "")}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Lookalike:
        known = {name: record[name] for name in cls.__slots__ if name in record}
        return cls(**known | {"authors": tuple(known.get("authors", ()))})


@dataclass(slots=True)
class Answers:
    """What came of asking about some books: every `Wanted` is in exactly one of the three."""

    found: dict[int, Facts] = field(default_factory=dict)
    not_known: dict[int, str] = field(default_factory=dict)  # book id -> why ("no edition", "doubtful: title 0.71")
    unanswered: set[int] = field(default_factory=set)  # the provider failed before it could say
    lookalikes: dict[int, tuple[Lookalike, ...]] = field(
        default_factory=dict
    )  # of books not known, the likeliest first


class ProviderError(Exception):
    """The provider could not be asked. `answers` holds what was learnt before it happened."""

    def __init__(self, message: str, *, answers: Answers | None = None) -> None:
        super().__init__(message)
        self.answers = answers


class ProviderBusy(ProviderError):
    """Try again later: a limit, an outage, the network. `retry_after` in seconds, None if it did not say."""

    def __init__(self, message: str, *, retry_after: float | None = None, answers: Answers | None = None) -> None:
        super().__init__(message, answers=answers)
        self.retry_after = retry_after


class ProviderRefused(ProviderError):
    """It will not answer us until a person changes something (no key, no contact, banned)."""


class Pacer(Protocol):
    """The door to a service's limits. The provider calls it around every single request."""

    def wait(self) -> None:
        """Return when one more request may go out. Raises `ProviderBusy` if that is too long to wait for."""

    def succeeded(self) -> None:
        """The last request was answered: the circuit closes."""

    def failed(self, reason: str) -> None:
        """The last request got no usable answer (5xx, time-out, garbage). May open the circuit."""

    def limited(self, reason: str, *, retry_after: float | None = None, until_tomorrow: bool = False) -> None:
        """The service said stop (429), or that the day is spent: everyone leaves it alone for a while."""

    def refused(self, reason: str) -> None:
        """The service said no (403, bad key): everyone leaves it alone for a long while."""


class Provider(Protocol):
    """A source of facts about books: one file beside this one, and its test."""

    name: str  # "openlibrary", "googlebooks": as in the document's `sources`
    batch: int  # how many books one call of `look_up` takes at best

    def look_up(self, wanted: Sequence[Wanted], *, pulse: Callable[[], None] = lambda: None) -> Answers:
        """Ask about `wanted`; `pulse` is called between requests. Raises ProviderBusy or ProviderRefused."""
