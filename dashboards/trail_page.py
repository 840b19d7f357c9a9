"""What a reader has decided, in words: what, from, to, when, and whether the dashboard shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.mending_words import FIELDS, KINDS, SHOWN, decision_said, value_said
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
    together: str = ""  # names those made with one press
    of_together: int = 0  # how many of those stand


def trail_of_book(upload: Upload, row: int) -> list[Entry]:
    """What was decided about the book of a row and stands, the latest first."""
    return entries(upload, list(reversed(upload.resolutions.standing().about_row(row)))[:SHORT])


def entries(upload: Upload, resolutions: Sequence[Resolution]) -> list[Entry]:
    """The decisions in words, in the order given. Books go by the name that the file gave them."""
    rows = {row for resolution in resolutions if (row := row_of(resolution)) is not None}
    try:
        books = {row: book for row, (book, _id) in read_rows(upload, rows).items()}
    except FileNotFoundError:  # deleted this moment
        books = {}
    together = _counts(upload, resolutions)
    return [_entry(resolution, books, together) for resolution in resolutions]


def _counts(upload: Upload, resolutions: Sequence[Resolution]) -> Mapping[object, int]:
    """How many decisions stand of those that were made with one press."""
    names = {resolution.together for resolution in resolutions if resolution.together}
    standing = upload.resolutions.standing().filter(together__in=names)
    return dict(standing.values_list("together").annotate(count=Count("pk")))


def _entry(resolution: Resolution, books: Mapping[int, ParsedBook], together: Mapping[object, int]) -> Entry:
    changed = [
        Changed(str(FIELDS[one.field]), value_said(one.field, one.before), value_said(one.field, one.after))
        for one in steps(resolution)
    ]
    is_row = resolution.change.get("row") is not None
    stands = resolution.undone_at is None
    return Entry(
        token=str(resolution.token),
        when=resolution.decided_at,
        name=_name(resolution, books),
        about=KINDS[resolution.issue.kind] if resolution.issue else _("Edited by you"),
        changed=changed if is_row else [],
        said="" if changed and is_row else decision_said(resolution),
        state=SHOWN[shown(resolution)],
        may_be_undone=stands,
        together=str(resolution.together) if resolution.together and stands else "",
        of_together=together.get(resolution.together, 0),
    )


def _name(resolution: Resolution, books: Mapping[int, ParsedBook]) -> str:
    row = row_of(resolution)
    if row is None:
        return resolution.before or _("the file")
    return books[row].title if row in books else _("Row %(row)s of your file") % {"row": words.number(row)}
