"""Bedrock through botocore's own checks of what is sent and what comes back; nothing leaves the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import Stubber

from dashboards.ask.model.base import MOST_TOKENS, ModelFailed, Usage
from dashboards.ask.model.bedrock import Bedrock, bedrock_client, request_of
from dashboards.ask.model.form import NAME, sent
from tests.model_stand_in import FORM, converse

SYSTEM, QUESTION = "what the fields mean", "which authors have I frobnicated the most?"


@pytest.fixture
def client() -> Any:
    return bedrock_client("eu-central-1", seconds=1, aws_access_key_id="no-id", aws_secret_access_key="no-key")


@pytest.fixture
def stubber(client: Any) -> Iterator[Stubber]:
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def ask(client: Any) -> Any:
    return Bedrock(client, "some-model").ask(SYSTEM, QUESTION)


def expected() -> dict[str, Any]:
    return {
        "modelId": "some-model",
        "system": [{"text": SYSTEM}],
        "messages": [{"role": "user", "content": [{"text": QUESTION}]}],
        "inferenceConfig": {"maxTokens": MOST_TOKENS, "temperature": 0},
        "toolConfig": {
            "tools": [
                {"toolSpec": {"name": NAME, "description": "The question as a form.", "inputSchema": {"json": sent()}}}
            ],
            "toolChoice": {"tool": {"name": NAME}},
        },
    }


def test_the_tool_is_forced_and_its_input_is_the_form(client: Any, stubber: Stubber) -> None:
    stubber.add_response("converse", converse(FORM), expected())

    said = ask(client)

    assert said.form == FORM
    assert said.usage == Usage(1_500, 200)


def test_words_before_the_call_are_left_alone(client: Any, stubber: Stubber) -> None:
    stubber.add_response("converse", converse(FORM, text="Let me see."))

    assert ask(client).form == FORM


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (converse(FORM, stop="max_tokens"), "cut_off"),
        (converse(FORM, stop="model_context_window_exceeded"), "cut_off"),
        (converse(None, stop="guardrail_intervened", text="I cannot."), "declined"),
        (converse(None, stop="content_filtered"), "declined"),
        (converse(FORM, stop="malformed_tool_use"), "garbled"),
        (converse(None, stop="end_turn", text='{"kind": "list"}'), "garbled"),
        (converse(None, stop="end_turn"), "garbled"),
        (converse(FORM, name="run_sql"), "garbled"),
        (converse("SELECT * FROM books"), "garbled"),
        (converse([FORM]), "garbled"),
    ],
)
def test_what_is_no_call_of_the_tool_is_a_failure_that_was_paid(
    client: Any, stubber: Stubber, answer: dict[str, Any], reason: str
) -> None:
    stubber.add_response("converse", answer)

    with pytest.raises(ModelFailed) as failed:
        ask(client)

    assert (failed.value.reason, failed.value.usage, failed.value.asked) == (reason, Usage(1_500, 200), True)


def test_two_calls_are_none(client: Any, stubber: Stubber) -> None:
    answer = converse(FORM)
    answer["output"]["message"]["content"] *= 2
    stubber.add_response("converse", answer)

    with pytest.raises(ModelFailed) as failed:
        ask(client)

    assert failed.value.reason == "garbled"


@pytest.mark.parametrize(
    ("code", "status", "reason", "asked"),
    [
        ("ThrottlingException", 429, "busy", False),
        ("AccessDeniedException", 403, "refused", False),
        ("ValidationException", 400, "refused", False),
        ("ResourceNotFoundException", 404, "refused", False),
        ("ModelTimeoutException", 408, "slow", True),
        ("InternalServerException", 500, "away", True),
        ("ServiceUnavailableException", 503, "away", True),
        ("SomethingNewException", 418, "away", True),
    ],
)
def test_awss_errors_are_said_in_ours(
    client: Any, stubber: Stubber, code: str, status: int, reason: str, asked: bool
) -> None:
    stubber.add_client_error("converse", code, "arn:aws:bedrock:secret", status)

    with pytest.raises(ModelFailed) as failed:
        ask(client)

    assert (failed.value.reason, failed.value.asked) == (reason, asked)
    assert "secret" not in f"{failed.value} {failed.value.detail}"


def test_the_client_asks_once_and_is_not_patient(client: Any) -> None:
    config = client.meta.config

    assert config.retries["total_max_attempts"] == 1
    assert (config.connect_timeout, config.read_timeout) == (1, 1)


def test_without_credentials_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")

    with pytest.raises(ModelFailed) as failed:
        ask(bedrock_client("eu-central-1", seconds=1))

    assert (failed.value.reason, failed.value.asked) == ("away", False)


def test_a_request_is_what_botocore_takes_for_one(client: Any) -> None:
    with Stubber(client) as stubber:
        stubber.add_response("converse", converse(FORM), request_of("some-model", SYSTEM, QUESTION))
        answer = client.converse(**request_of("some-model", SYSTEM, QUESTION))

        stubber.assert_no_pending_responses()
    assert answer["output"] == converse(FORM)["output"]
