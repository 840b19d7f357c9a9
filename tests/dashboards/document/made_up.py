"""Made-up libraries for the document's tests: any shape, no reader's rows."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Iterable
from typing import Any

from dashboards.document.writing import Written, write_document
from enrichment.facts import WAITING, BookFacts, LookedUp
from enrichment.genres import Evidence, weigh
from enrichment.providers.authors import AuthorFacts
from uploads.parsing.records import Format, ParsedBook, Precision, ReadDate, Status

EXPORT_ID = "2f1e7a4c-9f4e-4b0e-8d3e-5a60b7c8d9e0"
SHARE_ID = "c0ffee00-1111-4222-8333-444455556666"
UPLOADED = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)

Pair = tuple[ParsedBook, BookFacts]

TITLES = [
    "The Ledger",
    "Čapek's Robots",
    "Straße der Vögel",
    "שלום לים",
    "الكتاب الأزرق",
    "Ringe & Røde",
    "R.U.R.",
    "Zero",
]
AUTHORS = ["Ana Álvarez", "Bo Møller", "Unknown author", "Dov Peretz", "Edda Quill", "Faye O’Hara"]
SHELVES = ["fantasy", "history", "owned", "book club", "sci-fi", "poetry", "to buy"]
SUBJECTS = [
    "Fantasy fiction",
    "Magic",
    "History",
    "Poetry",
    "Detective and mystery stories",
    "Cooking",
    "Fiction",
    "Whales",
]


def a_date(text: str) -> ReadDate:
    """ "2021-03-09", "2021-03" or "2021"."""
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(text)]
    return ReadDate(dt.date.fromisoformat((text + "-01-01")[:10]), precision)


def a_book(row: int = 1, *, read: str | None = None, added: str | None = None, **fields: Any) -> ParsedBook:
    """A read book, if `status` does not say otherwise."""
    title = fields.pop("title", f"Book {row}")
    status = fields.pop("status", Status.READ)
    given = {
        "full_title": title,
        "author": "Edda Quill",
        "shelf": str(status),
        "goodreads_id": str(1000 + row),
    } | fields
    return ParsedBook(
        row=row,
        title=title,
        status=status,
        date_read=a_date(read) if read else None,
        date_added=a_date(added) if added else None,
        **given,
    )


def known(*subjects: str, **fields: Any) -> BookFacts:
    """Facts from Open Library with these subjects."""
    given = {"sources": ("openlibrary",), "matches": {"openlibrary": "the ISBN is of one of its editions"}} | fields
    return BookFacts(state=LookedUp.KNOWN, weights=weigh(Evidence(subjects=subjects)), **given)


def an_author(key: str = "Q7", **fields: Any) -> AuthorFacts:
    """What a source says of an author: nothing but who it is, if not given."""
    given = {"name": "Edda Quill", "matched_by": "title", "score": 1.0, "reason": "a title agrees"} | fields
    return AuthorFacts(source="wikidata", key=key, **given)


def waiting(books: Iterable[ParsedBook]) -> list[Pair]:
    return [(book, WAITING) for book in books]


def a_document(pairs: Iterable[Pair], **more: Any) -> tuple[io.BytesIO, Written]:
    """The document of these books, as a file."""
    given = {"export_id": EXPORT_ID, "uploaded_at": UPLOADED, "now": NOW, "unreadable_rows": 0, "issues_open": 0}
    file = io.BytesIO()
    written = write_document(file, pairs, **(given | more))
    return file, written


def published(pairs: Iterable[Pair], **more: Any) -> dict[str, Any]:
    """The document of these books, parsed as JSON."""
    return json.loads(a_document(pairs, **more)[0].getvalue())


def summary_of(*books: ParsedBook) -> dict[str, Any]:
    """What books without any facts add up to."""
    return published(waiting(books))["summary"]


def a_library(size: int, *, seed: int = 1) -> list[Pair]:
    """A library in which every fact is now and then missing, doubled, vague, halved or before our era."""
    chance = random.Random(seed)
    return [(_any_book(row, chance), _any_facts(chance)) for row in range(1, size + 1)]


def _any_book(row: int, chance: random.Random) -> ParsedBook:
    status = chance.choices(list(Status), weights=[10, 1, 4, 1, 1])[0]
    title = f"{chance.choice(TITLES)} {row}"
    return a_book(
        row,
        title=title,
        status=status,
        full_title=f"{title} (Tides, #{row})" if chance.random() < 0.3 else title,
        series="Tides" if chance.random() < 0.3 else None,
        author=chance.choice(AUTHORS) if chance.random() < 0.5 else f"Writer {chance.randrange(90)}",
        goodreads_id=chance.choice([None, "77", str(5000 + row), str(5000 + row), str(5000 + row)]),
        isbn13=chance.choice([None, "9780306406157"]),
        rating=chance.choice([None, 1.0, 2.0, 2.5, 3.0, 4.0, 4.5, 5.0]),
        average_rating=chance.choice([None, 2.91, 3.77, 4.02, 4.4]),
        pages=chance.choice([None, chance.randrange(1, 900), chance.randrange(90, 400)]),
        format=chance.choice([None, *Format]),
        publication_year=chance.choice([None, 1990, 2015]),
        original_publication_year=chance.choice([None, -751, -400, -9, 5, 1899, 1990, 1999, 2000, 2024]),
        read=_any_date(chance),
        added=_any_date(chance),
        shelves=tuple(chance.sample(SHELVES, chance.randrange(4))),
        read_count=chance.choice([None, 0, 1, 1, 2, 7]),
        review=chance.choice([None, "<p>Ends\u2028well.</p>"]),
    )


def _any_date(chance: random.Random) -> str | None:
    day = dt.date(2019, 1, 1) + dt.timedelta(days=chance.randrange(2600))
    cut = chance.choice([0, 4, 7, 10, 10, 10])
    return day.isoformat()[:cut] or None


def _any_facts(chance: random.Random) -> BookFacts:
    if chance.random() < 0.3:
        return chance.choice([WAITING, BookFacts(state=LookedUp.NOT_KNOWN)])
    sources = chance.choice([("openlibrary",), ("googlebooks",), ("openlibrary", "googlebooks")])
    return known(
        *chance.sample(SUBJECTS, chance.randrange(4)),
        sources=sources,
        matches=dict.fromkeys(sources, "title and author agree"),
        language=chance.choice([None, "en", "de", "he"]),
        cover_url=chance.choice([None, "https://covers.openlibrary.org/b/id/12-M.jpg"]),
        pages=chance.choice([None, 321]),
        first_publish_year=chance.choice([None, -380, 1977]),
        rating=chance.choice([None, 3.5]),
        ratings_count=chance.choice([None, 12]),
    )
