"""The catalogue's memory: one row a book, one answer a service, and what must be asked (again)."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from enrichment import catalogue
from enrichment.catalogue import KNOWN_FOR, NOT_KNOWN_FOR, Naming
from enrichment.facts import LookedUp
from enrichment.models import Answer, Book, Outcome
from enrichment.providers.base import Answers, Facts
from tests.browser.library import author_of, isbn_of, title_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)


def naming(number: int, **fields: str | None) -> Naming:
    plain = {"title": title_of(number), "author": author_of(number), "isbn13": isbn_of(number)}
    return Naming(**(plain | fields))  # type: ignore[arg-type]


def facts(**fields: object) -> Facts:
    return Facts(matched_by="isbn", score=1.0, reason="the same ISBN", **fields)  # type: ignore[arg-type]


def found(book_id: int, **fields: object) -> Answers:
    return Answers(found={book_id: facts(**fields)})


# --- which book it is -------------------------------------------------------------------------


def test_each_book_has_one_row_however_often_it_is_linked() -> None:
    first = catalogue.link([naming(1), naming(2), naming(1)])
    second = catalogue.link([naming(2), naming(3)])

    assert first[0] == first[2] != first[1]
    assert second[0] == first[1]
    assert Book.objects.count() == 3


def test_books_are_told_apart_by_isbn_then_goodreads_id_then_title_and_author() -> None:
    names = [
        naming(1),
        naming(1, isbn13=None, goodreads_id="77"),
        naming(1, isbn13=None),
        naming(1, isbn13=None, author="Somebody Else"),
    ]

    assert len(set(catalogue.link(names))) == 4


def test_a_wrong_title_for_an_isbn_does_not_decide_for_other_readers() -> None:
    right, wrong = catalogue.link([naming(1), naming(1, title="Something Else Entirely")])

    assert right != wrong


def test_the_same_title_in_another_spelling_is_the_same_book() -> None:
    plain, shouted = catalogue.link([naming(1), naming(1, title=title_of(1).upper() + "!")])

    assert plain == shouted


@pytest.mark.django_db(transaction=True)
def test_uploads_read_beside_each_other_share_their_books() -> None:
    def link(start: int) -> list[int]:
        try:
            return catalogue.link([naming(number) for number in range(start, start + 60)][:: 1 if start else -1])
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as three:
        ids = [book_id for chunk in three.map(link, (0, 20, 40)) for book_id in chunk]

    assert Book.objects.count() == 100
    assert len(set(ids)) == 100


def test_more_books_than_a_query_takes_are_linked_in_order() -> None:
    ids = catalogue.link([naming(number) for number in range(1200)])

    titles = Book.objects.in_bulk(ids)
    assert [titles[book_id].title for book_id in ids] == [title_of(number) for number in range(1200)]


# --- what must be asked -----------------------------------------------------------------------


def test_a_book_is_asked_for_until_there_is_an_answer_and_again_when_it_is_old() -> None:
    known, not_known, unasked = catalogue.link([naming(1), naming(2), naming(3)])
    answers = Answers(found={known: facts()}, not_known={not_known: "no edition"})
    catalogue.store("openlibrary", answers, now=NOW)

    def needing(after: dt.timedelta) -> list[int]:
        return catalogue.needing([known, not_known, unasked, known], "openlibrary", now=NOW + after)

    assert needing(dt.timedelta(0)) == [unasked]
    assert needing(NOT_KNOWN_FOR) == [not_known, unasked]
    assert needing(KNOWN_FOR) == [known, not_known, unasked]


def test_each_service_is_asked_for_itself() -> None:
    (book_id,) = catalogue.link([naming(1)])
    catalogue.store("openlibrary", found(book_id), now=NOW)

    assert catalogue.needing([book_id], "googlebooks", now=NOW) == [book_id]


def test_books_that_a_service_failed_to_answer_for_are_asked_again() -> None:
    (book_id,) = catalogue.link([naming(1)])

    catalogue.store("openlibrary", Answers(unanswered={book_id}), now=NOW)

    assert catalogue.needing([book_id], "openlibrary", now=NOW) == [book_id]


def test_a_provider_is_told_what_the_export_says_and_ids_without_a_row_are_left_out() -> None:
    (book_id,) = catalogue.link([naming(1, goodreads_id="77")])

    (wanted,) = catalogue.wanted([book_id, book_id + 1000])

    assert (wanted.book_id, wanted.title, wanted.author) == (book_id, title_of(1), author_of(1))
    assert (wanted.isbn13, wanted.goodreads_id) == (isbn_of(1), "77")


# --- what is known ----------------------------------------------------------------------------


def test_the_last_answer_counts_and_storing_twice_changes_nothing() -> None:
    (book_id,) = catalogue.link([naming(1)])

    catalogue.store("openlibrary", Answers(not_known={book_id: "no edition"}), now=NOW)
    for _ in range(2):
        catalogue.store("openlibrary", found(book_id, pages=320), now=NOW)

    answer = Answer.objects.get()
    assert (answer.outcome, answer.facts["pages"]) == (Outcome.KNOWN, 320)
    assert catalogue.known([book_id]) == {book_id}


def test_a_book_has_one_answer_of_a_service() -> None:
    (book_id,) = catalogue.link([naming(1)])
    catalogue.store("openlibrary", found(book_id), now=NOW)

    with pytest.raises(IntegrityError, match=r"one_answer_a_provider|enrichment_answer.book_id"):
        Answer.objects.create(
            book_id=book_id, provider="openlibrary", asked_at=NOW, next_attempt_at=NOW, outcome="known"
        )


def test_an_answer_has_an_outcome_that_we_know() -> None:
    (book_id,) = catalogue.link([naming(1)])

    with pytest.raises(IntegrityError, match="answer_outcome_is_known"):
        Answer.objects.create(book_id=book_id, provider="x", asked_at=NOW, next_attempt_at=NOW, outcome="maybe")


@pytest.mark.django_db(transaction=True)
def test_workers_that_store_the_same_books_do_not_wait_for_each_other_for_ever() -> None:
    ids = catalogue.link([naming(number) for number in range(80)])

    def store(order: int) -> None:
        try:
            for _ in range(3):
                answers = Answers(found={book_id: facts(subjects=("Fantasy fiction",)) for book_id in ids[::order]})
                catalogue.store("openlibrary", answers, now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as three:
        list(three.map(store, (1, -1, 1)))

    assert Answer.objects.count() == 80


def test_every_book_asked_for_has_facts_also_if_nobody_knows_it() -> None:
    known, not_known, waiting = catalogue.link([naming(1), naming(2), naming(3)])
    answers = Answers(found={known: facts(pages=320)}, not_known={not_known: "no edition"})
    catalogue.store("openlibrary", answers, now=NOW)

    by_book = catalogue.facts_for([known, not_known, waiting])

    states = [by_book[book_id].state for book_id in (known, not_known, waiting)]
    assert states == [LookedUp.KNOWN, LookedUp.NOT_KNOWN, LookedUp.WAITING]
    assert by_book[known].pages == 320
