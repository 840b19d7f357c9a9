"""Asks about books until all is answered, and waits where a service wants it.

For whoever has no queue to come back by. The limits are those that the workers keep, together with them.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from django.db import reset_queries, transaction
from django.utils import timezone

from enrichment import catalogue, sources
from enrichment.look_up import FIRST_PROVIDER, LookUp, look_up, open_questions
from enrichment.models import Provider
from enrichment.providers.base import ProviderBusy
from enrichment.quota import Demand

FIRST_PORTION = 30  # small, so that something moves at once
PORTION = 150
AT_FIRST = Demand()

Ask = Callable[..., LookUp]


class Stopped(ProviderBusy):
    """Raised out of `Watcher.pulse`: whoever watches wants it to end. What was learnt is kept."""


class Watcher(Protocol):
    """Whoever waits for the answers."""

    stopped: bool  # nothing more is to be asked

    def pulse(self) -> None:
        """Called before each request and while waiting for one. Raises `Stopped` to end it."""

    def answered(self, books: int) -> None:
        """So many more books have their answer."""

    def wait(self, seconds: float, reason: str) -> None:
        """Sleep for so long, since a service wants it; less if stopped."""


def unanswered(book_ids: Iterable[int]) -> list[int]:
    """Those of the books that the first provider was not asked about yet, or not lately."""
    return catalogue.needing(book_ids, FIRST_PROVIDER, now=timezone.now())


def gaps(book_ids: Sequence[int]) -> list[int]:
    """Those of the books that nobody knows and some other provider could still be asked about."""
    known = catalogue.known(book_ids)
    open_: set[int] = set()
    for name in sources.gap_fillers():
        open_.update(catalogue.needing((id_ for id_ in book_ids if id_ not in known), name, now=timezone.now()))
    return [book_id for book_id in dict.fromkeys(book_ids) if book_id in open_]


def look_up_patiently(book_ids: Sequence[int], *, patience: float, watcher: Watcher, ask: Ask = look_up) -> None:
    """Ask about all that is open among the books, and keep the answers as they come.

    Ends when all is asked, when it is stopped, or when a service wants a longer wait than `patience`: seconds in
    a row without any answer.
    """
    wanted = set(open_questions(book_ids, now=timezone.now())) | set(gaps(book_ids))
    look_ups = _PatientLookUp(patience, watcher, ask)
    portions = _portions([book_id for book_id in dict.fromkeys(book_ids) if book_id in wanted])
    put_off = look_ups.work_through(portions)
    for number, portion in enumerate(put_off):
        look_ups.fill_gaps(portion, Demand(sharers=len(put_off) - number, in_turn=False))


class _PatientLookUp:
    def __init__(self, patience: float, watcher: Watcher, ask: Ask) -> None:
        self._patience = patience
        self._waited = 0.0
        self._watcher = watcher
        self._ask = ask
        self._gaps_until = timezone.now()

    def work_through(self, portions: deque[list[int]]) -> list[list[int]]:
        """Have the first provider answer; returns the portions that another one put off."""
        put_off = []
        while portions and not self._watcher.stopped:
            portion = portions.popleft()
            result = self._look_up(portion)
            if result.go_on_at is None:
                continue
            if not result.holds_up:
                put_off.append(portion)
                if not result.left_over:
                    self._gaps_until = result.go_on_at
            elif self._wait(result.go_on_at, FIRST_PROVIDER):
                portions.appendleft(portion)
            else:
                break
        return put_off

    def fill_gaps(self, portion: list[int], demand: Demand) -> None:
        """Once more what was put off, if that is not too long to wait for."""
        if not self._watcher.stopped and self._wait(self._gaps_until, *sources.gap_fillers()):
            self._look_up(portion, demand)

    def _look_up(self, portion: list[int], demand: Demand = AT_FIRST) -> LookUp:
        before = unanswered(portion)
        result = self._ask(portion, pulse=self._watcher.pulse, demand=demand)
        with transaction.atomic():
            result.store(now=timezone.now())
        reset_queries()  # with DEBUG on, Django keeps the text of every statement, and so all facts
        if any(answers.found or answers.not_known for answers in result.answers.values()):
            self._waited = 0.0
        self._watcher.answered(len(before) - len(unanswered(before)))
        return result

    def _wait(self, until: dt.datetime, *providers: str) -> bool:
        """Wait until then; False where that is too long, or it was stopped meanwhile."""
        seconds = (until - timezone.now()).total_seconds()
        if self._watcher.stopped or self._waited + seconds > self._patience:
            return False
        if seconds > 0:
            self._waited += seconds
            self._watcher.wait(seconds, _why_not(providers))
        return not self._watcher.stopped


def _why_not(providers: Sequence[str]) -> str:
    """Why one of them cannot be asked now, in a few words for people."""
    paused = Provider.objects.filter(name__in=providers, paused_until__gt=timezone.now()).first()
    return f"{paused.name}: {paused.pause_reason}" if paused else f"{' and '.join(providers)}: no answer"


def _portions(book_ids: list[int]) -> deque[list[int]]:
    cuts = [0, *range(FIRST_PORTION, len(book_ids), PORTION), len(book_ids)]
    return deque(book_ids[start:end] for start, end in pairwise(cuts) if end > start)
