"""What the page of a year says: its shelf, its numbers, its longest and its best book, and all its covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.document import reading
from dashboards.document.filters import Filters
from dashboards.document.tallies import Book
from dashboards.document.year_shelf import finished_in
from dashboards.figures import Figure, subjects, verdicts
from dashboards.links import Links
from dashboards.pace import exported_on
from dashboards.pages.covers import Cover, cover_of
from dashboards.pages.front import METRES_A_PAGE
from dashboards.pages.spines import Shelf, Step, Steps, drawn
from dashboards.seeing import Seen, seen_through

ENOUGH = 3  # books, before a year has anything to compare
COVERS_SHOWN = 365
LATE = "~"  # sorts behind every digit: what names only its month stands behind the days of that month


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    beside: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class YearLink:
    year: int
    href: str


@dataclass(frozen=True, slots=True)
class YearPage:
    year: int
    title: str
    sentence: str
    facts: list[Fact]  # none for a quiet year
    shelf: Shelf
    figures: list[Figure]
    covers: list[Cover]  # the first one finished before the others
    note: str  # that not all covers are shown
    all_books: str
    previous: YearLink | None
    next: YearLink | None


def years_of(head: Mapping[str, Any], links: Links) -> list[YearLink]:
    """The years in which a book was finished, the first one before the others."""
    years = [entry["year"] for entry in head["summary"]["by_year"] if entry["books"]]
    return [YearLink(year, links.page("year", str(year))) for year in years]


def page_of(file: IO[bytes], year: int, links: Links) -> YearPage | None:
    """The year in books. None where no book of the library was finished in it."""
    filters = Filters.of({"year": str(year)})
    books = sorted((book for book in reading.books(file) if filters.matches(book)), key=_when)
    if not books:
        return None
    seen = seen_through(file, links, filters)
    quiet = len(books) < ENOUGH
    alone = seen.on_its_own
    figures = () if quiet else (subjects.what_and_love(alone), verdicts.how_generous(alone))
    before, after = _neighbours(years_of(seen.whole, links), year)
    return YearPage(
        year=year,
        title=_title(year, seen, quiet=quiet),
        sentence=_sentence(year, seen, quiet=quiet),
        facts=[] if quiet else _facts(year, books, seen),
        shelf=drawn(seen.whole, links, finished_in(year, books), steps=Steps(before=_step(before), after=_step(after))),
        figures=[figure for figure in figures if isinstance(figure, Figure)],
        covers=[
            cover_of(book, links, book["my_rating"], words.date(book["date_read"])) for book in books[:COVERS_SHOWN]
        ],
        note=_note(len(books)),
        all_books=links.books(**filters.wanted),
        previous=before,
        next=after,
    )


def _when(book: Book) -> str:
    return str(book["date_read"]).ljust(10, LATE)


def _neighbours(years: Sequence[YearLink], year: int) -> tuple[YearLink | None, YearLink | None]:
    """The years with books before and after this one; those without have no page."""
    before = [link for link in years if link.year < year]
    after = [link for link in years if link.year > year]
    return before[-1] if before else None, after[0] if after else None


def _step(to: YearLink | None) -> Step | None:
    return Step(str(to.year), to.href) if to else None


def _title(year: int, seen: Seen, *, quiet: bool) -> str:
    if year == exported_on(seen.whole).year:
        return _("%(year)d so far") % {"year": year}
    return (_("A quiet year: %(year)d") if quiet else _("%(year)d in books")) % {"year": year}


def _sentence(year: int, seen: Seen, *, quiet: bool) -> str:
    facts = seen.head["summary"]["headline"]
    finished = _("%(books)s finished in %(year)d.") % {"books": words.books(facts["read"]), "year": year}
    if quiet or not facts["pages"]:
        return finished
    length = words.shelf_length(facts["pages"] * METRES_A_PAGE)
    return " ".join([finished, _("That is a shelf of about %(length)s.") % {"length": length}])


def _facts(year: int, books: Sequence[Book], seen: Seen) -> list[Fact]:
    """What there is to tell. A number that is missing has no line."""
    found = [
        _finished(year, seen),
        _pages(seen),
        _average(seen),
        _length(_("The longest"), "longest", books, seen),
        _length(_("The shortest"), "shortest", books, seen),
        _best(books, seen.links),
        _fullest(seen),
    ]
    return [fact for fact in found if fact is not None]


def _finished(year: int, seen: Seen) -> Fact:
    """Beside the year before, if it was one of reading."""
    by_year = {entry["year"]: entry["books"] for entry in seen.whole["summary"]["by_year"]}
    before = by_year.get(year - 1)
    beside = _("%(count)s in %(year)d") % {"count": words.number(before), "year": year - 1} if before else ""
    return Fact(_("Books finished"), words.number(by_year[year]), beside)


def _pages(seen: Seen) -> Fact | None:
    facts = seen.head["summary"]["headline"]
    if not facts["pages"]:
        return None
    whole = facts["pages_counted"] == facts["read"]
    beside = "" if whole else _("in %(books)s") % {"books": words.books(facts["pages_counted"])}
    return Fact(_("Pages turned"), words.number(facts["pages"]), beside)


def _average(seen: Seen) -> Fact | None:
    average = seen.head["summary"]["headline"]["average_rating"]
    if average is None:
        return None
    all_books = words.rating(seen.whole["summary"]["headline"]["average_rating"])
    beside = _("all your books %(rating)s") % {"rating": all_books}
    return Fact(_("Your average rating"), words.rating(average), beside)


def _length(label: str, which: str, books: Sequence[Book], seen: Seen) -> Fact | None:
    """The longest or the shortest book. None where lengths differ for none: with a single one there is no contest."""
    lengths = seen.head["summary"]["lengths"]
    if lengths["longest"] == lengths["shortest"]:
        return None
    book = next(book for book in books if book["id"] == lengths[which])
    return Fact(label, words.pages(book["num_pages"]), book["title"], seen.links.book(book["id"]))


def _best(books: Sequence[Book], links: Links) -> Fact | None:
    """The book rated highest: of several, the one that the crowd likes most, and how many more there are."""
    rated = [book for book in books if book["my_rating"] is not None]
    if not rated:
        return None
    best = max(rated, key=lambda book: (book["my_rating"], book["community_rating"] or 0.0))
    others = sum(book["my_rating"] == best["my_rating"] for book in rated) - 1
    said = ngettext("%(title)s and %(count)s more", "%(title)s and %(count)s more", others)
    beside = said % {"title": best["title"], "count": words.number(others)} if others else best["title"]
    return Fact(_("Best rated"), words.stars(best["my_rating"]), beside, links.book(best["id"]))


def _fullest(seen: Seen) -> Fact | None:
    """The month with most books, if it stands alone."""
    first, second = sorted(seen.head["summary"]["by_month"], key=lambda entry: -entry["books"])[:2]
    if first["books"] == second["books"]:
        return None
    href = seen.books(month=first["month"])
    return Fact(_("The fullest month"), words.month(first["month"]), words.books(first["books"]), href)


def _note(books: int) -> str:
    if books <= COVERS_SHOWN:
        return ""
    return _("The first %(shown)s of %(books)s.") % {"shown": words.number(COVERS_SHOWN), "books": words.books(books)}
