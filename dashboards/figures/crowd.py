"""Chapter ii, beside the crowd: how far the reader is from it, and over which books most of all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Entry, Figure, Head, Table, mark, with_ghosts
from dashboards.naming.services import SERVICES
from dashboards.seeing import Seen

ENOUGH_RATED = 5
ALIKE = 0.05  # stars within which two averages are the same


def like_the_crowd(seen: Seen) -> Figure | None:
    """Books by the reader's rating minus the crowd's. None where the crowd has not rated enough of them."""
    head = seen.beside("gap")
    facts = head["summary"]["headline"]
    if facts["crowd_counted"] < ENOUGH_RATED:
        return None
    you, crowd, counted = facts["average_rating_beside_crowd"], facts["crowd_average"], facts["crowd_counted"]
    gaps = _gaps(head)
    return Figure(
        id="crowd",
        question=_("Do you rate like the crowd?"),
        answer=_beside_the_crowd(you, crowd),
        rests_on=_("From %(books)s that both you and the crowd have rated.") % {"books": words.books(counted)}
        + " "
        + whose_crowd(head),
        columns=7,
        chart="columns",
        data={
            "views": [
                {
                    "name": _("Books"),
                    "label": _(
                        "Books by your rating minus the crowd's, in half stars. Each column leads to its books."
                    ),
                    "marks": [_gap_mark(*pair, seen, counted) for pair in with_ghosts(seen, head, _gaps, "gap")],
                }
            ]
        },
        table=Table(
            [_("Beside the crowd"), _("Books"), _("Share")],
            [
                *[(far(e["gap"]), words.number(e["books"]), words.percent(e["books"], counted)) for e in gaps],
                (_("You, on average"), words.rating(you), ""),
                (_("The crowd, on average"), words.rating(crowd), ""),
            ],
        ),
    )


def whose_crowd(head: Head) -> str:
    """Who counted the crowd's ratings, over how many of the books where there are several."""
    sources: Mapping[str, int] = head["summary"]["beside_crowd"]["sources"]
    names = [(SERVICES.get(source, _("unknown")), books) for source, books in sources.items()]
    names.sort(key=lambda named: -named[1])
    if len(names) == 1:
        return _("The crowd is that of %(service)s.") % {"service": names[0][0]}
    told = [_("%(service)s (%(books)s)") % {"service": name, "books": words.books(books)} for name, books in names]
    return _("The crowd is that of %(services)s.") % {"services": words.listed(told)}


def far(gap: float) -> str:
    """A difference in half stars.

    >>> far(-1.0), far(0.5), far(0.0)
    ('1 star below the crowd', '0.5 stars above the crowd', 'About the same')
    """
    if not gap:
        return _("About the same")
    said = {"stars": words.spoken_stars(abs(gap))}
    return _("%(stars)s below the crowd") % said if gap < 0 else _("%(stars)s above the crowd") % said


def _gaps(head: Head) -> Sequence[Entry]:
    """Every half star from the harshest to the kindest, the ends whole stars: these are what an axis names."""
    books = {entry["gap"]: entry["books"] for entry in head["summary"]["beside_crowd"]["gaps"]}
    low, high = math.floor(min(books, default=0)), math.ceil(max(books, default=0))
    return [{"gap": half / 2, "books": books.get(half / 2, 0)} for half in range(2 * low, 2 * high + 1)]


def _gap_mark(entry: Entry, ghost: Entry | None, seen: Seen, counted: int) -> dict[str, Any]:
    gap, value = entry["gap"], f"{entry['gap']:g}"
    sign = "" if not gap else words.MINUS if gap < 0 else "+"
    return mark(
        far(gap),
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], counted)],
        short="" if gap % 1 else f"{sign}{abs(int(gap))}",
        href=seen.toggled("gap", value, at="crowd") if entry["books"] else None,
        chosen=seen.filters.is_on("gap", value),
        ghost=ghost["books"] if ghost else None,
    )


def _beside_the_crowd(you: float, crowd: float) -> str:
    gap = you - crowd
    if abs(gap) < ALIKE:
        return format_html(_("You rate <b>as the crowd does</b>, to within {gap} stars."), gap=words.rating(abs(gap)))
    stars = words.rating(abs(gap))
    if gap < 0:
        return format_html(_("You are <b>{stars} stars harsher</b> than the average reader."), stars=stars)
    return format_html(_("You are <b>{stars} stars kinder</b> than the average reader."), stars=stars)
