"""Chapter i: how much a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures import months
from dashboards.figures.parts import NO_DATE, Entry, Figure, Head, Instead, Table, mark, out_of, thousands, with_ghosts
from dashboards.pace import Pace, pace_of
from dashboards.seeing import Seen

YEARS_DRAWN = 40
Year = Mapping[str, Any]


def how_much(seen: Seen) -> Figure | Instead | None:
    """Books and pages a year, or books a month where all are of one year.

    None where a filter leaves no book with a date.
    """
    head = seen.beside("year")
    entries = head["summary"]["by_year"]
    if not entries:
        return None if seen.whole["summary"]["by_year"] else without_dates()
    if months.is_of_one_year(seen):
        return months.by_month(seen, seen.whole["summary"]["by_year"][0]["year"])
    drawn = with_ghosts(seen, head, lambda head: head["summary"]["by_year"], "year")[-YEARS_DRAWN:]
    pace = pace_of(head)
    return Figure(
        id="years",
        question=_("How much do you read?"),
        answer=_fullest(entries, pace),
        rests_on=_rests_on(head, entries, first_drawn=drawn[0][0]["year"]),
        columns=7,
        chart="columns",
        data={
            "views": [
                {
                    "name": _("Books"),
                    "label": _("Books finished a year. Each column leads to its books."),
                    "marks": [_year_mark(entry, ghost, "books", seen, pace) for entry, ghost in drawn],
                },
                {
                    "name": _("Pages"),
                    "label": _("Pages read a year. Each column leads to its books."),
                    "marks": [_year_mark(entry, ghost, "pages", seen, None) for entry, ghost in drawn],
                },
            ]
        },
        table=Table(
            [_("Year"), _("Books"), _("Pages"), _("Your average")],
            [
                (
                    str(entry["year"]),
                    words.number(entry["books"]),
                    words.number(entry["pages"]),
                    words.rating(entry["average_rating"]),
                )
                for entry in reversed(entries)
            ],
        ),
    )


def without_dates() -> Instead:
    """The years' stand-in for a library without a single date, and how to come by dates."""
    return Instead(
        id="years",
        question=_("How much do you read?"),
        answer=_(
            "Your export does not say when you finished anything, so nothing here is counted by year. "
            "The date on which a book was shelved is not the date on which it was read."
        ),
        columns=7,
        steps=(
            _("On Goodreads, open a book and choose “Edit my activity”."),
            _("Set “Date finished”; the year alone will do."),
            _("Export your library again, and come back with the new file."),
        ),
    )


def _fullest(entries: list[Year], pace: Pace | None) -> str:
    best = max(entries, key=lambda entry: entry["books"])
    said = {"year": best["year"], "books": words.books(best["books"])}
    if len(entries) == 1:
        return format_html(_("<b>{books}</b>, all in {year}."), **said)
    if best["books"] == 1:
        return _("Never more than one book a year.")
    first = format_html(_("Your fullest year was <b>{year}, with {books}</b>."), **said)
    if pace is None:
        return first
    if best["year"] == pace.year:
        return format_html(_("Your fullest year is <b>this one, with {books}</b> so far."), **said)
    if pace.foretold:
        now = _("This one is on pace for %(count)s.") % {"count": words.number(pace.by_december)}
    else:
        now = _("This one has %(books)s so far.") % {"books": words.books(pace.books)}
    return format_html("{} {}", first, now)


def _rests_on(head: Head, entries: list[Year], *, first_drawn: int) -> str:
    text = out_of(head["coverage"]["date_read"], head["coverage"]["read"], NO_DATE)
    if entries[0]["year"] < first_drawn:
        text += " " + _("Years before %(year)d are in the table alone.") % {"year": first_drawn}
    return text


def _year_mark(entry: Year, ghost: Entry | None, what: str, seen: Seen, pace: Pace | None) -> dict[str, Any]:
    foretold = pace.by_december if pace and pace.foretold and pace.year == entry["year"] else None
    lines = [
        words.books(entry["books"]),
        words.pages(entry["pages"]) if entry["pages"] else "",
        _("%(count)s by December at this pace") % {"count": words.number(foretold)} if foretold else "",
    ]
    return mark(
        str(entry["year"]),
        entry[what],
        thousands(entry[what]) if what == "pages" else words.number(entry[what]),
        lines,
        short=f"’{entry['year'] % 100:02d}",
        href=seen.toggled("year", entry["year"], at="years") if entry["books"] else None,
        chosen=seen.filters.is_on("year", entry["year"]),
        ghost=ghost[what] if ghost else None,
        pace=foretold,
    )
