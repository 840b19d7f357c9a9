"""Volumes that hide one another in Open Library's search: when they are asked for by themselves, and what is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest

from enrichment.providers.base import Answers, ProviderBusy, ProviderRefused, Wanted
from tests.enrichment.providers.open_library_books import answer, doc, isbn, look_up
from tests.enrichment.providers.stand_ins import Answer, RecordingPacer, Service, ok

AUTHOR = "Ann Other"


def volume(number: int, **fields: Any) -> Wanted:
    """One volume of a reader's series."""
    return Wanted(number, **{"title": f"Long Road, Vol. {number}", "author": AUTHOR, "isbn13": isbn(number), **fields})


def work(number: int, **fields: Any) -> dict[str, Any]:
    """The work that all volumes are editions of, as the search gives it when `number` is what it was asked for."""
    title = fields.pop("title", f"Long Road {number}")
    plain = {
        "key": "/works/OL1W",
        "title": title,
        "author_name": [AUTHOR],
        "author_key": ["OL1A"],
        "edition_count": 40,
        "subject": ["Roads"],
        "first_publish_year": 1990,
        "number_of_pages_median": 200,
        "ratings_average": 4.5,
        "ratings_count": 9,
        "cover_i": 1,
        "language": ["eng"],
    }
    return doc(number, edition={"title": title, "isbn": [isbn(number)]}, **{**plain, **fields})


def details(number: int, **fields: Any) -> dict[str, Any]:
    """What /api/books says of a volume."""
    plain = {
        "key": f"/books/OL{number}M",
        "title": f"Long Road {number}",
        "works": [{"key": "/works/OL1W"}],
        "authors": [{"key": "/authors/OL1A", "name": AUTHOR}],
        "languages": [{"key": "/languages/jpn"}],
        "covers": [-1, 100 + number],
        "number_of_pages": 50 + number,
    }
    return {"bib_key": f"ISBN:{isbn(number)}", "details": {**plain, **fields}}


def one_edition_a_work(
    numbers: Iterable[int], *, as_work: Callable[[int], dict[str, Any]] = work
) -> Callable[[httpx.Request], httpx.Response]:
    """A search that answers with the one volume it was asked for first, and knows no title."""
    known = {isbn(number): number for number in numbers}

    def search(request: httpx.Request) -> httpx.Response:
        asked = [number for found in re.findall(r"\d{13}", request.url.params["q"]) if (number := known.get(found))]
        return answer(as_work(asked[0])) if asked else answer()

    return search


def service_of(
    numbers: Iterable[int],
    editions: Answer | Callable[[httpx.Request], Answer],
    *,
    as_work: Callable[[int], dict[str, Any]] = work,
) -> Service:
    search = one_edition_a_work(numbers, as_work=as_work)

    def serve(request: httpx.Request) -> Answer:
        if request.url.path == "/search.json":
            return search(request)
        return editions(request) if callable(editions) else editions

    return Service(serve)


def knowing(*known: dict[str, Any]) -> Callable[[httpx.Request], httpx.Response]:
    """An /api/books that answers every ISBN which it knows."""
    by_key = {record["bib_key"]: record for record in known}
    return lambda request: ok({key: by_key[key] for key in request.url.params["bibkeys"].split(",") if key in by_key})


def asked_of_editions(service: Service) -> list[httpx.URL]:
    return [request.url for request in service.requests if request.url.path == "/api/books"]


def test_volumes_that_hide_one_another_are_asked_for_by_themselves_in_one_call() -> None:
    service = service_of(range(1, 41), knowing(*map(details, range(1, 41))))

    answers = look_up(service, *map(volume, range(1, 41)))

    assert {facts.matched_by for facts in answers.found.values()} == {"isbn"}
    assert len(answers.found) == 40
    (url,) = asked_of_editions(service)
    assert url.params["bibkeys"].split(",") == [f"ISBN:{isbn(number)}" for number in range(3, 41)]
    assert (url.params["jscmd"], url.params["format"]) == ("details", "json")
    assert len(service.requests) == 3  # and no title is asked for


def test_no_more_than_fifty_are_asked_for_at_once() -> None:
    service = service_of(range(1, 121), knowing(*map(details, range(1, 121))))

    answers = look_up(service, *map(volume, range(1, 121)))

    assert len(answers.found) == 120
    assert all(len(url.params["bibkeys"].split(",")) <= 50 for url in asked_of_editions(service))


def test_a_hidden_volume_has_the_facts_of_the_work_and_its_own() -> None:
    service = service_of([1, 2, 3], knowing(details(3)))

    facts = look_up(service, volume(1), volume(2), volume(3)).found[3]

    assert facts.to_json() == {
        "matched_by": "isbn",
        "score": 1.0,
        "reason": "ISBN, title and author agree",
        "key": "/works/OL1W",
        "title": "Long Road 3",
        "authors": (AUTHOR,),
        "author_keys": ("OL1A",),
        "subjects": ("Roads",),
        "languages": ("ja",),
        "pages": 53,
        "first_publish_year": 1990,
        "cover_id": 103,
        "rating": 4.5,
        "ratings_count": 9,
        "edition_count": 40,
    }


def test_what_an_edition_does_not_say_the_work_does() -> None:
    bare = {"bib_key": f"ISBN:{isbn(3)}", "details": {"title": "Long Road 3", "works": [{"key": "/works/OL1W"}]}}
    service = service_of([1, 2, 3], knowing(bare))

    facts = look_up(service, volume(1), volume(2), volume(3)).found[3]

    assert (facts.authors, facts.author_keys) == ((AUTHOR,), ("OL1A",))
    assert (facts.languages, facts.pages, facts.cover_id) == (("en",), 200, 1)


def test_a_series_that_the_catalogue_writes_in_another_script_is_recognised_by_the_readers_own_volumes() -> None:
    def in_japanese(number: int) -> dict[str, Any]:
        return work(number, title=f"長い道 {number}", author_name=["別人"])

    editions = knowing(*(details(n, title=f"長い道 {n}", authors=[{"name": "別人"}]) for n in (3, 4)))
    service = service_of([1, 2, 3, 4], editions, as_work=in_japanese)

    answers = look_up(service, *map(volume, (1, 2, 3, 4)))

    assert set(answers.found) == {1, 2, 3, 4}
    assert answers.found[4].reason == "ISBN agrees; title and author are written in another script"


@pytest.mark.parametrize(
    "open_book",
    [
        volume(9, title="Short Walk"),  # another series
        volume(9, author="Bo Body"),  # another author
        volume(9, isbn13=None),
        volume(9, title="Long Road, Vol. 1"),  # no other volume
    ],
)
def test_a_book_without_a_sibling_costs_no_further_call(open_book: Wanted) -> None:
    service = service_of([1], knowing())

    look_up(service, volume(1), open_book)

    assert asked_of_editions(service) == []


def test_a_work_of_one_edition_hides_nothing() -> None:
    service = service_of([1], knowing(), as_work=lambda number: work(number, edition_count=1))

    look_up(service, volume(1), volume(2))

    assert asked_of_editions(service) == []


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Long Road 8"},  # a misprinted ISBN: another volume has it
        {"title": "Cooking for One", "authors": [{"name": "Delia Smith"}]},
        {"works": [{"key": "/works/OL999W"}]},  # a work of which nothing is known
    ],
)
def test_an_edition_is_judged_like_any_other(other: dict[str, Any]) -> None:
    service = service_of([1, 2], knowing(details(3, **other)))

    answers = look_up(service, volume(1), volume(2), volume(3))

    assert set(answers.found) == {1, 2}
    assert 3 in answers.not_known


@pytest.mark.parametrize(
    "content",
    [
        {},
        {f"ISBN:{isbn(3)}": None},
        {f"ISBN:{isbn(3)}": {"details": 7}},
        {f"ISBN:{isbn(3)}": {"details": {"title": 5, "works": [{"key": "/works/OL1W"}]}}},
        {f"ISBN:{isbn(3)}": {"details": {"title": "Long Road 3"}}},
        {f"ISBN:{isbn(3)}": {"details": {"title": "Long Road 3", "works": {"key": "/works/OL1W"}}}},
        {f"ISBN:{isbn(3)}": {"details": {"title": "Long Road 3", "works": [7, {"key": ["OL1W"]}]}}},
        {"ISBN:": details(3), "ISBN:12": details(3)},
    ],
)
def test_an_answer_that_lacks_what_it_should_have_is_no_answer(content: dict[str, Any]) -> None:
    answers = look_up(service_of([1, 2], ok(content)), volume(1), volume(2), volume(3))

    assert set(answers.found) == {1, 2}
    assert set(answers.not_known) == {3}


@pytest.mark.parametrize(
    "wrong",
    [
        {"covers": "100"},
        {"covers": [None, "x", {}]},
        {"languages": ["/languages/jpn", {"key": 7}]},
        {"number_of_pages": "53"},
        {"number_of_pages": -1},
        {"authors": [{"key": "/authors/OL1A"}]},
        {"authors": "Ann Other"},
        {"authors": [{"key": 7, "name": AUTHOR}]},
        {"subtitle": ["no"]},
    ],
)
def test_a_field_of_the_wrong_kind_counts_as_missing(wrong: dict[str, Any]) -> None:
    answers = look_up(service_of([1, 2], knowing(details(3, **wrong))), volume(1), volume(2), volume(3))

    assert answers.found[3].title == "Long Road 3"
    assert answers.found[3].authors == (AUTHOR,)


def broken_off(service: Service, *, error: type[Exception], pacer: RecordingPacer | None = None) -> Answers:
    with pytest.raises(error) as raised:
        look_up(service, volume(1), volume(2), volume(3), pacer=pacer)
    answers: Answers = raised.value.answers  # type: ignore[attr-defined]
    return answers


@pytest.mark.parametrize(("status", "error"), [(429, ProviderBusy), (403, ProviderRefused), (401, ProviderRefused)])
def test_a_service_that_says_stop_is_left_alone_and_what_was_learnt_is_kept(
    status: int, error: type[Exception]
) -> None:
    service = service_of([1, 2], httpx.Response(status))
    pacer = RecordingPacer()

    answers = broken_off(service, error=error, pacer=pacer)

    assert set(answers.found) == {1, 2}
    assert answers.unanswered == {3}
    assert service.requests[-1].url.path == "/api/books"  # and no title is asked for after it
    assert pacer.told[-1].startswith("limited" if status == 429 else "refused")


@pytest.mark.parametrize(
    "broken",
    [
        httpx.Response(500),
        httpx.Response(200, text="<html>"),
        ok(["a list"]),
        ok({"error": "notfound"}),
        httpx.ReadTimeout(""),
    ],
)
def test_an_outage_leaves_the_hidden_open_and_the_others_go_on(broken: httpx.Response | Exception) -> None:
    service = service_of([1, 2], broken)

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, volume(1), volume(2), volume(3), volume(9, title="Short Walk"))

    assert len(asked_of_editions(service)) == 3
    assert raised.value.answers is not None
    assert set(raised.value.answers.found) == {1, 2}
    assert set(raised.value.answers.not_known) == {9}
    assert raised.value.answers.unanswered == {3}


@pytest.mark.parametrize("status", [400, 404, 414])
def test_an_interface_that_is_not_there_is_done_without(status: int) -> None:
    service = service_of([1, 2], httpx.Response(status))

    answers = look_up(service, volume(1), volume(2), volume(3))

    assert set(answers.found) == {1, 2}
    assert set(answers.not_known) == {3}


def test_when_the_pacer_says_wait_the_titles_wait_too() -> None:
    service = service_of([1, 2], knowing(details(3)))

    answers = broken_off(service, error=ProviderBusy, pacer=RecordingPacer(closes_after=2))

    assert answers.unanswered == {3}
    assert len(service.requests) == 2
