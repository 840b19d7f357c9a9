"""One book's page: every fact with the word of whoever says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.links import Links
from dashboards.naming.genres import genre_name
from dashboards.naming.languages import language_name
from dashboards.naming.services import SERVICES
from dashboards.pages.book_list import FORMATS, STATUSES
from enrichment.genres import slug_of
from goodreads_site.saying import in_their_language
from uploads.parsing.records import UNKNOWN_AUTHOR

Book = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    source: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class BookGenre:
    name: str
    href: str
    because: str


@dataclass(frozen=True, slots=True)
class BookPage:
    book: Book
    status: str
    verdict: str
    spoken: str  # the rating for those who listen
    by_author: str  # the address of the author's books
    series_page: str
    shelves: list[tuple[str, str]]  # (name, address)
    facts: list[Fact]
    genres: list[BookGenre]
    matches: list[tuple[str, str]]  # (service, why we believe that it means this book)
    not_matched: str
    elsewhere: list[tuple[str, str]]  # (name, address)


def book_page(book: Book, links: Links) -> BookPage:
    """All that a page shows of one book of the document."""
    return BookPage(
        book=book,
        status=str(STATUSES[book["reading_status"]]),
        verdict=_verdict(book),
        spoken=words.spoken_stars(book["my_rating"]),
        by_author=_author_page(book, links),
        series_page=links.page("series", book["series"]) if book["series"] else "",
        shelves=[(shelf, links.books(shelf=shelf)) for shelf in book["shelves"]],
        facts=[fact for fact in _facts(book, links) if fact.value],
        genres=[
            BookGenre(genre_name(name), links.page("genre", slug_of(name)), _because(book, name))
            for name in book["genres"]
        ],
        matches=[(SERVICES.get(service, service), in_their_language(why)) for service, why in book["match"].items()],
        not_matched=_not_matched(book["looked_up"]),
        elsewhere=_elsewhere(book, made_up=links.library.kind == "sample"),
    )


def _because(book: Book, genre: str) -> str:
    return "; ".join(map(in_their_language, book["genres_because"].get(genre, [])))


def _facts(book: Book, links: Links) -> list[Fact]:
    own = ""  # the page says once that the export is meant where nobody is named
    filled = _services(book)
    crowd_source = SERVICES.get(book["community_rating_source"] or "", filled)
    return [
        Fact(_("Read"), words.date(book["date_read"]), _precision(book["date_read_precision"])),
        Fact(_("Times read"), _times(book["read_count"]), own),
        Fact(_("Added"), words.date(book["date_added"]), own),
        Fact(_("Series"), _series(book), own),
        Fact(_("With"), words.listed(book["additional_authors"]), own),
        Fact(_("Pages"), _count(book["num_pages"]), filled if "num_pages" in book["filled"] else own),
        Fact(
            _("First published"),
            _year(book["original_publication_year"]),
            filled if "original_publication_year" in book["filled"] else own,
        ),
        Fact(_("This edition"), _edition(book), own),
        Fact(_("Format"), str(FORMATS.get(book["format"] or "", "")), own),
        Fact(_("Language"), language_name(book["language"]) if book["language"] else "", filled),
        Fact(_("Form"), _form(book["fiction"]), ""),
        Fact(_("The crowd"), _crowd(book), crowd_source),
        Fact(_("ISBN"), book["isbn13"] or "", own),
        Fact(_("Shelf"), book["shelf"], own, links.books(shelf=book["shelf"])),
    ]


def _author_page(book: Book, links: Links) -> str:
    known = book["author"] != UNKNOWN_AUTHOR
    return links.page("author", book["author"]) if known else links.books(author=book["author"])


def _verdict(book: Book) -> str:
    """The reader's rating beside the crowd's, in a sentence."""
    mine, crowd = book["my_rating"], book["community_rating"]
    if mine is None or crowd is None:
        return ""
    gap = mine - crowd
    said = {"stars": words.rating(abs(gap)), "crowd": words.rating(crowd)}
    if abs(gap) < 0.25:
        return _("About what the crowd thinks: %(crowd)s.") % said
    if gap < 0:
        return _("%(stars)s stars below the crowd's %(crowd)s.") % said
    return _("%(stars)s stars above the crowd's %(crowd)s.") % said


def _services(book: Book) -> str:
    return words.listed([SERVICES.get(source, source) for source in book["sources"]])


def _precision(precision: str | None) -> str:
    return {"month": _("known to the month"), "year": _("known to the year")}.get(precision or "", "")


def _times(count: int | None) -> str:
    return words.number(count) if count and count > 1 else ""


def _count(pages: int | None) -> str:
    return words.number(pages) if pages else ""


def _year(value: int | None) -> str:
    return words.year(value) if value is not None else ""


def _series(book: Book) -> str:
    if not book["series"]:
        return ""
    if not book["series_number"]:
        return str(book["series"])
    return _("%(series)s, no. %(number)s") % {"series": book["series"], "number": book["series_number"]}


def _edition(book: Book) -> str:
    parts = [book["publisher"], book["binding"], _year(book["publication_year"])]
    return ", ".join(part for part in parts if part)


def _form(fiction: bool | None) -> str:
    return {True: _("Fiction"), False: _("Nonfiction")}.get(fiction, "") if fiction is not None else ""


def _crowd(book: Book) -> str:
    if book["community_rating"] is None:
        return ""
    rating = words.rating(book["community_rating"])
    if not book["ratings_count"] or book["community_rating_source"] == "goodreads":
        return rating  # the count is the service's own: it does not belong to Goodreads' mean
    count = ngettext("%(count)s rating", "%(count)s ratings", book["ratings_count"])
    return f"{rating} ({count % {'count': words.number(book['ratings_count'])}})"


def _not_matched(looked_up: str) -> str:
    return {
        "waiting": _("Not looked up yet. This happens by itself."),
        "not_known": _("No catalogue that we asked knows this book. It counts in every figure all the same."),
    }.get(looked_up, "")


def _elsewhere(book: Book, *, made_up: bool) -> list[tuple[str, str]]:
    """Pages about the book at others'. The sample's Goodreads ids are made up and lead nowhere."""
    links = []
    if book["goodreads_id"] and str(book["goodreads_id"]).isdigit() and not made_up:
        links.append(("Goodreads", f"https://www.goodreads.com/book/show/{book['goodreads_id']}"))
    if book["isbn13"]:
        links.append(("Open Library", f"https://openlibrary.org/isbn/{book['isbn13']}"))
    else:
        wanted = quote_plus(f"{book['title']} {book['author']}")
        links.append(("Open Library", f"https://openlibrary.org/search?q={wanted}"))
    return links
