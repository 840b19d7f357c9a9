"""Two exports of one reader, three years apart, and others': a newer one taken over, undone, and told from a stranger's."""

from __future__ import annotations

import io
import itertools
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.pipeline import Queue, document_of, receive
from tests.shared_data import SHARED, needs_shared
from tests.stand_in import StandIn
from uploads.again import answering, receiving
from uploads.again.matching import matched, name_of
from uploads.again.taking_over import ENOUGH
from uploads.library import read_library
from uploads.mending.own_edits import edit_book
from uploads.models import NewerExport, NewerState, Upload
from uploads.parsing import ParsedBook, parse_export

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300), needs_shared]
EARLIER, LATER = ("history/reader-a-2011.csv", "history/reader-a-2014.csv")


def content(name: str) -> bytes:
    return (SHARED / "exports" / name).read_bytes() if SHARED else b""


def read(name: str) -> list[ParsedBook]:
    records = parse_export(io.BytesIO(content(name)), today=timezone.localdate())
    return [record for record in records if isinstance(record, ParsedBook)]


def again(upload: Upload, queue: Queue, name: str) -> NewerExport:
    newer = receiving.receive(upload.id, SimpleUploadedFile("e.csv", content(name), "text/csv"))
    queue.run()
    newer.refresh_from_db()
    return newer


def by_id(upload: Upload) -> dict[str, dict[str, Any]]:
    return {one["goodreads_id"]: one for one in document_of(upload)["books"]}


@pytest.mark.django_db(transaction=True)
def test_three_years_are_taken_over_told_and_undone(queue: Queue, open_library: StandIn) -> None:
    # given the library of 2011, with a book edited
    upload = receive(content(EARLIER))
    queue.run()
    earlier, later = read(EARLIER), {book.goodreads_id: book for book in read(LATER)}
    stayed = [book for book in earlier if book.goodreads_id in later]
    edit_book(upload.id, stayed[0].row, {"title": "A Title of My Own"})
    lines = list(read_library(upload))

    # when the one of 2014 is handed in
    newer = again(upload, queue, LATER)

    # then
    counts = {change["what"]: change["count"] for change in newer.changes}
    shown = by_id(upload)
    moved = [book for book in stayed if later[book.goodreads_id].status is not book.status]
    rated = [book for book in stayed if book.rating is None and later[book.goodreads_id].rating]
    assert newer.state == NewerState.DONE
    assert newer.common >= len(stayed) > 0.9 * len(earlier)
    assert counts["new"] == len(later) - newer.common
    assert counts.get("gone", 0) == len(earlier) - newer.common
    assert sum(count for what, count in counts.items() if what.startswith("moved_")) >= len(moved) > 0
    assert counts.get("newly_rated", 0) >= len(rated)
    assert document_of(upload)["total_books"] == len(later) + counts.get("gone", 0)
    assert shown[stayed[0].goodreads_id]["title"] == "A Title of My Own"
    assert shown[moved[0].goodreads_id]["reading_status"] == later[moved[0].goodreads_id].status

    # when it is handed in once more, and the first time undone
    assert again(upload, queue, LATER).state == NewerState.SAME
    answering.undo(upload.id, newer.id)
    queue.run()
    assert list(read_library(upload)) == lines


def test_readers_are_told_apart_and_one_known_again() -> None:
    files = sorted(SHARED.glob("exports/*.csv")) if SHARED else []
    names = {path.name: [name_of(book) for book in read(path.name)] for path in files}

    common = {
        pair: len(matched(*(names[name] for name in pair))) / min(len(names[name]) for name in pair)
        for pair in itertools.combinations(names, 2)
    }

    alike = {pair for pair, share in common.items() if share >= ENOUGH}
    assert alike == {("08.csv", "24.csv")}, "these two are one reader's"
