"""What a share picture says: numbers of the document's head, and the spines of the books last read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from dashboards import words
from dashboards.document import reading
from dashboards.document.tallies import Latest
from dashboards.favourite_month import favourite_month
from dashboards.naming.cloth import cloth_of
from uploads.parsing.records import Status

FULL_SHELF = 45  # spines; where the last year has fewer, those of the years before stand beside them
MOST_SPINES = 60
MOST_LOOKED_THROUGH = 20_000  # books; whoever has more sees the last year's alone
# Letters that the pictures' fonts have: no other ever becomes a box.
_LATIN = re.compile(r"[\x20-\x7e\xa0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u2212]*")


@dataclass(frozen=True, slots=True)
class Spine:
    pages: int | None
    rating: float | None
    cloth: int


@dataclass(frozen=True, slots=True)
class Content:
    headline: tuple[str, ...]  # in one line with commas, or each on a line of its own
    facts: tuple[tuple[str, str], ...]  # (value, what it is), four at most
    eyebrow: str
    spines: tuple[Spine, ...]  # the earliest first


def content_of(file: IO[bytes]) -> Content:
    """The picture of the document in `file`; in English where the reader's language has letters that we cannot draw."""
    head = reading.read_head(file)
    spines = tuple(_spines(head, file))
    return in_our_letters(lambda: _content(head, spines))


def in_our_letters(content: Callable[[], Content]) -> Content:
    """What a picture says in the reader's language, or in English where that has letters that we cannot draw."""
    said = content()
    if all(_LATIN.fullmatch(text) for text in _texts(said)):
        return said
    with override("en"):
        return content()


def title_of(head: Mapping[str, Any]) -> tuple[str, ...]:
    """ "157 books", "thirteen years": nothing that would tell whose they are."""
    facts = head["summary"]["headline"]
    if not facts["read"]:
        return (words.books(facts["books"]),) if facts["books"] else (_("An empty library, so far"),)
    if facts["first_year"] is None:
        return (words.books(facts["read"]),)
    return words.books(facts["read"]), words.years(facts["last_year"] - facts["first_year"] + 1)


def spoken(head: Mapping[str, Any]) -> str:
    """The picture in words."""
    return above_the_shelf(title_of(head))


def above_the_shelf(title: tuple[str, ...]) -> str:
    """A picture with this title in words."""
    return _("A shelf of book spines in the colours of their genres. Above it: %(title)s.") % {
        "title": ", ".join(title)
    }


def _content(head: Mapping[str, Any], spines: tuple[Spine, ...]) -> Content:
    return Content(
        headline=title_of(head), facts=tuple(_facts(head)[:4]), eyebrow=_("One reader’s library"), spines=spines
    )


def _texts(content: Content) -> list[str]:
    return [*content.headline, content.eyebrow, *(text for fact in content.facts for text in fact)]


def _facts(head: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(value, what it is) of each number that there is: never 0, never NaN."""
    summary, facts = head["summary"], head["summary"]["headline"]
    found = pages_and_rating(head)
    if summary["by_year"]:
        last = summary["by_year"][-1]
        found.append((words.number(last["books"]), _("finished in %(year)d") % {"year": last["year"]}))
    if facts["authors"] > 1:
        found.append((words.number(facts["authors"]), _("authors")))
    if month := favourite_month(head):
        found.append((words.month(month), _("the fullest month")))
    return found


def pages_and_rating(head: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(value, what it is) of the two that every picture tells, where they are known."""
    facts, found = head["summary"]["headline"], []
    if facts["pages"]:
        counted = {"books": words.books(facts["pages_counted"])}
        label = _("pages") if facts["pages_counted"] == facts["read"] else _("pages in %(books)s") % counted
        found.append((words.number(facts["pages"]), label))
    if facts["rated"]:
        found.append((words.rating(facts["average_rating"]), _("average rating")))
    return found


def _spines(head: Mapping[str, Any], file: IO[bytes]) -> list[Spine]:
    shelf = head["summary"]["shelf"]
    latest = shelf["books"]
    if shelf["is"] == "year" and len(latest) < FULL_SHELF and head["total_books"] <= MOST_LOOKED_THROUGH:
        read = Latest(FULL_SHELF)
        for book in reading.books(file):
            if book["reading_status"] == Status.READ and book["date_read"]:
                read.offer(book["date_read"], book)
        latest = read.books()
    return as_spines(latest)


def as_spines(latest: Sequence[Mapping[str, Any]]) -> list[Spine]:
    """The spines of books in their short form, the latest of which come first."""
    return [Spine(book["pages"], book["rating"], cloth_of(book["genre"])) for book in latest[:MOST_SPINES][::-1]]
