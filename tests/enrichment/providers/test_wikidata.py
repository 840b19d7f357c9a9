"""Wikidata about authors: what is asked, who is believed to be whom, what is done about its faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from enrichment.providers.authors import AuthorAnswers, AuthorFacts, AuthorWanted
from enrichment.providers.base import ProviderBusy, ProviderRefused
from enrichment.providers.wikidata import AUTHORS_A_REQUEST, Wikidata
from enrichment.providers.wire import ATTEMPTS
from tests.enrichment.providers.encyclopedia import ITEM, Encyclopedia, rows
from tests.enrichment.providers.stand_ins import RecordingPacer, Service

AGENT = "GoodreadsStats/1 (books@example.org)"


def author(name: str = "Ida Holm", *titles: str, key: str | None = None) -> AuthorWanted:
    return AuthorWanted(f"id of {name}", name, titles=titles or ("The Lamplighters",), open_library_key=key)


def look_up(
    answer: Service | Callable[[httpx.Request], Any], *wanted: AuthorWanted, pacer: RecordingPacer | None = None
) -> AuthorAnswers:
    service = answer if isinstance(answer, Service) else Service(answer)
    source = Wikidata(
        "https://wd.example", pacer=pacer or RecordingPacer(), user_agent=AGENT, transport=service.transport
    )
    return source.look_up(wanted)


def find(answer: Callable[[httpx.Request], Any], wanted: AuthorWanted) -> AuthorFacts:
    return look_up(answer, wanted).found[wanted.identity]


def why_not(answer: Callable[[httpx.Request], Any], wanted: AuthorWanted) -> str:
    return look_up(answer, wanted).not_known[wanted.identity]


def test_an_author_is_known_by_their_open_library_id() -> None:
    world = Encyclopedia().person(
        "Q7", "Ida Holm", key="OL7A", code="NO", state="Norway", gender="female", born="1931-05-01T00:00:00Z"
    )

    facts = find(world, author(key="OL7A"))

    assert facts == AuthorFacts(
        source="wikidata",
        key="Q7",
        name="Ida Holm",
        matched_by="openlibrary",
        score=1.0,
        reason="Open Library id and name agree",
        countries=("NO",),
        citizenships=("Norway",),
        genders=("female",),
        birth_year=1931,
    )


def test_fifty_authors_are_asked_about_in_two_requests_that_name_who_asks() -> None:
    world = Encyclopedia()
    for number in range(AUTHORS_A_REQUEST):
        world.person(f"Q{number}", f"Ida {number}holm", key=f"OL{number}A")
    service, pacer = Service(world), RecordingPacer()
    wanted = [author(f"Ida {number}holm", key=f"OL{number}A") for number in range(AUTHORS_A_REQUEST)]

    answers = look_up(service, *wanted, pacer=pacer)

    assert {facts.key for facts in answers.found.values()} == {f"Q{number}" for number in range(AUTHORS_A_REQUEST)}
    assert pacer.requests == len(service.requests) == 2
    assert pacer.told == ["succeeded", "succeeded"]
    for request in service.requests:
        assert (request.method, request.url.path, request.headers["user-agent"]) == ("GET", "/sparql", AGENT)
        assert request.url.params["format"] == "json"
        assert len(str(request.url)) < 8000


def test_more_than_a_batch_is_refused_unasked() -> None:
    service = Service(Encyclopedia())

    with pytest.raises(ValueError, match="more than one batch"):
        look_up(service, *(author(f"Ida {number}") for number in range(AUTHORS_A_REQUEST + 1)))

    assert service.requests == []


def test_an_alias_is_a_name_as_well() -> None:
    world = Encyclopedia().person("Q7", "Ingeborg Strand", "Ida Holm", key="OL7A")

    assert find(world, author(key="OL7A")).name == "Ida Holm"


def test_an_id_that_is_of_somebody_else_is_not_believed() -> None:
    world = Encyclopedia().person("Q7", "Bo Falk", key="OL7A").person("Q8", "Ida Holm", titles=("The Lamplighters",))

    assert why_not(world, author(key="OL7A")).startswith("doubtful: the Open Library id is of somebody else")


def test_an_id_that_two_people_have_is_not_believed() -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", key="OL7A").person("Q8", "Ida Holm", key="OL7A")

    assert why_not(world, author(key="OL7A")) == "doubtful: several people have the Open Library id"


@pytest.mark.parametrize("key", [None, "OL9A", "OL7W", 'OL7A" } #'])
def test_who_has_no_id_there_is_known_by_name_and_a_title(key: str | None) -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", titles=("Nothing of Ours", "The Lamplighters: A Novel"))

    facts = find(world, author("Ida Holm", "Home", "The Lamplighters", key=key))

    assert (facts.key, facts.matched_by) == ("Q7", "title")
    assert facts.reason == "the name is one author's, and a title agrees"


def test_a_name_without_a_title_that_agrees_is_doubtful() -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", titles=("A Handbook of Bridges",))

    assert why_not(world, author()).startswith("doubtful: none of the books is known to be theirs")


def test_a_name_that_two_authors_bear_is_doubtful_whosever_the_title_is() -> None:
    world = (
        Encyclopedia().person("Q7", "Ida Holm", titles=("The Lamplighters",)).person("Q8", "Ida Holm", titles=("X",))
    )

    assert why_not(world, author()) == "doubtful: 2 people of that name wrote books"


def test_a_name_that_nobody_bears_who_wrote_is_not_known() -> None:
    world = Encyclopedia().person("Q7", "Ida Holm")

    assert why_not(world, author()) == "nobody of that name wrote a book"


@pytest.mark.parametrize(
    "wanted",
    [
        author("Unknown"),
        AuthorWanted("1", "Ida Holm"),  # without a title
        author("Ida " + "von " * 20 + "Holm"),
    ],
)
def test_what_could_not_be_believed_is_not_asked_for(wanted: AuthorWanted) -> None:
    service = Service(Encyclopedia())

    assert look_up(service, wanted).not_known == {wanted.identity: "nothing to ask by"}
    assert service.requests == []


@pytest.mark.parametrize("spelt", ["I. B. Holm", "I.B. Holm"])
@pytest.mark.parametrize("ours", ["I.B. Holm", "I. B.  Holm", "I.B.Holm"])
def test_initials_are_asked_for_in_both_spellings(ours: str, spelt: str) -> None:
    world = Encyclopedia().person("Q7", spelt, titles=("The Lamplighters",))

    assert find(world, author(ours)).key == "Q7"


def test_one_person_under_two_spellings_is_one() -> None:
    world = Encyclopedia().person("Q7", "I. B. Holm", "I.B. Holm", titles=("The Lamplighters",))

    assert find(world, author("I.B. Holm")).key == "Q7"


def test_names_are_asked_for_ten_at_a_time() -> None:
    service = Service(Encyclopedia())

    answers = look_up(service, *(author(f"Ida {number}holm") for number in range(25)))

    assert len(answers.not_known) == 25
    assert len(service.requests) == 3


@pytest.mark.parametrize("name", ['Ida "Lamp" Holm', 'Ida \\" } Holm', "Ida\u0000\nHolm \\u0022 }"])
def test_a_name_cannot_break_out_of_its_question(name: str) -> None:
    service = Service(rows())

    look_up(service, author(name))

    query = service.requests[0].url.params["query"]
    listed = query[query.index("VALUES") :].split("\n")[0]
    literals = r'("([^"\\]|\\")*"@(en|mul) )+'
    assert re.fullmatch(rf"VALUES \?asked {{ {literals}}}", listed)


def test_every_row_of_a_person_counts_and_what_is_missing_is_left_out() -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", key="OL7A")
    world.facts["Q7"] = [
        {"code": "NO", "state": "Norway", "gender": "non-binary", "born": "1871-05-01T00:00:00Z"},
        {"state": "Sweden-Norway", "gender": "non-binary", "born": "1871-01-01T00:00:00Z"},
        {"code": "DK", "state": "Denmark", "gender": "trans woman"},
        {"code": "not a code"},
    ]

    facts = find(world, author(key="OL7A"))

    assert facts.countries == ("DK", "NO")
    assert facts.citizenships == ("Denmark", "Norway", "Sweden-Norway")
    assert facts.genders == ("non-binary", "trans woman")
    assert (facts.birth_year, facts.death_year) == (1871, None)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (["1931-05-01T00:00:00Z"], 1931),
        (["+1931-05-01T00:00:00Z"], 1931),
        (["-0427-01-01T00:00:00Z"], -428),  # RDF counts a year 0
        (["0000-01-01T00:00:00Z"], -1),
        (["1931-05-01T00:00:00Z", "1932-05-01T00:00:00Z"], None),
        (["http://www.wikidata.org/.well-known/genid/5f2"], None),  # "unknown value"
        ([], None),
    ],
)
def test_a_year_is_known_where_all_dates_agree(dates: list[str], year: int | None) -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", key="OL7A")
    world.facts["Q7"] = [{"born": date} for date in dates] or [{}]

    assert find(world, author(key="OL7A")).birth_year == year


def test_who_has_no_facts_is_known_all_the_same() -> None:
    world = Encyclopedia().person("Q7", "Ida Holm", key="OL7A")
    world.facts["Q7"] = []

    assert find(world, author(key="OL7A")).to_json().keys() == {
        *("source", "key", "name", "matched_by", "score", "reason")
    }


@pytest.mark.parametrize("item", ["https://evil.example/Q7", ITEM + "P7", ITEM + "Q7/../Q8", ""])
def test_what_is_no_item_is_passed_over(item: str) -> None:
    answer = rows({"asked": "OL7A", "author": item, "name": "Ida Holm"})

    answers = look_up(Service(answer, rows(), rows()), author(key="OL7A"))

    assert answers.found == {}


def test_too_many_requests_mean_that_everyone_waits_as_long_as_it_says() -> None:
    pacer = RecordingPacer()
    service = Service(httpx.Response(429, headers={"Retry-After": "17"}))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, author(), pacer=pacer)

    assert raised.value.retry_after == 17
    assert (pacer.told, pacer.requests) == (["limited: status 429, 17.0"], 1)


def test_too_many_requests_without_a_time_mean_a_minute() -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy) as raised:
        look_up(Service(httpx.Response(429, text="Rate limit exceeded")), author(), pacer=pacer)

    assert raised.value.retry_after == 60


def test_a_ban_is_heeded() -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderRefused, match="CONTACT"):
        look_up(Service(httpx.Response(403, text="You have been banned until tomorrow")), author(), pacer=pacer)

    assert pacer.told == ["refused: status 403"]


@pytest.mark.parametrize("status", [400, 404, 414])
def test_a_service_that_is_another_one_is_left_alone(status: int) -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy, match="WIKIDATA_URL"):
        look_up(Service(httpx.Response(status)), author(), pacer=pacer)

    assert pacer.told == [f"failed: status {status}"]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="java.util.concurrent.TimeoutException"),
        httpx.Response(200, text='{"results": {"bindings": [ {"author": \njava.util.concurrent.TimeoutException'),
        httpx.Response(200, json={"results": []}),
        httpx.Response(200, json={"boolean": True}),
        httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
    ],
)
def test_what_cannot_be_used_is_asked_for_again_and_given_up(answer: httpx.Response) -> None:
    pacer = RecordingPacer()
    service = Service(lambda _: httpx.Response(answer.status_code, headers=answer.headers, content=answer.content))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, author("Ida Holm"), pacer=pacer)

    assert len(pacer.told) == len(service.requests) == ATTEMPTS
    assert "Holm" not in str(raised.value)


def test_the_pace_is_kept_between_the_questions_of_a_batch() -> None:
    pacer = RecordingPacer(closes_after=1)
    service = Service(Encyclopedia().person("Q7", "Ida Holm", key="OL7A"))

    with pytest.raises(ProviderBusy, match="too long to wait for"):
        look_up(service, author(key="OL7A"), pacer=pacer)

    assert len(service.requests) == 1


def test_facts_come_back_from_json_as_they_went() -> None:
    facts = AuthorFacts("wikidata", "Q7", "Ida Holm", "title", 0.9, "why", countries=("NO", "SE"), birth_year=-428)

    assert AuthorFacts.from_json(facts.to_json() | {"of a later version": 1}) == facts
