"""Draws the genres' weights of the whole catalogue anew once the rules have changed. No service is asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from enrichment import catalogue, genres
from enrichment.genres import Weights, judge
from enrichment.models import Answer, Book, Outcome

CHUNK = 250  # rows at once: with all that was answered about them some megabytes, and locked for a second


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one chunk of the catalogue."""

    last: int | None  # the id of its last book; None where no book was left
    books: int = 0
    changed: int = 0  # of them, those that get other genres, as judged without any reader's shelves


def to_weigh(*, everything: bool = False) -> QuerySet[Book]:
    """The books that some service knows and that other rules than today's have weighed, or `everything` it knows."""
    known = Book.objects.filter(Exists(Answer.objects.filter(book=OuterRef("pk"), outcome=Outcome.KNOWN)))
    return known if everything else known.exclude(weights_version=genres.RULES_VERSION)


def forget_versions() -> int:
    """Have every book pass for one that old rules have weighed: how many there are.

    Until they are weighed again their weights are drawn whenever a document is written: slower, but as right.
    """
    return to_weigh(everything=True).update(weights_version="")


def reweigh_next(*, after: int = 0) -> Step:
    """Weigh the next chunk of books whose ids are over `after`, and keep it.

    What is done needs not be done again: whoever is killed goes on where it was.
    """
    with transaction.atomic():
        # Locked before the answers are read: else a worker's new answer, stored meanwhile, would be weighed over.
        books = list(to_weigh().filter(pk__gt=after).select_for_update(no_key=True).order_by("pk")[:CHUNK])
        step = _weigh(books)
        catalogue.keep_weights(books)
    return step


def preview_next(*, after: int = 0, everything: bool = False) -> Step:
    """The same, but nothing is kept."""
    return _weigh(list(to_weigh(everything=everything).filter(pk__gt=after).order_by("pk")[:CHUNK]))


def _weigh(books: list[Book]) -> Step:
    if not books:
        return Step(last=None)
    before = [_genres(book) for book in books]
    catalogue.weigh(books)
    changed = sum(_genres(book) != genres_before for book, genres_before in zip(books, before, strict=True))
    return Step(last=books[-1].pk, books=len(books), changed=changed)


def _genres(book: Book) -> tuple[str, ...] | None:
    """The book's genres by the weights that it has; None where they name a genre that is no more."""
    try:
        return judge(Weights.from_json(book.weights)).genres if book.weights else ()
    except (KeyError, TypeError, ValueError):  # other rules wrote them, perhaps years ago
        return None
