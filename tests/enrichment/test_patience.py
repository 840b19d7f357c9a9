"""Asking until all is answered: what is waited for, what is given up, and what an interruption leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment import catalogue
from enrichment.catalogue import Naming
from enrichment.look_up import LookUp
from enrichment.models import Provider
from enrichment.patience import Stopped, gaps, look_up_patiently, unanswered
from enrichment.providers.base import Answers
from enrichment.quota import Demand
from tests.browser.library import author_of, isbn_of, title_of
from tests.enrichment.remembering import facts, linked, not_known
from tests.stand_in import StandIn

pytestmark = pytest.mark.django_db


class Watch:
    """Waits in no time, and remembers for what."""

    def __init__(self) -> None:
        self.stopped = False
        self.answers = 0
        self.waits: list[tuple[int, str]] = []

    def pulse(self) -> None:
        if self.stopped:
            raise Stopped("stopped")

    def answered(self, books: int) -> None:
        self.answers += books

    def wait(self, seconds: float, reason: str) -> None:
        self.waits.append((round(seconds), reason))


class Services:
    """Answers each portion with what `said` makes of it, in turn, the last one for ever."""

    def __init__(self, *said: Callable[[Sequence[int]], LookUp]) -> None:
        self.said = list(said)
        self.portions: list[list[int]] = []
        self.demands: list[Demand] = []

    def __call__(self, book_ids: Sequence[int], *, pulse: Callable[[], None], demand: Demand) -> LookUp:
        self.portions.append(list(book_ids))
        self.demands.append(demand)
        said = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        return said(unanswered(book_ids))


def all_of_it(book_ids: Sequence[int]) -> LookUp:
    return LookUp({"openlibrary": Answers(found={book_id: facts() for book_id in book_ids})})


def busy(seconds: float, *, answers: int = 0, holds_up: bool = True) -> Callable[[Sequence[int]], LookUp]:
    def said(book_ids: Sequence[int]) -> LookUp:
        found = {book_id: facts() for book_id in book_ids[: answers if holds_up else None]}
        go_on_at = timezone.now() + dt.timedelta(seconds=seconds)
        return LookUp({"openlibrary": Answers(found=found)} if found else {}, go_on_at=go_on_at, holds_up=holds_up)

    return said


def test_everything_is_asked_in_portions_of_which_the_first_is_small() -> None:
    ids, watch, services = linked(200), Watch(), Services(all_of_it)

    look_up_patiently(ids, patience=60, watcher=watch, ask=services)

    assert [len(portion) for portion in services.portions] == [30, 150, 20]
    assert watch.answers == 200
    assert not unanswered(ids)


def test_what_is_known_is_not_asked_again() -> None:
    ids, services = linked(40), Services(all_of_it)
    look_up_patiently(ids[:35], patience=60, watcher=Watch(), ask=services)

    services.portions.clear()
    look_up_patiently(ids, patience=60, watcher=Watch(), ask=services)

    assert services.portions == [ids[35:]]


def test_a_short_pause_is_waited_for() -> None:
    ids, watch = linked(10), Watch()
    Provider.objects.create(
        name="openlibrary",
        paused_until=timezone.now() + dt.timedelta(seconds=60),
        pause_reason="asked us to slow down: status 429",
    )

    look_up_patiently(ids, patience=90, watcher=watch, ask=Services(busy(60, answers=4), all_of_it))

    assert watch.waits == [(60, "openlibrary: asked us to slow down: status 429")]
    assert watch.answers == 10


def test_a_pause_longer_than_our_patience_is_given_up_but_what_was_learnt_stays() -> None:
    ids, watch, services = linked(10), Watch(), Services(busy(3600, answers=4))

    look_up_patiently(ids, patience=90, watcher=watch, ask=services)

    assert not watch.waits
    assert len(services.portions) == 1
    assert len(unanswered(ids)) == 6


def test_a_service_that_never_answers_is_given_up_after_a_bounded_time() -> None:
    watch = Watch()

    look_up_patiently(linked(10), patience=180, watcher=watch, ask=Services(busy(60)))

    assert watch.waits == [(60, "openlibrary: no answer")] * 3


def test_patience_begins_anew_with_every_answer() -> None:
    ids, watch = linked(6), Watch()

    look_up_patiently(ids, patience=90, watcher=watch, ask=Services(busy(60, answers=1)))

    assert len(watch.waits) == 6
    assert not unanswered(ids)


def test_another_provider_that_is_away_holds_nothing_up_and_is_asked_once_more(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_API_KEY = "a-key"
    ids, watch = linked(40), Watch()
    services = Services(busy(20, holds_up=False), all_of_it)

    look_up_patiently(ids, patience=60, watcher=watch, ask=services)

    assert services.portions == [ids[:30], ids[30:], ids[:30]]
    assert watch.waits == [(20, "googlebooks: no answer")]


def test_another_providers_spent_day_is_not_waited_for() -> None:
    ids, watch, services = linked(40), Watch(), Services(busy(20_000, holds_up=False))

    look_up_patiently(ids, patience=60, watcher=watch, ask=services)

    assert len(services.portions) == 2
    assert not watch.waits
    assert not unanswered(ids)


def test_what_a_quota_left_over_is_asked_at_the_end_without_a_wait_and_not_in_turns() -> None:
    ids, watch = linked(200), Watch()

    def some_left_over(book_ids: Sequence[int]) -> LookUp:
        result = busy(3600, holds_up=False)(book_ids)
        result.left_over = True
        return result

    services = Services(some_left_over, all_of_it, some_left_over, all_of_it)
    look_up_patiently(ids, patience=60, watcher=watch, ask=services)

    assert services.portions == [ids[:30], ids[30:180], ids[180:], ids[:30], ids[180:]]
    assert services.demands == [*[Demand()] * 3, Demand(2, in_turn=False), Demand(1, in_turn=False)]
    assert not watch.waits


def test_who_stops_it_keeps_what_was_learnt() -> None:
    ids, watch = linked(200), Watch()

    def stopped_meanwhile(book_ids: Sequence[int]) -> LookUp:
        watch.stopped = True
        return busy(60, answers=100)(book_ids)

    services = Services(all_of_it, stopped_meanwhile)
    look_up_patiently(ids, patience=180, watcher=watch, ask=services)

    assert len(services.portions) == 2
    assert len(unanswered(ids)) == 70
    assert not watch.waits


def test_the_request_under_way_is_the_last_and_its_answer_is_kept(open_library: StandIn) -> None:
    class StopsAfterOne(Watch):
        def pulse(self) -> None:
            self.stopped = bool(open_library.asked)
            super().pulse()

    half_known = range(90, 110)
    namings = [Naming(title=title_of(n), author=author_of(n), isbn13=isbn_of(n)) for n in half_known]
    ids, watch = catalogue.link(namings), StopsAfterOne()

    look_up_patiently(ids, patience=180, watcher=watch)

    assert len(open_library.asked) == 1
    assert watch.answers == 10
    assert unanswered(ids) == ids[10:]


def test_gaps_are_counted_only_where_there_is_a_key(settings: Settings) -> None:
    ids = not_known(3)
    not_known(1, provider="googlebooks")

    settings.GOOGLE_BOOKS_API_KEY = ""
    without_key = gaps(ids)
    settings.GOOGLE_BOOKS_API_KEY = "a-key"

    assert without_key == []
    assert len(gaps(ids)) == 2
