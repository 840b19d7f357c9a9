"""Asks the providers about books, each for what it is good at, and says what came of it.

Nothing is stored here and no transaction may be open: a request can take seconds.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from enrichment import catalogue
from enrichment.limits import SharedPacer
from enrichment.providers.base import Answers, Pacer, Provider, ProviderBusy, ProviderRefused
from enrichment.providers.google_books import GoogleBooks
from enrichment.providers.open_library import OpenLibrary

logger = logging.getLogger(__name__)

FIRST_PROVIDER = "openlibrary"  # the others fill what it does not know
SECONDS_FOR_A_BATCH = 40.0  # well under the task's timeout, so that what was learnt is kept
SHORTEST_WAIT = 1.0
UNKNOWN_WAIT = 60.0
BOOKS_A_GOOGLE_CALL = 40  # an upload may spend one call of the day's quota for so many of its books, each hour
GAPS_AGAIN_AFTER = dt.timedelta(hours=1)


@dataclass(slots=True)
class LookUp:
    """What came of asking: answers by provider, and when to go on where a provider broke off."""

    answers: dict[str, Answers] = field(default_factory=dict)
    go_on_at: dt.datetime | None = None  # None: everything was asked
    holds_up: bool = False  # the books' first provider broke off: they are still without any answer

    def store(self, *, now: dt.datetime) -> None:
        """Keep the answers; call it in the transaction that closes the work."""
        for provider, answers in self.answers.items():
            catalogue.store(provider, answers, now=now)


def look_up(book_ids: Sequence[int], *, pulse: Callable[[], None] = lambda: None) -> LookUp:
    """Ask about those of the books for which an answer is missing or old. Never raises for a service's sake."""
    result = LookUp()
    until = time.monotonic() + SECONDS_FOR_A_BATCH
    now = timezone.now()
    _ask(open_library(until=until, pulse=pulse), catalogue.needing(book_ids, "openlibrary", now=now), result, pulse)
    if settings.GOOGLE_BOOKS_API_KEY and not result.holds_up:
        _fill_gaps(_gaps(book_ids, result, now=now), len(book_ids), result, until=until, pulse=pulse)
    return result


def _fill_gaps(gaps: Sequence[int], books: int, result: LookUp, *, until: float, pulse: Callable[[], None]) -> None:
    """Spend this batch's share of the day's quota on its gaps; what is left of them is for later."""
    share = max(1, books // BOOKS_A_GOOGLE_CALL)
    _ask(google_books(until=until, pulse=pulse), gaps[:share], result, pulse)
    if result.go_on_at is None and len(gaps) > share:
        result.go_on_at = timezone.now() + GAPS_AGAIN_AFTER


def open_library(*, until: float | None = None, pulse: Callable[[], None] = lambda: None) -> OpenLibrary:
    pacer: Pacer = SharedPacer("openlibrary", until=until, pulse=pulse)
    return OpenLibrary(settings.OPEN_LIBRARY_URL, pacer=pacer, user_agent=settings.USER_AGENT)


def google_books(*, until: float | None = None, pulse: Callable[[], None] = lambda: None) -> GoogleBooks:
    return GoogleBooks(
        settings.GOOGLE_BOOKS_URL,
        pacer=SharedPacer("googlebooks", until=until, pulse=pulse),
        api_key=settings.GOOGLE_BOOKS_API_KEY,
        user_agent=settings.USER_AGENT,
    )


def _ask(provider: Provider, book_ids: Sequence[int], result: LookUp, pulse: Callable[[], None]) -> None:
    if not book_ids:
        return
    try:
        result.answers[provider.name] = provider.look_up(catalogue.wanted(book_ids), pulse=pulse)
    except (ProviderBusy, ProviderRefused) as broke_off:
        logger.warning("%s broke off: %s", provider.name, type(broke_off).__name__)
        if broke_off.answers:
            result.answers[provider.name] = broke_off.answers
        result.go_on_at = timezone.now() + dt.timedelta(seconds=_wait_after(broke_off))
        result.holds_up = provider.name == FIRST_PROVIDER


def _wait_after(broke_off: ProviderBusy | ProviderRefused) -> float:
    if isinstance(broke_off, ProviderRefused):
        return UNKNOWN_WAIT * 60
    wait = broke_off.retry_after
    return UNKNOWN_WAIT if wait is None else max(SHORTEST_WAIT, wait)


def _gaps(book_ids: Sequence[int], result: LookUp, *, now: dt.datetime) -> list[int]:
    """The books that nobody knows yet and Google Books was not asked for, those with an ISBN first: they gain most."""
    just_found: Mapping[int, object] = result.answers["openlibrary"].found if "openlibrary" in result.answers else {}
    found = catalogue.known(book_ids) | just_found.keys()
    gaps = catalogue.needing((book_id for book_id in book_ids if book_id not in found), "googlebooks", now=now)
    return [book.book_id for book in sorted(catalogue.wanted(gaps), key=lambda book: book.isbn13 is None)]
