"""The questions put to Open Library's search: by ISBN and Goodreads id, and by title with author.

Its parser answers a syntax error with nothing at all, so that one stray bracket would hide a whole batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from enrichment.isbn import is_valid_isbn13
from enrichment.matching import main_title, searchable_author
from enrichment.matching.authors import is_nobody
from enrichment.matching.letters import without_syntax
from enrichment.matching.titles import LONGEST, dissect
from enrichment.providers.base import Facts, Wanted
from enrichment.providers.open_library_works import FIELDS

DOCS_A_TITLE = 8  # the works wanted back for one title: duplicates, translations, volumes
DOCS_A_BOOK = 3
LONGEST_WITNESS = 60  # characters
_SERIES = re.compile(r"\s*\([^()]*#[^()]*\)\s*$")

Question = dict[str, str]  # the parameters of one request
Ask = Callable[[Sequence[Wanted]], Question]


def has_id(book: Wanted) -> bool:
    return _isbn(book) is not None or _goodreads_id(book) is not None


def has_isbn(book: Wanted) -> bool:
    return _isbn(book) is not None


def has_askable_title(book: Wanted) -> bool:
    """Whether a search for its title could tell this book from others: both must name something."""
    return bool(_pair(book))


def by_one_id(books: Sequence[Wanted]) -> Question:
    """Each book by its ISBN, those without one by their Goodreads id."""
    isbns = [isbn for book in books if (isbn := _isbn(book))]
    ids = [number for book in books if not _isbn(book) and (number := _goodreads_id(book))]
    return _question(_any_of(isbn=isbns, id_goodreads=ids), docs=DOCS_A_BOOK * len(books))


def by_every_id(books: Sequence[Wanted]) -> Question:
    isbns = [isbn for book in books if (isbn := _isbn(book))]
    ids = [number for book in books if (number := _goodreads_id(book))]
    return _question(_any_of(isbn=isbns, id_goodreads=ids), docs=DOCS_A_BOOK * len(books))


def by_title(books: Sequence[Wanted]) -> Question:
    pairs = dict.fromkeys(filter(None, map(_pair, books)))
    return _question(" OR ".join(pairs), docs=DOCS_A_TITLE * len(pairs))


def with_a_witness(ask: Ask, found: Mapping[int, Facts]) -> Ask:
    """`ask` about one more book each time, one that was found before.

    So an answer that holds not even that one is a fault; without it, ten titles that nobody knows look the same.
    The longest title of a usual length is taken: few others are like it.
    """
    known = [Wanted(book_id, facts.title, facts.authors[0]) for book_id, facts in found.items() if facts.authors]
    likely = sorted((book for book in known if len(book.title) <= LONGEST_WITNESS), key=lambda book: -len(book.title))
    witness = next(filter(has_askable_title, likely), None)
    if witness is None:
        return ask
    return lambda books: ask([*books, witness])


def portions(
    books: Sequence[Wanted], ask: Ask, *, most: int, fits: Callable[[Question], bool]
) -> Iterator[list[Wanted]]:
    """`books` in portions of at most `most` whose question `fits` into one address."""
    rest = list(books)
    while rest:
        # Nearly always they all fit; measuring the address book by book is for when they do not.
        size = len(rest[:most]) if fits(ask(rest[:most])) else _as_many_as_fit(rest[:most], ask, fits)
        yield rest[:size]
        rest = rest[size:]


def _as_many_as_fit(books: Sequence[Wanted], ask: Ask, fits: Callable[[Question], bool]) -> int:
    """How many of the first books fit into one address, and one at the least."""
    return next((size for size in range(len(books) - 1, 1, -1) if fits(ask(books[:size]))), 1)


def _question(query: str, *, docs: int) -> Question:
    return {"q": query, "fields": FIELDS, "limit": str(docs), "spellcheck_count": "0"}


def _any_of(**wanted: Sequence[str]) -> str:
    return " OR ".join(f"{field}:({' OR '.join(dict.fromkeys(ids))})" for field, ids in wanted.items() if ids)


def _isbn(book: Wanted) -> str | None:
    return book.isbn13 if book.isbn13 and is_valid_isbn13(book.isbn13) else None


def _goodreads_id(book: Wanted) -> str | None:
    number = (book.goodreads_id or "").strip()
    return number if number.isascii() and number.isdigit() and len(number) <= 12 else None


def _pair(book: Wanted) -> str:
    """One book's part of a question by titles; empty if it cannot be asked."""
    title = main_title(_SERIES.sub("", book.title[:LONGEST]))
    author = without_syntax(searchable_author(book.author))
    taken_apart = dissect(title)
    if is_nobody(book.author) or not author or len(taken_apart.whole.replace(" ", "")) < 2:
        return ""
    if taken_apart.numbers or "&" in title:
        # "Vol. 2" and "Volume Two", "&" and "and": the words in any order, since no phrase would match them all.
        said = [word for word in without_syntax(taken_apart.whole).split() if word != "and"]
        return f'(title:({" ".join([*said, *sorted(taken_apart.numbers)])}) AND author:"{author}")'
    return f'(title:"{without_syntax(title)}" AND author:"{author}")'
