"""What the pages of genres, authors and series say: all of a kind in a list, and one of them with its books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dashboards import words
from dashboards.document import reading
from dashboards.document.filters import Filters
from dashboards.document.folding import fold
from dashboards.document.groups import Group, groups_of, in_order, missing_volumes
from dashboards.document.tallies import Book
from dashboards.figures import Figure, Instead, authors, habit, subjects, verdicts
from dashboards.links import Links, with_query
from dashboards.naming.cloth import cloth_of
from dashboards.naming.genres import genre_name
from dashboards.pages.book_list import STATUSES
from dashboards.pages.covers import Cover, cover_of
from dashboards.seeing import Seen, seen_through
from enrichment.genres import genre_named, slug_of
from uploads.parsing.records import Status

PER_PAGE = 200
COVERS_SHOWN = 120
MISSING_NAMED = 8

FigureOf = Callable[[Seen], "Figure | Instead | None"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the three things that books have in common."""

    by: str  # of groups.NAMES, the filter and the page's name in urls.py
    title: str | Promise
    column: str | Promise
    search: str | Promise
    none: str | Promise  # what stands there in a library without any
    figures: tuple[FigureOf, ...]

    def key(self, name: str) -> str:
        """As it stands in addresses."""
        return slug_of(name) if self.by == "genre" else name

    def shown(self, name: str) -> str:
        """In the reader's language."""
        return genre_name(name) if self.by == "genre" else name


KINDS: Mapping[str, Kind] = {
    "genre": Kind(
        "genre",
        gettext_lazy("Genres"),
        gettext_lazy("Genre"),
        gettext_lazy("Search genres"),
        gettext_lazy("No book of this library has a genre yet."),
        (habit.how_much, verdicts.how_generous, authors.who_again),
    ),
    "author": Kind(
        "author",
        gettext_lazy("Authors"),
        gettext_lazy("Author"),
        gettext_lazy("Search authors"),
        gettext_lazy("No book of this library names its author."),
        (habit.how_much, verdicts.how_generous, subjects.what_and_love),
    ),
    "series": Kind(
        "series",
        pgettext_lazy("several", "Series"),
        gettext_lazy("Series"),
        gettext_lazy("Search series"),
        gettext_lazy("No book of this library says that it belongs to a series."),
        (),
    ),
}
_SORTS: Mapping[str, Callable[[Group], Any]] = {
    "read": lambda group: -group.read.books,
    "books": lambda group: -group.books,
    "pages": lambda group: -group.read.pages,
    "average": lambda group: -(group.read.average_rating or 0),
    "last": lambda group: -(group.last_year or -9999),
}
_COLUMNS: tuple[tuple[str, str | Promise], ...] = (
    ("read", gettext_lazy("Read")),
    ("books", gettext_lazy("All")),
    ("average", gettext_lazy("Your average")),
    ("pages", gettext_lazy("Pages")),
    ("last", gettext_lazy("Last read")),
)


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    href: str
    sorted: str  # "ascending", "descending" or ""
    spare: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A group in the list of all. Cells stand in the order of the columns, without the name."""

    name: str
    href: str
    cells: list[tuple[str, str, bool]]  # (label, text, left out where it is narrow)
    cloth: int | None


@dataclass(frozen=True, slots=True)
class Index:
    kind: Kind
    search: str
    sort: str
    lines: list[Line]
    columns: list[Column]
    summed_up: str
    page: int
    pages: int
    previous: str
    next: str


def index_of(file: IO[bytes], kind: Kind, links: Links, query: Mapping[str, str]) -> Index:
    """All groups of a kind, searched and sorted by the query, a page of them."""
    every = groups_of(reading.books(file), kind.by)
    search, sort = query.get("q", "").strip()[:200], query.get("sort", "read")
    sort = sort if sort == "name" or sort in _SORTS else "read"
    found = sorted((group for group in every if fold(search) in fold(kind.shown(group.name))), key=_order(sort, kind))
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    base = {"q": search} if search else {}

    def at(**more: object) -> str:
        return with_query(links.page(_plural(kind)), **base, **more)

    return Index(
        kind=kind,
        search=search,
        sort=sort,
        lines=[_line(group, kind, links) for group in page.object_list],
        columns=[_column("name", kind.column, sort, at), *(_column(key, label, sort, at) for key, label in _COLUMNS)],
        summed_up=_summed_up(len(found), len(every)),
        page=page.number,
        pages=page.paginator.num_pages,
        previous=at(sort=sort, page=page.previous_page_number()) if page.has_previous() else "",
        next=at(sort=sort, page=page.next_page_number()) if page.has_next() else "",
    )


def _order(sort: str, kind: Kind) -> Callable[[Group], Any]:
    return _SORTS.get(sort, lambda group: fold(kind.shown(group.name)))


def _plural(kind: Kind) -> str:
    """The name of the page of all of them."""
    return {"genre": "genres", "author": "authors", "series": "all_series"}[kind.by]


def _column(key: str, label: str | Promise, sort: str, at: Callable[..., str]) -> Column:
    direction = ("ascending" if key == "name" else "descending") if key == sort else ""
    return Column(key, str(label), at(sort=key), direction, spare=key in {"pages", "last"})


def _line(group: Group, kind: Kind, links: Links) -> Line:
    average = group.read.average_rating
    texts = {
        "read": words.number(group.read.books),
        "books": words.number(group.books),
        "average": words.rating(average) if average else "",
        "pages": words.number(group.read.pages) if group.read.pages else "",
        "last": str(group.last_year or ""),
    }
    return Line(
        name=kind.shown(group.name),
        href=links.page(kind.by, kind.key(group.name)),
        cells=[(str(label), texts[key], key in {"pages", "last"}) for key, label in _COLUMNS],
        cloth=cloth_of(slug_of(group.name)) if kind.by == "genre" else None,
    )


def _summed_up(found: int, every: int) -> str:
    if found == every:
        return words.number(every)
    return _("%(found)s of %(every)s") % {"found": words.number(found), "every": words.number(every)}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class GroupPage:
    kind: Kind
    name: str
    sentence: str
    facts: list[Fact]
    figures: list[Figure]
    covers: list[Cover]
    note: str  # about the books: what is missing of a series, or that not all are shown
    all_books: str
    index: str


def page_of(file: IO[bytes], kind: Kind, key: str, links: Links) -> GroupPage | None:
    """One group with its books. None where the library has no such books."""
    filters = Filters.of({kind.by: key})
    books = [book for book in reading.books(file) if filters.matches(book)] if filters else []
    if not books:
        return None
    seen = seen_through(file, links, filters)
    group = Group(_name(kind, key, books))
    for book in books:
        group.add(book)
    figures = (figure(seen.on_its_own) for figure in kind.figures) if group.read.books else ()
    return GroupPage(
        kind=kind,
        name=kind.shown(group.name),
        sentence=_sentence(group),
        facts=_facts(group, seen),
        figures=[figure for figure in figures if isinstance(figure, Figure)],
        covers=[_cover(book, kind, links) for book in _ordered(books, kind)[:COVERS_SHOWN]],
        note=_note(books, kind),
        all_books=links.books(**filters.wanted),
        index=links.page(_plural(kind)),
    )


def _name(kind: Kind, key: str, books: Sequence[Book]) -> str:
    if kind.by == "genre":
        genre = genre_named(key)
        return genre.name if genre else key
    return str(books[0][kind.by])


def _sentence(group: Group) -> str:
    read, waiting = group.read.books, group.to_read
    if not read:
        return _("%(books)s, none finished yet.") % {"books": words.books(group.books)}
    if group.first_year is None:
        said = _("You have read %(books)s.") % {"books": words.books(read)}
    elif group.first_year == group.last_year:
        said = _("You have read %(books)s, in %(year)s.") % {"books": words.books(read), "year": group.first_year}
    else:
        said = _("You have read %(books)s, the first in %(first)s, the last in %(last)s.") % {
            "books": words.books(read),
            "first": group.first_year,
            "last": group.last_year,
        }
    if not waiting:
        return said
    more = ngettext("%(count)s more waits.", "%(count)s more wait.", waiting) % {"count": words.number(waiting)}
    return f"{said} {more}"


def _facts(group: Group, seen: Seen) -> list[Fact]:
    """What there is to compare with the whole library. A number that is missing has no line."""
    whole, part = seen.whole["summary"]["headline"], seen.head["summary"]["headline"]
    facts = []
    if group.read.books:
        share = words.percent(group.read.books, whole["read"])
        beside = _("%(share)s of all you have read") % {"share": share}
        facts.append(Fact(_("Books finished"), words.number(group.read.books), beside))
    if group.read.pages:
        facts.append(Fact(_("Pages turned"), words.number(group.read.pages)))
    if group.read.average_rating:
        beside = _("all your books %(rating)s") % {"rating": words.rating(whole["average_rating"])}
        facts.append(Fact(_("Your average rating"), words.rating(group.read.average_rating), beside))
    if part["crowd_average"]:
        beside = _("over %(books)s") % {"books": words.books(part["crowd_counted"])}
        facts.append(Fact(_("The crowd’s"), words.rating(part["crowd_average"]), beside))
    return facts


def _ordered(books: Sequence[Book], kind: Kind) -> list[Book]:
    """A series by volume; else the read ones first, the last one before the others."""
    if kind.by == "series":
        return in_order(books)
    by_date = sorted(books, key=lambda book: book["date_read"] or "", reverse=True)
    return sorted(by_date, key=lambda book: book["reading_status"] != Status.READ)


def _cover(book: Book, kind: Kind, links: Links) -> Cover:
    read = book["reading_status"] == Status.READ
    when = words.date(book["date_read"]) if read else str(STATUSES[book["reading_status"]])
    if kind.by == "series" and book["series_number"]:
        number = _("no. %(number)s") % {"number": book["series_number"]}
        when = f"{number}, {when}" if when else number
    return cover_of(book, links, book["my_rating"], when)


def _note(books: Sequence[Book], kind: Kind) -> str:
    if len(books) > COVERS_SHOWN:
        return _("The first %(shown)s of %(books)s.") % {
            "shown": words.number(COVERS_SHOWN),
            "books": words.books(len(books)),
        }
    missing = missing_volumes(books) if kind.by == "series" else []
    if not missing:
        return ""
    named = words.listed([str(number) for number in missing[:MISSING_NAMED]])
    if len(missing) > MISSING_NAMED:
        said = ngettext(
            "%(count)s volume before the last one is not in this library.",
            "%(count)s volumes before the last one are not in this library.",
            len(missing),
        )
        return said % {"count": words.number(len(missing))}
    return ngettext("Not in this library: no. %(numbers)s.", "Not in this library: nos. %(numbers)s.", len(missing)) % {
        "numbers": named
    }
