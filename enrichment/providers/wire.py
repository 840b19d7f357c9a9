"""One bounded HTTP conversation with a provider: small, timed, retried, and silent about what was asked.

A service may answer with anything, so every request has a deadline over all of it, a cap on the decoded
bytes, no redirects and no proxies from the environment; and what comes back is a JSON object or nothing.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode, urlsplit

from enrichment.providers.base import Pacer, ProviderBusy

if TYPE_CHECKING:
    import httpx

DEADLINE = 10.0  # seconds for one request, from connecting to the last byte
MOST_BYTES = 8 * 1024 * 1024  # decoded; the fullest answer seen to 50 books is under 1 MB
ATTEMPTS = 3
ANSWERS_TO_CLASSIFY = frozenset({400, 401, 403, 404, 414, 429})  # what they mean differs from service to service

JsonObject = dict[str, Any]


class UnusableAnswer(Exception):
    """Nothing to work with came back: the network, an outage, garbage. Its text names no address and no key."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service said: `content` is empty where it said no JSON object."""

    status: int
    content: JsonObject
    retry_after: float | None = None  # seconds, where the service gave a number


class Wire:
    """A connection to one service, open for the length of a `with`.

    `usable` says whether a 200's JSON has the shape to be worked with; one that has not is asked for again.
    """

    def __init__(
        self,
        base_url: str,
        *,
        pacer: Pacer,
        headers: Mapping[str, str],
        usable: Callable[[JsonObject], bool],
        pulse: Callable[[], None] = lambda: None,
        transport: httpx.BaseTransport | None = None,
        deadline: float = DEADLINE,
        most_bytes: int = MOST_BYTES,
        attempts: int = ATTEMPTS,
    ) -> None:
        if urlsplit(base_url).scheme not in ("http", "https"):
            raise ValueError("A provider's address must start with http:// or https://")
        self._base_url = base_url.rstrip("/")
        self._pacer = pacer
        self._headers = {**headers, "Accept": "application/json", "Accept-Encoding": "gzip"}
        self._usable = usable
        self._pulse = pulse
        self._transport = transport
        self._deadline = deadline
        self._most_bytes = most_bytes
        self._attempts = attempts
        self._line = _Line()

    def __enter__(self) -> Self:
        import httpx  # here because it is slow to import, and most processes never ask anybody

        self._client = httpx.Client(
            headers=self._headers,
            transport=self._transport,
            timeout=self._deadline,
            follow_redirects=False,
            trust_env=False,
            verify=trust(),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._line.close()

    def get(self, path: str, params: Mapping[str, str]) -> Reply:
        """What the service says to one question, asked up to `attempts` times. Raises `ProviderBusy`.

        Statuses whose meaning is the service's own (400, 401, 403, 404, 414, 429) come back as they are,
        and the pacer hears of them from the provider that knows what they mean.
        """
        return self._ask("GET", path, params=dict(params))

    def post(self, path: str, question: JsonObject) -> Reply:
        """As `get`, for a service that takes its question as JSON. It must be one that changes nothing."""
        return self._ask("POST", path, json=question)

    def address_length(self, path: str, params: Mapping[str, str]) -> int:
        """How many characters the address of such a question has, or a few less."""
        return len(self._base_url) + len(path) + 1 + len(urlencode(params))

    def _ask(self, method: str, path: str, **question: Any) -> Reply:
        for attempt in range(1, self._attempts + 1):
            self._pulse()
            self._pacer.wait()
            try:
                reply = self._fetch(method, path, **question)
            except UnusableAnswer as unusable:
                self._pacer.failed(str(unusable))
                if attempt == self._attempts:
                    raise ProviderBusy(f"no usable answer in {self._attempts} attempts: {unusable}") from None
                continue
            if reply.status == 200:
                self._pacer.succeeded()
            return reply
        raise AssertionError("the last attempt returns or raises")

    def _fetch(self, method: str, path: str, **question: Any) -> Reply:
        import httpx

        with _Deadline(self._deadline, self._line) as deadline:
            try:
                with self._client.stream(
                    method, self._base_url + path, extensions={"trace": self._line.watch}, **question
                ) as response:
                    body = self._read(response, deadline)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                # Only the kind: httpx's own words may hold the address.
                raise UnusableAnswer("too slow" if deadline.is_over else type(error).__name__) from None
        return self._understand(response, body)

    def _read(self, response: httpx.Response, deadline: _Deadline) -> bytes:
        if response.headers.get("content-encoding", "identity").strip().lower() not in ("identity", "gzip"):
            raise UnusableAnswer("an encoding that was not asked for")  # layered ones swell by a thousand each
        body = bytearray()
        for chunk in response.iter_bytes():  # with a chunk size it would collect drops and never come back to us
            body += chunk
            if len(body) > self._most_bytes:
                raise UnusableAnswer("too large")
            if deadline.is_over:
                break
        if deadline.is_over:
            raise UnusableAnswer("too slow")
        return bytes(body)

    def _understand(self, response: httpx.Response, body: bytes) -> Reply:
        status = response.status_code
        content = _json_object(body)
        if status == 200 and (content is None or not self._usable(content)):
            raise UnusableAnswer("not the JSON that was asked for")
        if status != 200 and status not in ANSWERS_TO_CLASSIFY:
            raise UnusableAnswer(f"status {status}")
        return Reply(status, content or {}, _seconds(response.headers.get("retry-after")))


@cache
def trust() -> ssl.SSLContext:
    """Whose certificates are believed. Reading them takes 20 ms, so they are read once and not for each connection."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


class _Line:
    """A second handle on the socket that the client talks through, by which a stuck request can be cut off."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """httpcore's trace hook, told of each connection as it is made."""
        if event == "connection.connect_tcp.complete":
            self.close()
            # A duplicate, because TLS takes the socket itself away from its first owner.
            self._socket = info["return_value"].get_extra_info("socket").dup()

    def cut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):  # the service was quicker to hang up
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class _Deadline:
    """Ends a request when its time is up, wherever it hangs.

    httpx's time-outs run from byte to byte, so a service that drips its headers or its body outlives them.
    """

    def __init__(self, seconds: float, line: _Line) -> None:
        self._ends = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, line.cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._ends


def _json_object(body: bytes) -> JsonObject | None:
    try:
        content = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _seconds(header: str | None) -> float | None:
    """Retry-After's seconds. Its other form, a date, is left to the pacer's own patience."""
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return min(seconds, 86_400.0) if seconds > 0 else None  # also drops "nan"
