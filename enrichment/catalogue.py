"""The catalogue's memory: which books it has rows for, what is known of them, and what must be asked."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from enrichment import authors, genres
from enrichment.facts import WAITING, BookFacts, merge
from enrichment.genres import Weights
from enrichment.matching import normal_title, title_key
from enrichment.models import Answer, Book, Outcome
from enrichment.providers.base import Answers, Facts, Wanted

T = TypeVar("T")

KNOWN_FOR = dt.timedelta(days=180)
NOT_KNOWN_FOR = dt.timedelta(days=14)
CHUNK = 500  # rows a query: well under SQLite's limit on variables


@dataclass(frozen=True, slots=True)
class Naming:
    """How an export names a book."""

    title: str
    author: str
    isbn13: str | None = None
    goodreads_id: str | None = None
    year: int | None = None

    @property
    def identity(self) -> str:
        """The key of the book's row. An ISBN counts together with the title that it is given for.

        Publishers use an ISBN twice, and whoever uploads a file with a wrong title for an ISBN must not
        decide what other readers' books with that ISBN are matched against.
        """
        if self.isbn13:
            return f"isbn:{self.isbn13}:{_digest(normal_title(self.title))}"
        if self.goodreads_id:
            return f"goodreads:{self.goodreads_id[:20]}:{_digest(normal_title(self.title))}"
        return f"title:{_digest(title_key(self.title, self.author), length=32)}"


def link(namings: Sequence[Naming]) -> list[int]:
    """The ids of the books so named, in order; rows that are missing are made. Safe to run twice and beside itself."""
    identities = [naming.identity for naming in namings]
    ids = _ids_of(identities)
    missing = {identity: naming for identity, naming in zip(identities, namings, strict=True) if identity not in ids}
    if missing:
        rows = [_row(identity, missing[identity]) for identity in sorted(missing)]  # one order for all: no deadlocks
        Book.objects.bulk_create(rows, ignore_conflicts=True, batch_size=CHUNK)
        ids |= _ids_of(missing)
    return [ids[identity] for identity in identities]


def needing(book_ids: Iterable[int], provider: str, *, now: dt.datetime) -> list[int]:
    """Those of the books that `provider` has not answered for, or not lately, in the order given."""
    ids = list(dict.fromkeys(book_ids))
    fresh: set[int] = set()
    for chunk in _chunks(ids):
        answers = Answer.objects.fresh(now=now).filter(provider=provider, book_id__in=chunk)
        fresh.update(answers.values_list("book_id", flat=True))
    return [book_id for book_id in ids if book_id not in fresh]


def ask_again(
    book_ids: Iterable[int], *, asked_before: dt.datetime, now: dt.datetime, only_not_known: bool = False
) -> list[int]:
    """Let what was said of these books count as old: the ids of those that `needing` gives from now on.

    What was asked since `asked_before` is left as it is. Nothing is forgotten: the old answer serves until a new one.
    """
    due: set[int] = set()
    for chunk in _chunks(sorted(set(book_ids))):
        answers = Answer.objects.fresh(now=now).filter(book_id__in=chunk, asked_at__lt=asked_before)
        if only_not_known:
            known_ids = Answer.objects.filter(book_id__in=chunk, outcome=Outcome.KNOWN).values("book_id")
            answers = answers.filter(outcome=Outcome.NOT_KNOWN).exclude(book_id__in=known_ids)
        due.update(answers.values_list("book_id", flat=True))
        answers.update(next_attempt_at=now)
    return sorted(due)


def known(book_ids: Iterable[int]) -> set[int]:
    """Those of the books that some provider knows."""
    found: set[int] = set()
    for chunk in _chunks(list(book_ids)):
        answers = Answer.objects.filter(book_id__in=chunk, outcome=Outcome.KNOWN)
        found.update(answers.values_list("book_id", flat=True))
    return found


def wanted(book_ids: Sequence[int]) -> list[Wanted]:
    """What a provider needs to look for the books; ids without a row are left out."""
    rows: dict[int, Book] = {}
    for chunk in _chunks(list(book_ids)):
        rows |= Book.objects.in_bulk(chunk)
    return [
        Wanted(
            book_id=row.pk,
            title=row.title,
            author=row.author,
            isbn13=row.isbn13 or None,
            goodreads_id=row.goodreads_id or None,
            year=row.year,
        )
        for row in (rows[book_id] for book_id in book_ids if book_id in rows)
    ]


def store(provider: str, answers: Answers, *, now: dt.datetime) -> None:
    """Keep what the provider said, over what it said before, and weigh the subjects anew."""
    rows = [
        Answer(
            book_id=book_id,
            provider=provider,
            outcome=Outcome.KNOWN,
            facts=facts.to_json(),
            reason=facts.reason[:200],
            asked_at=now,
            next_attempt_at=now + KNOWN_FOR,
        )
        for book_id, facts in answers.found.items()
    ]
    rows += [
        Answer(
            book_id=book_id,
            provider=provider,
            outcome=Outcome.NOT_KNOWN,
            facts=_lookalikes(answers, book_id),
            reason=reason[:200],
            asked_at=now,
            next_attempt_at=now + NOT_KNOWN_FOR,
        )
        for book_id, reason in answers.not_known.items()
    ]
    rows.sort(key=lambda row: row.book_id)  # one order for all workers: no deadlocks
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["book", "provider"],
        update_fields=["outcome", "facts", "reason", "asked_at", "next_attempt_at"],
        batch_size=CHUNK,
    )
    for chunk in _chunks(sorted(answers.found)):
        said = _answers(chunk, but=provider)
        for book_id in chunk:
            said.setdefault(book_id, {})[provider] = answers.found[book_id]
        books = list(Book.objects.filter(pk__in=chunk).order_by("pk"))
        _weigh(books, said)
        keep_weights(books)


def weigh(books: Sequence[Book]) -> None:
    """Give the rows the weights that all answers to them have by today's rules. They are not saved."""
    _weigh(books, _answers([book.pk for book in books]))


def _weigh(books: Sequence[Book], said: Mapping[int, Mapping[str, Facts]]) -> None:
    for book in books:
        weights = merge(said.get(book.pk, {})).weights
        book.weights = weights.to_json() if weights else None
        book.weights_version = genres.RULES_VERSION


def keep_weights(books: Sequence[Book]) -> None:
    """Save what `weigh` has given the rows. Call it in a transaction."""
    # As rows that are there already: `bulk_update` writes a CASE with a branch for each book, ten times as slow.
    Book.objects.bulk_create(
        books,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["weights", "weights_version"],
        batch_size=CHUNK,
    )


def facts_for(book_ids: Sequence[int]) -> dict[int, BookFacts]:
    """What is known of each book; every id asked for is in the answer."""
    facts: dict[int, BookFacts] = {}
    for chunk in _chunks(list(dict.fromkeys(book_ids))):
        weights = {
            book_id: Weights.from_json(record)
            for book_id, record in Book.objects.filter(pk__in=chunk, weights_version=genres.RULES_VERSION).values_list(
                "pk", "weights"
            )
            if record is not None
        }
        answers = _answers(chunk)
        people = authors.facts_for(chunk)
        for book_id in chunk:
            said = answers.get(book_id)
            known = WAITING if said is None else merge(said, weights=weights.get(book_id))
            facts[book_id] = replace(known, author=people[book_id]) if book_id in people else known
    return facts


def _answers(book_ids: Sequence[int], *, but: str = "") -> dict[int, dict[str, Facts]]:
    """Book id -> provider, `but` one -> facts. A book that was asked for and is not known has an empty dict."""
    by_book: dict[int, dict[str, Facts]] = {}
    rows = Answer.objects.filter(book_id__in=book_ids).exclude(provider=but)
    for book_id, provider, outcome, facts in rows.values_list("book_id", "provider", "outcome", "facts"):
        of_book = by_book.setdefault(book_id, {})
        if outcome == Outcome.KNOWN:
            of_book[provider] = Facts.from_json(facts)
    return by_book


def _lookalikes(answers: Answers, book_id: int) -> dict[str, Any]:
    found = answers.lookalikes.get(book_id, ())
    return {"lookalikes": [lookalike.to_json() for lookalike in found]} if found else {}


def _ids_of(identities: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for chunk in _chunks(list(identities)):
        ids.update(Book.objects.filter(identity__in=chunk).values_list("identity", "pk"))
    return ids


def _row(identity: str, naming: Naming) -> Book:
    return Book(
        identity=identity,
        isbn13=naming.isbn13 or "",
        goodreads_id=(naming.goodreads_id or "")[:20],
        title=naming.title[:500],
        author=naming.author[:300],
        year=naming.year,
    )


def _digest(text: str, *, length: int = 12) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _chunks(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
