"""The list of all books as a page shows it: what was asked for, what there is to choose, and where each link leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.document.filters import LONGEST_VALUE, Filters
from dashboards.document.listing import Listing, page_of_books
from dashboards.kept_books import kept_books
from dashboards.links import Links
from dashboards.naming.filters import FORMATS as FORMATS
from dashboards.naming.filters import STATUSES as STATUSES
from dashboards.pages.filter_bar import Chip, Choice, chips_of, choices_of, counted, not_in_form
from uploads.parsing.records import Status

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
_FIRST_CHOICES = ("year", "genre", "rating", "status")
_SPARE = {"num_pages", "original_publication_year", "date_added"}
_TO_THE_LEFT = {"title", "author", "my_rating"}
_A_TO_Z = {"title", "author"}  # these begin at their least; numbers and dates at their greatest


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the form, cleaned: unknown fields are dropped, the rest cut to a sane length."""

    search: str
    sort: str
    page: int
    filters: Filters

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        cut = {name: value.strip()[:LONGEST_VALUE] for name, value in query.items()}
        page = cut.get("page", "")
        return cls(
            search=cut.get("q", ""),
            sort=cut.get("sort", ""),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
            filters=Filters.of(query),
        )

    def query(self, **change: object) -> dict[str, object]:
        """The query of this page with some fields changed; None takes a field out. The page goes back to the first."""
        now: dict[str, object] = {"q": self.search, **self.filters.wanted, "sort": self.sort} | change
        return {name: value for name, value in now.items() if value not in (None, "")}


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
class BookList:
    asked: Asked
    listing: Listing
    rows: list[Row]
    choices: list[Choice]
    columns: list[Column]
    chips: list[Chip]
    hidden: list[tuple[str, str]]  # filters that are on and have no field in the form
    previous: str
    next: str
    clear: str

    @property
    def first_choices(self) -> list[Choice]:
        """The fields that stand beside the search."""
        return [choice for choice in self.choices if choice.name in _FIRST_CHOICES]

    @property
    def more_choices(self) -> list[Choice]:
        """The fields that are folded away."""
        return [choice for choice in self.choices if choice.name not in _FIRST_CHOICES]

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
    filters = asked.filters.in_library(head)
    kept = kept_books.kept(file, (links.library.document_name, head["published_at"]))
    found = page_of_books(file, kept=kept, search=asked.search, sort=asked.sort, filters=filters, page=asked.page)
    choices = choices_of(head["summary"], asked.filters)
    return BookList(
        asked=asked,
        listing=found,
        rows=[_row(book, links) for book in found.rows],
        choices=choices,
        columns=[_column(key, str(label), asked, found.sort, links) for key, label in _COLUMNS],
        chips=chips_of(asked.filters, lambda name, _value: links.books(**asked.query(**{name: None}))),
        hidden=not_in_form(asked.filters, choices),
        previous=links.books(**asked.query(page=found.page - 1)) if found.page > 1 else "",
        next=links.books(**asked.query(page=found.page + 1)) if found.page < found.pages else "",
        clear=links.books(),
    )


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


def summed_up(listing: Listing) -> str:
    """How many of how many, and which of them are on this page.

    >>> summed_up(Listing([], total=742, matching=742, page=1, pages=8, sort=""))
    'All 742 books'
    """
    return counted(listing.matching, listing.total)
