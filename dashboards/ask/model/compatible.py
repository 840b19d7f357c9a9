"""Any endpoint that speaks OpenAI's chat protocol: Ollama, vLLM, llama.cpp and others. The key travels in a header."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dashboards.ask.model.base import MOST_BYTES, MOST_TOKENS, ModelFailed, Said, usage_of
from dashboards.ask.model.checking import form_in
from dashboards.ask.model.form import NAME, sent
from dashboards.ask.model.prompt import spelt_out
from enrichment.providers.base import ProviderBusy
from enrichment.providers.wire import Reply, Wire

if TYPE_CHECKING:
    import httpx

_PATH = "/chat/completions"
_REASONS = {401: "refused", 403: "refused", 404: "refused", 414: "refused", 429: "busy"}


class Compatible:
    """Asks a model for JSON that meets our schema; one that knows no schemas is told it in words."""

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str = "",
        seconds: float,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`base_url` is what comes before /chat/completions, such as http://localhost:11434/v1."""
        self._base_url, self._model, self._key = base_url, model, key
        self._seconds, self._transport = seconds, transport

    def ask(self, system: str, question: str) -> Said:
        """One request; a second where the first is refused as malformed (400), for want of schemas. Raises `ModelFailed`."""
        ends = time.monotonic() + self._seconds
        body: dict[str, Any] = {
            "model": self._model,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "messages": _messages(system, question),
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": NAME, "strict": True, "schema": sent()},
            },
        }
        reply = self._post(body, self._seconds)
        if reply.status == 400 and (left := ends - time.monotonic()) > 0:
            del body["response_format"]
            reply = self._post(body | {"messages": _messages(spelt_out(system), question)}, left)
        if reply.status != 200:
            reason = _REASONS.get(reply.status, "refused")
            raise ModelFailed(reason, f"status {reply.status}", asked=False)
        return _said(reply.content)

    def _post(self, body: dict[str, Any], seconds: float) -> Reply:
        ear = _Ear()
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        wire = Wire(
            self._base_url,
            pacer=ear,
            headers=headers,
            usable=lambda content: True,
            transport=self._transport,
            deadline=seconds,
            most_bytes=MOST_BYTES,
            attempts=1,  # a model that is slow or fails is not asked again: each time costs
        )
        try:
            with wire:
                return wire.post(_PATH, body)
        except ProviderBusy:
            raise _failed(ear.heard) from None


class _Ear:
    """Hears how a request ended; a model is paced by its readers' limits and not by slots."""

    heard = ""

    def wait(self) -> None:
        return

    def succeeded(self) -> None:
        return

    def failed(self, reason: str) -> None:
        self.heard = reason

    def limited(self, reason: str, *, retry_after: float | None = None, until_tomorrow: bool = False) -> None:
        self.heard = reason

    def refused(self, reason: str) -> None:
        self.heard = reason


def _failed(heard: str) -> ModelFailed:
    if heard == "too slow":
        return ModelFailed("slow", heard)
    if heard in ("too large", "not the JSON that was asked for", "an encoding that was not asked for"):
        return ModelFailed("garbled", heard)
    return ModelFailed("away", heard, asked=heard not in ("ConnectError", "ConnectTimeout"))


def _messages(system: str, question: str) -> list[dict[str, str]]:
    return [{"role": "system", "content": system}, {"role": "user", "content": question}]


def _said(content: Mapping[str, Any]) -> Said:
    usage = usage_of(content.get("usage"), "prompt_tokens", "completion_tokens")
    try:
        form = _form(content)
    except ModelFailed as failed:
        failed.usage = usage
        raise
    return Said(form, usage)


def _form(content: Mapping[str, Any]) -> Mapping[str, Any]:
    choices = content.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise ModelFailed("garbled", "no message")
    if choice.get("finish_reason") == "length":
        raise ModelFailed("cut_off")
    if choice.get("finish_reason") == "content_filter" or message.get("refusal"):
        raise ModelFailed("declined")
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise ModelFailed("garbled", "nothing was said")
    return form_in(text)
