"""What a newer export has changed, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from dashboards import words
from uploads.again import told
from uploads.again.comparing import What
from uploads.again.gone import gone_of
from uploads.again.told import Change
from uploads.models import NewerExport, NewerState, Upload

MOST_GONE = 50  # asked about on this page; the others are under "what waits for your decision"
_FIRST = 4  # changes named in one line
TITLES: dict[str, str | Promise] = {
    "": gettext_lazy("Hand in a newer export"),
    NewerState.RECEIVED: gettext_lazy("Reading your newer export"),
    NewerState.ASKING: gettext_lazy("Is this the same library?"),
    NewerState.DONE: gettext_lazy("What has changed"),
    NewerState.SAME: gettext_lazy("Nothing has changed"),
    NewerState.REFUSED: gettext_lazy("This file could not be taken"),
    NewerState.CANCELLED: gettext_lazy("Forgotten"),
    NewerState.SEPARATE: gettext_lazy("A dashboard of its own"),
    NewerState.UNDONE: gettext_lazy("Undone"),
}
CHANGES: dict[What, Any] = {
    What.NEW: ngettext_lazy("%(count)s new book", "%(count)s new books", "n"),
    What.BACK: ngettext_lazy("%(count)s book is back", "%(count)s books are back", "n"),
    What.TO_READ: ngettext_lazy("%(count)s moved to what is to be read", "%(count)s moved to what is to be read", "n"),
    What.READING: ngettext_lazy("%(count)s begun", "%(count)s begun", "n"),
    What.READ: ngettext_lazy("%(count)s moved to read", "%(count)s moved to read", "n"),
    What.ELSEWHERE: ngettext_lazy("%(count)s on another shelf", "%(count)s on other shelves", "n"),
    What.RATED: ngettext_lazy("%(count)s newly rated", "%(count)s newly rated", "n"),
    What.RATED_OTHERWISE: ngettext_lazy("%(count)s rated otherwise", "%(count)s rated otherwise", "n"),
    What.DATED: ngettext_lazy("%(count)s with a new date", "%(count)s with new dates", "n"),
    What.REVIEWED: ngettext_lazy("%(count)s new or other review", "%(count)s new or other reviews", "n"),
    What.OTHER_ISBN: ngettext_lazy("%(count)s with another ISBN", "%(count)s with other ISBNs", "n"),
    What.OTHERWISE: ngettext_lazy("%(count)s with other details", "%(count)s with other details", "n"),
    What.AVERAGE: ngettext_lazy("%(count)s new average rating", "%(count)s new average ratings", "n"),
    What.GONE: ngettext_lazy("%(count)s gone", "%(count)s gone", "n"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of change: “12 new books”, and the first of them."""

    said: str
    titles: Sequence[str]
    more: int


def said(what: What, count: int) -> str:
    """A change in words.

    >>> said(What.RATED, 5), said(What.NEW, 1)
    ('5 newly rated', '1 new book')
    """
    return str(CHANGES[what] % {"n": count, "count": words.number(count)})


def in_one_line(newer: NewerExport) -> str:
    """“12 new books, 3 moved to read, 5 newly rated and 1 gone”: what matters most of a change."""
    counts = {What(change["what"]): change["count"] for change in newer.changes}
    gone = [said(What.GONE, counts.pop(What.GONE))] if What.GONE in counts else []
    return words.listed([said(what, count) for what, count in counts.items()][:_FIRST] + gone)


def last_change(upload: Upload) -> Mapping[str, str] | None:
    """What the newest export that was taken over has changed, in one line, and of which day it is; None without one."""
    newer = upload.newer_exports.filter(state=NewerState.DONE).order_by("received_at").last()
    if newer is None:
        return None
    return {"said": in_one_line(newer), "date": words.date(newer.received_at.date().isoformat())}


def newer_page(upload: Upload) -> dict[str, Any]:
    """What the page shows of the file that was handed in last; of none where there was none."""
    newer = told.last_of(upload)
    context: dict[str, Any] = {"newer": newer, "state": newer.state if newer else "", "states": NewerState}
    context["title"] = TITLES[context["state"]]
    if newer is not None and newer.state == NewerState.DONE:
        context["changes"] = [_told(change) for change in told.changes_of(newer)]
        context["may_be_undone"] = told.may_be_undone(newer)
        context["date"] = words.date(newer.received_at.date().isoformat())
    gone = gone_of(upload, most=MOST_GONE)
    return context | {
        "gone": gone,
        "gone_open": told.open_gone(upload),
        "gone_elsewhere": upload.issues.filter(kind="gone").count() - len(gone),
    }


def _told(change: Change) -> Told:
    titles = [book.title for book in change.books]
    return Told(said(change.what, change.count), titles, change.count - len(titles))
