"""The shelf of one year: its books as the front's shelf holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.document.filters import Filters
from dashboards.document.summary import SHELF_SHOWN
from dashboards.document.tallies import Book, Latest

YearShelf = Mapping[str, Any]  # {"title", "is", "books"}, as the document holds its own


def finished_in(year: int, books: Iterable[Book]) -> YearShelf:
    """The shelf of a year: those of the books that were finished in it, the last one first, as the document has its own."""
    wanted, latest = Filters.of({"year": str(year)}), Latest(SHELF_SHOWN)
    for book in books:
        if wanted.matches(book):
            latest.offer(book["date_read"], book)
    return {"title": str(year), "is": "year", "books": latest.books()}
