"""An endpoint of OpenAI's protocol, its wire replaced: what is sent, and what comes of each answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from dashboards.ask.model.base import MOST_BYTES, ModelFailed, Said, Usage
from dashboards.ask.model.compatible import Compatible
from dashboards.ask.model.form import sent
from tests.model_stand_in import FORM, chat

SYSTEM, QUESTION = "what the fields mean", "which authors have I frobnicated the most?"
KEY = "sk-a-secret-key"


def ask(answer: Callable[[httpx.Request], httpx.Response] | httpx.Response, key: str = KEY) -> Said:
    handler = (lambda request: answer) if isinstance(answer, httpx.Response) else answer
    model = Compatible("http://llm.test/v1", "some-model", key=key, seconds=1, transport=httpx.MockTransport(handler))
    return model.ask(SYSTEM, QUESTION)


def failed(answer: Callable[[httpx.Request], httpx.Response] | httpx.Response) -> ModelFailed:
    with pytest.raises(ModelFailed) as failure:
        ask(answer)
    assert KEY not in f"{failure.value} {failure.value.detail} {failure.value.values}"
    assert failure.value.__cause__ is None
    return failure.value


def test_the_form_is_asked_for_by_schema() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=chat(json.dumps(FORM)))

    said = ask(answer)

    assert (said.form, said.usage) == (FORM, Usage(1_500, 200))
    [request] = seen
    assert str(request.url) == "http://llm.test/v1/chat/completions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    body = json.loads(request.content)
    assert body["model"] == "some-model"
    assert body["messages"] == [{"role": "system", "content": SYSTEM}, {"role": "user", "content": QUESTION}]
    assert body["response_format"]["json_schema"]["schema"] == sent()


def test_a_server_that_knows_no_schemas_is_told_in_words() -> None:
    bodies: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        if "response_format" in bodies[-1]:
            return httpx.Response(400, json={"error": {"message": "unsupported: response_format"}})
        return httpx.Response(200, json=chat(f"```json\n{json.dumps(FORM)}\n```"))

    assert ask(answer).form == FORM
    assert len(bodies) == 2
    assert '"additionalProperties":false' in bodies[1]["messages"][0]["content"]


def test_one_that_always_says_400_is_asked_twice_and_no_more() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(400, json={})

    failure = failed(answer)

    assert (failure.reason, failure.asked, len(asked)) == ("refused", False, 2)


def test_without_a_key_none_is_sent() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return httpx.Response(200, json=chat(json.dumps(FORM)))

    assert ask(answer, key="").form == FORM


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (chat(json.dumps(FORM), finish="length"), "cut_off"),
        (chat("", finish="content_filter"), "declined"),
        (chat(None, refusal="I cannot help with that."), "declined"),
        (chat(None), "garbled"),
        (chat(""), "garbled"),
        (chat("  \n"), "garbled"),
        (chat([{"type": "text", "text": "{}"}]), "garbled"),
        (chat("SELECT * FROM books"), "garbled"),
        (chat('{"kind": NaN}'), "garbled"),
        ({"choices": []}, "garbled"),
        ({"choices": {}}, "garbled"),
        ({"choices": [None]}, "garbled"),
        ({"choices": [{"message": "hello"}]}, "garbled"),
        ({"error": {"message": "model not found"}}, "garbled"),
        ({}, "garbled"),
    ],
)
def test_what_is_no_form_is_a_failure(answer: dict[str, Any], reason: str) -> None:
    failure = failed(httpx.Response(200, json=answer))

    assert failure.reason == reason
    assert failure.usage == (Usage(1_500, 200) if "usage" in answer else None)


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[]", b'{"choices": NaN}', b"{" * 99_999, b"\xff\xfe"])
def test_what_is_no_json_is_a_failure(body: bytes) -> None:
    assert failed(httpx.Response(200, content=body)).reason == "garbled"


@pytest.mark.parametrize(
    "usage",
    [None, [], {}, {"prompt_tokens": 1}, {"prompt_tokens": 0, "completion_tokens": 0}]
    + [{"prompt_tokens": value, "completion_tokens": 5} for value in (-5, "7", True, 10**12, 1.5, None)],
)
def test_usage_that_cannot_be_is_not_known(usage: Any) -> None:
    assert ask(httpx.Response(200, json=chat(json.dumps(FORM)) | {"usage": usage})).usage is None


@pytest.mark.parametrize(
    ("status", "reason", "asked"),
    [
        (401, "refused", False),
        (403, "refused", False),
        (404, "refused", False),
        (429, "busy", False),
        (500, "away", True),
        (502, "away", True),
        (301, "away", True),
        (307, "away", True),
        (204, "away", True),
    ],
)
def test_a_status_is_said_in_our_words(status: int, reason: str, asked: bool) -> None:
    elsewhere = {"Location": "http://elsewhere.test/v1"}

    failure = failed(httpx.Response(status, json={"error": KEY}, headers=elsewhere))

    assert (failure.reason, failure.asked) == (reason, asked)


def test_an_answer_without_end_is_not_read_to_it() -> None:
    assert failed(httpx.Response(200, content=b" " * (MOST_BYTES + 1))).reason == "garbled"


@pytest.mark.parametrize(
    ("error", "reason", "asked"),
    [
        (httpx.ConnectError("no route to http://user:sk-a-secret-key@llm.test"), "away", False),
        (httpx.ReadError("gone"), "away", True),
        (httpx.RemoteProtocolError("what?"), "away", True),
    ],
)
def test_a_network_that_fails_is_said_in_our_words(error: httpx.HTTPError, reason: str, asked: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    failure = failed(answer)

    assert (failure.reason, failure.asked) == (reason, asked)
