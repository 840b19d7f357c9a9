"""Chapter i, month by month: those of every year together, or of the only one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.favourite_month import ENOUGH_DATED, favourite_month
from dashboards.figures.calendar import import_days, weekdays_alone, weekdays_view
from dashboards.figures.parts import NO_MONTH, Entry, Figure, Head, Table, mark, out_of, thousands, with_ghosts
from dashboards.pace import exported_on
from dashboards.seeing import Seen

Year = Mapping[str, Any]


def is_of_one_year(seen: Seen) -> bool:
    """Whether all dates are of one year, and any of them says more than that."""
    summary = seen.whole["summary"]
    return len(summary["by_year"]) == 1 and any(entry["books"] for entry in summary["by_month"])


def by_month(seen: Seen, year: int) -> Figure | None:
    """Books and pages by month of the only year with dates, up to the export where that year is still going on."""
    head, today = seen.beside("month"), exported_on(seen.whole)
    last = today.month if today.year == year else 12
    months = _months(head)[:last]
    dated = sum(entry["books"] for entry in months)
    if not dated:
        return None
    drawn = with_ghosts(seen, head, _months, "month")[:last]
    return Figure(
        id="years",
        question=_("How much do you read?"),
        answer=_fullest_month(months, head["summary"]["by_year"][0]),
        rests_on=out_of(dated, head["coverage"]["read"], NO_MONTH)
        + " "
        + _("With dates of a second year there will be a column a year."),
        columns=7,
        chart="columns",
        data={
            "views": [
                {
                    "name": _("Books"),
                    "label": _("Books finished a month. Each column leads to its books."),
                    "marks": [_month_mark(entry, ghost, seen, dated, at="years") for entry, ghost in drawn],
                },
                {
                    "name": _("Pages"),
                    "label": _("Pages read a month. Each column leads to its books."),
                    "marks": [_pages_mark(entry, ghost, seen) for entry, ghost in drawn],
                },
            ]
        },
        table=Table(
            [_("Month"), _("Books"), _("Pages")],
            [(words.month(e["month"]), words.number(e["books"]), words.number(e["pages"])) for e in months],
        ),
    )


def which_months(seen: Seen) -> Figure | None:
    """Books by month of the year, and by day of the week. None where too few dates say more than a year.

    The months of a single year are drawn already: it has the days of the week alone.
    """
    if is_of_one_year(seen):
        return weekdays_alone(seen)
    head = seen.beside("month")
    months = head["summary"]["by_month"]
    dated = sum(entry["books"] for entry in months)
    if dated < ENOUGH_DATED:
        return None
    best = favourite_month(head)
    marks = [
        _month_mark(entry, ghost, seen, dated, at="months", best=best)
        for entry, ghost in with_ghosts(seen, head, lambda head: head["summary"]["by_month"], "month")
    ]
    return Figure(
        id="months",
        question=_("Which months, which days?"),
        answer=_favourite(months, best, dated),
        rests_on=_months_rest_on(head, dated),
        columns=5,
        chart="columns",
        data={
            "views": [
                {"name": _("Months"), "label": _("Books finished by month, all years."), "marks": marks},
                weekdays_view(seen),
            ]
        },
        table=_months_table(months, dated),
    )


def _months(head: Head) -> list[Entry]:
    """The months with their books and their pages."""
    summary = head["summary"]
    return [
        {**entry, "pages": pages} for entry, pages in zip(summary["by_month"], summary["pages_by_month"], strict=True)
    ]


def _month_mark(
    entry: Entry, ghost: Entry | None, seen: Seen, dated: int, *, at: str, best: int | None = None
) -> dict[str, Any]:
    return mark(
        words.month(entry["month"]),
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], dated)],
        short=words.month(entry["month"])[:1],
        strong=entry["month"] == best,
        href=seen.toggled("month", entry["month"], at=at) if entry["books"] else None,
        chosen=seen.filters.is_on("month", entry["month"]),
        ghost=ghost["books"] if ghost else None,
    )


def _pages_mark(entry: Entry, ghost: Entry | None, seen: Seen) -> dict[str, Any]:
    return mark(
        words.month(entry["month"]),
        entry["pages"],
        thousands(entry["pages"]),
        [words.books(entry["books"]), words.pages(entry["pages"]) if entry["pages"] else ""],
        short=words.month(entry["month"])[:1],
        href=seen.toggled("month", entry["month"], at="years") if entry["books"] else None,
        chosen=seen.filters.is_on("month", entry["month"]),
        ghost=ghost["pages"] if ghost else None,
    )


def _months_table(months: list[Mapping[str, Any]], dated: int) -> Table:
    return Table(
        [_("Month"), _("Books"), _("Share")],
        [(words.month(e["month"]), words.number(e["books"]), words.percent(e["books"], dated)) for e in months],
    )


def _fullest_month(months: list[Mapping[str, Any]], only: Year) -> str:
    first, *others = sorted(months, key=lambda entry: -entry["books"])
    said = {"books": words.books(only["books"]), "year": only["year"]}
    if others and others[0]["books"] == first["books"]:
        return format_html(_("<b>{books}</b>, all in {year}."), **said)
    return format_html(
        _("<b>{books}</b>, all in {year}. The fullest month is {month}, with {most}."),
        month=words.month(first["month"]),
        most=words.number(first["books"]),
        **said,
    )


def _favourite(months: list[Mapping[str, Any]], best: int | None, dated: int) -> str:
    if best is None:
        return _("No month stands out.")
    books = next(entry["books"] for entry in months if entry["month"] == best)
    least = min(months, key=lambda entry: entry["books"])
    return format_html(
        _("<b>{month} is your month</b>: {share} of your books end there. {least} is the quietest."),
        month=words.month(best),
        share=words.percent(books, dated),
        least=words.month(least["month"]),
    )


def _months_rest_on(head: Head, dated: int) -> str:
    said = out_of(dated, head["coverage"]["read"], NO_MONTH)
    left_out = import_days(head)
    return said + (" " + _("Days of the week: %(days)s") % {"days": left_out} if left_out else "")
