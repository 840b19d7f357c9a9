"""Open Library's editions asked for each by itself, where its search hides one behind another.

The volumes of a series are often filed as editions of one work, and of a work a search answers with one
edition only. The other interface answers every ISBN, but knows neither subjects nor ratings: what it says of
an edition is put together with what the search said of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enrichment.isbn import to_isbn13
from enrichment.matching import author_score
from enrichment.matching.authors import normal_author
from enrichment.matching.judgement import SAME_AUTHOR
from enrichment.matching.likeness import are_volumes_of_one_series
from enrichment.matching.scripts import may_name
from enrichment.providers.base import Wanted
from enrichment.providers.open_library_questions import Question, has_isbn
from enrichment.providers.open_library_seen import SeenWorks
from enrichment.providers.open_library_works import Work, work_in
from enrichment.providers.reading import an_object, objects, text, whole

EDITIONS = "/api/books"
_KEY = "ISBN:"


def by_isbn_alone(books: Sequence[Wanted]) -> Question:
    """The question for the editions of `books`, all of which have an ISBN."""
    keys = dict.fromkeys(f"{_KEY}{book.isbn13}" for book in books)
    return {"bibkeys": ",".join(keys), "jscmd": "details", "format": "json"}


def are_editions(content: Mapping[str, Any]) -> bool:
    """Whether an answer is one of editions by ISBN. It is empty where none is known."""
    return all(key.startswith(_KEY) for key in content)


def works_of_editions(content: Mapping[str, Any], seen: SeenWorks) -> list[Work]:
    """The seen works whose editions an answer holds, each with that edition; others are left out."""
    found = (_work_of(bibkey, an_object(answered).get("details"), seen) for bibkey, answered in content.items())
    return [work for work in found if work]


def hidden_among(books: Iterable[Wanted], seen: SeenWorks, *, beside: Iterable[Wanted]) -> list[Wanted]:
    """Those of the unknown `books` that a volume of the same series may hide; `beside` are all that were asked for.

    Open Library looks an ISBN that it lacks up elsewhere, so it is asked for none without a reason. That is a seen
    work of more editions that is alike but for its number; or, because a catalogue may write a series in another
    script than the reader, a book of the same author, alike but for its number, that an id led to such a work.
    """
    by_author = defaultdict(list)
    for other in beside:
        if any(work.may_hide_another for work in (*seen.by_isbn(other), *seen.by_goodreads_id(other))):
            by_author[normal_author(other.author)].append(other)
    return [
        book
        for book in books
        if has_isbn(book)
        and (
            any(_could_hide(work, book) for work in seen.by_words(book))
            or any(
                are_volumes_of_one_series(book.title, other.title) for other in by_author[normal_author(book.author)]
            )
        )
    ]


def _could_hide(work: Work, book: Wanted) -> bool:
    if not work.may_hide_another or not any(are_volumes_of_one_series(book.title, title) for title in work.titles):
        return False
    return author_score(book.author, work.authors) >= SAME_AUTHOR or may_name(book.author, work.authors)


def _work_of(bibkey: str, details: Any, seen: SeenWorks) -> Work | None:
    edition = an_object(details)
    sibling = seen.by_key(text(next(iter(objects(edition.get("works"))), {}).get("key")))
    isbn = to_isbn13(bibkey.removeprefix(_KEY))
    title = text(edition.get("title"))
    if sibling is None or isbn is None or not title:
        return None
    doc = {**sibling.doc, "title": title, "subtitle": None, "editions": {"docs": [_as_searched(edition, isbn)]}}
    return work_in(doc | _authors(edition))


def _as_searched(edition: Mapping[str, Any], isbn: str) -> dict[str, Any]:
    """An edition in the shape that the search gives it."""
    covers = edition.get("covers")
    return {
        "title": edition.get("title"),
        "subtitle": edition.get("subtitle"),
        "isbn": [isbn],
        "cover_i": next(filter(None, map(whole, covers if isinstance(covers, list) else ())), None),
        "language": [language.get("key") for language in objects(edition.get("languages"))],
        "number_of_pages": edition.get("number_of_pages"),
    }


def _authors(edition: Mapping[str, Any]) -> dict[str, Any]:
    """The edition's authors in the shape of the search; empty where it names none, for the work's to stand."""
    authors = objects(edition.get("authors"))
    if not authors or not all(text(author.get("name")) for author in authors):
        return {}
    return {
        "author_name": [author["name"] for author in authors],
        "author_key": [text(author.get("key")).removeprefix("/authors/") for author in authors],
    }
