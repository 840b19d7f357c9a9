"""Which model the settings name, and what must be known before it is asked."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from dashboards.asking.model.choice import chosen, what_is_missing
from goodreads_site.env import Environment

OLLAMA = {
    "QUESTION_MODEL": "openai",
    "QUESTION_MODEL_ID": "qwen2.5:7b",
    "QUESTION_MODEL_URL": "http://localhost:11434/v1",
}
BEDROCK = {"QUESTION_MODEL": "bedrock", "QUESTION_MODEL_ID": "some-model"}
PRICES = {"QUESTION_MODEL_PRICE_IN": 1.0, "QUESTION_MODEL_PRICE_OUT": 5.0}
ELSEWHERE = OLLAMA | {"QUESTION_MODEL_URL": "https://llm.example.org/v1"}


def set_up(settings: Settings, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, ""),
        (OLLAMA, ""),
        (OLLAMA | {"QUESTION_MODEL_URL": "http://ollama:11434/v1"}, ""),
        (OLLAMA | {"QUESTION_MODEL_URL": "http://10.0.0.5:8000/v1"}, ""),
        (OLLAMA | {"QUESTION_MODEL_ID": ""}, "QUESTION_MODEL_ID"),
        (OLLAMA | {"QUESTION_MODEL_URL": ""}, "QUESTION_MODEL_URL"),
        (OLLAMA | {"QUESTION_MODEL_KEY": "sk"}, "QUESTION_MODEL_PRICE_IN"),
        (OLLAMA | {"QUESTION_MODEL_KEY": "ké"}, "QUESTION_MODEL_KEY"),
        (OLLAMA | {"QUESTION_MODEL_KEY": "a\nb"}, "QUESTION_MODEL_KEY"),
        (ELSEWHERE, "QUESTION_MODEL_PRICE_IN"),
        (ELSEWHERE | {"QUESTION_MODEL_PRICE_IN": 0.0}, "QUESTION_MODEL_PRICE_OUT"),
        (ELSEWHERE | {"QUESTION_MODEL_PRICE_IN": 0.0, "QUESTION_MODEL_PRICE_OUT": 0.0}, ""),
        (ELSEWHERE | PRICES, ""),
        (ELSEWHERE | PRICES | {"QUESTION_MODEL_KEY": "sk"}, ""),
        (
            ELSEWHERE | PRICES | {"QUESTION_MODEL_KEY": "sk", "QUESTION_MODEL_URL": "http://llm.example.org/v1"},
            "unencrypted",
        ),
        (BEDROCK, "QUESTION_MODEL_PRICE_IN"),
        (BEDROCK | PRICES | {"QUESTION_MODEL_PRICE_OUT": 0.0}, "QUESTION_MODEL_PRICE_OUT"),
        (BEDROCK | PRICES, ""),
        (BEDROCK | PRICES | {"QUESTION_MODEL_DAILY_USD": 0.01}, "QUESTION_MODEL_DAILY_USD"),
    ],
)
def test_what_is_missing_is_said_and_keeps_the_model_off(
    settings: Settings, values: dict[str, Any], missing: str
) -> None:
    set_up(settings, values)

    assert missing in what_is_missing()
    assert (what_is_missing() == "") == (missing == "")
    assert (chosen() is not None) == (bool(values) and not missing)


@pytest.mark.django_db
def test_commands_do_not_start_with_a_paid_model_without_prices(settings: Settings) -> None:
    set_up(settings, BEDROCK)

    with pytest.raises(SystemCheckError, match="Bedrock is paid"):
        call_command("check")


def test_readers_are_told_who_is_asked_and_nobody_is_told_the_key(settings: Settings) -> None:
    set_up(settings, ELSEWHERE | PRICES | {"QUESTION_MODEL_URL": "https://user:word@llm.example.org/v1"})
    settings.QUESTION_MODEL_KEY = "sk-secret"

    choice = chosen()

    assert choice is not None
    assert choice.name == "qwen2.5:7b at llm.example.org"
    assert "sk-secret" not in repr(choice)


@pytest.mark.parametrize("given", ["-1", "free", "nan", "inf"])
def test_a_price_is_an_amount(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="is not a number of 0 or more"):
        Environment({"PRICE": given}).amount("PRICE")


def test_a_price_of_nothing_is_not_the_same_as_none() -> None:
    assert Environment({"PRICE": "0"}).amount("PRICE") == 0.0
    assert Environment({}).amount("PRICE") is None


def test_no_process_pays_for_a_model_that_it_does_not_ask() -> None:
    loaded = "import django; django.setup(); import dashboards.urls, sys; print([n for n in NAMES if n in sys.modules])"
    names = ["jsonschema", "httpx", "boto3", "botocore.httpsession", "dashboards.ask.model.bedrock"]

    said = subprocess.run(
        [sys.executable, "-c", loaded.replace("NAMES", repr(names))],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "[]"
