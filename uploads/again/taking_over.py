"""Reads a newer export into the library that is there: what stayed keeps its row, what is gone is kept and asked about.

Safe to run twice: the library from before lies beside it from the first write on, and a second run begins with that one.
The old state stays until the new one is read whole.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from itertools import islice
from typing import Any, BinaryIO, cast

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from enrichment.sentences import Sentence
from goodreads_site import background
from uploads.again import standing
from uploads.again.before import Open, forget_earlier, library_before, put_library_back, read
from uploads.again.matching import matched, name_of
from uploads.again.reading import Numbers, Taken, take, take_gone
from uploads.files import delete_empty_folder
from uploads.ingest import CHUNK, UNREADABLE, nothing_readable
from uploads.library import LibraryWriter, replace, rows_in
from uploads.mending.finalizing import look_up_and_publish
from uploads.mending.reading import changes_in
from uploads.models import MAX_RUNS, NewerExport, NewerState, Upload
from uploads.parsing import ExportRejected, parse_export
from uploads.parsing.records import ParsedBook

logger = logging.getLogger(__name__)

ENOUGH = 0.5  # of the smaller library's books must be in both: one reader's exports share nearly all, two readers' few
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
        put_library_back(newer)
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


def _take_over(newer: NewerExport, raw: BinaryIO) -> None:
    upload, today = newer.upload, timezone.localdate()
    open_before = library_before(newer)
    names = [name_of(book) for book in parse_export(raw, today=today) if isinstance(book, ParsedBook)]
    if not names:
        raise nothing_readable()
    library = read(upload, open_before)
    pairs = matched(library.names, names)
    newer.books, newer.common = len(names), len(pairs)
    if not newer.replaces and len(pairs) < ENOUGH * min(len(names), len(library.names)):
        _ask(newer)
        return
    about = changes_in(upload.resolutions.standing()).rows | library.were_gone
    with LibraryWriter() as written:
        taken = Taken()
        numbers = Numbers(dict(pairs), library.last_row)
        records = parse_export(raw, today=today, number_of=numbers)
        while chunk := list(islice(records, CHUNK)):
            take(chunk, library, about, written, taken)
            background.pulse()
        gone = library.gists.keys() - taken.seen
        take_gone(gone, library, open_before, written, taken, replaces=newer.replaces)
        if not taken.tally:
            end(newer, NewerState.SAME, books=newer.books, common=newer.common)
            return
        with open_before() as before:
            was = {row: book for row, (book, _id) in rows_in(before, about).items()}
        lost = gone | (library.by_hand - taken.seen) if newer.replaces else gone
        rows = standing.Rows(before=was, now=taken.now, gone=lost)
        _close(newer, written, taken, rows, open_before)


def _ask(newer: NewerExport) -> None:
    """It seems to be another reader's: its reader must say what it is."""
    mine = NewerExport.objects.filter(id=newer.id, state=NewerState.RECEIVED)
    mine.update(state=NewerState.ASKING, books=newer.books, common=newer.common, lease_until=None, runs=0)


def _close(newer: NewerExport, written: LibraryWriter, taken: Taken, rows: standing.Rows, open_before: Open) -> None:
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
        newer.changes, newer.lifted = taken.tally.to_json(), trace.lifted
        newer.undo = {"upload": _as_json(kept), "trace": trace.to_json()}
        newer.save()
        transaction.on_commit(lambda: delete_raw(newer))


def _as_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    at = kept["newer_at"]
    return dict(kept) | {"newer_at": at.isoformat() if at else None}
