"""Google Books: one book a call, a scarce quota, a key that must show nowhere, and answers to be doubted."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import httpx
import pytest

from enrichment.providers.base import Answers, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.google_books import GoogleBooks
from tests.enrichment.providers.stand_ins import RecordingPacer, Service, ok

KEY = "AIzaMadeUpKey-0123456789_abcdefghijklmn"
ISBN = "9780306406157"
OTHER_ISBN = "9791032102350"
BOOK = Wanted(1, "The Lamplighters", "Emma Stone", isbn13=ISBN)
PLAIN = Wanted(2, "The Lamplighters", "Emma Stone")


def volume(*isbns: str, **fields: Any) -> dict[str, Any]:
    info = {
        "title": "The Lamplighters",
        "authors": ["Emma Stone"],
        "industryIdentifiers": [{"type": f"ISBN_{len(isbn)}", "identifier": isbn} for isbn in isbns],
        **fields,
    }
    return {"kind": "books#volume", "id": "aB3_-x", "volumeInfo": info}


def listing(*volumes: Any) -> httpx.Response:
    return ok({"kind": "books#volumes", "totalItems": len(volumes), **({"items": list(volumes)} if volumes else {})})


def error(code: int, message: str, reason: str, **details: Any) -> httpx.Response:
    body = {"code": code, "message": message, "errors": [{"message": message, "reason": reason}], **details}
    return httpx.Response(code, json={"error": body})


def look_up(
    service: Service, *books: Wanted, pacer: RecordingPacer | None = None, key: str = KEY, detailed: bool = False
) -> Answers:
    provider = GoogleBooks(
        "https://google.example",
        pacer=pacer or RecordingPacer(),
        api_key=key,
        country="DE",
        user_agent="GoodreadsStats/1 (books@example.org)",
        detailed=detailed,
        transport=service.transport,
    )
    return provider.look_up(books)


def test_a_book_is_asked_for_by_its_isbn_and_every_fact_is_read() -> None:
    service = Service(
        listing(
            volume(
                ISBN,
                pageCount=321,
                categories=["Fiction"],
                averageRating=4.5,
                ratingsCount=12,
                language="pt-BR",
                publishedDate="2021-03",
                imageLinks={
                    "thumbnail": "http://books.google.com/books/content?id=aB3&zoom=1&edge=curl&source=gbs_api"
                },
            )
        )
    )

    facts = look_up(service, BOOK).found[1]

    assert facts.to_json() == {
        "matched_by": "isbn",
        "score": 1.0,
        "reason": "ISBN, title and author agree",
        "key": "aB3_-x",
        "title": "The Lamplighters",
        "authors": ("Emma Stone",),
        "categories": ("Fiction",),
        "languages": ("pt",),
        "pages": 321,
        "cover_url": "https://books.google.com/books/content?id=aB3&zoom=1&source=gbs_api",
        "rating": 4.5,
        "ratings_count": 12,
    }
    asked = service.requests[0]
    assert asked.url.path == "/books/v1/volumes"
    assert asked.url.params["q"] == f"isbn:{ISBN}"
    assert asked.url.params["country"] == "DE"


def test_the_key_travels_in_a_header_and_nowhere_else() -> None:
    service = Service(listing(volume(ISBN)))

    look_up(service, BOOK)

    assert service.requests[0].headers["x-goog-api-key"] == KEY
    assert KEY not in str(service.requests[0].url)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("no route"),
        httpx.Response(500),
        httpx.Response(403, text=f"bad key {KEY}"),
        error(400, f"API key not valid: {KEY}", "badRequest"),
        error(429, "Quota exceeded", f"for {KEY}"),
        error(503, KEY, "backendError"),
    ],
)
def test_no_error_and_no_log_names_the_key(
    answer: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pacer = RecordingPacer()

    with pytest.raises(ProviderError) as raised:
        look_up(Service(lambda _: answer), BOOK, pacer=pacer)

    text = "".join(traceback.format_exception(raised.value))
    assert KEY not in text
    assert KEY not in caplog.text
    assert KEY not in " ".join(pacer.told)


@pytest.mark.parametrize("key", ["", "  ", "with space", "with\nline", "schlüssel"])
def test_what_cannot_be_a_key_is_never_sent(key: str) -> None:
    service = Service(listing())
    pacer = RecordingPacer()

    with pytest.raises(ProviderRefused, match="GOOGLE_BOOKS_API_KEY") as raised:
        look_up(service, BOOK, pacer=pacer, key=key)

    assert service.requests == []
    assert len(pacer.told) == 1
    assert raised.value.answers == Answers(unanswered={1})


def test_without_an_isbn_title_and_author_are_asked_for_and_must_both_agree() -> None:
    service = Service(listing(volume(OTHER_ISBN, authors=["John Doe"]), volume(OTHER_ISBN)))

    answers = look_up(service, PLAIN)

    assert answers.found[2].matched_by == "title"
    assert service.questions == ['intitle:"The Lamplighters" inauthor:"Emma Stone"']


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (volume(ISBN), True),
        (volume("0306406152"), True),
        (volume(OTHER_ISBN), False),
        (volume(), True),
        (volume(authors=["John Doe"]), False),
        (volume(title="Another Story"), False),
        (volume(ISBN, title="Die Laternenanzünder"), True),
        (volume(ISBN, title="Cooking for One", authors=["John Doe"]), False),
        (volume(ISBN, subtitle="A Study Guide"), False),
        ({"id": "x"}, False),
    ],
)
def test_an_answer_is_believed_only_if_it_lists_the_isbn_or_none_and_agrees(found: dict[str, Any], known: bool) -> None:
    answers = look_up(Service(listing(found)), BOOK)

    assert (1 in answers.found) is known
    assert (1 in answers.not_known) is not known


def test_no_volume_is_no_edition() -> None:
    assert look_up(Service(listing()), BOOK).not_known == {1: "no edition"}


def test_a_book_with_nothing_to_ask_by_costs_no_call() -> None:
    service = Service(listing())

    answers = look_up(service, Wanted(3, "Beowulf", "Unknown"))

    assert answers.not_known == {3: "nothing to ask by"}
    assert service.requests == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            error(
                429,
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service",
                "rateLimitExceeded",
            ),
            "limited: rateLimitExceeded, until tomorrow",
        ),
        (
            error(
                429,
                "Quota exceeded",
                "rateLimitExceeded",
                details=[{"metadata": {"quota_limit": "defaultPerDayPerProject"}}],
            ),
            "limited: rateLimitExceeded, until tomorrow",
        ),
        (error(403, "Daily Limit Exceeded", "dailyLimitExceeded"), "limited: dailyLimitExceeded, until tomorrow"),
        (
            error(
                429,
                "limit 'Queries per minute'",
                "rateLimitExceeded",
                details=[{"metadata": {"quota_limit": "defaultPerMinutePerProject"}}],
            ),
            "limited: rateLimitExceeded, 60.0",
        ),
        (error(403, "User Rate Limit Exceeded", "userRateLimitExceeded"), "limited: userRateLimitExceeded, 60.0"),
        (httpx.Response(429, headers={"Retry-After": "5"}), "limited: status 429, 5.0"),
    ],
)
def test_a_limit_stops_everyone_for_as_long_as_it_lasts(answer: httpx.Response, told: str) -> None:
    pacer = RecordingPacer()
    service = Service(listing(volume(ISBN)), answer)

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, BOOK, PLAIN, pacer=pacer)

    assert pacer.told == ["succeeded", told]
    assert len(service.requests) == 2
    assert raised.value.answers is not None
    assert set(raised.value.answers.found) == {1}
    assert raised.value.answers.unanswered == {2}


@pytest.mark.parametrize(
    "answer",
    [
        error(400, "API key not valid. Please pass a valid API key.", "badRequest"),
        error(400, "Bad Request", "keyInvalid"),
        error(400, "Bad", "badRequest", details=[{"reason": "API_KEY_INVALID"}]),
        error(403, "Books API has not been used in project", "accessNotConfigured"),
        error(403, "Forbidden", "forbidden"),
        httpx.Response(403, text="<html>"),
    ],
)
def test_a_bad_key_is_not_tried_again(answer: httpx.Response) -> None:
    pacer = RecordingPacer()
    service = Service(answer)

    with pytest.raises(ProviderRefused, match="GOOGLE_BOOKS_API_KEY"):
        look_up(service, BOOK, PLAIN, pacer=pacer)

    assert len(service.requests) == 1
    assert pacer.told[0].startswith("refused: ")


def test_a_question_that_is_not_understood_is_an_unknown_book() -> None:
    service = Service(error(400, "Invalid value", "invalidParameter"), listing(volume()))

    answers = look_up(service, BOOK, PLAIN)

    assert set(answers.not_known) == {1}
    assert set(answers.found) == {2}


@pytest.mark.parametrize(
    "broken",
    [
        {"items": [None, 7, {"volumeInfo": None}]},
        {"items": [{"volumeInfo": {"title": 5, "authors": "x", "industryIdentifiers": {"a": 1}}}]},
        {"items": [volume(ISBN, pageCount="many", imageLinks=["x"], averageRating="4", categories=9, language=1)]},
        {"items": [volume(ISBN, industryIdentifiers=[{"identifier": 9780306406157}, None])]},
    ],
)
def test_values_of_the_wrong_kind_do_no_harm(broken: dict[str, Any]) -> None:
    service = Service(lambda _: ok({"totalItems": 1, **broken}))

    answers = look_up(service, BOOK)

    assert set(answers.found) | set(answers.not_known) == {1}


@pytest.mark.parametrize("content", [{"totalItems": 1, "items": None}, {"totalItems": 1, "items": "none"}, {}, []])
def test_what_is_no_list_of_volumes_is_no_answer(content: Any) -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy) as raised:
        look_up(Service(lambda _: ok(content)), BOOK, pacer=pacer)

    assert pacer.told == ["failed: not the JSON that was asked for"] * 3
    assert raised.value.answers == Answers(unanswered={1})


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/books/content?id=1",
        "https://books.google.com.evil.example/books/content",
        "https://books.google.com@evil.example/books/content",
        "https://books.google.com:8443/books/content",
        "javascript:alert(1)//books.google.com/books/",
        "//books.google.com/books/content",
        "https://books.google.com/url?q=https://evil.example",
        "http://[broken/books/",
        "",
    ],
)
def test_a_cover_comes_from_google_or_not_at_all(address: str) -> None:
    facts = look_up(Service(listing(volume(ISBN, imageLinks={"thumbnail": address}))), BOOK).found[1]

    assert facts.cover_url is None


def test_category_paths_cost_a_second_call_and_only_on_request() -> None:
    whole = {"id": "aB3_-x", "volumeInfo": {"categories": ["Fiction / Fantasy / Epic"], "pageCount": 0}}
    service = Service(listing(volume(ISBN, categories=["Fiction"], pageCount=300)), ok(whole))

    facts = look_up(service, BOOK, detailed=True).found[1]

    assert (facts.categories, facts.pages) == (("Fiction / Fantasy / Epic",), 300)
    assert [request.url.path for request in service.requests] == ["/books/v1/volumes", "/books/v1/volumes/aB3_-x"]


def test_a_limit_at_the_second_call_leaves_the_facts_of_the_first() -> None:
    service = Service(listing(volume(ISBN, categories=["Fiction"])), httpx.Response(429))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, BOOK, detailed=True)

    assert raised.value.answers is not None
    assert raised.value.answers.found[1].categories == ("Fiction",)
    assert raised.value.answers.unanswered == set()


def test_an_id_that_is_a_path_is_not_followed() -> None:
    service = Service(listing({**volume(ISBN), "id": "../../admin"}))

    answers = look_up(service, BOOK, detailed=True)

    assert len(service.requests) == 1
    assert 1 in answers.found
