"""What `providers.open_library` and the pages' covers rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from enrichment.assumptions import well_known
from enrichment.assumptions.checking import Assumption, Difference, Question, Recorded, Said, Verdict, compare_shape
from enrichment.facts import OPEN_LIBRARY_COVER
from enrichment.matching import Match
from enrichment.providers.base import Wanted
from enrichment.providers.open_library import SEARCH
from enrichment.providers.open_library_editions import EDITIONS, by_isbn_alone
from enrichment.providers.open_library_questions import by_every_id, by_one_id, by_title
from enrichment.providers.open_library_works import Work, works_in
from enrichment.providers.reading import an_object, objects

OPEN_LIBRARY, COVERS = "Open Library", "Covers"
# Named in few records: that none of fifty has it says nothing.
RARE = frozenset({"docs[].subtitle", "docs[].editions.docs[].subtitle"})


def searches(recorded: Recorded) -> list[Assumption]:
    """What `providers.open_library` relies on."""
    isbns = well_known.by_isbn(*well_known.ISBNS)
    ids = well_known.by_goodreads_id(*well_known.GOODREADS_IDS)
    titles = well_known.by_title(*well_known.TITLES)
    return [
        Assumption(
            "Fifty ISBNs are answered in one search",
            _search(by_one_id(isbns)),
            lambda said: [*_fifty(said, isbns), *_fields(said, recorded("open_library_search"))],
        ),
        Assumption(
            "Goodreads ids can be asked for together",
            _search(by_one_id(ids)),
            lambda said: _found(said, ids, _by_goodreads_id, least=len(ids) // 3, ask="by_one_id"),
        ),
        Assumption(
            "ISBNs and Goodreads ids can be asked for in one question",
            _search(by_every_id([*isbns[:10], *ids[:10]])),
            lambda said: _found(said, [*isbns[:10], *ids[:10]], _by_any_id, least=10, ask="by_every_id"),
        ),
        Assumption(
            "Ten titles with their authors are answered in one search",
            _search(by_title(titles)),
            lambda said: _found(said, titles, _by_words, least=len(titles) * 7 // 10, ask="by_title"),
        ),
        Assumption(
            "Of each work only one edition comes back",
            _search(by_one_id(well_known.by_isbn(*well_known.PAIRS_OF_EDITIONS))),
            _one_edition,
        ),
        Assumption(
            "Editions are answered each by its ISBN, also two of one work",
            Question(OPEN_LIBRARY, EDITIONS, by_isbn_alone(well_known.by_isbn(*well_known.PAIRS_OF_EDITIONS))),
            lambda said: _editions(said, recorded("open_library_books")),
        ),
        Assumption(
            "A book that nobody knows is an empty list",
            _search(by_one_id(well_known.by_isbn(well_known.NO_BOOK))),
            _nothing,
        ),
    ]


def covers(allowed: Iterable[str]) -> list[Assumption]:
    """What pages rely on that show covers; `allowed` are the hosts that their policy lets images come from."""
    address = urlsplit(OPEN_LIBRARY_COVER.format(well_known.COVER))
    hosts = frozenset(urlsplit(host).netloc for host in allowed)
    return [
        Assumption(
            "A cover comes from a host that our pages may show images of",
            Question(COVERS, address.path, {}),
            lambda said: _cover(said, hosts),
            status=None,
        )
    ]


def _search(params: Mapping[str, str]) -> Question:
    return Question(OPEN_LIBRARY, SEARCH, params)


def _fifty(said: Said, wanted: list[Wanted]) -> Iterator[Verdict]:
    content = an_object(said.content)
    works = works_in(content)
    yield from _found(said, wanted, _by_isbn, least=len(wanted) // 2, ask="by_one_id")
    if content.get("numFoundExact") is not True:
        yield Difference(
            f"numFoundExact is {content.get('numFoundExact')!r}, not true.",
            "enrichment/providers/open_library.py, _Search._hear: it takes anything but false for a whole answer",
        )
    asked = {book.isbn13 for book in wanted}
    if sum(bool(work.isbns & asked) for work in works) < len(works) * 0.9:
        yield Difference(
            "The editions that come back are not those that were asked for.",
            "enrichment/providers/open_library.py, _Search._settle_by_id: match by the work's own list of ISBNs",
        )


def _fields(said: Said, recorded: Any) -> Iterator[Verdict]:
    """Fifty well-known books have between them whatever we read of a book."""
    yield from compare_shape(
        said,
        recorded,
        needed=lambda place: place.startswith("docs") and place not in RARE,
        change="enrichment/providers/open_library_works.py, FIELDS and where Work reads the field",
    )


def _found(
    said: Said, wanted: list[Wanted], finds: Callable[[Work, Wanted], bool], *, least: int, ask: str
) -> Iterator[Verdict]:
    works = works_in(an_object(said.content))
    found = sum(any(finds(work, book) for work in works) for book in wanted)
    if found >= least:
        yield f"{found} of {len(wanted)} found"
        return
    yield Difference(
        f"Only {found} of {len(wanted)} well-known books were found.",
        f"enrichment/providers/open_library_questions.py, {ask}: the query is not understood any more",
    )


def _by_isbn(work: Work, book: Wanted) -> bool:
    return book.isbn13 in work.isbns


def _by_goodreads_id(work: Work, book: Wanted) -> bool:
    return book.goodreads_id in work.goodreads_ids


def _by_any_id(work: Work, book: Wanted) -> bool:
    return _by_isbn(work, book) or _by_goodreads_id(work, book)


def _by_words(work: Work, book: Wanted) -> bool:
    return isinstance(work.judge(book, by="title"), Match)


def _one_edition(said: Said) -> Iterator[Verdict]:
    docs = objects(an_object(said.content).get("docs"))
    most = max((len(objects(an_object(doc.get("editions")).get("docs"))) for doc in docs), default=0)
    yield f"{len(well_known.PAIRS_OF_EDITIONS)} ISBNs of {len(docs)} works"
    if most != 1:
        yield Difference(
            f"A work came back with {most} editions, not one.",
            "enrichment/providers/open_library_works.py, works_in: it reads the first edition only; with all of them the "
            "second question (_Search.ask_again) can go",
        )


def _editions(said: Said, recorded: Any) -> Iterator[Verdict]:
    """Answers by ISBN, which is no name of a place: so the shapes are those of all answers together."""
    change = "enrichment/providers/open_library_editions.py, works_of_editions and what it reads"
    answers = an_object(said.content)
    found = sum(f"ISBN:{isbn}" in answers for isbn in well_known.PAIRS_OF_EDITIONS)
    yield f"{found} of {len(well_known.PAIRS_OF_EDITIONS)} found"
    if found < len(well_known.PAIRS_OF_EDITIONS) / 2:
        yield Difference("Well-known editions were not found by their ISBNs.", change)
    yield from compare_shape(
        Said(said.status, said.headers, list(answers.values())),
        list(recorded.values()),
        needed=lambda place: place in ("[].details", "[].details.title", "[].details.works", "[].details.works[].key"),
        change=change,
    )


def _nothing(said: Said) -> Iterator[Verdict]:
    if an_object(said.content).get("docs") != []:
        yield Difference(
            "The answer for a book that nobody knows is not an empty list of docs.",
            "enrichment/providers/open_library_works.py, is_an_answer",
        )


def _cover(said: Said, hosts: frozenset[str]) -> Iterator[Verdict]:
    if said.status not in (200, 301, 302, 303, 307, 308):
        yield Difference(
            f"It answered {said.status}.", "enrichment/facts.py, OPEN_LIBRARY_COVER: the address has moved"
        )
        return
    host = urlsplit(said.headers.get("location", "")).netloc
    if host and not any(fnmatchcase(host, allowed) for allowed in hosts):
        yield Difference(
            f"Older covers are sent on to {host}, which browsers will not show.",
            "goodreads_site/settings.py, COVER_HOSTS: add https://archive.org and https://*.us.archive.org, where it "
            "sends on once more",
        )
