"""Asking the services about a batch: who is asked for what, and what happens when one breaks off."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from django.utils import timezone

from enrichment import catalogue, sources
from enrichment.look_up import LookUp, look_up
from enrichment.models import Provider
from enrichment.providers.base import Answers, Facts, Pacer, ProviderBusy, ProviderRefused, Wanted
from enrichment.quota import CALLS_A_ROUND, SOON, Demand
from enrichment.sources import FIRST, Limit, Source
from tests.browser.library import isbn_of
from tests.enrichment.test_catalogue import naming
from tests.stand_in import StandIn

pytestmark = pytest.mark.django_db

FACTS = Facts(matched_by="isbn", score=1.0, reason="made up")


class Fake:
    """A provider that knows everybody in `knows`, and breaks off with `breaks_off` after so much was learnt."""

    batch = 50

    def __init__(self, name: str, knows: set[int], breaks_off: Exception | None = None) -> None:
        self.name = name
        self.knows = knows
        self.breaks_off = breaks_off
        self.asked: list[int] = []

    def look_up(self, wanted: Sequence[Wanted], *, pulse: Callable[[], None] = lambda: None) -> Answers:
        pulse()
        self.asked += [book.book_id for book in wanted]
        if self.breaks_off:
            raise self.breaks_off
        answers = Answers()
        for book in wanted:
            if book.book_id in self.knows:
                answers.found[book.book_id] = FACTS
            else:
                answers.not_known[book.book_id] = "no edition"
        return answers


Register = Callable[..., Fake]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Puts a fake in the place of a source, switched on."""

    def put(fake: Fake, *, books_a_call: int | None = None) -> Fake:
        def make(pacer: Pacer) -> Fake:
            return fake

        source = Source(
            make=make, limit=lambda: Limit(0.001, per_day=1000), is_on=lambda: True, books_a_call=books_a_call
        )
        monkeypatch.setitem(sources.BOOKS, fake.name, source)
        return fake

    return put


def seconds_until(result: LookUp) -> float:
    assert result.go_on_at is not None
    return (result.go_on_at - timezone.now()).total_seconds()


def linked(count: int) -> list[int]:
    return catalogue.link([naming(number) for number in range(count)])


def test_the_real_provider_asks_over_the_wire(open_library: StandIn) -> None:
    ids = linked(3)

    result = look_up(ids)

    assert result.answers[FIRST].found.keys() == set(ids)
    assert result.go_on_at is None
    assert any(isbn_of(2) in question for question in open_library.asked)


def test_an_address_where_nobody_answers_is_no_error_but_a_wait() -> None:
    ids = linked(3)

    result = look_up(ids)

    assert result.holds_up
    assert seconds_until(result) > 0
    assert Provider.objects.get(name=FIRST).failures > 0


def test_what_is_known_is_not_asked_again(register: Register) -> None:
    ids = linked(4)
    first = register(Fake(FIRST, set(ids)))
    catalogue.store(FIRST, Answers(found={ids[0]: FACTS}, not_known={ids[1]: "no edition"}), now=timezone.now())

    look_up(ids)

    assert first.asked == ids[2:]


def test_the_others_are_asked_about_the_gaps_only(register: Register) -> None:
    ids = linked(6)
    register(Fake(FIRST, set(ids[:4])))
    second = register(Fake("googlebooks", {ids[4]}))

    result = look_up(ids)

    assert second.asked == ids[4:]
    assert result.answers["googlebooks"].found.keys() == {ids[4]}
    assert result.answers["googlebooks"].not_known.keys() == {ids[5]}


def test_a_small_quota_is_shared_out_and_the_rest_waits_without_holding_up(register: Register) -> None:
    ids = linked(90)
    register(Fake(FIRST, set()))
    second = register(Fake("googlebooks", set()), books_a_call=40)

    result = look_up(ids)

    assert len(second.asked) == 2
    assert not result.holds_up
    assert result.left_over
    assert seconds_until(result) == pytest.approx(SOON.total_seconds(), abs=5)


def test_what_is_left_over_of_the_gaps_is_asked_round_by_round_until_all_is_asked(register: Register) -> None:
    ids = linked(12)
    register(Fake(FIRST, set()))
    second = register(Fake("googlebooks", {ids[-1]}), books_a_call=40)

    asked = [0]
    results = []
    for _ in range(4):
        results.append(look_up(ids, demand=Demand(sharers=3)))
        results[-1].store(now=timezone.now())
        asked.append(len(second.asked))

    assert asked == [0, 1, 1 + CALLS_A_ROUND, 1 + 2 * CALLS_A_ROUND, 12]
    assert [result.left_over for result in results] == [True, True, True, False]
    assert results[-1].go_on_at is None
    assert sorted(second.asked) == ids
    assert catalogue.known(ids) == {ids[-1]}


def test_what_was_learnt_before_a_provider_broke_off_is_kept(register: Register) -> None:
    ids = linked(2)
    learnt = Answers(found={ids[0]: FACTS}, unanswered={ids[1]})
    register(Fake(FIRST, set(), ProviderBusy("429", retry_after=60, answers=learnt)))

    result = look_up(ids)
    result.store(now=timezone.now())

    assert result.holds_up
    assert seconds_until(result) == pytest.approx(60, abs=2)
    assert catalogue.needing(ids, FIRST, now=timezone.now()) == [ids[1]]


@pytest.mark.parametrize(
    ("broke_off", "seconds"),
    [
        (ProviderBusy("x", retry_after=0.0), 1),
        (ProviderBusy("x"), 60),
        (ProviderRefused("x"), 3600),
    ],
)
def test_the_wait_is_never_nothing_and_long_after_a_refusal(
    register: Register, broke_off: Exception, seconds: float
) -> None:
    ids = linked(1)
    register(Fake(FIRST, set(), broke_off))

    assert seconds_until(look_up(ids)) == pytest.approx(seconds, abs=0.9)


def test_while_the_first_service_is_away_the_others_are_spared(register: Register) -> None:
    ids = linked(2)
    register(Fake(FIRST, set(), ProviderBusy("away")))
    second = register(Fake("googlebooks", set(ids)))

    look_up(ids)

    assert second.asked == []


def test_a_gap_filler_that_is_away_does_not_hold_up(register: Register) -> None:
    ids = linked(2)
    register(Fake(FIRST, {ids[0]}))
    register(Fake("googlebooks", set(), ProviderBusy("away", retry_after=30)))

    result = look_up(ids)

    assert not result.holds_up
    assert seconds_until(result) == pytest.approx(30, abs=2)
    assert result.answers[FIRST].found.keys() == {ids[0]}


def test_a_worker_that_asks_says_that_it_is_alive(register: Register) -> None:
    pulses: list[float] = []
    register(Fake(FIRST, set()))

    look_up(linked(1), pulse=lambda: pulses.append(time.monotonic()))

    assert pulses
