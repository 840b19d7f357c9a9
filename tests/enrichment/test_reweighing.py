"""Weighing the catalogue anew: only what is old, chunk by chunk, without asking anybody."""

from __future__ import annotations

import pytest

from enrichment import genres, reweighing
from enrichment.models import Book, Provider
from enrichment.providers.base import Answers
from tests.enrichment.remembering import facts, known, linked, not_known, store

pytestmark = pytest.mark.django_db


def weighed_by_old_rules(book_ids: list[int], *, slug: str = "horror") -> None:
    """As if rules of another version had found another genre."""
    weights = {"genres": {slug: 2.0}, "fiction": 1.0, "audience": None, "because": {slug: []}, "year": None}
    Book.objects.filter(pk__in=book_ids).update(weights=weights, weights_version="old")


def test_books_weighed_by_old_rules_are_weighed_again() -> None:
    ids = known(3)
    weighed_by_old_rules(ids)

    step = reweighing.reweigh_next()

    assert (step.books, step.changed, step.last) == (3, 3, max(ids))
    book = Book.objects.get(pk=ids[0])
    assert book.weights_version == genres.RULES_VERSION
    assert next(iter(book.weights["genres"])) == "fantasy"


def test_a_book_that_keeps_its_genres_is_weighed_but_has_not_changed() -> None:
    ids = known(1)
    Book.objects.filter(pk__in=ids).update(weights_version="old")

    step = reweighing.reweigh_next()

    assert (step.books, step.changed) == (1, 0)


def test_weights_for_a_genre_that_is_no_more_are_no_obstacle() -> None:
    ids = known(1)
    weighed_by_old_rules(ids, slug="penny-dreadfuls")

    step = reweighing.reweigh_next()

    assert (step.books, step.changed) == (1, 1)


def test_what_todays_rules_have_weighed_is_left_alone() -> None:
    known(2)

    assert reweighing.reweigh_next().last is None


def test_books_that_no_service_knows_have_nothing_to_weigh() -> None:
    not_known(2)
    linked(2)

    assert reweighing.to_weigh().count() == 0
    assert reweighing.to_weigh(everything=True).count() == 0


def test_a_killed_run_goes_on_behind_what_it_has_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reweighing, "CHUNK", 2)
    ids = known(5)
    weighed_by_old_rules(ids)

    reweighing.reweigh_next()  # and killed
    left = [step := reweighing.reweigh_next(), reweighing.reweigh_next(after=step.last or 0)]

    assert [step.books for step in left] == [2, 1]
    assert reweighing.to_weigh().count() == 0


def test_a_preview_keeps_nothing() -> None:
    ids = known(2)
    weighed_by_old_rules(ids)

    step = reweighing.preview_next()

    assert (step.books, step.changed) == (2, 2)
    assert set(Book.objects.values_list("weights_version", flat=True)) == {"old"}
    assert reweighing.preview_next().changed == 2


def test_a_preview_of_everything_looks_at_fresh_books_too() -> None:
    known(2)

    assert reweighing.preview_next().books == 0
    assert reweighing.preview_next(everything=True).books == 2


def test_forgotten_versions_have_every_known_book_weighed() -> None:
    known(2)
    not_known(1)

    assert reweighing.forget_versions() == 2
    assert reweighing.reweigh_next().books == 2


def test_all_answers_to_a_book_are_weighed_together() -> None:
    (book_id,) = known(1, subjects=("History",))
    store("googlebooks", Answers(found={book_id: facts("History, ancient")}))
    weighed_by_old_rules([book_id])

    reweighing.reweigh_next()

    reasons = Book.objects.get(pk=book_id).weights["because"]["history"]
    assert len(reasons) == 2


def test_no_service_is_asked() -> None:
    weighed_by_old_rules(known(1))

    reweighing.reweigh_next()

    assert not Provider.objects.exists()  # the first request makes its service's row
