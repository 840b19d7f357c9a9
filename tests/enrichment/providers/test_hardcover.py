"""Hardcover by ISBN: one question for many books, a token that must show nowhere, an API that may change."""

from __future__ import annotations

import json
import logging
import traceback
from typing import Any

import httpx
import pytest

from enrichment.providers.base import Answers, Facts, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.hardcover import BOOKS_A_REQUEST, Hardcover
from enrichment.providers.wire import ATTEMPTS
from tests.enrichment.providers.stand_ins import RecordingPacer, Service, ok

TOKEN = "eyMadeUp.Token-0123456789_abc"
ISBN = "9780306406157"
OTHER_ISBN = "9791032102350"
BOOK = Wanted(1, "The Lamplighters", "Ida Holm", isbn13=ISBN)
OTHER = Wanted(2, "Salt Roads", "Bo Falk", isbn13=OTHER_ISBN)
WITHOUT_ISBN = Wanted(3, "The Lamplighters", "Ida Holm")


def edition(isbn: str = ISBN, *, book: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    plain = {
        "slug": "the-lamplighters",
        "title": "The Lamplighters",
        "release_year": 1998,
        "rating": 3.75,
        "ratings_count": 41,
        "cached_contributors": [
            {"author": {"id": 7, "name": "Ida Holm", "slug": "ida-holm"}, "contribution": None},
            {"author": {"id": 8, "name": "Uwe Renner"}, "contribution": "Narrator"},
        ],
        "cached_tags": {"Genre": [{"tag": "Fantasy", "count": 9}, {"tag": "Adventure"}], "Mood": [{"tag": "dark"}]},
    }
    return {
        "isbn_13": isbn,
        "title": "The Lamplighters",
        "subtitle": None,
        "pages": 312,
        "language": {"code2": "en"},
        "book": {**plain, **(book or {})},
        **fields,
    }


def answer(*editions: Any) -> httpx.Response:
    return ok({"data": {"editions": list(editions)}})


def error(code: str, message: str = "field 'editions' not found") -> httpx.Response:
    return ok({"errors": [{"message": message, "extensions": {"code": code, "path": "$"}}]})


def look_up(service: Service, *books: Wanted, pacer: RecordingPacer | None = None, token: str = TOKEN) -> Answers:
    provider = Hardcover(
        "https://hc.example",
        pacer=pacer or RecordingPacer(),
        token=token,
        user_agent="GoodreadsStats/1 (books@example.org)",
        transport=service.transport,
    )
    return provider.look_up(books)


def test_every_fact_is_read() -> None:
    facts = look_up(Service(answer(edition())), BOOK).found[1]

    assert facts == Facts(
        matched_by="isbn",
        score=1.0,
        reason="ISBN, title and author agree",
        key="/books/the-lamplighters",
        title="The Lamplighters",
        authors=("Ida Holm",),
        subjects=("Fantasy", "Adventure"),
        languages=("en",),
        pages=312,
        first_publish_year=1998,
        rating=3.75,
        ratings_count=41,
    )


def test_many_books_are_asked_for_in_one_question() -> None:
    service, pacer = Service(answer(edition(), edition(OTHER_ISBN, title="Other"))), RecordingPacer()

    answers = look_up(service, BOOK, OTHER, WITHOUT_ISBN, pacer=pacer)

    [request] = service.requests
    question = json.loads(request.content)
    assert (request.method, request.url.path) == ("POST", "/v1/graphql")
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["user-agent"] == "GoodreadsStats/1 (books@example.org)"
    assert question["variables"] == {"isbns": [ISBN, OTHER_ISBN], "limit": 6}
    assert "isbn_13: {_in: $isbns}" in question["query"]
    assert set(answers.found) == {1}
    assert answers.not_known.keys() == {2, 3}
    assert answers.not_known[3] == "nothing to ask by"
    assert pacer.told == ["succeeded"]


def test_more_books_than_a_question_holds_are_asked_for_in_several() -> None:
    service = Service(lambda _: answer())
    books = [Wanted(number, "A Title", "Ida Holm", isbn13=ISBN) for number in range(BOOKS_A_REQUEST + 1)]

    answers = look_up(service, *books)

    assert len(service.requests) == 2
    assert set(answers.not_known.values()) == {"no edition"}


def test_books_without_an_isbn_are_not_asked_for() -> None:
    service = Service(answer())

    look_up(service, WITHOUT_ISBN, Wanted(4, "X", "Y", isbn13="9780306406158"))

    assert service.requests == []


def test_an_isbn_that_was_given_twice_is_doubted() -> None:
    other = edition(title="Bridges of Iron", book={"cached_contributors": [{"author": {"name": "Uwe Renner"}}]})

    answers = look_up(Service(answer(other)), BOOK)

    assert answers.not_known[1].startswith("doubtful")


def test_of_several_records_of_an_isbn_the_likeliest_is_taken() -> None:
    unlike = edition(title="Bridges of Iron", book={"cached_contributors": []})

    answers = look_up(Service(answer(unlike, edition(pages=77))), BOOK)

    assert answers.found[1].pages == 77


@pytest.mark.parametrize(
    ("tags", "subjects"),
    [
        ({"Genre": ["Fantasy", "Adventure"]}, ("Fantasy", "Adventure")),
        ({"Genre": []}, ()),
        ({"Genre": "Fantasy"}, ()),
        ({"Mood": [{"tag": "dark"}]}, ()),
        ([], ()),
        (None, ()),
    ],
)
def test_genres_are_read_in_whatever_shape_they_come(tags: Any, subjects: tuple[str, ...]) -> None:
    facts = look_up(Service(answer(edition(book={"cached_tags": tags}))), BOOK).found[1]

    assert facts.subjects == subjects


def test_what_is_missing_is_left_out() -> None:
    bare = {
        "isbn_13": ISBN,
        "title": "The Lamplighters",
        "book": {"cached_contributors": [{"author": {"name": "Ida Holm"}}]},
    }

    facts = look_up(Service(answer(bare, "nonsense", {"isbn_13": 7})), BOOK).found[1]

    assert facts.to_json().keys() == {"matched_by", "score", "reason", "title", "authors"}


@pytest.mark.parametrize("token", [f"Bearer {TOKEN}", f" {TOKEN}\n"])
def test_a_token_may_be_pasted_as_the_account_page_shows_it(token: str) -> None:
    service = Service(answer())

    look_up(service, BOOK, token=token)

    assert service.requests[0].headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("token", ["", "Bearer", "two words", "a\r\nb", "tökén"])
def test_what_can_be_no_token_is_never_sent(token: str) -> None:
    service, pacer = Service(answer()), RecordingPacer()

    with pytest.raises(ProviderRefused, match="HARDCOVER_TOKEN"):
        look_up(service, BOOK, pacer=pacer, token=token)

    assert service.requests == []
    assert len(pacer.told) == 1


@pytest.mark.parametrize(
    "said",
    [
        httpx.Response(401, json={"error": "Unable to verify token"}),
        httpx.Response(403, json={"error": "Not for you"}),
        error("validation-failed"),
        error("invalid-jwt"),
    ],
)
def test_a_bad_token_or_a_question_of_yesterday_is_not_tried_again(said: httpx.Response) -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderRefused) as raised:
        look_up(Service(said), BOOK, pacer=pacer)

    assert pacer.told[-1].startswith("refused: ")
    assert raised.value.answers
    assert raised.value.answers.unanswered == {1}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (httpx.Response(429, json={"error": "Throttled"}), "limited: status 429, 60.0"),
        (httpx.Response(429, headers={"Retry-After": "7"}), "limited: status 429, 7.0"),
        (error("unexpected"), "limited: unexpected, 60.0"),
        (error(f"a sentence with {TOKEN}"), "limited: an error, 60.0"),
        (httpx.Response(404), "failed: status 404"),
    ],
)
def test_what_passes_is_waited_for(said: httpx.Response, told: str) -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy):
        look_up(Service(said), BOOK, pacer=pacer)

    assert pacer.told[-1] == told
    assert pacer.requests == 1


@pytest.mark.parametrize("content", [{"data": None}, {"data": {"editions": None}}, {}])
def test_an_answer_of_another_shape_is_asked_for_again_and_given_up(content: Any) -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy):
        look_up(Service(lambda _: ok(content)), BOOK, pacer=pacer)

    assert pacer.told == ["failed: not the JSON that was asked for"] * ATTEMPTS


def test_what_was_learnt_before_it_broke_off_is_kept() -> None:
    books = [Wanted(100 + number, "A Title", "Ida Holm", isbn13=ISBN) for number in range(BOOKS_A_REQUEST)]

    with pytest.raises(ProviderBusy) as raised:
        look_up(Service(answer()), *books, OTHER, WITHOUT_ISBN, pacer=RecordingPacer(closes_after=1))

    assert raised.value.answers
    assert raised.value.answers.not_known.keys() == {book.book_id for book in (*books, WITHOUT_ISBN)}
    assert raised.value.answers.unanswered == {OTHER.book_id}


def test_the_token_is_in_no_log_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    for said in (
        error("validation-failed", f"token {TOKEN}"),
        httpx.Response(403, text=TOKEN),
        httpx.ConnectError(TOKEN),
    ):
        pacer = RecordingPacer()
        with pytest.raises(ProviderError) as raised:
            look_up(Service(said), BOOK, pacer=pacer)

        assert TOKEN not in "".join(traceback.format_exception(raised.value)) + str(pacer.told)
    assert TOKEN not in caplog.text
