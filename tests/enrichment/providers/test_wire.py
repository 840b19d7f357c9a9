"""The wire against a hostile service: whatever it does, a request ends in time, small, and with a clear word."""

from __future__ import annotations

import contextlib
import gzip
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from enrichment.providers.base import ProviderBusy
from enrichment.providers.wire import ATTEMPTS, Wire
from tests.enrichment.providers.stand_ins import Answer, RecordingPacer, Service, ok

GOOD = {"docs": []}


@contextmanager
def wire_to(service: Service, pacer: RecordingPacer | None = None, **options: object) -> Iterator[Wire]:
    with Wire(
        "https://books.example",
        pacer=pacer or RecordingPacer(),
        headers={"User-Agent": "tests"},
        usable=lambda content: "docs" in content,
        transport=service.transport,
        **options,  # type: ignore[arg-type]
    ) as wire:
        yield wire


def test_an_answer_is_read_and_the_pacer_hears_of_it() -> None:
    pacer = RecordingPacer()
    service = Service(ok(GOOD))

    with wire_to(service, pacer) as wire:
        reply = wire.get("/search.json", {"q": "isbn:(9780000000002)"})

    assert (reply.status, reply.content) == (200, GOOD)
    assert (pacer.requests, pacer.told) == (1, ["succeeded"])
    assert service.requests[0].headers["accept-encoding"] == "gzip"
    assert service.requests[0].url == "https://books.example/search.json?q=isbn%3A%289780000000002%29"


def test_a_question_may_be_json() -> None:
    pacer = RecordingPacer()
    service = Service(httpx.Response(502), ok(GOOD))

    with wire_to(service, pacer) as wire:
        reply = wire.post("/graphql", {"query": "{ books }"})

    assert reply.content == GOOD
    assert pacer.told == ["failed: status 502", "succeeded"]
    assert [(request.method, json.loads(request.content)) for request in service.requests] == [
        ("POST", {"query": "{ books }"})
    ] * 2
    assert service.requests[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(500), "status 500"),
        (httpx.Response(503, text="upstream failed"), "status 503"),
        (httpx.Response(418, json=GOOD), "status 418"),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example/"}), "status 302"),
        (httpx.Response(200, text="<html>We will be back soon.</html>"), "not the JSON that was asked for"),
        (httpx.Response(200, content=b'{"docs": [{"key": "/wor'), "not the JSON that was asked for"),
        (httpx.Response(200, json=["docs"]), "not the JSON that was asked for"),
        (httpx.Response(200, json={"other": 1}), "not the JSON that was asked for"),
        (httpx.Response(200, text='{"docs": NaN}'), "not the JSON that was asked for"),
        (httpx.Response(200, text='{"docs": ' + "9" * 5000 + "}"), "not the JSON that was asked for"),
        (
            httpx.Response(200, text='{"docs": ' + "[" * 100_000 + "]" * 100_000 + "}"),
            "not the JSON that was asked for",
        ),
        (httpx.ConnectError("no route to books.example/?q=a-title"), "ConnectError"),
        (httpx.ReadTimeout("slow"), "ReadTimeout"),
        (httpx.RemoteProtocolError("peer closed connection"), "RemoteProtocolError"),
    ],
)
def test_what_cannot_be_used_is_asked_for_again_and_then_given_up(answer: Answer, reason: str) -> None:
    pacer = RecordingPacer()
    service = Service(lambda _: answer if isinstance(answer, Exception) else _again(answer))

    with wire_to(service, pacer) as wire, pytest.raises(ProviderBusy) as raised:
        wire.get("/search.json", {"q": "a-title"})

    assert pacer.told == [f"failed: {reason}"] * ATTEMPTS
    assert pacer.requests == len(service.requests) == ATTEMPTS
    assert "a-title" not in str(raised.value)


def test_a_passing_fault_is_asked_over() -> None:
    pacer = RecordingPacer()

    with wire_to(Service(httpx.Response(502), ok(GOOD)), pacer) as wire:
        reply = wire.get("/search.json", {})

    assert reply.status == 200
    assert pacer.told == ["failed: status 502", "succeeded"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 414, 429])
def test_what_only_the_provider_can_sort_out_is_handed_to_it(status: int) -> None:
    pacer = RecordingPacer()

    with wire_to(Service(httpx.Response(status, text="no", headers={"Retry-After": "17"})), pacer) as wire:
        reply = wire.get("/search.json", {})

    assert (reply.status, reply.content, reply.retry_after) == (status, {}, 17.0)
    assert pacer.told == []


@pytest.mark.parametrize("header", ["soon", "-1", "nan", "Fri, 21 Nov 2025 09:00:00 GMT", ""])
def test_a_retry_after_without_seconds_says_nothing(header: str) -> None:
    with wire_to(Service(httpx.Response(429, headers={"Retry-After": header}))) as wire:
        assert wire.get("/", {}).retry_after is None


def test_a_gzip_bomb_is_cut_off() -> None:
    pacer = RecordingPacer()
    bomb = gzip.compress(json.dumps({"docs": ["0" * 3_000_000]}).encode())
    service = Service(lambda _: httpx.Response(200, content=bomb, headers={"Content-Encoding": "gzip"}))

    with wire_to(service, pacer, most_bytes=1_000_000) as wire, pytest.raises(ProviderBusy):
        wire.get("/", {})

    assert len(bomb) < 10_000
    assert pacer.told == ["failed: too large"] * ATTEMPTS


def test_one_encoding_upon_another_is_not_unpacked() -> None:
    twice = gzip.compress(gzip.compress(b'{"docs": []}'))
    pacer = RecordingPacer()
    service = Service(lambda _: httpx.Response(200, content=twice, headers={"Content-Encoding": "gzip, gzip"}))

    with wire_to(service, pacer) as wire, pytest.raises(ProviderBusy):
        wire.get("/", {})

    assert pacer.told[0] == "failed: an encoding that was not asked for"


def test_broken_gzip_is_an_unusable_answer() -> None:
    pacer = RecordingPacer()
    # A stream is given, since httpx unpacks plain content while the answer is made up.
    service = Service(
        lambda _: httpx.Response(200, stream=_Parts(b"\x1f\x8b\x08 not gzip"), headers={"Content-Encoding": "gzip"})
    )

    with wire_to(service, pacer) as wire, pytest.raises(ProviderBusy):
        wire.get("/", {})

    assert pacer.told == ["failed: DecodingError"] * ATTEMPTS


def test_pulse_is_felt_before_each_request() -> None:
    beats: list[int] = []

    with wire_to(Service(httpx.Response(500), ok(GOOD)), pulse=lambda: beats.append(1)) as wire:
        wire.get("/", {})

    assert len(beats) == 2


def test_a_closed_door_is_not_knocked_at() -> None:
    service = Service(httpx.Response(500))

    with wire_to(service, RecordingPacer(closes_after=1)) as wire, pytest.raises(ProviderBusy, match="too long"):
        wire.get("/", {})

    assert len(service.requests) == 1


def test_only_web_addresses_are_called() -> None:
    with pytest.raises(ValueError, match="http"):
        Wire("file:///etc", pacer=RecordingPacer(), headers={}, usable=bool)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
BODY = b'{"docs": []}'
Talk = Callable[[socketserver.StreamRequestHandler], None]


def test_a_plain_server_is_understood() -> None:
    pacer = RecordingPacer()

    with server(lambda handler: say(handler, HEAD + BODY)) as address, wire_by_socket(address, pacer) as wire:
        assert wire.get("/", {}).content == GOOD


@pytest.mark.parametrize(
    "talk",
    [
        lambda handler: say(handler, HEAD) or drip(handler, b" " * 200),
        lambda handler: drip(handler, HEAD * 3),
        lambda handler: time.sleep(2),
    ],
    ids=["drips its body", "drips its headers", "says nothing"],
)
def test_a_service_that_dawdles_is_left_in_time(talk: Talk) -> None:
    pacer = RecordingPacer()
    with server(talk) as address:
        started = time.monotonic()

        with wire_by_socket(address, pacer, deadline=0.2) as wire, pytest.raises(ProviderBusy):
            wire.get("/", {})

        assert time.monotonic() - started < ATTEMPTS * 2, "each talk takes 2 s or more where it is heard to its end"
        assert pacer.told == ["failed: too slow"] * ATTEMPTS


@pytest.mark.parametrize(
    "talk",
    [lambda handler: say(handler, HEAD + BODY[:5]), lambda handler: None],
    ids=["breaks off its body", "hangs up"],
)
def test_a_service_that_breaks_off_is_told_from_a_slow_one(talk: Talk) -> None:
    pacer = RecordingPacer()

    # A deadline far off: on busy cores even a connection that ends at once may take a while.
    with server(talk) as address, wire_by_socket(address, pacer, deadline=60) as wire, pytest.raises(ProviderBusy):
        wire.get("/", {})

    assert pacer.told == ["failed: RemoteProtocolError"] * ATTEMPTS


def test_one_connection_serves_several_requests_and_each_has_its_own_deadline() -> None:
    def talk(handler: socketserver.StreamRequestHandler) -> None:
        say(handler, HEAD + BODY)
        hear(handler)
        say(handler, HEAD + BODY)
        hear(handler)
        time.sleep(20)

    pacer = RecordingPacer()
    with server(talk) as address, wire_by_socket(address, pacer, deadline=2) as wire:
        wire.get("/", {})
        wire.get("/", {})
        started = time.monotonic()
        wire.get("/", {})  # late on the old connection, so asked over a new one

    assert time.monotonic() - started < 15
    assert pacer.told == ["succeeded", "succeeded", "failed: too slow", "succeeded"]


def wire_by_socket(address: str, pacer: RecordingPacer, *, deadline: float = 5) -> Wire:
    return Wire(address, pacer=pacer, headers={}, usable=lambda content: "docs" in content, deadline=deadline)


def hear(handler: socketserver.StreamRequestHandler) -> None:
    while handler.rfile.readline().strip():
        pass


def say(handler: socketserver.StreamRequestHandler, parts: bytes) -> None:
    handler.wfile.write(parts)


def drip(handler: socketserver.StreamRequestHandler, parts: bytes) -> None:
    for byte in parts:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


@contextmanager
def server(talk: Talk) -> Iterator[str]:
    """A server on this machine that hears a request, then does as `talk` says, then hangs up."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            hear(self)
            with contextlib.suppress(OSError):  # the client has left, as it should
                talk(self)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


class _Parts(httpx.SyncByteStream):
    def __init__(self, *parts: bytes) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts


def _again(answer: httpx.Response) -> httpx.Response:
    """A fresh copy: an answer can be read only once."""
    return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
