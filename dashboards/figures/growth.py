"""Chapter vi: whether the pile grows, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.parts import Figure, Head, Table, mark
from dashboards.growing import GRAINS, Stretch, last_twelve, stretches
from dashboards.seeing import Seen

ENOUGH = 10  # books of the library that came to the pile one by one
MOST_DRAWN = 100  # stretches side by side; what is more is drawn by quarter or by year
YEARS_DRAWN = 40
YEARS_IN_TABLE = 3  # from which on the table is by year


def is_it_growing(seen: Seen) -> Figure | None:
    """What came to the pile and what left it. None where too few books came one by one, or a filter leaves none."""
    head = seen.head
    if _came(seen.whole, "added") < ENOUGH or not _came(head, "added", "in_bulk"):
        return None
    return Figure(
        id="pile-grows",
        question=_("Is the pile growing?"),
        answer=_growing(last_twelve(head), head["summary"]["to_read"]["books"]),
        rests_on=_rests_on(head),
        columns=12,
        chart="pile",
        data={
            "label": _("The pile over time: how many books lay there, came, and were finished."),
            "names": {"size": _("on the pile"), "added": _("came"), "finished": _("finished")},
            "grains": [{"marks": _marks(seen, grain)} for grain in _grains(seen.whole)],
        },
        table=_table(head),
    )


def _came(head: Head, *how: str) -> int:
    return sum(entry[way] for entry in head["summary"]["pile"]["months"] for way in how)


def _grains(whole: Head) -> list[int]:
    """In how many months each the pile may be drawn, the fewest first: the chart takes the first that it has room for."""
    return [grain for grain in GRAINS if grain == GRAINS[-1] or len(stretches(whole, grain)) <= MOST_DRAWN]


def _marks(seen: Seen, grain: int) -> list[dict[str, Any]]:
    is_part = seen.head is not seen.whole
    there = stretches(seen.head, grain, like=seen.whole)
    pairs = zip(there, stretches(seen.whole, grain) if is_part else [None] * len(there), strict=True)
    said = {  # once for hundreds of marks
        "came": _("%(books)s came"),
        "in_bulk": _("%(books)s in one go"),
        "finished": _("%(count)s finished"),
        "size": _("%(count)s on the pile then"),
    }
    return [_mark(stretch, ghost, said) for stretch, ghost in list(pairs)[-_most_drawn(grain) :]]


def _most_drawn(grain: int) -> int:
    return YEARS_DRAWN if grain == GRAINS[-1] else MOST_DRAWN


def _mark(stretch: Stretch, ghost: Stretch | None, said: Mapping[str, str]) -> dict[str, Any]:
    return mark(
        _title(stretch),
        stretch.size,
        words.number(stretch.size),
        [
            said["came"] % {"books": words.books(stretch.added)},
            said["in_bulk"] % {"books": words.books(stretch.in_bulk)} if stretch.in_bulk else "",
            said["finished"] % {"count": words.number(stretch.finished)},
            said["size"] % {"count": words.number(stretch.size)},
        ],
        short=f"’{stretch.first[2:4]}" if stretch.first.endswith("-01") else "",
        added=stretch.added,
        in_bulk=stretch.in_bulk,
        finished=stretch.finished,
        ghost=ghost.size if ghost else None,
        of_whole={"added": ghost.added, "finished": ghost.finished} if ghost else None,
    )


def _title(stretch: Stretch) -> str:
    year, month = stretch.first.split("-")
    if stretch.months == GRAINS[-1]:
        return str(int(year))
    if stretch.months == 1:
        return words.date(stretch.first)
    last = words.date(f"{year}-{int(month) + stretch.months - 1:02d}")
    return _("%(first)s to %(last)s") % {"first": words.month(int(month)), "last": last}


def _growing(last: Stretch, now: int) -> str:
    said = {"net": words.number(abs(last.net)), "came": _came_said(last.added), "left": _left_said(last.finished)}
    if not last.added and not last.finished:
        sentence = _("<b>It does not move</b>: in the last twelve months {came}, and {left}.")
    elif not last.net:
        sentence = _("<b>It stands still</b>: in the last twelve months {came}, and {left}.")
    elif last.net > 0:
        sentence = _("<b>Yes, by {net}</b>: in the last twelve months {came}, and {left}.")
    else:
        sentence = _("<b>No, it has shrunk by {net}</b>: in the last twelve months {came}, and {left}.")
    bulk = _("Another %(books)s came in one go.") % {"books": words.books(last.in_bulk)} if last.in_bulk else ""
    return format_html("{} {}", format_html(sentence, **said), " ".join(filter(None, (bulk, _now_said(now)))))


def _came_said(books: int) -> str:
    if not books:
        return _("no book came")
    return ngettext("%(count)s book came", "%(count)s books came", books) % {"count": words.number(books)}


def _left_said(books: int) -> str:
    if not books:
        return _("none was finished")
    return ngettext("%(count)s was finished", "%(count)s were finished", books) % {"count": words.number(books)}


def _now_said(books: int) -> str:
    if not books:
        return _("It is empty now.")
    return ngettext("%(count)s lies there now.", "%(count)s lie there now.", books) % {"count": words.number(books)}


def _rests_on(head: Head) -> str:
    in_bulk, undated = _came(head, "in_bulk"), head["summary"]["pile"]["undated"]
    said = [
        _("From %(books)s that were shelved before they were finished, or wait still.")
        % {"books": words.books(_came(head, "added", "in_bulk"))}
    ]
    if in_bulk:
        said.append(
            _("%(books)s came in one go, as an import does: drawn with a dashed edge, and not counted as growth.")
            % {"books": words.books(in_bulk)}
        )
    if undated:
        said.append(
            ngettext(
                "%(count)s that waits has no date and is in the number alone.",
                "%(count)s that wait have no date and are in the number alone.",
                undated,
            )
            % {"count": words.number(undated)}
        )
    return " ".join(said)


def _table(head: Head) -> Table:
    years = stretches(head, GRAINS[-1])
    rows: Sequence[Stretch] = years if len(years) >= YEARS_IN_TABLE else stretches(head, GRAINS[0])
    return Table(
        [_("When"), _("Came"), _("In one go"), _("Finished"), _("On the pile then")],
        [
            (_title(row), *(words.number(count) for count in (row.added, row.in_bulk, row.finished, row.size)))
            for row in reversed(rows)
        ],
    )
