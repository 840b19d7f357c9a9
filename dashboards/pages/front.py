"""The front of a dashboard: the headline, the numbers set as a table of contents, and the shelf of spines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.year_shelf import YearShelf
from dashboards.favourite_month import favourite_month
from dashboards.finishing import finishing_of
from dashboards.naming.filters import all_said
from dashboards.pace import exported_on, pace_of
from dashboards.pages.filter_bar import counted
from dashboards.pages.spines import Shelf, shelf_of
from dashboards.seeing import Seen

Head = Mapping[str, Any]
METRES_A_PAGE = 0.000062  # a paperback of 400 pages is 2.5 cm thick
MOST_DAYS_BETWEEN = 366


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what, how much, and what to compare it with. Leads to the chapter about it."""

    label: str
    value: str
    beside: str
    href: str


@dataclass(frozen=True, slots=True)
class Front:
    headline: str
    lede: str
    exported: str
    contents: list[Entry]
    shelf: Shelf


def front_of(seen: Seen, *, complete: bool = True, year: YearShelf | None = None) -> Front:
    """Everything above the first chapter, with the shelf of this year or of the last one.

    While books are still looked up (`complete` False), their spines are blank.
    """
    return Front(
        headline=headline_of(seen),
        lede=lede_through(seen) if seen.is_filtered else lede(seen.head),
        exported=words.date(exported_on(seen.whole).isoformat()),
        contents=_contents(seen),
        shelf=shelf_of(seen, complete=complete, year=year),
    )


def headline_of(seen: Seen) -> str:
    return headline_through(seen) if seen.is_filtered else headline(seen.head)


def headline_through(seen: Seen) -> str:
    """ "71 of 742 books: read in 2020": how many pass the filters, and which filters."""
    books = counted(seen.head["total_books"], seen.whole["total_books"])
    return _("%(books)s: %(filters)s") % {"books": books, "filters": all_said(seen.filters)}


def lede_through(seen: Seen) -> str:
    """The length of the shelf that passes. A favourite month is the whole library's to tell: a filter may have set it."""
    facts = seen.head["summary"]["headline"]
    if not seen.head["total_books"]:
        return _("No book passes all of these filters.")
    if facts["pages"]:
        return _("That is a shelf of about %(length)s.") % {
            "length": words.shelf_length(facts["pages"] * METRES_A_PAGE)
        }
    return "" if facts["read"] else _("None of them is finished yet, so there is little to count.")


def headline(head: Head) -> str:
    """ "742 books, eighteen years, one reader." with what is not known left out."""
    facts = head["summary"]["headline"]
    if not facts["books"]:
        return _("An empty library, so far.")
    if not facts["read"]:
        return _("%(books)s, none finished yet.") % {"books": words.books(facts["books"])}
    if facts["first_year"] is None:
        return _("%(books)s, one reader.") % {"books": words.books(facts["read"])}
    span = facts["last_year"] - facts["first_year"] + 1
    return _("%(books)s, %(years)s, one reader.") % {"books": words.books(facts["read"]), "years": words.years(span)}


def lede(head: Head) -> str:
    """One or two sentences that only this library gives."""
    summary = head["summary"]
    facts, sentences = summary["headline"], []
    if facts["pages"]:
        length = words.shelf_length(facts["pages"] * METRES_A_PAGE)
        often = _how_often(head)
        sentences.append(
            _("That is a shelf of about %(length)s, or %(often)s.") % {"length": length, "often": often}
            if often
            else _("That is a shelf of about %(length)s.") % {"length": length}
        )
    elif not facts["read"]:
        sentences.append(_("Nothing is marked as read yet, so there is little to count. The pile is below."))
    if month := favourite_month(head):
        sentences.append(_("You read most in %(month)s.") % {"month": words.month(month)})
    return " ".join(sentences)


def _how_often(head: Head) -> str:
    """Days between two books, over the years that have dates, up to the export."""
    summary, today = head["summary"], exported_on(head)
    dated = [entry for entry in summary["by_year"] if entry["books"]]
    if not dated:
        return ""
    days = 365.25 * (dated[-1]["year"] - dated[0]["year"] + 1)
    if dated[-1]["year"] == today.year:
        days -= 365 - today.timetuple().tm_yday
    between = days / sum(entry["books"] for entry in dated)
    return words.every(between) if between < MOST_DAYS_BETWEEN else ""


def _contents(seen: Seen) -> list[Entry]:
    """The headline numbers. A number that is missing has no line: never 0, never NaN."""
    head, summary, facts = seen.head, seen.head["summary"], seen.head["summary"]["headline"]
    entries = []
    if facts["read"]:
        beside = _("%(count)s now reading") % {"count": words.number(facts["reading"])} if facts["reading"] else ""
        entries.append(Entry(_("Books finished"), words.number(facts["read"]), beside, seen.books(status="read")))
    if facts["pages"]:
        all_counted = facts["pages_counted"] == facts["read"]
        beside = "" if all_counted else _("in %(books)s") % {"books": words.books(facts["pages_counted"])}
        entries.append(Entry(_("Pages turned"), words.number(facts["pages"]), beside, "#habit"))
    if facts["rated"]:
        crowd = facts["crowd_average"]
        beside = _("crowd %(rating)s") % {"rating": words.rating(crowd)} if crowd else ""
        entries.append(Entry(_("Your average rating"), words.rating(facts["average_rating"]), beside, "#verdicts"))
    entries += _pace_entry(head)
    if summary["to_read"]["books"]:
        months = finishing_of(head).months  # as in the figure on when it would be finished
        beside = words.span(months) if months else ""
        href = seen.books(status="to-read")
        entries.append(Entry(_("Still to read"), words.number(summary["to_read"]["books"]), beside, href))
    return entries


def _pace_entry(head: Head) -> list[Entry]:
    pace = pace_of(head)
    if pace is None:
        return []
    beside = _("%(count)s by December") % {"count": words.number(pace.by_december)} if pace.foretold else ""
    return [Entry(_("%(year)d so far") % {"year": pace.year}, words.books(pace.books), beside, "#habit")]
