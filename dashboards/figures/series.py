"""Chapter iv: the series that were begun and not ended."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.parts import Entry, Figure, Table, mark
from dashboards.seeing import Seen

ROWS_DRAWN = 12


def which_unfinished(seen: Seen) -> Figure | None:
    """Series with a volume missing below the highest on any shelf. None where there are none.

    What is read is judged by the whole library, whatever is filtered: a filter only picks the series.
    """
    there = {one["name"] for one in seen.head["summary"]["series"]["series"]}
    unfinished = [one for one in seen.whole["summary"]["series"]["series"] if one["missing"] and one["name"] in there]
    if not unfinished:
        return None
    count = len(unfinished)
    answer = ngettext(
        "<b>{count} series</b> waits to be gone on with.", "<b>{count} series</b> wait to be gone on with.", count
    )
    return Figure(
        id="series",
        question=_("Which series are unfinished?"),
        answer=format_html(answer, count=words.in_words(count).capitalize()),
        rests_on=_(
            "From the numbers in your titles, up to the highest that is on a shelf of yours: a series may be longer. "
            "Filled squares are read, pale ones on another shelf, empty ones on none."
        ),
        columns=7,
        chart="volumes",
        data={
            "label": _("Unfinished series, a square for each volume."),
            "marks": [_row(one, seen) for one in unfinished[:ROWS_DRAWN]],
        },
        table=Table(
            [_("Series"), _("Read"), _("At hand"), _("Highest")],
            [
                (one["name"], *map(words.number, (len(one["read"]), len(one["at_hand"]), _highest(one))))
                for one in unfinished
            ],
        ),
    )


def _highest(series: Entry) -> int:
    return max(int(number) for number in (*series["read"], *series["at_hand"]))


def _row(series: Entry, seen: Seen) -> dict[str, Any]:
    read, at_hand, highest = set(series["read"]), set(series["at_hand"]), _highest(series)
    states = ["read" if n in read else "at-hand" if n in at_hand else "missing" for n in range(1, highest + 1)]
    said = _("%(read)s of %(all)s") % {"read": states.count("read"), "all": highest}
    return mark(series["name"], len(read), said, [said], volumes=states, href=seen.links.books(series=series["name"]))
