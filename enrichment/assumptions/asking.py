"""Asks the services the questions, slowly, and hands on what they said as it came."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from enrichment.assumptions.checking import Question, Said, Unreachable

if TYPE_CHECKING:
    import httpx

TIMEOUT = 20.0  # seconds
MOST_BYTES = 8 * 1024 * 1024


class Asker:
    """A connection to all services, open for the length of a `with`. Call it with a question."""

    def __init__(
        self,
        addresses: Mapping[str, str],  # service -> base address
        *,
        user_agent: str,
        api_key: str,
        pause: float,  # seconds between two requests
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.requests = 0
        self._addresses = addresses
        self._headers = {"User-Agent": user_agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        self._api_key = api_key
        self._pause = pause
        self._transport = transport
        self._sleep = sleep

    def __enter__(self) -> Self:
        import httpx

        self._client = httpx.Client(
            headers=self._headers, transport=self._transport, timeout=TIMEOUT, follow_redirects=False, trust_env=False
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def __call__(self, question: Question) -> Said:
        """What the service says. Raises `Unreachable`."""
        import httpx

        if self.requests:
            self._sleep(self._pause)
        self.requests += 1
        headers = {"X-Goog-Api-Key": self._api_key} if question.with_key else {}
        address = self._addresses[question.service].rstrip("/") + question.path
        try:
            with self._client.stream("GET", address, params=dict(question.params), headers=headers) as response:
                body = _read(response)
        except httpx.HTTPError as error:
            raise Unreachable(f"it could not be reached ({type(error).__name__})") from None
        headers_told = {name.lower(): value for name, value in response.headers.items()}
        return Said(response.status_code, headers_told, _json(body))


def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unreachable("its answer does not end")
    return bytes(body)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
