"""A model that stands in for a real one, by each protocol."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests.dashboards.asking.model.letting_read import KEY, PAID
from tests.model_stand_in import ModelStandIn, serving_a_model


@pytest.fixture
def stand_in() -> Iterator[ModelStandIn]:
    with serving_a_model() as model:
        yield model


@pytest.fixture(params=["openai", "bedrock"])
def model(
    request: pytest.FixtureRequest, stand_in: ModelStandIn, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelStandIn]:
    """A paid model by each protocol that nobody has asked yet, asked as often as a test wants."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "not-an-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY)
    stand_in.speaks = request.param
    settings.QUESTION_MODEL = request.param
    settings.QUESTION_MODEL_ID = "some-model"
    settings.QUESTION_MODEL_URL = stand_in.address + ("/v1" if request.param == "openai" else "")
    settings.QUESTION_MODEL_KEY = KEY
    settings.QUESTION_MODEL_SECONDS = 1.0
    settings.QUESTION_MODEL_DAILY_USD = 100.0
    settings.QUESTION_MODEL_PER_MINUTE = settings.QUESTIONS_PER_MINUTE = settings.QUESTION_PAGES_PER_MINUTE = 1_000
    for name, price in PAID.items():
        setattr(settings, name, price)
    cache.clear()
    yield stand_in
    cache.clear()
