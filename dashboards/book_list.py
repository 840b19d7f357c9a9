"""The list of all books as a page shows it: what was asked for, what there is to choose, and where each link leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.document.listing import FILTERS, NONE, Listing, page_of_books
from dashboards.languages import language_name
from dashboards.links import Links
from enrichment.genres import genre_named
from uploads.parsing.records import Status

LONGEST_QUERY = 200  # characters of one field; what is longer is no search of a person

STATUSES: dict[str, str | Promise] = {
    Status.READ: gettext_lazy("Read"),
    Status.READING: gettext_lazy("Reading now"),
    Status.TO_READ: gettext_lazy("To read"),
    Status.ABANDONED: gettext_lazy("Not finished"),
    Status.OTHER: gettext_lazy("On other shelves"),
}
FORMATS: dict[str, str | Promise] = {
    "print": gettext_lazy("Print"),
    "ebook": gettext_lazy("E-book"),
    "audio": gettext_lazy("Audiobook"),
    "other": gettext_lazy("Other format"),
}
_COLUMNS: tuple[tuple[str, str | Promise], ...] = (
    ("title", gettext_lazy("Title")),
    ("author", gettext_lazy("Author")),
    ("my_rating", gettext_lazy("You")),
    ("community_rating", gettext_lazy("Crowd")),
    ("num_pages", gettext_lazy("Pages")),
    ("original_publication_year", gettext_lazy("Year")),
    ("date_read", gettext_lazy("Read")),
    ("date_added", gettext_lazy("Added")),
)
_SPARE = {"num_pages", "original_publication_year", "date_added"}
_TO_THE_LEFT = {"title", "author", "my_rating"}
_A_TO_Z = {"title", "author"}  # these begin at their least; numbers and dates at their greatest


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the form, cleaned: unknown fields are dropped, the rest cut to a sane length."""

    search: str
    sort: str
    page: int
    filters: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        cut = {name: value.strip()[:LONGEST_QUERY] for name, value in query.items()}
        page = cut.get("page", "")
        return cls(
            search=cut.get("q", ""),
            sort=cut.get("sort", ""),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
            filters={name: cut[name] for name in FILTERS if cut.get(name)},
        )

    def query(self, **change: object) -> dict[str, object]:
        """The query of this page with some fields changed; None takes a field out. The page goes back to the first."""
        now: dict[str, object] = {"q": self.search, **self.filters, "sort": self.sort} | change
        return {name: value for name, value in now.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Choice:
    name: str  # of the form's field
    label: str
    options: list[tuple[str, str]]  # (value, text)
    chosen: str


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    href: str  # sorts by it, the other way round when it is sorted by already
    sorted: str  # "ascending", "descending" or ""
    numeric: bool
    spare: bool  # left out where the screen is narrow


@dataclass(frozen=True, slots=True)
class Row:
    book: Mapping[str, Any]
    href: str
    status: str  # empty for read books: most are
    spoken: str  # the rating for those who listen


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class BookList:
    asked: Asked
    listing: Listing
    rows: list[Row]
    choices: list[Choice]
    columns: list[Column]
    chips: list[Chip]
    shelves: list[str]  # to suggest: those of the books on this page
    hidden: list[tuple[str, str]]  # filters that are on and have no field in the form
    previous: str
    next: str
    clear: str

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """(value, label) for those who see cards and no column heads."""
        return [(_first(column.key), column.label) for column in self.columns]

    @property
    def sort_unlisted(self) -> str:
        """The label of an order that only a column head gives: the other way round."""
        label = dict(self.sorts).get(_turned(self.listing.sort), "")
        return _("%(column)s, turned round") % {"column": label} if label else ""


def book_list(file: IO[bytes], head: Mapping[str, Any], links: Links, query: Mapping[str, str]) -> BookList:
    """Ask the document for the page of books that the query wants."""
    asked = Asked.of(query)
    found = page_of_books(file, search=asked.search, sort=asked.sort, filters=asked.filters, page=asked.page)
    choices = _choices(head, asked)
    in_form = {"shelf", *(choice.name for choice in choices)}
    return BookList(
        asked=asked,
        listing=found,
        rows=[_row(book, links) for book in found.rows],
        choices=choices,
        columns=[_column(key, str(label), asked, found.sort, links) for key, label in _COLUMNS],
        chips=[Chip(_said(n, v), links.books(**asked.query(**{n: None}))) for n, v in asked.filters.items()],
        shelves=sorted({shelf for book in found.rows for shelf in [book["shelf"], *book["shelves"]] if shelf}),
        hidden=[(name, value) for name, value in asked.filters.items() if name not in in_form],
        previous=links.books(**asked.query(page=found.page - 1)) if found.page > 1 else "",
        next=links.books(**asked.query(page=found.page + 1)) if found.page < found.pages else "",
        clear=links.books(),
    )


def _choices(head: Mapping[str, Any], asked: Asked) -> list[Choice]:
    summary = head["summary"]
    offered = [
        ("status", _("Status"), [(value, str(text)) for value, text in STATUSES.items()]),
        ("genre", _("Genre"), [(genre["slug"], genre["name"]) for genre in summary["genres"]]),
        ("rating", _("Rating"), [(str(n), "★" * n) for n in (5, 4, 3, 2, 1)] + [(NONE, _("Not rated"))]),
        ("year", _("Year read"), [(str(e["year"]), str(e["year"])) for e in reversed(summary["by_year"])]),
    ]
    return [_choice(name, label, options, asked) for name, label, options in offered if options]


def _choice(name: str, label: str, options: list[tuple[str, str]], asked: Asked) -> Choice:
    chosen = asked.filters.get(name, "")
    if chosen and chosen not in dict(options):  # an address may hold what the form does not offer
        options = [*options, (chosen, _value(name, chosen))]
    return Choice(name, label, options, chosen)


def _column(key: str, label: str, asked: Asked, sort: str, links: Links) -> Column:
    first = _first(key)
    wanted = _turned(first) if sort == first else first
    direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
    href = links.books(**asked.query(sort=wanted))
    return Column(key, label, href, direction, numeric=key not in _TO_THE_LEFT, spare=key in _SPARE)


def _first(key: str) -> str:
    """The order in which a column is wanted first."""
    return key if key in _A_TO_Z else f"-{key}"


def _turned(sort: str) -> str:
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"


def _row(book: Mapping[str, Any], links: Links) -> Row:
    status = "" if book["reading_status"] == Status.READ else str(STATUSES[book["reading_status"]])
    return Row(book, links.book(book["id"]), status, words.spoken_stars(book["my_rating"]))


def _said(name: str, value: str) -> str:
    """A filter in words, for its chip."""
    said = _value(name, value)
    if value == NONE:
        return said
    if name == "year":
        return _("Read in %(year)s") % {"year": said}
    if name == "author":
        return _("By %(author)s") % {"author": said}
    if name == "shelf":
        return _("On “%(shelf)s”") % {"shelf": said}
    return said


def _value(name: str, value: str) -> str:
    if value == NONE:
        without = {"rating": _("Not rated"), "genre": _("No genre"), "year": _("No date")}
        return without.get(name, _("Not known"))
    if name == "genre":
        genre = genre_named(value)
        return genre.name if genre else value
    if name == "rating":
        return "★" * int(value) if value in {"1", "2", "3", "4", "5"} else value
    if name == "status":
        return str(STATUSES.get(value, value))
    if name == "format":
        return str(FORMATS.get(value, value))
    if name == "language":
        return language_name(value)
    if name == "decade":
        return _("First published in the %(decade)ss") % {"decade": value}
    return value


def summed_up(listing: Listing) -> str:
    """How many of how many, and which of them are on this page.

    >>> summed_up(Listing([], total=742, matching=742, page=1, pages=8, sort=""))
    'All 742 books'
    """
    if listing.matching == listing.total:
        return _("All %(books)s") % {"books": words.books(listing.total)}
    if not listing.matching:
        return _("None of %(books)s") % {"books": words.books(listing.total)}
    return _("%(matching)s of %(books)s") % {
        "matching": words.number(listing.matching),
        "books": words.books(listing.total),
    }
