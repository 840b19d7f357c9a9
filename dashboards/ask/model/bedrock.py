"""Amazon Bedrock: `converse`, with a tool that the model must call, whose input is our form."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from dashboards.ask.model.base import MOST_BYTES, MOST_TOKENS, ModelFailed, Said, usage_of
from dashboards.ask.model.form import NAME, sent

_STOPPED = {
    "max_tokens": "cut_off",
    "model_context_window_exceeded": "cut_off",
    "guardrail_intervened": "declined",
    "content_filtered": "declined",
    "malformed_model_output": "garbled",
    "malformed_tool_use": "garbled",
}
# AWS's names of errors: (our reason, whether the model may have worked).
_ERRORS = {
    "ThrottlingException": ("busy", False),
    "ServiceQuotaExceededException": ("busy", False),
    "ModelNotReadyException": ("busy", False),
    "ServiceUnavailableException": ("away", True),
    "InternalServerException": ("away", True),
    "ModelTimeoutException": ("slow", True),
    "ModelErrorException": ("away", True),
    "AccessDeniedException": ("refused", False),
    "ResourceNotFoundException": ("refused", False),
    "ValidationException": ("refused", False),
    "UnrecognizedClientException": ("refused", False),
    "ExpiredTokenException": ("refused", False),
}


class Bedrock:
    """Asks a model on Bedrock. `client` is boto3's, as `bedrock_client` makes it."""

    def __init__(self, client: Any, model: str) -> None:
        self._client, self._model = client, model

    def ask(self, system: str, question: str) -> Said:
        """One request. Raises `ModelFailed`."""
        from botocore import exceptions

        try:
            answer = self._client.converse(**request_of(self._model, system, question))
        except exceptions.ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            reason, asked = _ERRORS.get(code, ("away", True))
            raise ModelFailed(reason, code[:60] if code in _ERRORS else "another error", asked=asked) from None
        except (exceptions.ReadTimeoutError, exceptions.ConnectTimeoutError) as error:
            slow = isinstance(error, exceptions.ReadTimeoutError)
            raise ModelFailed("slow", type(error).__name__, asked=slow) from None
        except exceptions.BotoCoreError as error:  # only the kind: its own words may hold the address
            unsent = (exceptions.EndpointConnectionError, exceptions.NoCredentialsError)
            raise ModelFailed("away", type(error).__name__, asked=not isinstance(error, unsent)) from None
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            # What botocore's parser makes of a reply that is not AWS's.
            raise ModelFailed("garbled", type(error).__name__) from None
        return _said(answer)


def request_of(model: str, system: str, question: str) -> dict[str, Any]:
    """What `converse` is called with."""
    tool = {"name": NAME, "description": "The question as a form.", "inputSchema": {"json": sent()}}
    return {
        "modelId": model,
        "system": [{"text": system}],
        "messages": [{"role": "user", "content": [{"text": question}]}],
        "inferenceConfig": {"maxTokens": MOST_TOKENS, "temperature": 0},
        "toolConfig": {"tools": [{"toolSpec": tool}], "toolChoice": {"tool": {"name": NAME}}},
    }


def bedrock_client(region: str, *, seconds: float, endpoint_url: str | None = None, **credentials: str) -> Any:
    """A client that asks once, in so many seconds, and reads no more of a reply than a form may take."""
    import boto3  # takes a fifth of a second
    from botocore.config import Config

    config = Config(connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": 1})
    client = boto3.client(
        "bedrock-runtime", region_name=region, endpoint_url=endpoint_url, config=config, **credentials
    )
    client.meta.events.register("before-send.bedrock-runtime.Converse", _BoundedSending(seconds))
    return client


class _BoundedSending:
    """Sends in botocore's place: that one reads a reply to its end, however long it is and however slowly it comes."""

    def __init__(self, seconds: float) -> None:
        from botocore.httpsession import URLLib3Session

        self._seconds = seconds
        self._session = URLLib3Session(timeout=(seconds, seconds), proxies={})

    def __call__(self, request: Any, **_: Any) -> Any:
        ends = time.monotonic() + self._seconds
        request.stream_output = True  # the reply is handed over unread
        response = self._session.send(request)
        response._content = _read(response.raw, ends)
        return response


def _read(raw: Any, ends: float) -> bytes:
    from urllib3 import exceptions

    body = bytearray()
    try:
        while chunk := raw.read1(16 * 1024):  # whatever has come: `read` would wait for all of it
            body += chunk
            if len(body) > MOST_BYTES:
                raise ModelFailed("garbled", "too large")
            if time.monotonic() > ends:
                raise ModelFailed("slow", "too slow")
    except exceptions.HTTPError as error:
        slow = isinstance(error, exceptions.TimeoutError)
        raise ModelFailed("slow" if slow else "away", type(error).__name__) from None
    finally:
        raw.close()
    return bytes(body)


def _said(answer: Mapping[str, Any]) -> Said:
    usage = usage_of(answer.get("usage"), "inputTokens", "outputTokens")
    try:
        form = _form(answer)
    except ModelFailed as failed:
        failed.usage = usage
        raise
    return Said(form, usage)


def _form(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if reason := _STOPPED.get(answer.get("stopReason", "")):
        raise ModelFailed(reason, str(answer["stopReason"]))
    blocks = ((answer.get("output") or {}).get("message") or {}).get("content") or []
    calls = [block["toolUse"] for block in blocks if isinstance(block, dict) and block.get("toolUse")]
    if len(calls) != 1 or calls[0].get("name") != NAME or not isinstance(calls[0].get("input"), dict):
        raise ModelFailed("garbled", "the tool was not called as it must be")
    form: Mapping[str, Any] = calls[0]["input"]
    return form
