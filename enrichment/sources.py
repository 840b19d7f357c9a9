"""The services that we know to ask: how each is made from the settings, how fast, and whether it is switched on.

A new source is a file in `providers` and an entry here. `docs/sources.md` says what each gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings

from enrichment.providers.authors import AuthorSource
from enrichment.providers.base import Pacer, Provider
from enrichment.providers.google_books import GoogleBooks
from enrichment.providers.hardcover import Hardcover
from enrichment.providers.open_library import OpenLibrary
from enrichment.providers.wikidata import Wikidata

Made = TypeVar("Made", bound=Provider | AuthorSource)

FIRST = "openlibrary"  # asked about every book; the others fill what it does not know


@dataclass(frozen=True, slots=True)
class Limit:
    """A service's manners: seconds between two requests, and requests a day (None: as many as fit)."""

    interval: float
    per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Source(Generic[Made]):
    """A service that may be asked. The settings are read when it is, not before."""

    make: Callable[[Pacer], Made]
    limit: Callable[[], Limit]
    is_on: Callable[[], bool]
    # Of a small daily quota an upload may spend one call for so many of its books, each hour. None: no such quota.
    books_a_call: int | None = None


BOOKS: dict[str, Source[Provider]] = {  # in the order in which they are asked
    FIRST: Source(
        make=lambda pacer: OpenLibrary(settings.OPEN_LIBRARY_URL, pacer=pacer, user_agent=settings.USER_AGENT),
        limit=lambda: Limit(interval=1 / settings.OPEN_LIBRARY_PER_SECOND),
        is_on=lambda: True,
    ),
    "hardcover": Source(
        make=lambda pacer: Hardcover(
            settings.HARDCOVER_URL, pacer=pacer, token=settings.HARDCOVER_TOKEN, user_agent=settings.USER_AGENT
        ),
        limit=lambda: Limit(interval=1.05),  # 60 a minute
        is_on=lambda: bool(settings.HARDCOVER_TOKEN),
    ),
    "googlebooks": Source(
        make=lambda pacer: GoogleBooks(
            settings.GOOGLE_BOOKS_URL,
            pacer=pacer,
            api_key=settings.GOOGLE_BOOKS_API_KEY,
            user_agent=settings.USER_AGENT,
        ),
        limit=lambda: Limit(interval=1 / settings.GOOGLE_BOOKS_PER_SECOND, per_day=settings.GOOGLE_BOOKS_CALLS_A_DAY),
        is_on=lambda: bool(settings.GOOGLE_BOOKS_API_KEY),
        books_a_call=40,
    ),
}

AUTHORS: dict[str, Source[AuthorSource]] = {  # at most one is asked
    "wikidata": Source(
        make=lambda pacer: Wikidata(settings.WIKIDATA_URL, pacer=pacer, user_agent=settings.USER_AGENT),
        limit=lambda: Limit(interval=1.0),  # it allows as much as it takes a minute to answer in a minute
        is_on=lambda: settings.AUTHOR_SOURCE == "wikidata",
    ),
}


def gap_fillers() -> list[str]:
    """The names of the sources to ask about books that the first does not know, in order."""
    return [name for name, source in BOOKS.items() if name != FIRST and source.is_on()]


def author_source() -> str | None:
    """The name of the source to ask about authors, if there is one."""
    return next((name for name, source in AUTHORS.items() if source.is_on()), None)


def is_on(name: str) -> bool:
    """Whether the settings switch a source on; False for one that we do not know any more."""
    source = _any(name)
    return source is not None and source.is_on()


def limit_of(name: str) -> Limit:
    """How fast a source may be asked. Raises KeyError for one that we do not know."""
    source = _any(name)
    if source is None:
        raise KeyError(name)
    return source.limit()


def _any(name: str) -> Source[Provider] | Source[AuthorSource] | None:
    return BOOKS.get(name) or AUTHORS.get(name)
