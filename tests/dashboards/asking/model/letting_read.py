"""What the tests of letting a model read have in common."""

from __future__ import annotations

from typing import Any

from django.test import Client

from dashboards.asking.model import choice as model_choice
from dashboards.asking.model.choice import Choice
from dashboards.models import Spending

KEY = "sk-a-secret-key-0123456789"
QUESTION = "which authors have I frobnicated the most?"
PAID = {"QUESTION_MODEL_PRICE_IN": 3.0, "QUESTION_MODEL_PRICE_OUT": 15.0}
COST = 1_500 * 3 + 200 * 15  # millionths of a dollar, of one answer of the stand-in


def chosen() -> Choice:
    choice = model_choice.chosen()
    assert choice is not None
    return choice


def let_it_read(client: Client, question: str = QUESTION, address: str = "/sample") -> Any:
    """The page that pressing the button leads to."""
    return client.post(f"{address}/ask/model", {"q": question}, follow=True)


def through_the_api(client: Client, question: str = QUESTION, *, path: str) -> Any:
    return client.post(path, {"question": question, "model": True}, content_type="application/json").json()


def spent() -> int:
    return sum(Spending.objects.values_list("millionths", flat=True))
