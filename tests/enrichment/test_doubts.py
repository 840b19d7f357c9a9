"""What a reader can be asked about: books nobody knows, matches that rest on little, and what was refused."""

from __future__ import annotations

import pytest

from enrichment import catalogue, doubts
from enrichment.catalogue import Naming
from enrichment.providers.base import Answers, Facts, Lookalike
from tests.enrichment.providers.open_library_books import answer, doc, isbn, look_up, wanted
from tests.enrichment.providers.stand_ins import Service
from tests.enrichment.remembering import known, linked, not_known, store

LIKE = Lookalike(
    "/works/OL1W", "Botchan", ("Soseki",), isbn13="9780765312181", year=1906, cover_id=7, reason="doubtful"
)


def test_a_book_that_was_refused_is_kept_for_the_reader_to_look_at() -> None:
    # given a service that has another book under the wanted ISBN
    other = doc(7, title="Cookery for Sailors", author_name=["Otto Frey"], edition={"isbn": [isbn(7)]})

    # when
    answers = look_up(Service(answer(other)), wanted(7))

    # then
    assert answers.found == {}
    (like,) = answers.lookalikes[7]
    assert (like.title, like.authors, like.isbn13) == ("Cookery for Sailors", ("Otto Frey",), isbn(7))
    assert like.reason.startswith("doubtful")
    assert Lookalike.from_json(like.to_json()) == like


@pytest.mark.django_db
def test_what_nobody_knows_and_what_may_be_another_are_told_apart() -> None:
    # given
    sure, nobodys = known(), not_known()
    doubted, unsure, unasked = catalogue.link([Naming(title=name, author="Ida Holm") for name in ("a", "b", "c")])
    store("openlibrary", Answers(not_known={doubted: "doubtful"}, lookalikes={doubted: (LIKE,)}))
    store("openlibrary", Answers(found={unsure: Facts(matched_by="isbn", score=0.6, reason="ISBN agrees")}))
    ids = [*sure, *nobodys, doubted, unsure, unasked]

    # when
    unknown = doubts.unknown(ids)
    doubtful = doubts.doubtful(ids, among_unknown=unknown)

    # then
    assert unknown == {*nobodys, doubted}
    assert doubtful == {doubted, unsure}


@pytest.mark.django_db
def test_a_book_that_another_service_knows_is_not_doubtful() -> None:
    (book_id,) = linked()
    store("openlibrary", Answers(not_known={book_id: "doubtful"}, lookalikes={book_id: (LIKE,)}))
    store("googlebooks", Answers(found={book_id: Facts(matched_by="isbn", score=1.0, reason="ISBN agrees")}))

    assert doubts.unknown([book_id]) == set()
    assert doubts.doubtful([book_id], among_unknown=set()) == set()


@pytest.mark.django_db
def test_there_is_a_choice_of_what_was_refused_or_else_what_was_taken() -> None:
    refused, taken = catalogue.link([Naming(title="a", author="Ida Holm"), Naming(title="b", author="Ida Holm")])
    store("openlibrary", Answers(not_known={refused: "doubtful"}, lookalikes={refused: (LIKE,)}))
    facts = Facts(matched_by="isbn", score=0.6, reason="ISBN agrees", key="/works/OL2W", title="こころ")
    store("openlibrary", Answers(found={taken: facts}))

    (one,), (other,) = doubts.possible_books(refused), doubts.possible_books(taken)

    assert (one.id, one.author, one.is_taken) == ("openlibrary:/works/OL1W", "Soseki", False)
    assert one.cover_url == "https://covers.openlibrary.org/b/id/7-M.jpg"
    assert (other.title, other.is_taken) == ("こころ", True)
    assert doubts.possible_books(0) == []
