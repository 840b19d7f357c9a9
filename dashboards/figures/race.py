"""Chapter i, year against year: how many books were finished by each day of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.calendar import days_rest_on, finished_on
from dashboards.figures.parts import Figure, Head, Table, mark
from dashboards.pace import exported_on
from dashboards.seeing import Seen

YEARS_DRAWN = 12
LAST_DAY = 365  # of a year, from 0: 31 December of a leap year

Points = Sequence[tuple[int, int]]  # day of the year from 0, books finished by then


def ahead_of_last_year(seen: Seen) -> Figure | None:
    """Books finished by each day of the latest years. None for less than two years whose dates name days."""
    head = seen.beside("year")
    lines = _lines(head)
    if len(lines) < 2:
        return None
    latest = max(lines)
    by = _compared_on(head, latest)
    drawn = sorted(lines)[-YEARS_DRAWN:]
    before = latest - 1 if latest - 1 in lines else drawn[-2]
    whole = _lines(seen.whole).get(latest, []) if head is not seen.whole else []
    return Figure(
        id="race",
        question=_("Are you ahead of last year?"),
        answer=_ahead(latest, _by(lines[latest], by), before, _by(lines[before], by), by),
        rests_on=days_rest_on(head),
        columns=5,
        chart="race",
        data={
            "label": _("Books finished by each day of the year, a line a year. Each line leads to its year."),
            "months": [str(MONTHS_3[month])[:1].upper() for month in range(1, 13)],
            "ghost": whole,
            "marks": [_line_mark(year, lines[year], seen, latest=latest, before=before, by=by) for year in drawn],
        },
        table=Table(
            [_("Year"), _("By %(day)s") % {"day": _said(by)}, _("By its end")],
            [
                (str(year), words.number(_by(points, by)), words.number(points[-1][1]))
                for year, points in sorted(lines.items(), reverse=True)
            ],
        ),
    )


def _lines(head: Head) -> dict[int, Points]:
    years: dict[int, dict[int, int]] = {}
    for day, books in finished_on(head).items():
        years.setdefault(day.year, {})[day.timetuple().tm_yday - 1] = books
    return {year: list(zip(days, accumulate(days.values()), strict=True)) for year, days in years.items()}


def _compared_on(head: Head, latest: int) -> int:
    """The day of the year up to which years are compared: that of the export, if the latest year is still going on."""
    today = exported_on(head)
    return today.timetuple().tm_yday - 1 if latest == today.year else LAST_DAY


def _by(points: Points, day: int) -> int:
    return max((books for place, books in points if place <= day), default=0)


def _line_mark(year: int, points: Points, seen: Seen, *, latest: int, before: int, by: int) -> Mapping[str, Any]:
    total, then = points[-1][1], _by(points, by)
    so_far = _("%(books)s by %(day)s") % {"books": words.books(then), "day": _said(by)} if by < LAST_DAY else ""
    return mark(
        str(year),
        total,
        str(year),
        [words.books(total), so_far if year != latest else ""],
        points=points,
        until=by if year == latest else LAST_DAY,
        kind="now" if year == latest else "before" if year == before else "past",
        href=seen.toggled("year", year, at="race"),
        chosen=seen.filters.is_on("year", year),
    )


def _said(day: int) -> str:
    """A day of any year, in words."""
    date = dt.date(2024 if day == LAST_DAY else 2023, 1, 1) + dt.timedelta(day)
    return words.day_of_year(date)


def _ahead(latest: int, now: int, before: int, then: int, by: int) -> str:
    said = {"now": words.books(now), "then": words.number(then), "year": latest, "before": before, "day": _said(by)}
    if by < LAST_DAY:
        first = format_html(_("By {day} you have finished <b>{now}</b>; by then in {before} it was {then}."), **said)
    else:
        first = format_html(_("In {year} you finished <b>{now}</b>; in {before} it was {then}."), **said)
    if now == then:
        return format_html("{} {}", first, _("Level, to the book."))
    gap = abs(now - then)
    ahead = ngettext("That is %(count)s ahead.", "That is %(count)s ahead.", gap) if now > then else ""
    behind = ngettext("That is %(count)s behind.", "That is %(count)s behind.", gap)
    return format_html("{} {}", first, (ahead or behind) % {"count": words.number(gap)})
