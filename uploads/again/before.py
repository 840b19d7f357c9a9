"""The library as it was before a newer export: what is compared of it, and where it lies until that can no longer be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet

from uploads.again.comparing import Gist, gist_of
from uploads.again.matching import Name, name_of
from uploads.files import delete_empty_folder
from uploads.library import books_in, replace
from uploads.mending.changes import Change, written_by_hand
from uploads.models import Issue, NewerExport, NewerState, Upload
from uploads.parsing.records import IssueKind

Open = Callable[[], IO[bytes]]


@dataclass(slots=True)
class Library:
    """The library as it is, in small: what its books are known by and what is compared."""

    names: list[Name] = field(default_factory=list)
    gists: dict[int, Gist] = field(default_factory=dict)
    catalogue_ids: set[int] = field(default_factory=set)
    were_gone: set[int] = field(default_factory=set)  # rows that the last export lacked already
    by_hand: set[int] = field(default_factory=set)  # rows that could not be read
    left_out: set[int] = field(default_factory=set)  # rows that are no books of their own, by decision
    last_row: int = 0


def library_before(newer: NewerExport) -> Open:
    """Opens the library as it was before this export: beside it once a run that was killed has begun to write."""
    began = storages["uploads"].exists(newer.library_before_name)
    name = newer.library_before_name if began else newer.upload.library_name
    return lambda: storages["uploads"].open(name)


def read(upload: Upload, open_before: Open) -> Library:
    library = Library(were_gone=_rows(upload.issues.filter(kind=IssueKind.GONE)))
    with open_before() as lines:
        for book, catalogue_id in books_in(lines):
            library.names.append(name_of(book))
            library.gists[book.row] = gist_of(book)
            library.catalogue_ids.add(catalogue_id)
    for resolution in upload.resolutions.standing():
        change = Change.from_json(resolution.change)
        if change.is_new and change.row is not None:  # a row that may be readable by now
            library.names.append(name_of(written_by_hand(change.row, change.fields)))
            library.by_hand.add(change.row)
        if change.left_out is not None and resolution.is_applied:
            library.left_out.add(change.left_out)
    library.last_row = max([0, *library.gists, *_rows(upload.issues.all()), *library.by_hand])
    return library


def _rows(issues: QuerySet[Issue]) -> set[int]:
    return {row for row in issues.values_list("row", flat=True) if row is not None}


def forget_earlier(upload: Upload) -> None:
    """Only the last newer export can be undone: what earlier ones needed for that is deleted."""
    for earlier in upload.newer_exports.filter(state=NewerState.DONE).exclude(undo={}):
        NewerExport.objects.filter(id=earlier.id).update(undo={})
        transaction.on_commit(partial(_delete_library_before, earlier))


def _delete_library_before(newer: NewerExport) -> None:
    storages["uploads"].delete(newer.library_before_name)
    delete_empty_folder(str(newer.id))


def put_library_back(newer: NewerExport) -> None:
    """After runs that were killed while they wrote: what they wrote stands in no row."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(id=newer.upload_id).first()
        if held is not None and storages["uploads"].exists(newer.library_before_name):
            with storages["uploads"].open(newer.library_before_name) as before:
                replace(storages["uploads"], held.library_name, before)
            storages["uploads"].delete(newer.library_before_name)
