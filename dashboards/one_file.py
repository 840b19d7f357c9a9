"""The dashboard as one HTML file that opens from a disk: the same page, and behind it a list of all books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string

from dashboards import seeing, words
from dashboards.document import reading
from dashboards.document.filters import Filters
from dashboards.figures import NUMERALS, chapters_of
from dashboards.inlining import make_whole
from dashboards.library import Library
from dashboards.links import Links
from dashboards.naming.genres import genre_name
from dashboards.pages.book_list import STATUSES
from dashboards.pages.covers import covers_of, if_few
from dashboards.pages.front import front_of
from dashboards.pages.looking_up import gaps
from uploads.parsing.records import RowIssue, Status

IN_THE_FILE = Library("owner", "")  # nobody's link: the reader has the file itself


class LinksInside(Links):
    """Addresses within the one page: whatever leads to books leads to their list."""

    @property
    def dashboard(self) -> str:
        return "#main"

    def filtered(self, filters: Filters, *, at: str = "") -> str:
        return "#books"

    def spines(self, filters: Filters, year: int | None = None) -> str:
        return ""

    def books(self, **query: object) -> str:
        return "#books"

    def book(self, book_id: str) -> str:
        return f"#book-{book_id}"

    @property
    def ask(self) -> str:
        return ""  # nobody is there to answer

    def picture(self, shape: str, year: int | None = None) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Line:
    """A book in the list, in words. Only these are kept of each: the list may be long."""

    id: str
    title: str
    series: str
    status: str  # empty for read books: most are
    author: str
    stars: str
    spoken: str
    read: str
    pages: str
    year: str
    genres: str
    order: str


def page_of(document: IO[bytes], *, unreadable: Sequence[RowIssue] = ()) -> str:
    """The whole page. Raises `DocumentError` where the file is no document."""
    page = render_to_string("dashboards/one_file.html", context_of(document, unreadable=unreadable))
    return make_whole(page, image_hosts=settings.COVER_HOSTS)


def context_of(document: IO[bytes], *, unreadable: Sequence[RowIssue] = ()) -> dict[str, Any]:
    """What `views.dashboard` gives the same template for a complete library, and the list of all books."""
    links = LinksInside(IN_THE_FILE)
    head = reading.read_head(document)
    seen = seeing.whole(head, links)
    chapters = chapters_of(seen)
    covers_title, covers = covers_of(seen, list(if_few(document, seen)))
    return {
        "library": IN_THE_FILE,
        "links": links,
        "may_change": False,
        "summary": head["summary"],
        "front": front_of(seen),
        "chapters": chapters,
        "numerals": NUMERALS[len(chapters) :] if chapters else (),
        "gaps": gaps(head, running=False),
        "unreadable": unreadable,
        "progress": None,
        "again": None,
        "issues_open": 0,
        "last_change": None,
        "published": "",
        "whole": "true",
        "covers_title": covers_title,
        "covers": covers,
        "lines": lines_of(reading.books(document)),
    }


def lines_of(books: Iterable[Mapping[str, Any]]) -> list[Line]:
    """The list of all books, last read first; those without a date behind, as they come."""
    return sorted(map(_line, books), key=lambda line: line.order, reverse=True)


def _line(book: Mapping[str, Any]) -> Line:
    status = book["reading_status"]
    year = book["original_publication_year"]
    return Line(
        id=book["id"],
        title=book["title"],
        series=" ".join(filter(None, (book["series"], book["series_number"]))),
        status="" if status == Status.READ else str(STATUSES[status]),
        author=words.author(book["author"]),
        stars=words.stars(book["my_rating"]) if book["my_rating"] else "",
        spoken=words.spoken_stars(book["my_rating"]),
        read=words.date(book["date_read"]),
        pages=words.number(book["num_pages"]) if book["num_pages"] else "",
        year=words.year(year) if year is not None else "",
        genres=", ".join(map(genre_name, book["genres"])),
        order=book["date_read"] or "",
    )
