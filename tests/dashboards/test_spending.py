"""What a model may cost in a day, kept by processes that know nothing of each other."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from dashboards.models import Spending

DAY = dt.date(2026, 3, 1)


def reserve(millionths: int, most: int = 100) -> bool:
    return Spending.objects.reserve(millionths, day=DAY, most=most)


@pytest.mark.django_db
def test_no_more_is_reserved_than_a_day_may_cost() -> None:
    assert [reserve(40) for _ in range(3)] == [True, True, False]
    assert reserve(20)
    assert not reserve(1)
    assert Spending.objects.get(day=DAY).millionths == 100
    assert Spending.objects.get(day=DAY).requests == 3


@pytest.mark.django_db
def test_what_was_spent_takes_the_place_of_what_was_reserved() -> None:
    reserve(90)

    Spending.objects.settle(90, 7, day=DAY, tokens_in=5, tokens_out=2)

    row = Spending.objects.get(day=DAY)
    assert (row.millionths, row.tokens_in, row.tokens_out) == (7, 5, 2)
    assert reserve(90)


@pytest.mark.django_db
def test_a_new_day_begins_at_nothing() -> None:
    reserve(100)

    assert Spending.objects.reserve(100, day=DAY + dt.timedelta(days=1), most=100)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_than_fit_get_it() -> None:
    def one(_: int) -> bool:
        try:
            return reserve(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(one, range(24)))

    assert sum(got) == 10
    assert Spending.objects.get(day=DAY).millionths == 100


@pytest.mark.django_db
def test_the_command_says_which_model_and_what_it_cost(settings: Settings) -> None:
    def said() -> str:
        out = StringIO()
        call_command("question_model", stdout=out)
        return out.getvalue()

    assert "No model is switched on" in said()

    settings.QUESTION_MODEL = "bedrock"
    settings.QUESTION_MODEL_ID = "some-model"
    assert "No model may be asked: Bedrock is paid" in said()

    settings.QUESTION_MODEL_PRICE_IN, settings.QUESTION_MODEL_PRICE_OUT = 1.0, 5.0
    Spending.objects.reserve(23_000, day=timezone.localdate(), most=10**6)
    Spending.objects.settle(23_000, 2_500, day=timezone.localdate(), tokens_in=1_500, tokens_out=200)
    assert "some-model at Amazon Bedrock: $1 and $5 for a million tokens" in said()
    assert "$0.0025 of $0.50  1 requests, 1,500 tokens sent, 200 answered" in said()
