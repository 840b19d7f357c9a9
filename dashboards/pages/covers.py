"""Books as covers on the dashboard: the last few, or all of a library that is tiny."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document import reading
from dashboards.document.tallies import Book
from dashboards.links import Links
from dashboards.pages.book_list import STATUSES
from dashboards.seeing import Seen

RECENT = 12  # books last read
SHORT_LIST = 10  # books of a library so small that its dashboard lists them all


@dataclass(frozen=True, slots=True)
class Cover:
    book: Mapping[str, Any]  # in the short form or the long one
    href: str
    rating: float | None
    stars: str
    spoken: str
    when: str


def covers_of(seen: Seen, few: Sequence[Book]) -> tuple[str, list[Cover]]:
    """(title, covers) of the few books of a tiny library, or of the last ones of a larger one."""
    return few_covers(few, seen.links, are_all=not seen.is_filtered) if few else recent_covers(seen.head, seen.links)


def if_few(file: IO[bytes], seen: Seen) -> Iterable[Book]:
    """All books of a library so small that its dashboard lists them."""
    return reading.books(file) if seen.whole["total_books"] <= SHORT_LIST else ()


def recent_covers(head: Mapping[str, Any], links: Links) -> tuple[str, list[Cover]]:
    """(title, covers) of the books last read; last added where nothing is dated."""
    summary = head["summary"]
    read = summary["recent_is"] == "read"
    title = _("Recently read") if read else _("Last added")
    return title, [
        cover_of(book, links, book["rating"], words.date(book["date"])) for book in summary["recent"][:RECENT]
    ]


def few_covers(books: Iterable[Mapping[str, Any]], links: Links, *, are_all: bool = True) -> tuple[str, list[Cover]]:
    """(title, covers) of all books of the document, or of those that pass the filters."""
    covers = [
        cover_of(book, links, book["my_rating"], words.date(book["date_read"]) or str(STATUSES[book["reading_status"]]))
        for book in books
    ]
    return _("All your books") if are_all else _("These books"), covers


def cover_of(book: Mapping[str, Any], links: Links, rating: float | None, when: str) -> Cover:
    """A book as a cover that leads to its page."""
    stars = words.stars(rating) if rating else ""
    return Cover(book, links.book(book["id"]), rating, stars, words.spoken_stars(rating), when)
