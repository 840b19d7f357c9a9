"""How a small daily quota is shared out: who may spend how much of it now, and when the rest is asked."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment.limits import day_of
from enrichment.models import Provider
from enrichment.quota import CALLS_A_ROUND, LATER, SOON, Demand, Share, share_of

pytestmark = pytest.mark.django_db

GOOGLE = "googlebooks"


@pytest.fixture(autouse=True)
def a_key(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_API_KEY = "a-key"
    settings.GOOGLE_BOOKS_CALLS_A_DAY = 1000


def spend(calls: int) -> None:
    Provider.objects.create(name=GOOGLE, day=day_of(timezone.now()), calls_today=calls, calls=calls)


def test_while_a_library_is_looked_up_a_call_is_spent_on_forty_books() -> None:
    assert share_of(GOOGLE, Demand(), books=150, at_first=True) == Share(3, SOON)
    assert share_of(GOOGLE, Demand(), books=5, at_first=True) == Share(1, SOON)


def test_later_it_is_a_round_each_minute_while_there_is_plenty() -> None:
    assert share_of(GOOGLE, Demand(sharers=18), books=150, at_first=False) == Share(CALLS_A_ROUND, SOON)


def test_who_waits_may_spend_half_of_what_is_left_in_equal_parts() -> None:
    spend(840)

    twenty = share_of(GOOGLE, Demand(sharers=20), books=10, at_first=False)
    ten = share_of(GOOGLE, Demand(sharers=10), books=10, at_first=False)

    assert twenty == Share(4, LATER)  # 160 left, 80 to be shared: this round is all of its part
    assert ten == Share(CALLS_A_ROUND, SOON)


def test_a_small_library_still_gets_its_calls_after_a_large_one() -> None:
    spend(960)

    assert share_of(GOOGLE, Demand(sharers=1), books=30, at_first=False) == Share(CALLS_A_ROUND, SOON)


def test_the_last_calls_of_the_day_go_hour_by_hour() -> None:
    spend(995)

    assert share_of(GOOGLE, Demand(sharers=6), books=150, at_first=False) == Share(3, LATER)


def test_who_keeps_nobody_waiting_spends_all_of_its_part_at_once() -> None:
    spend(800)

    assert share_of(GOOGLE, Demand(sharers=2, in_turn=False), books=150, at_first=False) == Share(50, LATER)


def test_where_no_quota_is_scarce_there_is_nothing_to_share() -> None:
    assert share_of("openlibrary", Demand(sharers=9), books=150, at_first=True) is None
