"""Reads an upload: parses the raw file into the library, keeps what is wrong with it, and cuts the looking up into batches.

Safe to run twice: all that it writes is written over, in one transaction with the change of state.
"""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, TypeVar, cast

from django.conf import settings
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from enrichment import catalogue
from enrichment.look_up import open_questions
from enrichment.sentences import Sentence
from goodreads_site import background
from uploads import batches
from uploads.intake import TooLarge
from uploads.library import LibraryWriter
from uploads.models import MAX_RUNS, Batch, Issue, Upload, UploadState
from uploads.naming import naming_of
from uploads.parsing import ExportRejected, parse_export
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue

logger = logging.getLogger(__name__)
T = TypeVar("T")

NO_BOOK = Sentence("There is no book in this file that could be read. Is it the whole export?")
CHUNK = 500  # rows held at once
MOST_OF_A_KIND = 1_000  # issues kept: nobody decides about more one by one, and a broken file has one in each row
UNREADABLE = Sentence(
    "This file could not be read, and we do not know why. Please export it again from Goodreads and try once more."
)


@dataclass(slots=True)
class Read:
    """What came of reading a file."""

    books: int = 0
    unreadable_rows: int = 0
    unknown: list[int] = field(default_factory=list)  # catalogue ids to look up, in the order of the file
    issues: Counter[str] = field(default_factory=Counter)  # found, by kind

    def keep(self, issue: RowIssue) -> bool:
        """Count the issue, and say whether it is among the first of its kind, which are kept."""
        self.issues[issue.kind.value] += 1
        return self.issues[issue.kind.value] <= MOST_OF_A_KIND

    @property
    def left_out(self) -> dict[str, int]:
        """How many more were found of a kind than are kept."""
        return {kind: found - MOST_OF_A_KIND for kind, found in self.issues.items() if found > MOST_OF_A_KIND}


def ingest(upload_id: uuid.UUID) -> None:
    """Read the upload, if nobody else is at it. A file that cannot be read ends the upload with the reason."""
    if not Upload.objects.claim_reading(upload_id, now=timezone.now()):
        return
    upload = Upload.objects.filter(id=upload_id).first()
    if upload is None:
        return
    if upload.runs > MAX_RUNS:
        logger.error("Reading an upload was given up")
        _refuse(upload, "unreadable", UNREADABLE, keep_file=True)
        return
    try:
        _ensure_size(upload)
        with storages["uploads"].open(upload.raw_name) as raw:
            _read(upload, cast(BinaryIO, raw))
    except ExportRejected as rejected:
        _refuse(upload, rejected.code, str(rejected))
    except FileNotFoundError:
        _refuse(upload, "unreadable", UNREADABLE)
    except IntegrityError:
        if Upload.objects.filter(id=upload_id).exists():
            raise
        logger.info("An upload was deleted while it was read")


def _ensure_size(upload: Upload) -> None:
    """Nobody of ours has counted the bytes of a file that a browser put into the storage itself."""
    if storages["uploads"].size(upload.raw_name) > settings.MAX_UPLOAD_BYTES:
        raise ExportRejected("too_large", str(TooLarge()))


def _read(upload: Upload, raw: BinaryIO) -> None:
    today = timezone.localdate()
    Issue.objects.filter(upload=upload).delete()
    with LibraryWriter() as library:
        read = Read()
        for records in _chunks(parse_export(raw, today=today)):
            _take(records, upload, library, read)
            background.pulse()
        if not read.books:
            raise nothing_readable()
        if not _close(upload, read, library):
            return
    storages["uploads"].delete(upload.raw_name)
    if not read.unknown:
        batches.finish(upload.id, now=timezone.now())


def _take(records: list[ParsedBook | RowIssue], upload: Upload, library: LibraryWriter, read: Read) -> None:
    """Write a chunk of records: the books into the library, the issues into their table."""
    books = [record for record in records if isinstance(record, ParsedBook)]
    issues = [record for record in records if isinstance(record, RowIssue)]
    ids = catalogue.link([naming_of(book) for book in books])
    for book, catalogue_id in zip(books, ids, strict=True):
        library.add(book, catalogue_id=catalogue_id)
    kept = [row_for(issue, upload) for issue in issues if read.keep(issue)]
    # Another reader may be at it, whose lease ran out: what it has found need not be found twice.
    Issue.objects.bulk_create(kept, batch_size=CHUNK, ignore_conflicts=True)
    read.books += len(books)
    read.unreadable_rows += sum(issue.kind is IssueKind.UNREADABLE_ROW for issue in issues)
    read.unknown += open_questions(ids, now=timezone.now())


def _close(upload: Upload, read: Read, library: LibraryWriter) -> bool:
    """Put the library in its place, write the change of state with the batches, and wake what comes next.

    The library is written while the row is locked: a deletion comes before, and nothing is written, or after, and
    finds it. False where the upload is gone, or somebody else has read it since our lease ended.
    """
    now = timezone.now()
    with transaction.atomic():
        if not Upload.objects.select_for_update().filter(id=upload.id, state=UploadState.READING).exists():
            return False
        library.save(upload)
        Batch.objects.filter(upload=upload).delete()
        rows = Batch.objects.bulk_create(batches.cut(upload, list(dict.fromkeys(read.unknown))))
        Upload.objects.filter(id=upload.id).update(
            state=UploadState.ENRICHING,
            books=read.books,
            unreadable_rows=read.unreadable_rows,
            issues_left_out=read.left_out,
            runs=0,
            read_at=now,
            changed_at=now,
            lease_until=None,
        )
        background.enqueue("publish", upload_id=str(upload.id))
        batches.wake(len(rows))
    return True


def _refuse(upload: Upload, code: str, message: str, *, keep_file: bool = False) -> None:
    """End the upload with the reason. What failed for no reason we know is kept for a day: an admin may try again."""
    reason = {"error_code": code, "error_message": message, "completed_at": timezone.now()}
    unread = Upload.objects.filter(
        id=upload.id, state=UploadState.READING
    )  # not if somebody else has read it meanwhile
    refused = unread.update(state=UploadState.ERROR, lease_until=None, **reason)
    if refused and not keep_file:
        storages["uploads"].delete(upload.raw_name)


def nothing_readable() -> ExportRejected:
    return ExportRejected("no_books", NO_BOOK)


def row_for(issue: RowIssue, upload: Upload) -> Issue:
    """The issue as a row of the database, not yet saved."""
    return Issue(
        upload=upload,
        kind=issue.kind.value,
        row=issue.row,
        other_row=issue.other_row,
        books=issue.books,
        field=(issue.field or "")[:40],
        found=(issue.found or "")[:200],
        reason=issue.reason[:300],
        proposal=(issue.proposal or "")[:200],
    )


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
