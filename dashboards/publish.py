"""Writes an upload's document: from the reader's rows and whatever the catalogue knows at that moment."""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
import time
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import IO

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from dashboards import sharing
from dashboards.document.writing import Written, write_document
from enrichment import catalogue
from enrichment.facts import BookFacts, LookedUp
from goodreads_site import background, metrics
from uploads.library import SPOOL, replace
from uploads.mending.noticing import notice
from uploads.mending.reading import NOBODY, mending_of, read_mended
from uploads.models import Issue, Upload, UploadState
from uploads.parsing.records import ParsedBook

logger = logging.getLogger(__name__)

CHUNK = 500  # books whose facts are fetched at once
PUBLISHED = ["published_from", "published_at", "etag", "publish_seconds", "publish_lease_until", "publish_runs"]


def publish(upload_id: uuid.UUID) -> None:
    """Publish the upload's document, if nobody else is at it; whoever is sees what changed meanwhile."""
    now = timezone.now()
    if not Upload.objects.claim_publishing(upload_id, now=now):
        return
    upload = Upload.objects.filter(id=upload_id).first()
    if upload is None:
        return
    try:
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as file, tempfile.SpooledTemporaryFile(SPOOL) as copy:
            started = time.perf_counter()
            if upload.state == UploadState.COMPLETE:
                notice(upload)
            written = _write(upload, file, now=now)
            sharing.write_copy_for(upload, file, copy)
            _put_out(upload, file, copy, written, seconds=time.perf_counter() - started)
    except FileNotFoundError:
        logger.info("A library was deleted while its document was written")


def _write(upload: Upload, file: IO[bytes], *, now: dt.datetime) -> Written:
    return write_document(
        file,
        with_facts(read_mended(upload)),
        export_id=str(upload.id),
        uploaded_at=upload.handed_in_at,
        now=now,
        unreadable_rows=upload.unreadable_rows - len(mending_of(upload).new_rows),
        issues_open=Issue.objects.open(upload).count(),
        source=upload.source,
    )


def with_facts(rows: Iterator[tuple[ParsedBook, int]]) -> Iterator[tuple[ParsedBook, BookFacts]]:
    """Each book of a library with what the catalogue knows of it."""
    while chunk := list(islice(rows, CHUNK)):
        background.pulse()
        facts = catalogue.facts_for([catalogue_id for _, catalogue_id in chunk])
        facts[NOBODY] = BookFacts(LookedUp.NOT_KNOWN)
        for book, catalogue_id in chunk:
            yield book, facts[catalogue_id]


def _put_out(upload: Upload, file: IO[bytes], copy: IO[bytes], written: Written, *, seconds: float) -> None:
    """Put the document in its place, unless the upload is gone.

    The row stays locked meanwhile: a deletion comes before, and nothing is written, or after, and finds the file.
    Checked after the writing only, a process killed between the two would leave a deleted reader's file for ever.
    """
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(id=upload.id).first()
        if row is None:
            return
        if row.shared_document_name != upload.shared_document_name:  # the reader chose otherwise meanwhile
            sharing.write_copy_for(row, file, copy)
        sharing.put_copy_out(row, copy)
        if row.published_at is None:
            metrics.emit("TimeToFirstDocument", (timezone.now() - row.created_at).total_seconds(), "Seconds")
        file.seek(0)
        replace(storages["dashboards"], upload.document_name, file)
        # `published_from` is what the row said before the writing began: what changed since is still to come.
        row.published_from, row.published_at = upload.changed_at, timezone.now()
        row.etag, row.publish_seconds = written.etag, seconds
        row.publish_lease_until, row.publish_runs = None, 0
        row.save(update_fields=PUBLISHED)
        if row.state == UploadState.COMPLETE and row.changed_at > row.published_from:
            background.enqueue("publish", upload_id=str(upload.id))
