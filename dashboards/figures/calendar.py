"""Chapter i, day by day: the days on which books were finished, and the days of the week."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.dates import MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.document.days import YEARS_NAMED, unpacked
from dashboards.favourite_month import ENOUGH_DATED
from dashboards.figures.parts import NO_DAY, Entry, Figure, Head, Table, mark, out_of, with_ghosts
from dashboards.seeing import Seen

Books = Mapping[dt.date, int]


def which_days(seen: Seen) -> Figure | None:
    """A calendar of the latest two years that have any book. None where no date names a day."""
    head = seen.beside("day")
    found = finished_on(head)
    if not found:
        return None
    years = sorted({day.year for day in found})[-YEARS_NAMED:]
    of_all = finished_on(seen.whole) if head is not seen.whole else {}
    drawn = {day: books for day, books in found.items() if day.year in years}
    return Figure(
        id="days",
        question=_("When do you finish books?"),
        answer=_fullest_day(drawn, years[-1]),
        rests_on=_rests_on(head, drawn),
        columns=7,
        chart="calendar",
        data={
            "label": _("Days on which a book was finished. Each of them leads to its books."),
            "key": _("Books a day"),
            "weekdays": [str(WEEKDAYS_ABBR[day])[:1] for day in range(7)],
            "months": [str(MONTHS_3[month]).capitalize() for month in range(1, 13)],
            "years": [
                {
                    "year": str(year),
                    "starts": dt.date(year, 1, 1).weekday(),
                    "days": 365 + calendar.isleap(year),
                    "ghost": [_place(day) for day in of_all if day.year == year and day not in drawn],
                }
                for year in reversed(years)
            ],
            "marks": list(_day_marks(drawn, years, head, seen)),
        },
        table=_by_month(drawn, years),
    )


def weekdays_view(seen: Seen) -> dict[str, Any]:
    """Books by day of the week, as columns draw them."""
    head = seen.beside("weekday")
    total = sum(entry["books"] for entry in _weekdays(head))
    return {
        "name": _("Days of the week"),
        "label": _("Books finished by day of the week, all years. Each column leads to its books."),
        "marks": [
            mark(
                str(WEEKDAYS[entry["weekday"] - 1]),
                entry["books"],
                words.number(entry["books"]),
                [words.books(entry["books"]), words.percent(entry["books"], total)],
                short=str(WEEKDAYS_ABBR[entry["weekday"] - 1]),
                href=seen.toggled("weekday", entry["weekday"], at="months") if entry["books"] else None,
                chosen=seen.filters.is_on("weekday", entry["weekday"]),
                ghost=ghost["books"] if ghost else None,
            )
            for entry, ghost in with_ghosts(seen, head, _weekdays, "weekday")
        ],
    }


def weekdays_alone(seen: Seen) -> Figure | None:
    """Books by day of the week as a figure of its own. None where too few dates name a day."""
    head = seen.beside("weekday")
    days = _weekdays(head)
    total = sum(entry["books"] for entry in days)
    if total < ENOUGH_DATED:
        return None
    return Figure(
        id="months",
        question=_("Which days of the week?"),
        answer=_favourite_day(days, total),
        rests_on=days_rest_on(head),
        columns=5,
        chart="columns",
        data=weekdays_view(seen),
        table=Table(
            [_("Day"), _("Books"), _("Share")],
            [
                (str(WEEKDAYS[e["weekday"] - 1]), words.number(e["books"]), words.percent(e["books"], total))
                for e in days
            ],
        ),
    )


def _favourite_day(days: Sequence[Entry], total: int) -> str:
    first, second, *_others = sorted(days, key=lambda entry: -entry["books"])
    if first["books"] == second["books"]:
        return _("No day of the week stands out.")
    return format_html(
        _("<b>{day} is your day</b>: {share} of your books end on one."),
        day=WEEKDAYS[first["weekday"] - 1],
        share=words.percent(first["books"], total),
    )


def days_rest_on(head: Head) -> str:
    """How many of the books that were read have a day, and which days are left out."""
    counted = head["summary"]["days"]["counted"]
    said = out_of(counted, head["coverage"]["read"], NO_DAY)
    return " ".join(line for line in (said, import_days(head)) if line)


def import_days(head: Head) -> str:
    """A sentence on the days that are left out, as nobody finishes so many books at once; nothing where there are none."""
    crowded = head["summary"]["days"]["crowded"]
    if not crowded:
        return ""
    listed = words.listed([words.date(entry["date"]) for entry in crowded])
    return ngettext(
        "%(days)s looks like a day of importing, and is left out: %(books)s.",
        "%(days)s look like days of importing, and are left out: %(books)s.",
        len(crowded),
    ) % {"days": listed, "books": words.books(sum(entry["books"] for entry in crowded))}


def finished_on(head: Head) -> dict[dt.date, int]:
    """Books by the day on which they were finished, ascending, without the days of importing."""
    days = head["summary"]["days"]
    crowded = {entry["date"] for entry in days["crowded"]}
    found = {
        dt.date(entry["year"], 1, 1) + dt.timedelta(place): books
        for entry in days["years"]
        for place, books in unpacked(entry["books"]).items()
    }
    return {day: books for day, books in found.items() if day.isoformat() not in crowded}


def _weekdays(head: Head) -> Sequence[Entry]:
    counts = list(head["summary"]["days"]["weekdays"])
    for entry in head["summary"]["days"]["crowded"]:
        counts[dt.date.fromisoformat(entry["date"]).weekday()] -= entry["books"]
    return [{"weekday": number, "books": books} for number, books in enumerate(counts, 1)]


def _day_marks(drawn: Books, years: list[int], head: Head, seen: Seen) -> Iterator[dict[str, Any]]:
    titles = {entry["date"]: [book["title"] for book in entry["books"]] for entry in head["summary"]["days"]["named"]}
    for day, books in drawn.items():
        named = titles.get(day.isoformat(), [])
        more = books - len(named)
        rest = _("and %(books)s more") % {"books": words.number(more)} if named else words.books(more)
        yield mark(
            words.date(day.isoformat()),
            books,
            words.number(books),
            [*named, rest if more else ""],
            year=years[::-1].index(day.year),
            day=_place(day),
            href=seen.books(day=day.isoformat()),
            chosen=seen.filters.is_on("day", day.isoformat()),
        )


def _place(day: dt.date) -> int:
    """Of the year, from 0."""
    return day.timetuple().tm_yday - 1


def _fullest_day(drawn: Books, year: int) -> str:
    days = sum(day.year == year for day in drawn)
    first = format_html(
        ngettext(
            "On <b>{count} day of {year}</b> you finished a book.",
            "On <b>{count} days of {year}</b> you finished a book.",
            days,
        ),
        count=words.number(days),
        year=year,
    )
    best = max(drawn, key=lambda day: drawn[day])
    if drawn[best] == 1:
        return first
    fullest = _("The fullest was %(day)s, with %(books)s.") % {
        "day": words.date(best.isoformat()),
        "books": words.books(drawn[best]),
    }
    return format_html("{} {}", first, fullest)


def _rests_on(head: Head, drawn: Books) -> str:
    dated = head["summary"]["days"]["counted"]
    total = sum(drawn.values())
    said = [
        ngettext("%(books)s is drawn.", "%(books)s are drawn.", total) % {"books": words.books(total)},
        out_of(dated, head["coverage"]["read"], NO_DAY),
        import_days(head),
    ]
    return " ".join(line for line in said if line)


def _by_month(drawn: Books, years: list[int]) -> Table:
    def books(year: int, month: int) -> int:
        return sum(count for day, count in drawn.items() if (day.year, day.month) == (year, month))

    return Table(
        [_("Month"), *(str(year) for year in years)],
        [(words.month(month), *(words.number(books(year, month)) for year in years)) for month in range(1, 13)],
    )
