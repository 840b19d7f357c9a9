"""The catalogue's memory of authors: who wrote which book, and what a source says of them.

An author is known by the id that Open Library gives them at a book that it knows; where it gives none, by name, and
then whoever bears the name must be one and the same: what a source tells of a name stands at every such book.

Each function takes the books of one batch, as many as a query may name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from enrichment.matching import author_score
from enrichment.matching.authors import is_nobody, normal_author
from enrichment.matching.judgement import SAME_AUTHOR
from enrichment.models import Answer, Author, Authorship, Book, Outcome
from enrichment.providers.authors import AuthorAnswers, AuthorFacts, AuthorWanted
from enrichment.providers.base import Facts
from enrichment.sources import FIRST, author_source

KNOWN_FOR = dt.timedelta(days=180)
NOT_KNOWN_FOR = dt.timedelta(days=30)
TITLES = 30  # of an author, to be recognised by
LONGEST_NAME = 160  # in an identity


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a book, as far as can be told before a source is asked."""

    name: str
    open_library_key: str | None = None

    @property
    def identity(self) -> str:
        """The key of the author's row: "openlibrary:OL26320A", else "name:tolkien jrr"."""
        if self.open_library_key:
            return f"openlibrary:{self.open_library_key}"
        name = normal_author(self.name)
        return f"name:{name if len(name) <= LONGEST_NAME else hashlib.sha256(name.encode()).hexdigest()}"


def writers_of(book_ids: Sequence[int], just_found: Mapping[int, Facts]) -> dict[int, Writer]:
    """Who wrote each of the books; those that name nobody are left out.

    `just_found` is what Open Library has said of some of them and is not in the catalogue yet.
    """
    known = Answer.objects.filter(book_id__in=book_ids, provider=FIRST, outcome=Outcome.KNOWN)
    facts = {book_id: Facts.from_json(record) for book_id, record in known.values_list("book_id", "facts")}
    facts.update(just_found)
    names = Book.objects.filter(pk__in=book_ids).values_list("pk", "author")
    return {book_id: _writer(name, facts.get(book_id)) for book_id, name in names if not is_nobody(name)}


def wanted(writers: Mapping[int, Writer], *, source: str, now: dt.datetime) -> list[AuthorWanted]:
    """What `source` needs to look for those of the writers that it was not asked about, or not lately."""
    needed = _needing(writers, source=source, now=now)
    titles = _titles(writers, needed)
    return [
        AuthorWanted(
            identity=identity,
            name=writer.name,
            titles=tuple(islice(titles[identity], TITLES)),
            open_library_key=writer.open_library_key,
        )
        for identity, writer in needed.items()
    ]


def store(answers: AuthorAnswers, writers: Mapping[int, Writer], *, source: str, now: dt.datetime) -> None:
    """Keep what the source said, over what was said before, and who wrote which book."""
    names = {writer.identity: writer.name for writer in writers.values()}
    known = [(identity, facts, facts.reason) for identity, facts in answers.found.items()]
    told = [*known, *((identity, None, reason) for identity, reason in answers.not_known.items())]
    rows = [
        Author(
            identity=identity,
            name=names[identity][:300],
            source=source,
            outcome=Outcome.KNOWN if facts else Outcome.NOT_KNOWN,
            facts=facts.to_json() if facts else {},
            reason=reason[:200],
            asked_at=now,
            next_attempt_at=now + (KNOWN_FOR if facts else NOT_KNOWN_FOR),
        )
        for identity, facts, reason in told
    ]
    rows.sort(key=lambda row: row.identity)  # one order for all workers: no deadlocks
    Author.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["identity"],
        update_fields=["name", "source", "outcome", "facts", "reason", "asked_at", "next_attempt_at"],
    )
    _link(writers)


def facts_for(book_ids: Sequence[int]) -> dict[int, AuthorFacts]:
    """What is known of the authors of the books; a book whose author nobody knows is left out.

    Nothing at all while no source is switched on, whatever one said when it was.
    """
    if (source := author_source()) is None:
        return {}
    rows = Authorship.objects.filter(book_id__in=book_ids, author__source=source, author__outcome=Outcome.KNOWN)
    return {book_id: AuthorFacts.from_json(record) for book_id, record in rows.values_list("book_id", "author__facts")}


def unasked(book_ids: Iterable[int], *, now: dt.datetime) -> list[int]:
    """Those of the books whose author is to be asked about, in the order given. None while no source is on."""
    ids = list(dict.fromkeys(book_ids))
    if (source := author_source()) is None:
        return []
    asked = Authorship.objects.filter(book_id__in=ids, author__source=source, author__next_attempt_at__gt=now)
    settled = set(asked.values_list("book_id", flat=True))
    names = Book.objects.filter(pk__in=ids).values_list("pk", "author")
    settled.update(book_id for book_id, name in names if is_nobody(name))
    return [book_id for book_id in ids if book_id not in settled]


def _writer(name: str, facts: Facts | None) -> Writer:
    """The one of that name among those whom Open Library gives the book, as it spells them, with their id."""
    keyed = zip(facts.authors, facts.author_keys, strict=False) if facts else ()
    scored = [(author_score(name, [theirs]), theirs, key) for theirs, key in keyed if key]
    score, theirs, key = max(scored, default=(0.0, "", ""))
    return Writer(theirs, key) if score >= SAME_AUTHOR else Writer(name)


def _needing(writers: Mapping[int, Writer], *, source: str, now: dt.datetime) -> dict[str, Writer]:
    """By identity, those to ask about. Who was not known may be by a book that was not there then."""
    needed = {writer.identity: writer for writer in writers.values()}
    rows = Author.objects.filter(identity__in=needed, source=source, next_attempt_at__gt=now)
    fresh = dict(rows.values_list("identity", "outcome"))
    linked = Authorship.objects.filter(book_id__in=writers, author__identity__in=fresh)
    tried = set(linked.values_list("book_id", "author__identity"))
    untried = {writer.identity for book_id, writer in writers.items() if (book_id, writer.identity) not in tried}
    again = {identity for identity in untried if fresh.get(identity) == Outcome.NOT_KNOWN}
    return {identity: writer for identity, writer in needed.items() if identity not in fresh or identity in again}


def _titles(writers: Mapping[int, Writer], needed: Mapping[str, Writer]) -> Mapping[str, Iterable[str]]:
    """Titles of the books of each of `needed`, those at hand first."""
    titles: dict[str, dict[str, None]] = defaultdict(dict)
    at_hand = [book_id for book_id, writer in writers.items() if writer.identity in needed]
    for book_id, title in Book.objects.filter(pk__in=at_hand).values_list("pk", "title"):
        titles[writers[book_id].identity][title] = None
    earlier = Authorship.objects.filter(author__identity__in=needed).order_by("book_id")
    for identity, title in earlier.values_list("author__identity", "book__title")[: TITLES * len(needed)]:
        titles[identity][title] = None
    return titles


def _link(writers: Mapping[int, Writer]) -> None:
    """Say who wrote the books, for those authors of whom there is a row."""
    identities = {writer.identity for writer in writers.values()}
    ids = dict(Author.objects.filter(identity__in=identities).values_list("identity", "pk"))
    rows = [
        Authorship(book_id=book_id, author_id=ids[writer.identity])
        for book_id, writer in sorted(writers.items(), key=lambda item: item[0])  # one order for all workers
        if writer.identity in ids
    ]
    Authorship.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["book"], update_fields=["author"], batch_size=500
    )
