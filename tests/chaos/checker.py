"""What must hold when everything has come to rest. It can fail: tests/chaos/test_controls.py."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from tests.browser.library import isbn_of
from uploads.models import Batch, BatchState, Upload, UploadState
from uploads.strays import delete_strays

TRIGGERS = {
    "sqlite": [
        "CREATE TABLE chaos_completed (upload_id text)",
        "CREATE TRIGGER chaos AFTER UPDATE OF state ON uploads_upload "
        "WHEN NEW.state = 'complete' AND OLD.state <> 'complete' "
        "BEGIN INSERT INTO chaos_completed VALUES (NEW.id); END",
    ],
    "postgresql": [
        "CREATE TABLE chaos_completed (upload_id text)",
        "CREATE FUNCTION chaos() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO chaos_completed VALUES (NEW.id); RETURN NEW; END $$",
        "CREATE TRIGGER chaos AFTER UPDATE OF state ON uploads_upload FOR EACH ROW "
        "WHEN (NEW.state = 'complete' AND OLD.state <> 'complete') EXECUTE FUNCTION chaos()",
    ],
}


def count_completions() -> None:
    """Have the database itself write down each time that an upload becomes complete."""
    with connection.cursor() as cursor:
        for statement in TRIGGERS[connection.vendor]:
            cursor.execute(statement)


def is_known(number: int) -> bool:
    """Whether the stand-in knows this made-up book."""
    return number % 7 != 0


def is_at_rest() -> bool:
    settled = (UploadState.COMPLETE, UploadState.ERROR)
    return not (
        Upload.objects.exclude(state__in=settled).exists()
        or Upload.objects.outdated().exists()
        or Batch.objects.filter(state=BatchState.OPEN).exists()
    )


def complaints(expected: Mapping[str, Collection[int]], *, deleted: Collection[str] = ()) -> list[str]:
    """What is wrong with the uploads (id -> the numbers of its books) and with what was deleted. Empty: all is well."""
    found = [*_of_rows(expected), *_of_deleted(deleted)]
    for upload_id, numbers in expected.items():
        found += _of_document(upload_id, numbers)
    return found


def complaints_about_files(expected: Collection[str]) -> list[str]:
    """What lies in the storages beside one library and one document an upload, once it was cleaned up."""
    delete_strays(now=timezone.now() + dt.timedelta(days=2))
    wanted = {f"uploads/{upload_id}/library.json" for upload_id in expected}
    wanted |= {f"dashboards/{upload_id}.json" for upload_id in expected}
    there = {
        str(path.relative_to(settings.MEDIA_ROOT)) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    }
    return [f"a file too many: {name}" for name in there - wanted] + [f"no file {name}" for name in wanted - there]


def _of_rows(expected: Collection[str]) -> Iterator[str]:
    rows = {str(upload.id): upload for upload in Upload.objects.all()}
    yield from (f"{upload_id} was lost" for upload_id in expected if upload_id not in rows)
    yield from (f"{upload_id} is one too many" for upload_id in rows if upload_id not in expected)
    for upload_id, upload in rows.items():
        if upload.state != UploadState.COMPLETE:
            yield f"{upload_id} is {upload.state}: {upload.error_message}"
        times = _completions(upload_id)
        if upload.state == UploadState.COMPLETE and times != 1:
            yield f"{upload_id} was completed {times} times"
    for batch in Batch.objects.exclude(state=BatchState.DONE):
        yield f"batch {batch.number} of {batch.upload_id} is {batch.state} after {batch.runs} runs"


def _completions(upload_id: str) -> int:
    if "chaos_completed" not in connection.introspection.table_names():
        return 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT upload_id FROM chaos_completed")
        return [str(row[0]).replace("-", "") for row in cursor.fetchall()].count(upload_id.replace("-", ""))


def _of_deleted(deleted: Collection[str]) -> Iterator[str]:
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if any(upload_id in str(path) for upload_id in deleted):
            yield f"of a deleted upload there is still {path.name}"


def _of_document(upload_id: str, numbers: Collection[int]) -> Iterator[str]:
    try:
        with storages["dashboards"].open(f"{upload_id}.json") as file:
            document = json.load(file)
    except (FileNotFoundError, ValueError) as error:
        yield f"{upload_id} has no document: {type(error).__name__}"
        return
    books = {book["isbn13"]: book for book in document["books"]}
    if document["total_books"] != len(numbers) or sorted(books) != sorted(map(isbn_of, numbers)):
        yield f"{upload_id} shows {document['total_books']} books, {len(books)} of them once, of {len(numbers)}"
        return
    for number in numbers:
        book = books[isbn_of(number)]
        cover = f"/b/id/{int(isbn_of(number)[-8:-1])}-"
        if book["looked_up"] != ("known" if is_known(number) else "not_known"):
            yield f"{upload_id} says of book {number}: {book['looked_up']}"
        elif is_known(number) and cover not in str(book["cover_url"]):
            yield f"{upload_id} shows another's cover for book {number}"
