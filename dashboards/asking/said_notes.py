"""What was assumed in reading a question, and which books could not be counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from dashboards import words
from dashboards.ask.planner import Note
from dashboards.asking.words import decimal

_LACKS: dict[str, Any] = {
    "my_rating": ngettext_lazy("%(count)s book is not rated", "%(count)s books are not rated", "number"),
    "average_rating": ngettext_lazy(
        "of %(count)s book the crowd’s rating is not known",
        "of %(count)s books the crowd’s rating is not known",
        "number",
    ),
    "pages": ngettext_lazy("%(count)s book has no page count", "%(count)s books have no page count", "number"),
    "date": ngettext_lazy(
        "%(count)s book has no date that is exact enough",
        "%(count)s books have no date that is exact enough",
        "number",
    ),
    "series": ngettext_lazy("%(count)s book names no series", "%(count)s books name no series", "number"),
    "genre": ngettext_lazy("%(count)s book has no genre", "%(count)s books have no genre", "number"),
    "year": ngettext_lazy(
        "of %(count)s book the year of publication is not known",
        "of %(count)s books the year of publication is not known",
        "number",
    ),
    "": ngettext_lazy("%(count)s book does not tell", "%(count)s books do not tell", "number"),
}
_LACK_AS = {
    "date_read": "date",
    "year_read": "date",
    "month_read": "date",
    "month_of_year": "date",
    "quarter": "date",
    "date_added": "date",
    "year_added": "date",
    "original_year": "year",
    "decade": "year",
    "gap": "my_rating",
    "disagreement": "my_rating",
}


def note_said(note: Note) -> str:
    """What was assumed, as a sentence."""
    values = dict(note.values)
    if note.code == "read_as":
        return _("“%(word)s” was taken for “%(name)s”.") % values
    if note.code == "shelf_meant":
        return _("“%(name)s” is taken as your shelf of that name.") % values
    if note.code == "season":
        return _("%(season)s %(year)s is taken as %(first)s to %(last)s, as it is in the north.") % {
            "season": str(_SEASONS[str(values["season"])]),
            "year": values["year"],
            "first": words.month(int(values["first"])),
            "last": words.month(int(values["last"])),
        }
    if note.code == "every_year":
        return _("No year was named: %(month)s of every year counts.") % {"month": words.month(int(values["month"]))}
    if note.code == "days_back":
        return _("Counted from %(date)s on.") % {"date": words.date(str(values["since"]))}
    if note.code == "oldest_by" and values["field"] == "date_added":
        return _("The oldest is the one that was added first.")
    numbers = {name: decimal(value) for name, value in values.items() if not isinstance(value, str)}
    return str(_NOTES[note.code]) % numbers


_SEASONS: dict[str, str | Promise] = {
    "spring": gettext_lazy("Spring"),
    "summer": gettext_lazy("Summer"),
    "autumn": gettext_lazy("Autumn"),
    "fall": gettext_lazy("Autumn"),
    "winter": gettext_lazy("Winter"),
}
_NOTES: dict[str, str | Promise] = {
    "oldest_by": gettext_lazy("The oldest is the one that was published first."),
    "overrated": gettext_lazy("Compared is your own rating with the crowd’s average."),
    "waited": gettext_lazy(
        "Left out are books that were added after they were read, or whose dates are not exact to the day."
    ),
    "short": gettext_lazy("“Short” is taken as under %(pages)s pages."),
    "long": gettext_lazy("“Long” is taken as over %(pages)s pages."),
    "first_of_each": gettext_lazy("Where books tie for a place, all of them are shown."),
    "series_as_titled": gettext_lazy("A series is known where the title of the book names it."),
    "reread_date": gettext_lazy("Of a book that was read several times only one date is known, as a rule the last."),
    "average_of_each": gettext_lazy("Taken as the average length of the books, for each of these."),
    "fair": gettext_lazy("To be compared fairly, each needs %(books)s rated books at least."),
    "loved": gettext_lazy("“Loved” is taken as %(stars)s stars."),
    "hated": gettext_lazy("“Hated” is taken as %(stars)s star."),
    "disliked": gettext_lazy("“Disliked” is taken as %(stars)s stars or less."),
    "liked": gettext_lazy("“Liked” is taken as %(stars)s stars or more."),
    "popular": gettext_lazy("Popular are books that many rated at Goodreads."),
    "weekday": gettext_lazy("Counted is the day on which a book was finished."),
    "month_of_year": gettext_lazy("Each month is counted over all years."),
    "time_of_publication": gettext_lazy("The year is taken as that of the first publication."),
}


def lacking_said(lacking: Sequence[tuple[str, int]]) -> list[str]:
    """Which books could not be counted, and why: a sentence for each reason."""
    said = []
    for field, count in lacking:
        text = _LACKS[_LACK_AS.get(field, field if field in _LACKS else "")] % {
            "number": count,
            "count": words.number(count),
        }
        said.append(_("Left out: %(books)s.") % {"books": text})
    return list(dict.fromkeys(said))
