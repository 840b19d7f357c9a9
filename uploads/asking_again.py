"""Asking the services once more at a reader's wish: about one book, or about all that nobody has told of yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from enrichment import catalogue
from goodreads_site import background
from uploads import batches
from uploads.library import read_library
from uploads.models import Batch, BatchState, Upload, UploadState

ONE_BOOK_AGAIN_AFTER = dt.timedelta(minutes=10)
GAPS_AGAIN_AFTER = dt.timedelta(hours=1)  # sooner nothing new can be hoped for, and others wait for the services, too


def about_gaps(upload: Upload, *, now: dt.datetime) -> int:
    """Look up again what was given up, what waits for a service, and what no service knew: how many books.

    0 where the looking up goes on anyway, or where all was asked within the last hour. Raises FileNotFoundError where
    the library is gone.
    """
    book_ids = [catalogue_id for _book, catalogue_id in read_library(upload)]
    with transaction.atomic():
        given_up = Batch.objects.filter(upload=upload, state__in=(BatchState.FAILED, BatchState.DEFERRED))
        left_over = {book_id for batch in given_up for book_id in batch.books}
        due = set(catalogue.ask_again(book_ids, asked_before=now - GAPS_AGAIN_AFTER, only_not_known=True, now=now))
        due |= left_over & (set(catalogue.needing(left_over, "openlibrary", now=now)))
        if not due or not _go_on(upload, sorted(due), now=now):
            return 0
        given_up.update(state=BatchState.DONE)
    return len(due)


def about_book(upload: Upload, row: int, *, now: dt.datetime) -> bool:
    """Look up the book of this row again, whatever was said of it; False where that would be too soon.

    Raises FileNotFoundError where the library is gone.
    """
    found = next((catalogue_id for book, catalogue_id in read_library(upload) if book.row == row), None)
    if found is None:
        return False
    with transaction.atomic():
        due = catalogue.ask_again([found], asked_before=now - ONE_BOOK_AGAIN_AFTER, now=now)
        return bool(due) and _go_on(upload, due, now=now)


def _go_on(upload: Upload, book_ids: Sequence[int], *, now: dt.datetime) -> bool:
    """Open a complete upload again for these books. False, and nothing changed, where it is not complete."""
    reopened = Upload.objects.filter(id=upload.id, state=UploadState.COMPLETE)
    if not reopened.update(state=UploadState.ENRICHING, read_at=now):
        transaction.set_rollback(True)
        return False
    last = Batch.objects.filter(upload=upload).aggregate(last=Max("number"))["last"]
    rows = batches.cut(upload, book_ids)
    for row in rows:
        row.number += 0 if last is None else last + 1
    Batch.objects.bulk_create(rows)
    background.enqueue("look_up")
    return True
