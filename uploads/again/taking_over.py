"""Reads a newer export into the library that is there: what stayed keeps its row, what is gone is kept and asked about.

Safe to run twice: the library from before lies beside it from the first write on, and a second run begins with that one.
The old state stays until the new one is read whole.
"""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import IO, Any, BinaryIO, cast

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enrichment import catalogue
from enrichment.sentences import Sentence
from goodreads_site import background
from uploads.again import standing
from uploads.again.comparing import Gist, Tally, What, differences, gist_of
from uploads.again.matching import Name, matched, name_of
from uploads.files import delete_empty_folder
from uploads.ingest import CHUNK, MOST_OF_A_KIND, UNREADABLE, nothing_readable
from uploads.library import LibraryWriter, books_in, replace, rows_in
from uploads.mending.changes import Change, written_by_hand
from uploads.mending.finalizing import look_up_and_publish
from uploads.mending.reading import changes_in
from uploads.models import MAX_RUNS, Issue, NewerExport, NewerState, Upload
from uploads.naming import naming_of
from uploads.parsing import ExportRejected, parse_export
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue

logger = logging.getLogger(__name__)

ENOUGH = 0.5  # of the smaller library's books must be in both: one reader's exports share nearly all, two readers' few
GONE = Sentence("This book is not in your newer export. It is kept until you decide.")
NOT_WHOLE = Sentence("The file did not arrive whole. Please hand it in again.")
_KEPT = ("books", "unreadable_rows", "issues_left_out", "newer_at")  # of an upload, to undo


def take_over(newer_id: uuid.UUID) -> None:
    """Read the newer export, if nobody else is at it; a file that cannot be read changes nothing but says why."""
    if not NewerExport.objects.claim(newer_id, now=timezone.now()):
        return
    newer = NewerExport.objects.filter(id=newer_id).select_related("upload").first()
    if newer is None:
        return
    if newer.runs > MAX_RUNS:
        logger.error("Reading a newer export was given up")
        _put_library_back(newer)
        end(newer, NewerState.REFUSED, error_code="unreadable", error_message=UNREADABLE)
        return
    try:
        with storages["uploads"].open(newer.raw_name) as raw:
            _take_over(newer, cast(BinaryIO, raw))
    except ExportRejected as rejected:
        end(newer, NewerState.REFUSED, error_code=rejected.code, error_message=str(rejected))
    except FileNotFoundError:
        end(newer, NewerState.REFUSED, error_code="unreadable", error_message=NOT_WHOLE)


def end(newer: NewerExport, state: NewerState, **fields: Any) -> bool:
    """Close a newer export that is open, without having changed anything; its raw file goes. False where it is closed."""
    fields |= {"state": state, "done_at": timezone.now(), "lease_until": None}
    closed = NewerExport.objects.open().filter(id=newer.id).update(**fields) == 1
    if closed:
        delete_raw(newer)
    return closed


def delete_raw(newer: NewerExport) -> None:
    storages["uploads"].delete(newer.raw_name)
    if not storages["uploads"].exists(newer.library_before_name):
        delete_empty_folder(str(newer.id))


@dataclass(slots=True)
class _Library:
    """The library as it is, in small: what its books are known by and what is compared."""

    names: list[Name] = field(default_factory=list)
    gists: dict[int, Gist] = field(default_factory=dict)
    catalogue_ids: set[int] = field(default_factory=set)
    were_gone: set[int] = field(default_factory=set)  # rows that the last export lacked already
    by_hand: set[int] = field(default_factory=set)  # rows that could not be read
    last_row: int = 0


@dataclass(slots=True)
class _Numbers:
    """The numbers that the rows of the newer export go by: those of the books that they are, else new ones."""

    known: dict[int, int]
    last: int

    def __call__(self, row: int) -> int:
        if row not in self.known:
            self.last += 1
            self.known[row] = self.last
        return self.known[row]


@dataclass(slots=True)
class _Taken:
    """What came of reading the newer export."""

    tally: Tally = field(default_factory=Tally)
    seen: set[int] = field(default_factory=set)
    ids: list[int] = field(default_factory=list)  # of the catalogue, that no book of the library had
    books: int = 0
    unreadable_rows: int = 0
    found: Counter[str] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)
    now: dict[int, ParsedBook] = field(default_factory=dict)  # the books that decisions are about

    def report(self, issue: RowIssue) -> None:
        self.found[issue.kind.value] += 1
        if self.found[issue.kind.value] <= MOST_OF_A_KIND:
            self.issues.append(issue)

    @property
    def left_out(self) -> dict[str, int]:
        return {kind: found - MOST_OF_A_KIND for kind, found in self.found.items() if found > MOST_OF_A_KIND}


def _take_over(newer: NewerExport, raw: BinaryIO) -> None:
    upload, today = newer.upload, timezone.localdate()
    open_before = _library_before(newer)
    names = [name_of(book) for book in parse_export(raw, today=today) if isinstance(book, ParsedBook)]
    if not names:
        raise nothing_readable()
    library = _read(upload, open_before)
    pairs = matched(library.names, names)
    if not newer.replaces and len(pairs) < ENOUGH * min(len(names), len(library.names)):
        _ask(newer, books=len(names), common=len(pairs))
        return
    about = changes_in(upload.resolutions.standing()).rows | library.were_gone
    with LibraryWriter() as written:
        taken = _Taken()
        numbers = _Numbers(dict(pairs), library.last_row)
        records = parse_export(raw, today=today, number_of=numbers)
        while chunk := list(islice(records, CHUNK)):
            _take(chunk, library, about, written, taken)
            background.pulse()
        gone = library.gists.keys() - taken.seen
        _take_gone(gone, newer, library, open_before, written, taken)
        if not taken.tally:
            end(newer, NewerState.SAME, books=len(names), common=len(pairs))
            return
        with open_before() as before:
            was = {row: book for row, (book, _id) in rows_in(before, about).items()}
        lost = gone | (library.by_hand - taken.seen) if newer.replaces else gone
        rows = standing.Rows(before=was, now=taken.now, gone=lost)
        _close(newer, written, taken, rows, books=len(names), common=len(pairs), open_before=open_before)


_Open = Callable[[], IO[bytes]]


def _library_before(newer: NewerExport) -> _Open:
    """Opens the library as it was before this export: beside it once a run that was killed has begun to write."""
    began = storages["uploads"].exists(newer.library_before_name)
    name = newer.library_before_name if began else newer.upload.library_name
    return lambda: storages["uploads"].open(name)


def _read(upload: Upload, open_before: _Open) -> _Library:
    library = _Library(were_gone=_rows(upload.issues.filter(kind=IssueKind.GONE)))
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
    library.last_row = max([0, *library.gists, *_rows(upload.issues.all()), *library.by_hand])
    return library


def _rows(issues: QuerySet[Issue]) -> set[int]:
    return {row for row in issues.values_list("row", flat=True) if row is not None}


def _take(
    chunk: list[ParsedBook | RowIssue], library: _Library, about: set[int], written: LibraryWriter, taken: _Taken
) -> None:
    books = [record for record in chunk if isinstance(record, ParsedBook)]
    for issue in (record for record in chunk if isinstance(record, RowIssue)):
        taken.report(issue)
        taken.unreadable_rows += issue.kind is IssueKind.UNREADABLE_ROW
    for book, catalogue_id in zip(books, catalogue.link([naming_of(book) for book in books]), strict=True):
        written.add(book, catalogue_id=catalogue_id)
        taken.seen.add(book.row)
        taken.books += 1
        if catalogue_id not in library.catalogue_ids:
            taken.ids.append(catalogue_id)
        if book.row in about:
            taken.now[book.row] = book
        for what in _changes(book, library):
            taken.tally.add(what, book.row)


def _changes(book: ParsedBook, library: _Library) -> Iterator[What]:
    before = library.gists.get(book.row)
    if before is None:
        yield What.NEW
        return
    if book.row in library.were_gone:
        yield What.BACK
    yield from differences(before, gist_of(book))


def _take_gone(
    gone: set[int], newer: NewerExport, library: _Library, open_before: _Open, written: LibraryWriter, taken: _Taken
) -> None:
    """Keep the books that the export lacks, and ask about each; where the export replaces the library, let them go."""
    for row in sorted(gone):
        if newer.replaces or row not in library.were_gone:
            taken.tally.add(What.GONE, row)
        if not newer.replaces:
            taken.report(RowIssue(IssueKind.GONE, row, GONE, proposal="keep"))
    if newer.replaces or not gone:
        return
    with open_before() as before:
        for book, catalogue_id in books_in(before):
            if book.row in gone:
                written.add(book, catalogue_id=catalogue_id)
                taken.books += 1


def _ask(newer: NewerExport, *, books: int, common: int) -> None:
    """It seems to be another reader's: its reader must say what it is."""
    mine = NewerExport.objects.filter(id=newer.id, state=NewerState.RECEIVED)
    mine.update(state=NewerState.ASKING, books=books, common=common, lease_until=None, runs=0)


def _close(
    newer: NewerExport,
    written: LibraryWriter,
    taken: _Taken,
    rows: standing.Rows,
    *,
    books: int,
    common: int,
    open_before: _Open,
) -> None:
    """Put the new library in the place of the old one, with all that hangs on it, while the upload is held.

    Quiet where the library was deleted meanwhile, or somebody else has read the file since our lease ended.
    """
    now = timezone.now()
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(id=newer.upload_id).first()
        if held is None or not NewerExport.objects.filter(id=newer.id, state=NewerState.RECEIVED).exists():
            return
        with open_before() as before:
            replace(storages["uploads"], newer.library_before_name, before)
        kept = {name: getattr(held, name) for name in _KEPT}
        trace = standing.bring_up_to_date(held, taken.issues, rows)
        written.save(held)
        held.books, held.issues_left_out, held.newer_at = taken.books, taken.left_out, newer.received_at
        held.unreadable_rows = taken.unreadable_rows + len(changes_in(held.resolutions.standing()).new_rows)
        held.save(update_fields=_KEPT)
        look_up_and_publish(held, taken.ids)
        forget_earlier(held)
        newer.state, newer.done_at, newer.lease_until = NewerState.DONE, now, None
        newer.books, newer.common, newer.lifted = books, common, trace.lifted
        newer.changes = taken.tally.to_json()
        newer.undo = {"upload": _as_json(kept), "trace": trace.to_json()}
        newer.save()
        transaction.on_commit(lambda: delete_raw(newer))


def _as_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    at = kept["newer_at"]
    return dict(kept) | {"newer_at": at.isoformat() if at else None}


def forget_earlier(upload: Upload) -> None:
    """Only the last newer export can be undone: what earlier ones needed for that is deleted."""
    for earlier in upload.newer_exports.filter(state=NewerState.DONE).exclude(undo={}):
        NewerExport.objects.filter(id=earlier.id).update(undo={})
        transaction.on_commit(partial(_delete_library_before, earlier))


def _delete_library_before(newer: NewerExport) -> None:
    storages["uploads"].delete(newer.library_before_name)
    delete_empty_folder(str(newer.id))


def _put_library_back(newer: NewerExport) -> None:
    """After runs that were killed while they wrote: what they wrote stands in no row."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(id=newer.upload_id).first()
        if held is not None and storages["uploads"].exists(newer.library_before_name):
            with storages["uploads"].open(newer.library_before_name) as before:
                replace(storages["uploads"], held.library_name, before)
            storages["uploads"].delete(newer.library_before_name)
