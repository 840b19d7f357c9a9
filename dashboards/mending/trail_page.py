"""What a reader has decided, in words: what, from, to, when, and whether the dashboard shows it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.mending.words import FIELDS, KINDS, SHOWN, decision_said, value_said
from uploads.library import read_rows
from uploads.mending.trail import row_of, shown, steps
from uploads.models import Resolution, Upload
from uploads.parsing.records import ParsedBook

SHORT = 5  # decisions shown on a book's own page


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: its label, what stood there and what does now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    token: str
    when: dt.datetime
    name: str  # of the book, the shelf or the file
    about: str | Promise  # the kind of issue
    changed: Sequence[Changed]
    said: str  # what was decided where no field changed
    state: str | Promise
    may_be_undone: bool
    pressed: Pressed | None = None  # it stands for all that were decided with one press


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was decided with one press."""

    token: str
    made: int
    standing: int
    choices: int  # how many different ones


def trail_of_book(upload: Upload, row: int) -> list[Entry]:
    """What was decided about the book of a row and stands, the latest first."""
    return entries(upload, list(reversed(upload.resolutions.standing().about_row(row)))[:SHORT])


def entries(upload: Upload, resolutions: Sequence[Resolution], *, folded: bool = False) -> list[Entry]:
    """The decisions in words, in the order given. Books go by the name that the file gave them.

    `folded`: one that was made together with others stands for all of them.
    """
    rows = {row for resolution in resolutions if (row := row_of(resolution)) is not None}
    try:
        books = {row: book for row, (book, _id) in read_rows(upload, rows).items()}
    except FileNotFoundError:  # deleted this moment
        books = {}
    pressed = _presses(upload, resolutions) if folded else {}
    return [
        _folded(resolution, pressed[resolution.together])
        if resolution.together in pressed
        else _entry(resolution, books)
        for resolution in resolutions
    ]


def _presses(upload: Upload, resolutions: Sequence[Resolution]) -> Mapping[uuid.UUID | None, Pressed]:
    """By its name each press that decided more than one."""
    names = {resolution.together for resolution in resolutions if resolution.together}
    counted = (
        upload.resolutions.filter(together__in=names)
        .order_by()
        .values("together")
        .annotate(
            made=Count("pk"),
            standing=Count("pk", filter=Q(undone_at=None)),
            choices=Count("choice", distinct=True),
        )
    )
    return {
        one["together"]: Pressed(str(one["together"]), one["made"], one["standing"], one["choices"])
        for one in counted
        if one["made"] > 1
    }


def _folded(last: Resolution, pressed: Pressed) -> Entry:
    return Entry(
        token="",
        when=last.decided_at,
        name=ngettext("%(count)s together", "%(count)s together", pressed.made) % {"count": words.number(pressed.made)},
        about=KINDS[last.issue.kind] if last.issue else "",
        changed=(),
        said=decision_said(last) if pressed.choices == 1 else _("What we proposed for each"),
        state=SHOWN[shown(last)] if pressed.standing in (0, pressed.made) else _("some of them undone"),
        may_be_undone=pressed.standing > 0,
        pressed=pressed,
    )


def _entry(resolution: Resolution, books: Mapping[int, ParsedBook]) -> Entry:
    changed = [
        Changed(str(FIELDS[one.field]), value_said(one.field, one.before), value_said(one.field, one.after))
        for one in steps(resolution)
    ]
    is_row = resolution.change.get("row") is not None
    return Entry(
        token=str(resolution.token),
        when=resolution.decided_at,
        name=_name(resolution, books),
        about=KINDS[resolution.issue.kind] if resolution.issue else _("Edited by you"),
        changed=changed if is_row else [],
        said="" if changed and is_row else decision_said(resolution),
        state=SHOWN[shown(resolution)],
        may_be_undone=resolution.undone_at is None,
    )


def _name(resolution: Resolution, books: Mapping[int, ParsedBook]) -> str:
    row = row_of(resolution)
    if row is None:
        return resolution.before or _("the file")
    return books[row].title if row in books else _("Row %(row)s of your file") % {"row": words.number(row)}
