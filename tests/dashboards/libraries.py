"""Made-up libraries as the pages see them: heads without a file, links without a database."""

from __future__ import annotations

from typing import Any

from dashboards.library import Library
from dashboards.links import Links
from dashboards.seeing import Seen, whole
from enrichment.facts import WAITING
from tests.dashboards.document.made_up import Pair, a_book, published
from uploads.parsing.records import ParsedBook

LINKS = Links(Library("sample", "sample"))


def head_of(*books: ParsedBook | Pair, **more: Any) -> dict[str, Any]:
    """The head of the document of these books; those without facts wait to be looked up."""
    return published([book if isinstance(book, tuple) else (book, WAITING) for book in books], **more)


def seen_of(*books: ParsedBook | Pair, **more: Any) -> Seen:
    """The library of these books with no filter on, as figures take it."""
    return whole(head_of(*books, **more), LINKS)


def read_in(*years: int, **fields: Any) -> list[ParsedBook]:
    """A read book for each year, finished on 5 May."""
    return [a_book(row, read=f"{year}-05-05", pages=300, **fields) for row, year in enumerate(years, 1)]


def rated(*ratings: float | None, **fields: Any) -> list[ParsedBook]:
    """A read book for each rating."""
    return [a_book(row, rating=rating, **fields) for row, rating in enumerate(ratings, 1)]
