"""Authors in the catalogue: who is one and the same, when a source is asked, and that by default none is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment import authors, catalogue
from enrichment.authors import Writer
from enrichment.catalogue import Naming
from enrichment.look_up import LookUp, look_up, open_questions
from enrichment.models import Answer, Author, Authorship, Outcome, Provider
from enrichment.providers.authors import AuthorAnswers, AuthorFacts
from enrichment.providers.base import Answers, Facts
from tests.enrichment.providers.encyclopedia import Encyclopedia, switch_on
from tests.enrichment.providers.stand_ins import Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Encyclopedia:
    return Encyclopedia()


@pytest.fixture
def wikidata(settings: Settings, monkeypatch: pytest.MonkeyPatch, world: Encyclopedia) -> Service:
    return switch_on(world, settings, monkeypatch)


def a_book(
    title: str = "The Lamplighters", author: str = "Ida Holm", *, key: str | None = None, known: bool = True
) -> int:
    """The id of a book that Open Library has been asked about, by an author who has that id there."""
    [book_id] = catalogue.link([Naming(title=title, author=author)])
    keys = {"authors": (author,), "author_keys": (key,)} if key else {}
    facts = Facts(matched_by="title", score=1.0, reason="made up", **keys)
    answers = Answers(found={book_id: facts}) if known else Answers(not_known={book_id: "no edition"})
    catalogue.store("openlibrary", answers, now=timezone.now())
    return book_id


def ask(*book_ids: int) -> LookUp:
    """Look the books up and keep what comes of it."""
    result = look_up(book_ids)
    with transaction.atomic():
        result.store(now=timezone.now())
    return result


def the_author(book_id: int) -> AuthorFacts | None:
    return catalogue.facts_for([book_id])[book_id].author


def test_by_default_nobody_is_asked_about_authors_and_nothing_is_kept() -> None:
    book = a_book(key="OL7A")

    ask(book)

    assert not Provider.objects.exists()
    assert not Author.objects.exists()
    assert not Authorship.objects.exists()
    assert open_questions([book], now=timezone.now()) == []


def test_a_source_that_is_switched_off_says_nothing_any_more(
    settings: Settings, wikidata: Service, world: Encyclopedia
) -> None:
    world.person("Q7", "Ida Holm", key="OL7A")
    book = a_book(key="OL7A")
    ask(book)
    assert the_author(book)

    settings.AUTHOR_SOURCE = ""

    assert the_author(book) is None


def test_an_author_is_asked_about_once_for_all_books(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", key="OL7A", born="1931-05-01T00:00:00Z")
    first, second = a_book("One", key="OL7A"), a_book("Two", key="OL7A")

    ask(first, second)
    requests = len(wikidata.requests)
    third = a_book("Three", key="OL7A")
    ask(first, second, third)

    assert len(wikidata.requests) == requests == 2
    assert Provider.objects.get(name="wikidata").calls == 2
    assert Author.objects.get().outcome == Outcome.KNOWN
    for book in (first, second, third):
        facts = the_author(book)
        assert facts
        assert (facts.key, facts.birth_year) == ("Q7", 1931)


def test_two_of_one_name_are_two_where_open_library_tells_them_apart(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", key="OL7A").person("Q8", "Ida Holm", key="OL8A")
    novel, memoir = a_book("A Novel", key="OL7A"), a_book("A Memoir", key="OL8A")

    ask(novel, memoir)

    assert [facts.key for facts in map(the_author, (novel, memoir)) if facts] == ["Q7", "Q8"]


def test_two_of_one_name_whom_nothing_tells_apart_stay_unknown(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", titles=("The Lamplighters",)).person("Q8", "Ida Holm", titles=("Bridges",))
    book = a_book("The Lamplighters")

    ask(book)

    assert the_author(book) is None
    assert Author.objects.get().reason == "doubtful: 2 people of that name wrote books"


def test_a_name_is_believed_by_any_title_of_the_batch(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", titles=("The Lamplighters",))
    books = [a_book("An Unknown Essay"), a_book("The Lamplighters")]

    ask(*books)

    assert [facts.key for facts in map(the_author, books) if facts] == ["Q7", "Q7"]


def test_who_was_not_known_is_asked_about_again_when_another_book_comes(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", titles=("The Lamplighters",))
    essay = a_book("An Unknown Essay")
    ask(essay)
    asked = len(wikidata.requests)
    ask(essay)
    assert len(wikidata.requests) == asked
    assert the_author(essay) is None

    novel = a_book("The Lamplighters")
    ask(novel)

    assert {facts.key for facts in map(the_author, (essay, novel)) if facts} == {"Q7"}


def test_titles_of_earlier_batches_help_too(wikidata: Service, world: Encyclopedia) -> None:
    ask(a_book("The Lamplighters"))
    world.person("Q7", "Ida Holm", titles=("The Lamplighters",))
    essay = a_book("An Unknown Essay")

    ask(essay)

    assert the_author(essay)


def test_what_open_library_says_in_the_same_look_up_counts(wikidata: Service, world: Encyclopedia) -> None:
    [book] = catalogue.link([Naming(title="The Lamplighters", author="Holm, Ida")])
    found = Facts(
        matched_by="isbn", score=1.0, reason="", authors=("Bo Falk", "Ida Holm"), author_keys=("OL8A", "OL7A")
    )

    assert authors.writers_of([book], {book: found}) == {book: Writer("Ida Holm", "OL7A")}
    assert authors.writers_of([book], {}) == {book: Writer("Holm, Ida")}


@pytest.mark.parametrize("keys", [(), ("",), ("", "OL8A")])
def test_an_id_of_somebody_else_at_the_book_is_not_theirs(keys: tuple[str, ...]) -> None:
    book = a_book()
    found = Facts(matched_by="isbn", score=1.0, reason="", authors=("Ida Holm", "Bo Falk"), author_keys=keys)

    assert authors.writers_of([book], {book: found}) == {book: Writer("Ida Holm")}


def test_who_names_nobody_is_not_asked_about(wikidata: Service) -> None:
    book = a_book(author="Unknown")

    ask(book)

    assert wikidata.requests == []
    assert open_questions([book], now=timezone.now()) == []


def test_ways_to_write_a_name_are_one_identity() -> None:
    names = ("J.R.R. Holm", "J. R. R. Holm", "Holm, J.R.R.")

    assert {Writer(name).identity for name in names} == {"name:holm jrr"}
    assert Writer("J.R.R. Holm", "OL7A").identity == "openlibrary:OL7A"
    assert len(Writer("Holm " * 60).identity) <= 200


def test_a_source_that_is_away_holds_no_books_up(wikidata: Service, world: Encyclopedia) -> None:
    world.away = True
    book = a_book(key="OL7A")

    result = ask(book)

    assert result.go_on_at
    assert result.go_on_at > timezone.now()
    assert not result.holds_up
    assert not Author.objects.exists()
    assert Provider.objects.get(name="wikidata").is_paused
    assert open_questions([book], now=timezone.now()) == [book]


def test_books_are_worth_a_batch_while_their_author_is_to_be_asked_about(
    wikidata: Service, world: Encyclopedia
) -> None:
    world.person("Q7", "Ida Holm", key="OL7A")
    known, unknown = a_book("One", key="OL7A"), a_book("Two", "Bo Falk")
    now = timezone.now()
    assert open_questions([unknown, known, unknown], now=now) == [unknown, known]

    ask(known, unknown)

    assert open_questions([known, unknown], now=timezone.now()) == []
    later = timezone.now() + authors.NOT_KNOWN_FOR
    assert authors.unasked([known, unknown], now=later) == [unknown]
    assert authors.unasked([known, unknown], now=later + authors.KNOWN_FOR) == [known, unknown]


def test_what_is_old_is_asked_for_again_and_written_over(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", key="OL7A")
    book = a_book(key="OL7A")
    ask(book)
    Author.objects.update(next_attempt_at=timezone.now() - dt.timedelta(seconds=1))

    world.facts["Q7"] = [{"gender": "female"}]
    ask(book)

    facts = the_author(book)
    assert facts
    assert facts.genders == ("female",)
    assert Author.objects.count() == Authorship.objects.count() == 1


def test_storing_twice_is_storing_once() -> None:
    book = a_book()
    writers = {book: Writer("Ida Holm")}
    answers = AuthorAnswers(not_known={"name:holm ida": "x" * 300})

    for _ in range(2):
        authors.store(answers, writers, source="wikidata", now=timezone.now())

    assert Author.objects.get().reason == "x" * 200
    assert Authorship.objects.get().book_id == book


def test_a_book_that_open_library_comes_to_know_moves_to_its_author(wikidata: Service, world: Encyclopedia) -> None:
    world.person("Q7", "Ida Holm", key="OL7A", titles=("The Lamplighters",))
    book = a_book("The Lamplighters", known=False)
    ask(book)
    assert Authorship.objects.get().author.identity == "name:holm ida"

    Answer.objects.all().delete()
    a_book("The Lamplighters", key="OL7A")
    ask(book)

    assert Authorship.objects.get().author.identity == "openlibrary:OL7A"


def test_an_outcome_is_one_of_two() -> None:
    now = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        Author.objects.create(identity="x", name="x", outcome="perhaps", asked_at=now, next_attempt_at=now)
