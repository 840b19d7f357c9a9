"""How the services are asked: slowly, as ourselves, with the key only where it belongs."""

from __future__ import annotations

import httpx
import pytest

from enrichment.assumptions.asking import MOST_BYTES, Asker
from enrichment.assumptions.checking import Question, Unreachable

ADDRESSES = {"Open Library": "https://openlibrary.example", "Google Books": "https://books.example/"}


def asking(handler: object, naps: list[float] | None = None) -> Asker:
    return Asker(
        ADDRESSES,
        user_agent="GoodreadsStats/0.1 (me@example.org)",
        api_key="secret",
        pause=1.0,
        transport=httpx.MockTransport(handler),  # type: ignore[arg-type]
        sleep=(naps if naps is not None else []).append,
    )


def test_an_answer_is_handed_on_as_it_came() -> None:
    with asking(lambda request: httpx.Response(429, json={"error": {}}, headers={"Retry-After": "7"})) as ask:
        said = ask(Question("Open Library", "/search.json", {"q": "isbn:(1)"}))

    assert said.status == 429
    assert said.content == {"error": {}}
    assert said.headers["retry-after"] == "7"


def test_what_is_no_json_has_no_content() -> None:
    with asking(lambda request: httpx.Response(200, text="<html>")) as ask:
        assert ask(Question("Open Library", "/search.json", {})).content is None


def test_the_key_is_sent_only_where_it_belongs_and_never_in_the_address() -> None:
    requests: list[httpx.Request] = []

    def take(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json={})

    with asking(take) as ask:
        ask(Question("Google Books", "/books/v1/volumes", {"q": "x"}))
        ask(Question("Google Books", "/books/v1/volumes", {"q": "x"}, with_key=True))

    assert [request.headers.get("X-Goog-Api-Key") for request in requests] == [None, "secret"]
    assert {str(request.url) for request in requests} == {"https://books.example/books/v1/volumes?q=x"}
    assert {request.headers["User-Agent"] for request in requests} == {"GoodreadsStats/0.1 (me@example.org)"}


def test_between_two_questions_there_is_a_pause() -> None:
    naps: list[float] = []

    with asking(lambda request: httpx.Response(200, json={}), naps) as ask:
        for _ in range(3):
            ask(Question("Open Library", "/search.json", {}))

    assert naps == [1.0, 1.0]
    assert ask.requests == 3


def test_nobody_is_followed_to_another_place() -> None:
    with asking(lambda request: httpx.Response(302, headers={"Location": "https://elsewhere.example"})) as ask:
        said = ask(Question("Open Library", "/search.json", {}))

    assert (said.status, said.headers["location"]) == (302, "https://elsewhere.example")


def test_a_service_that_cannot_be_reached_says_so_without_its_address() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to openlibrary.example")

    with asking(refuse) as ask, pytest.raises(Unreachable) as raised:
        ask(Question("Open Library", "/search.json", {}))

    assert str(raised.value) == "it could not be reached (ConnectError)"


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    with (
        asking(lambda request: httpx.Response(200, content=b" " * (MOST_BYTES + 1))) as ask,
        pytest.raises(Unreachable, match="does not end"),
    ):
        ask(Question("Open Library", "/search.json", {}))
