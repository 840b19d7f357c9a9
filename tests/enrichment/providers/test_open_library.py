"""Open Library as a reader's books meet it: what is asked, what is believed, what is done about its faults."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from enrichment.providers.base import Answers, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.open_library import LONGEST_ADDRESS, OpenLibrary
from tests.enrichment.providers.open_library_books import AGENT, answer, catalogue, doc, isbn, look_up, name, wanted
from tests.enrichment.providers.stand_ins import RecordingPacer, Service, ok


def test_books_are_asked_for_together_and_matched_back_by_isbn() -> None:
    service = Service(catalogue(*(doc(number) for number in range(60))))

    answers = look_up(service, *(wanted(number) for number in range(60)))

    assert {number: facts.key for number, facts in answers.found.items()} == {n: f"/works/OL{n}W" for n in range(60)}
    assert [question.count(" OR ") + 1 for question in service.questions] == [50, 10]
    first = service.requests[0]
    assert (first.url.path, first.headers["user-agent"]) == ("/search.json", AGENT)
    assert (first.url.params["limit"], first.url.params["spellcheck_count"]) == ("150", "0")


def test_every_fact_is_read() -> None:
    edition = {
        "isbn": [isbn(7)],
        "title": "Das Buch von Pp",
        "cover_i": 11,
        "language": ["ger"],
        "publisher": ["Verlag"],
    }
    known = doc(
        7,
        edition=edition,
        subject=["Fiction", "Fiction", "nyt:hardcover=2001-01-01"],
        lcc=["PR-1"],
        ddc=["823"],
        language=["eng", "ger", "grc"],
        number_of_pages_median=321,
        first_publish_year=1999,
        cover_i=10,
        ratings_average=4.25,
        ratings_count=17,
        edition_count=3,
    )

    facts = look_up(Service(answer(known)), wanted(7)).found[7]

    assert facts.to_json() == {
        "matched_by": "isbn",
        "score": 1.0,
        "reason": "ISBN, title and author agree",
        "key": "/works/OL7W",
        "title": "Das Buch von Pp",
        "authors": ("Ann Pp",),
        "subjects": ("Fiction", "nyt:hardcover=2001-01-01"),
        "lcc": ("PR-1",),
        "ddc": ("823",),
        "languages": ("de",),
        "pages": 321,
        "first_publish_year": 1999,
        "cover_id": 11,
        "rating": 4.25,
        "ratings_count": 17,
        "edition_count": 3,
    }


@pytest.mark.parametrize(
    ("named", "keys"),
    [
        ({"author_name": ["Ann Gg", "Bo Gg"], "author_key": ["OL7A", "OL8A"]}, ("OL7A", "OL8A")),
        ({"author_name": ["Ann Gg", "Ann Gg"], "author_key": ["OL7A", "OL7A"]}, ("OL7A",)),
        ({"author_name": ["Ann Gg", "Bo Gg"], "author_key": ["OL7A", "/authors/no"]}, ("OL7A", "")),
        ({"author_name": ["Ann Gg", "Bo Gg"], "author_key": ["OL7A"]}, ()),  # whose it is cannot be told
        ({"author_name": ["Ann Gg"], "author_key": ["OL7W"]}, ()),
        ({"author_name": ["Ann Gg"], "author_key": [7]}, ()),
        ({"author_name": ["Ann Gg"]}, ()),
    ],
)
def test_an_author_has_the_id_that_stands_in_their_place(named: dict[str, Any], keys: tuple[str, ...]) -> None:
    facts = look_up(Service(answer(doc(1, **named))), wanted(1)).found[1]

    assert facts.author_keys == keys
    assert len(keys) in (0, len(facts.authors))


def test_an_isbn_10_in_the_answer_is_the_same_book() -> None:
    service = Service(answer(doc(1, edition={"isbn": ["0-306-40615-2"]})))

    answers = look_up(service, wanted(1, isbn13="9780306406157"))

    assert answers.found[1].matched_by == "isbn"


def test_a_book_without_an_isbn_is_asked_for_by_its_goodreads_id() -> None:
    service = Service(catalogue(doc(1, edition={"id_goodreads": ["4242"]})))

    answers = look_up(service, wanted(1, isbn13=None, goodreads_id="4242"), wanted(2, isbn13="9780306406158"))

    assert answers.found[1].matched_by == "goodreads_id"
    assert service.questions[0] == "id_goodreads:(4242)"


def test_a_book_hidden_by_another_edition_of_its_work_is_asked_for_once_more() -> None:
    def one_edition_a_work(request: httpx.Request) -> httpx.Response:
        first = re.findall(r"\d{13}", request.url.params["q"])[0]
        return answer(doc(1, title="One Work", edition={"isbn": [first], "title": "One Work"}))

    service = Service(one_edition_a_work)

    answers = look_up(service, *(wanted(number, title="One Work", author="Ann Ff") for number in (1, 2)))

    assert {facts.matched_by for facts in answers.found.values()} == {"isbn"}
    assert service.questions == [f"isbn:({isbn(1)} OR {isbn(2)})", f"isbn:({isbn(2)})"]


def test_the_second_call_asks_by_the_goodreads_id_too_and_for_all_that_is_left_at_once() -> None:
    known = [doc(number) for number in range(100) if number % 10]
    late = [doc(number, edition={"id_goodreads": [f"9{number:03d}"]}) for number in range(0, 100, 10)]
    service = Service(catalogue(*known, *late))

    answers = look_up(service, *(wanted(number, goodreads_id=f"9{number:03d}") for number in range(100)))

    assert len(service.requests) == 3
    assert {number for number, facts in answers.found.items() if facts.matched_by == "goodreads_id"} == {
        *range(0, 100, 10)
    }


def test_who_has_no_edition_is_searched_by_title_and_author_ten_at_a_time() -> None:
    by_title = [doc(number, edition={}) for number in range(25)]
    service = Service(catalogue(*by_title))

    answers = look_up(service, *(wanted(number, isbn13=None) for number in range(25)))

    assert {facts.matched_by for facts in answers.found.values()} == {"title"}
    assert len(answers.found) == 25
    assert [question.count("title:") for question in service.questions] == [10, 10, 5]
    assert service.questions[2].startswith('(title:"The Book of Ggbb" AND author:"Ann Ggbb") OR (')


def test_a_work_found_by_title_gives_the_works_facts_not_the_editions() -> None:
    edition = {"isbn": [isbn(99)], "cover_i": 99, "language": ["fre"]}
    service = Service(catalogue(doc(1, edition=edition, cover_i=10, language=["eng", "fre"])))

    facts = look_up(service, wanted(1, isbn13=None)).found[1]

    assert (facts.matched_by, facts.cover_id, facts.languages) == ("title", 10, ("en", "fr"))


def test_of_two_works_of_one_name_the_one_with_more_editions_is_taken() -> None:
    stub, real = doc(1, edition={}, edition_count=1), {**doc(1, edition={}, edition_count=40), "key": "/works/OL100W"}

    answers = look_up(Service(catalogue(stub, real)), wanted(1, isbn13=None))

    assert answers.found[1].key == "/works/OL100W"


@pytest.mark.parametrize(
    ("title", "author", "question"),
    [
        ('Who said "no"? (A (mad) story)', "Ann Other", '(title:"Who said no" AND author:"Ann Other")'),
        ("C:\\DOS [and] {more}^2~", "O'Brien, Tim", '(title:"C DOS more 2" AND author:"Tim O\'Brien")'),
        ("Sapiens: A Brief History", "Y. N. Harari", '(title:"Sapiens" AND author:"Harari")'),
        ("A Long Way (The Wayfarers, #1)", "B.B. Chambers", '(title:"A Long Way" AND author:"Chambers")'),
        ("Saga, Vol. 2", "Brian K. Vaughan", '(title:(saga 2) AND author:"Vaughan")'),
        ("Pride & Prejudice", "Jane Austen", '(title:(pride prejudice) AND author:"Jane Austen")'),
        ("三体", "刘慈欣", '(title:"三体" AND author:"刘慈欣")'),
    ],
)
def test_nothing_in_a_title_can_break_the_question(title: str, author: str, question: str) -> None:
    service = Service(answer())

    look_up(service, Wanted(1, title, author))

    assert service.questions == [question]


@pytest.mark.parametrize(
    ("title", "author"), [("Beowulf", "Unknown"), ("Beowulf", "Anonymous"), ("???", "Ann Other"), ("Q", "Ann Other")]
)
def test_what_cannot_be_told_apart_by_title_is_not_asked_for(title: str, author: str) -> None:
    service = Service(answer())

    answers = look_up(service, Wanted(1, title, author))

    assert service.requests == []
    assert answers.not_known == {1: "no edition and no title like it"}


def test_an_isbn_of_another_book_is_doubted_and_the_title_tried() -> None:
    other = doc(1, title="Cooking for One", author_name=["Delia Smith"], edition={"isbn": [isbn(1)]})
    service = Service(catalogue(other))

    answers = look_up(service, wanted(1))

    assert answers.found == {}
    assert answers.not_known[1].startswith("doubtful: ISBN of another book")
    assert service.questions[-1].startswith("(title:")


def test_no_address_grows_too_long() -> None:
    service = Service(answer())

    look_up(service, *(wanted(n, isbn13=None, title=f"{name(n)} " + "ж" * 150, author="А Б") for n in range(30)))

    assert len(service.requests) > 3
    assert all(len(str(request.url)) <= LONGEST_ADDRESS for request in service.requests)


def test_a_question_that_is_refused_as_too_long_is_halved() -> None:
    known = catalogue(*(doc(number) for number in range(20)))
    service = Service(lambda r: httpx.Response(414) if r.url.params["q"].count(" OR ") > 6 else known(r))
    pacer = RecordingPacer()

    answers = look_up(service, *(wanted(number) for number in range(20)), pacer=pacer)

    assert len(answers.found) == 20
    assert not [word for word in pacer.told if word != "succeeded"]


def test_an_empty_answer_to_many_books_is_not_believed_at_first() -> None:
    known = catalogue(*(doc(number) for number in range(20)))
    service = Service(answer(), known)

    answers = look_up(service, *(wanted(number) for number in range(20)))

    assert len(answers.found) == 20
    assert [question.count(" OR ") + 1 for question in service.questions] == [20, 10, 10]


def test_an_empty_answer_given_again_is_the_truth() -> None:
    service = Service(answer())

    answers = look_up(service, *(wanted(number, author="Unknown") for number in range(20)))

    assert len(answers.not_known) == 20
    assert len(service.requests) == 4  # once, twice in halves, and the second call for all that is left


def test_titles_that_nobody_knows_are_believed_to_be_unknown_where_a_book_found_before_is_answered() -> None:
    service = Service(catalogue(doc(1)))
    strangers = [wanted(number, isbn13=None) for number in range(20, 28)]

    answers = look_up(service, wanted(1), *strangers)

    assert set(answers.found) == {1}
    assert set(answers.not_known) == {book.book_id for book in strangers}
    assert [question.count("title:") for question in service.questions] == [0, 9]


def test_titles_are_asked_again_in_halves_where_not_even_a_book_found_before_is_answered() -> None:
    known = catalogue(doc(1), *(doc(number) for number in range(20, 28)))
    service = Service(known, answer(), known)

    answers = look_up(service, wanted(1), *(wanted(number, isbn13=None) for number in range(20, 28)))

    assert len(answers.found) == 9
    assert [question.count("title:") for question in service.questions] == [0, 9, 5, 5]


def test_an_answer_in_part_is_asked_for_again_and_what_stays_open_is_not_called_unknown() -> None:
    service = Service(lambda _: answer(doc(1), exact=False))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, wanted(1), wanted(2))

    assert raised.value.answers is not None
    assert set(raised.value.answers.found) == {1}
    assert raised.value.answers.unanswered == {2}


@pytest.mark.parametrize(
    "broken",
    [
        {"key": 7},
        {"title": None, "editions": {"docs": [{"title": 5}]}},
        {"author_name": "not a list"},
        {"author_name": [None, 5, {"name": "x"}]},
        {"editions": None},
        {"editions": {"docs": None}},
        {"editions": {"docs": [{"isbn": 9780306406157}]}},
        {"editions": {"docs": ["OL1M"]}},
        {"subject": 3, "lcc": {"a": 1}, "language": [["eng"]], "cover_i": "x", "first_publish_year": "1999"},
        {"ratings_average": 1e400, "ratings_count": -1, "number_of_pages_median": 10**300, "edition_count": True},
        {"subject": ["\x00", "\ud800half", " "], "title": "The Book of Ff\x00"},
    ],
)
def test_values_of_the_wrong_kind_do_no_harm(broken: dict[str, Any]) -> None:
    docs: list[Any] = [{**doc(1), **broken}, None, "doc", doc(2)]
    content = {"numFound": 4, "numFoundExact": True, "docs": docs}
    service = Service(lambda _: httpx.Response(200, text=_as_json(content)))

    answers = look_up(service, wanted(1), wanted(2))

    assert set(answers.found) | set(answers.not_known) == {1, 2}
    assert 2 in answers.found
    if 1 in answers.found:
        stored = str(answers.found[1].to_json())
        assert "\\x00" not in stored
        assert "\\ud800" not in stored


def test_an_answer_without_docs_is_no_answer() -> None:
    pacer = RecordingPacer()

    with pytest.raises(ProviderBusy):
        look_up(Service(lambda _: ok({"numFound": 0, "docs": None})), wanted(1), pacer=pacer)

    assert pacer.told == ["failed: not the JSON that was asked for"] * 3


@pytest.mark.parametrize(("header", "seconds"), [({"Retry-After": "90"}, 90.0), ({}, None)])
def test_asked_to_slow_down_it_stops_at_once(header: dict[str, str], seconds: float | None) -> None:
    pacer = RecordingPacer()
    service = Service(httpx.Response(429, headers=header))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, wanted(1), pacer=pacer)

    assert raised.value.retry_after == seconds
    assert pacer.told == [f"limited: status 429, {seconds}"]
    assert len(service.requests) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_refused_it_stops_at_once(status: int) -> None:
    pacer = RecordingPacer()
    service = Service(httpx.Response(status, text="<html>Forbidden</html>"))

    with pytest.raises(ProviderRefused, match="CONTACT"):
        look_up(service, wanted(1), pacer=pacer)

    assert pacer.told == [f"refused: status {status}"]
    assert len(service.requests) == 1


def test_an_address_without_a_search_is_reported_as_such() -> None:
    with pytest.raises(ProviderBusy, match="OPEN_LIBRARY_URL"):
        look_up(Service(httpx.Response(404)), wanted(1))


@pytest.mark.parametrize(
    ("stop", "error"),
    [(httpx.Response(429), ProviderBusy), (httpx.Response(403), ProviderRefused), (httpx.ReadError(""), ProviderBusy)],
)
def test_what_was_learnt_before_it_broke_is_kept(stop: httpx.Response | Exception, error: type[ProviderError]) -> None:
    books = [wanted(number) for number in range(70)]
    service = Service(answer(*(doc(number) for number in range(40))), stop)

    with pytest.raises(error) as raised:
        look_up(service, *books)

    assert raised.value.answers is not None
    assert set(raised.value.answers.found) == set(range(40))
    assert raised.value.answers.unanswered == set(range(40, 70))
    assert raised.value.answers.not_known == {}


def test_a_break_among_the_titles_leaves_the_titles_before_it_answered() -> None:
    books = [wanted(number, isbn13=None) for number in range(20)]
    service = Service(answer(doc(0, edition={})), httpx.Response(429))

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, *books)

    assert raised.value.answers is not None
    assert set(raised.value.answers.found) == {0}
    assert set(raised.value.answers.not_known) == set(range(1, 10))
    assert raised.value.answers.unanswered == set(range(10, 20))


def test_when_the_pacer_says_wait_everything_is_left_for_later() -> None:
    service = Service(answer())

    with pytest.raises(ProviderBusy) as raised:
        look_up(service, wanted(1), pacer=RecordingPacer(closes_after=0))

    assert raised.value.retry_after == 30
    assert raised.value.answers is not None
    assert raised.value.answers.unanswered == {1}
    assert service.requests == []


def test_nothing_is_asked_about_no_books() -> None:
    service = Service(answer())

    assert look_up(service) == Answers()
    assert service.requests == []


def test_pulse_is_felt_between_requests() -> None:
    beats: list[int] = []
    service = Service(answer())
    provider = OpenLibrary("https://ol.example", pacer=RecordingPacer(), user_agent=AGENT, transport=service.transport)

    provider.look_up([wanted(1)], pulse=lambda: beats.append(1))

    assert len(beats) == len(service.requests) == 3


def _as_json(content: Any) -> str:
    return json.dumps(content).replace("Infinity", "1e400")
