"""Editing a book that nobody asked about: the same change, trail and undo as a decision, but shown at once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from uploads.mending import fields, questions
from uploads.mending.changes import Change
from uploads.mending.deciding import DecisionRefused, before, hold
from uploads.mending.fields import FieldRefused
from uploads.mending.finalizing import show_at_once
from uploads.mending.questions import NOTHING_CHANGED
from uploads.mending.reading import books_as_decided
from uploads.models import Action, Resolution, Upload
from uploads.parsing.records import ParsedBook

FIELDS = (
    "title",
    "author",
    "isbn13",
    "status",
    "rating",
    "date_read",
    "date_added",
    "pages",
    "publication_year",
    "original_publication_year",
)


class NoSuchBook(Exception):
    """The library has no book in this row, or leaves it out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A book as its reader has decided it. `last` names the latest decision about it; "" while there is none."""

    book: ParsedBook
    texts: Mapping[str, str]  # of each field in `FIELDS`
    last: str


def standing(upload: Upload, row: int) -> Standing:
    """What there is to edit. Raises `NoSuchBook` or `Upload.DoesNotExist`."""
    try:
        book = books_as_decided(upload, {row}).get(row)
    except FileNotFoundError:  # deleted this moment
        raise Upload.DoesNotExist from None
    if book is None:
        raise NoSuchBook
    texts = fields.written(book.to_json())
    last = upload.resolutions.standing().about_row(row).last()
    return Standing(book, {name: texts[name] for name in FIELDS}, str(last.token) if last else "")


def edit_book(upload_id: uuid.UUID, row: int, values: Mapping[str, str], *, seen: str | None = None) -> Resolution:
    """Keep what was typed otherwise than it stands, and publish it; a book with another name is looked up again, alone.

    `seen` is `Standing.last` of what the reader had before them; None: whatever stands is written over. Sent again it is
    answered as the first time. Raises `FieldRefused`, `DecisionRefused`, `NoSuchBook` or `Upload.DoesNotExist`.
    """
    if foreign := next((name for name in values if name not in FIELDS), None):
        raise FieldRefused(foreign, "There is no such field here.")
    with transaction.atomic():
        held = hold(upload_id)
        there = standing(held, row)
        book = there.book.to_json()
        try:
            changed = questions.changed_fields(book, values, today=timezone.localdate())
        except FieldRefused as refused:
            if str(refused) == NOTHING_CHANGED and (sent_before := _last_edit(held, row)):
                return sent_before
            raise
        if seen is not None and seen != there.last:
            raise DecisionRefused(
                "changed_meanwhile", "This book was changed meanwhile. Look at what stands now, then save again."
            )
        change = Change(row, changed)
        new = Resolution.objects.create(
            upload=held, action=Action.EDIT, change=change.to_json(), was=before(change, book)
        )
        try:
            show_at_once(held, new)
        except FileNotFoundError:
            raise Upload.DoesNotExist from None
        return new


def _last_edit(upload: Upload, row: int) -> Resolution | None:
    return upload.resolutions.standing().without_issue().about_row(row).last()
