"""What the tests of providers put in place of the world: a pacer that remembers, and a wire that answers as told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from enrichment.providers.base import ProviderBusy

Answer = httpx.Response | Exception


class RecordingPacer:
    """Lets everything through at once and remembers what it was told. `closes_after` requests it says busy."""

    def __init__(self, *, closes_after: int | None = None) -> None:
        self.told: list[str] = []
        self.requests = 0
        self.closes_after = closes_after

    def wait(self) -> None:
        if self.requests == self.closes_after:
            raise ProviderBusy("too long to wait for", retry_after=30)
        self.requests += 1

    def succeeded(self) -> None:
        self.told.append("succeeded")

    def failed(self, reason: str) -> None:
        self.told.append(f"failed: {reason}")

    def limited(self, reason: str, *, retry_after: float | None = None, until_tomorrow: bool = False) -> None:
        self.told.append(f"limited: {reason}, {'until tomorrow' if until_tomorrow else retry_after}")

    def refused(self, reason: str) -> None:
        self.told.append(f"refused: {reason}")


class Service:
    """A service behind `transport`: each request is remembered and answered by `answer`, or by the next of several."""

    def __init__(self, *answers: Answer | Callable[[httpx.Request], Answer]) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers)
        self.transport = httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        said = answer if isinstance(answer, httpx.Response | Exception) else answer(request)
        if isinstance(said, Exception):
            raise said
        return said

    @property
    def questions(self) -> list[str]:
        return [request.url.params["q"] for request in self.requests]


def ok(content: Any) -> httpx.Response:
    return httpx.Response(200, json=content)
