"""Asks the providers about books, each for what it is good at, and says what came of it.

Nothing is stored here and no transaction may be open: a request can take seconds.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from enrichment import authors, catalogue, quota, sources
from enrichment.authors import Writer
from enrichment.limits import SharedPacer
from enrichment.providers.authors import AuthorAnswers
from enrichment.providers.base import Answers, Facts, ProviderBusy, ProviderRefused

logger = logging.getLogger(__name__)

FIRST_PROVIDER = sources.FIRST  # the others fill what it does not know
SECONDS_FOR_A_BATCH = 40.0  # well under the task's timeout, so that what was learnt is kept
SHORTEST_WAIT = 1.0
UNKNOWN_WAIT = 60.0


_ALONE = quota.Demand()


@dataclass(slots=True)
class LookUp:
    """What came of asking: answers by provider, and when to go on where a provider broke off."""

    answers: dict[str, Answers] = field(default_factory=dict)
    go_on_at: dt.datetime | None = None  # None: everything was asked
    holds_up: bool = False  # the books' first provider broke off: they are still without any answer
    left_over: bool = False  # a scarce quota is the only reason to go on later
    author_source: str | None = None  # None: authors are not asked about
    writers: Mapping[int, Writer] = field(default_factory=dict)  # who wrote the books
    author_answers: AuthorAnswers = field(default_factory=AuthorAnswers)

    @property
    def learnt(self) -> bool:
        """Whether anything was: who goes on learning is not given up."""
        return any(answers.found or answers.not_known for answers in self.answers.values())

    def store(self, *, now: dt.datetime) -> None:
        """Keep the answers; call it in the transaction that closes the work."""
        if self.author_source:
            authors.store(self.author_answers, self.writers, source=self.author_source, now=now)
        for provider, answers in self.answers.items():
            catalogue.store(provider, answers, now=now)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One worker's turn at asking: until when it may last, and whom to tell that it is alive."""

    until: float  # a `time.monotonic()` moment
    pulse: Callable[[], None]

    def pacer(self, source: str) -> SharedPacer:
        return SharedPacer(source, until=self.until, pulse=self.pulse)


def open_questions(book_ids: Sequence[int], *, now: dt.datetime) -> list[int]:
    """Those of the books that `look_up` has something to ask about, in the order given, gaps left aside."""
    asked_about = set(catalogue.needing(book_ids, FIRST_PROVIDER, now=now)) | set(authors.unasked(book_ids, now=now))
    return [book_id for book_id in dict.fromkeys(book_ids) if book_id in asked_about]


def look_up(
    book_ids: Sequence[int], *, pulse: Callable[[], None] = lambda: None, demand: quota.Demand = _ALONE
) -> LookUp:
    """Ask about those of the books for which an answer is missing or old. Never raises for a service's sake."""
    result = LookUp()
    turn = _Turn(until=time.monotonic() + SECONDS_FOR_A_BATCH, pulse=pulse)
    now = timezone.now()
    _ask(FIRST_PROVIDER, catalogue.needing(book_ids, FIRST_PROVIDER, now=now), result, turn)
    if result.holds_up:
        return result
    for name in sources.gap_fillers():
        _fill_gaps(name, book_ids, result, turn, demand, now=now)
    _ask_about_authors(book_ids, result, turn, now=now)
    return result


def _fill_gaps(
    name: str, book_ids: Sequence[int], result: LookUp, turn: _Turn, demand: quota.Demand, *, now: dt.datetime
) -> None:
    """Ask about the gaps, with a small daily quota about this batch's share of them; the others are for later."""
    gaps = _gaps(name, book_ids, result, now=now)
    share = quota.share_of(name, demand, books=len(book_ids), at_first=FIRST_PROVIDER in result.answers)
    if share is None:
        _ask(name, gaps, result, turn)
        return
    _ask(name, gaps[: share.calls], result, turn)
    if result.go_on_at is None and len(gaps) > share.calls:
        result.left_over = True
        result.go_on_at = timezone.now() + share.go_on_after


def _ask(name: str, book_ids: Sequence[int], result: LookUp, turn: _Turn) -> None:
    if not book_ids:
        return
    provider = sources.BOOKS[name].make(turn.pacer(name))
    try:
        result.answers[name] = provider.look_up(catalogue.wanted(book_ids), pulse=turn.pulse)
    except (ProviderBusy, ProviderRefused) as broke_off:
        if broke_off.answers:
            result.answers[name] = broke_off.answers
        _break_off(name, broke_off, result)
        result.holds_up = name == FIRST_PROVIDER


def _ask_about_authors(book_ids: Sequence[int], result: LookUp, turn: _Turn, *, now: dt.datetime) -> None:
    """Ask the source of facts about authors, if one is switched on, about who wrote the books."""
    name = result.author_source = sources.author_source()
    if name is None:
        return
    result.writers = authors.writers_of(book_ids, _just_found(FIRST_PROVIDER, result))
    wanted = authors.wanted(result.writers, source=name, now=now)
    if not wanted:
        return
    source = sources.AUTHORS[name].make(turn.pacer(name))
    try:
        for start in range(0, len(wanted), source.batch):
            answers = source.look_up(wanted[start : start + source.batch], pulse=turn.pulse)
            result.author_answers.found |= answers.found
            result.author_answers.not_known |= answers.not_known
    except (ProviderBusy, ProviderRefused) as broke_off:
        _break_off(name, broke_off, result)


def _break_off(name: str, broke_off: ProviderBusy | ProviderRefused, result: LookUp) -> None:
    """Remember when to go on. Of several that broke off, the first to be back decides."""
    logger.warning("%s broke off: %s", name, type(broke_off).__name__)
    go_on_at = timezone.now() + dt.timedelta(seconds=_wait_after(broke_off))
    result.go_on_at = min(go_on_at, result.go_on_at or go_on_at)


def _wait_after(broke_off: ProviderBusy | ProviderRefused) -> float:
    if isinstance(broke_off, ProviderRefused):
        return UNKNOWN_WAIT * 60
    wait = broke_off.retry_after
    return UNKNOWN_WAIT if wait is None else max(SHORTEST_WAIT, wait)


def _gaps(name: str, book_ids: Sequence[int], result: LookUp, *, now: dt.datetime) -> list[int]:
    """The books that nobody knows yet and the provider was not asked for, those with an ISBN first: they gain most."""
    found = catalogue.known(book_ids).union(*(answers.found for answers in result.answers.values()))
    gaps = catalogue.needing((book_id for book_id in book_ids if book_id not in found), name, now=now)
    return [book.book_id for book in sorted(catalogue.wanted(gaps), key=lambda book: book.isbn13 is None)]


def _just_found(name: str, result: LookUp) -> Mapping[int, Facts]:
    return result.answers[name].found if name in result.answers else {}
