"""One book of the document: the reader's row and the services' facts, side by side.

The reader's own facts win; a service fills what the row leaves open, and `filled` names what it filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from enrichment.facts import BookFacts
from enrichment.genres import Verdict, Weights, guess, judge
from enrichment.providers.authors import AuthorFacts
from uploads.parsing.records import ParsedBook, ReadDate

BEST_RATING = 5.0


def book_object(book: ParsedBook, facts: BookFacts, *, id: str) -> dict[str, Any]:
    """The book as the document holds it: every key that the schema requires, None or empty where nothing is known.

    `id` names the book within the document and comes first, so that a line can be told by its beginning.
    """
    pages = book.pages or facts.pages
    year = _year(book, facts)
    community_rating, rating_source = _community_rating(book, facts)
    verdict = _verdict(book, facts, year)
    return {
        "id": id,
        "row": book.row,
        "goodreads_id": book.goodreads_id,
        "title": book.title,
        "full_title": book.full_title,
        "series": book.series,
        "series_number": book.series_number,
        "author": book.author,
        "additional_authors": list(book.additional_authors),
        "isbn13": book.isbn13,
        "my_rating": book.rating,
        "average_rating": _believable(book.average_rating),
        "num_pages": pages,
        "publisher": book.publisher,
        "binding": book.binding,
        "format": book.format,
        "publication_year": book.publication_year,
        "original_publication_year": year,
        "date_read": _text(book.date_read),
        "date_read_precision": book.date_read.precision if book.date_read else None,
        "date_added": _text(book.date_added),
        "reading_status": book.status,
        "shelf": book.shelf,
        "shelves": list(book.shelves),
        "read_count": book.read_count,
        "review": book.review,
        "has_spoilers": book.has_spoilers,
        **_genres(verdict),
        "fiction": verdict.fiction,
        "audience": verdict.audience,
        "language": facts.language,
        "cover_url": facts.cover_url,
        "community_rating": community_rating,
        "community_rating_source": rating_source,
        "ratings_count": facts.ratings_count,
        "sources": list(facts.sources),
        "looked_up": facts.state,
        "match": dict(facts.matches or {}),
        "filled": _filled(book, pages, year),
        **_author_facts(facts.author),
    }


def guess_again(book: dict[str, Any], leanings: Mapping[str, float]) -> dict[str, Any]:
    """A book object whose genre is a guess, guessed from the reader's other books: see `leanings_of`."""
    first = Verdict(genres=tuple(book["genres"]), because=book["genres_because"])
    return book | _genres(guess(first, leanings))


def _genres(verdict: Verdict) -> dict[str, Any]:
    return {
        "genres": list(verdict.genres),
        "genres_because": {genre: list(reasons) for genre, reasons in verdict.because.items()},
        "genres_guessed": verdict.guessed,
    }


def _year(book: ParsedBook, facts: BookFacts) -> int | None:
    """The year of first publication. The export's own wins: services often name a year that is too early."""
    return book.original_publication_year if book.original_publication_year is not None else facts.first_publish_year


def _filled(book: ParsedBook, pages: int | None, year: int | None) -> list[str]:
    filled = []
    if pages and not book.pages:
        filled.append("num_pages")
    if year is not None and book.original_publication_year is None:
        filled.append("original_publication_year")
    return filled


def _community_rating(book: ParsedBook, facts: BookFacts) -> tuple[float | None, str | None]:
    """The crowd's mean and who counted it. Exports of 2026 have none; then the service's stands in."""
    if own := _believable(book.average_rating):
        return own, "goodreads"
    if theirs := _believable(facts.rating):
        return theirs, facts.rating_source
    return None, None


def _believable(rating: float | None) -> float | None:
    # NaN and infinity would pass through JSON parsers that a service's answer has come by, and fail in ours.
    return rating if rating is not None and 0 < rating <= BEST_RATING else None


def _text(date: ReadDate | None) -> str | None:
    return date.text if date else None


def _author_facts(author: AuthorFacts | None) -> dict[str, Any]:
    """The one part of a book that may be missing: without a source of facts about authors there is nothing to say."""
    if author is None:
        return {}
    return {
        "author_facts": {
            "source": author.source,
            "key": author.key,
            "name": author.name,
            "countries": list(author.countries),
            "citizenships": list(author.citizenships),
            "genders": list(author.genders),
            "birth_year": author.birth_year,
            "death_year": author.death_year,
            "because": author.reason,
        }
    }


def _verdict(book: ParsedBook, facts: BookFacts, year: int | None) -> Verdict:
    if facts.weights is None:
        return _judge_shelves(book.shelves, year)
    return judge(facts.weights, shelves=book.shelves, year=year)


@lru_cache(maxsize=4096)  # before any service has answered, most books of a library share a few sets of shelves
def _judge_shelves(shelves: tuple[str, ...], year: int | None) -> Verdict:
    return judge(Weights(), shelves=shelves, year=year)
