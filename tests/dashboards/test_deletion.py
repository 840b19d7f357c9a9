"""Delete means gone: twenty canaries in everything that is a reader's own, and not one of them anywhere afterwards.

What the catalogue keeps of a book (title, author, ISBN, what services say) is nobody's and stays; so the canaries
stand in the other columns, the private ones among them.
"""

from __future__ import annotations

import csv
import io
import logging
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils.module_loading import import_string
from django_q.models import Task

from dashboards.deletion import delete_upload
from goodreads_site import background
from tests.browser.library import author_of, isbn_of, title_of
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload

pytestmark = pytest.mark.django_db(transaction=True)

CANARIES = {
    "Additional Authors": "Canary Ada",
    "Publisher": "Canary Bella",
    "Binding": "Canary Cara",
    "Bookshelves": "canary-dora",
    "Bookshelves with positions": "canary-edna (#1)",
    "My Review": "Canary Flora was here",
    "Spoiler": "canary gina",
    "Private Notes": "Canary Hilda",
    "Recommended For": "Canary Ida",
    "Recommended By": "Canary Jana",
    "Original Purchase Date": "canary kira",
    "Original Purchase Location": "Canary Lola",
    "Condition": "Canary Mona",
    "Condition Description": "Canary Nora",
    "BCID": "canary-olga",
    # what cannot be read is kept as an issue, with the cell as it stands
    "My Rating": "canary pola",
    "Date Read": "canary rosa",
    "Date Added": "canary sara",
    "Number of Pages": "canary tina",
    "ISBN": "canary ulla",
}
EXCLUSIVE_SHELF = "canary-vera"


def cells(number: int) -> dict[str, str]:
    plain = {"Book Id": str(number), "Title": title_of(number), "Author": author_of(number), "ISBN13": isbn_of(number)}
    return plain | CANARIES | {"Exclusive Shelf": EXCLUSIVE_SHELF}


def an_export(rows: int = 40) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, cells(0))
    writer.writeheader()
    writer.writerows(cells(number) for number in range(rows))
    return out.getvalue().encode()


def remains(files: Path, *, also: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Where which canary is found: in the rows of any table, in files, in their names."""
    words = [word.lower() for word in (*CANARIES.values(), EXCLUSIVE_SHELF, *also)]
    places = {str(path.relative_to(files)): path.read_bytes() for path in files.rglob("*") if path.is_file()}
    places |= {f"name of {path.name}": path.name.encode() for path in files.rglob("*")}
    for model in apps.get_models(include_auto_created=True):
        rows = list(model._base_manager.values())
        places[model._meta.label] = repr(rows).encode()
    texts = {place: content.decode("utf-8", "replace").lower() for place, content in places.items()}
    return {place: found for place, text in texts.items() if (found := [word for word in words if word in text])}


def test_there_are_twenty_canaries_and_they_are_found_before_the_deletion(
    files: Path, queue: Queue, open_library: StandIn
) -> None:
    """The search is able to find them: in the raw file all, in the document and the issues what is kept."""
    assert len(set(CANARIES.values())) == 20
    upload = receive(an_export())
    raw = remains(files)
    queue.run()

    left = remains(files, also=(str(upload.id),))

    assert len(raw[f"uploads/{upload.raw_name}"]) == 21
    assert {"uploads.Issue", "uploads.Upload", f"dashboards/{upload.document_name}"} <= left.keys()
    assert "canary flora was here" in left[f"uploads/{upload.library_name}"]


def test_private_columns_are_kept_nowhere_even_before_the_deletion(
    files: Path, queue: Queue, open_library: StandIn
) -> None:
    private = {"Private Notes", "Recommended For", "Recommended By", "Condition", "Condition Description", "BCID"}
    private |= {"Original Purchase Date", "Original Purchase Location"}
    receive(an_export())
    queue.run()

    found = {word for words in remains(files).values() for word in words}

    assert found.isdisjoint(CANARIES[column].lower() for column in private)


@pytest.mark.parametrize("after", range(9))
def test_deleted_at_any_step_nothing_remains(
    files: Path, queue: Queue, open_library: StandIn, caplog: pytest.LogCaptureFixture, after: int
) -> None:
    caplog.set_level(logging.DEBUG)
    upload = receive(an_export())
    for _ in range(after):
        if queue.calls:
            path, ids = queue.calls.pop(0)
            import_string(path)(**ids)

    delete_upload(upload.id)
    queue.run()

    assert remains(files, also=(str(upload.id), upload.id.hex, str(upload.share_id))) == {}
    assert not [word for word in CANARIES.values() if word in caplog.text]


@pytest.mark.parametrize("pulse", range(5))
def test_deleted_while_a_stage_is_at_work_nothing_remains(
    files: Path, queue: Queue, open_library: StandIn, monkeypatch: pytest.MonkeyPatch, pulse: int
) -> None:
    upload = receive(an_export())
    pulses: list[int] = []

    def delete_at_this_pulse() -> None:
        pulses.append(1)
        if len(pulses) == pulse + 1:
            delete_upload(upload.id)

    monkeypatch.setattr(background, "pulse", delete_at_this_pulse)
    queue.run()

    assert len(pulses) > pulse
    assert remains(files, also=(str(upload.id), str(upload.share_id))) == {}


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_deleted_beside_a_worker_nothing_remains(files: Path, queue: Queue, open_library: StandIn, wait: float) -> None:
    """A worker in a thread, a deletion in another: whatever the moment."""
    upload = receive(an_export(60))
    errors: list[BaseException] = []

    def work() -> None:
        try:
            queue.run()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(wait)
    delete_upload(upload.id)
    worker.join(30)
    queue.run()

    assert errors == []
    assert remains(files, also=(str(upload.id), str(upload.share_id))) == {}


def test_what_the_queue_keeps_of_a_failed_task_goes_too(files: Path, queue: Queue) -> None:
    upload = receive(an_export())
    now = upload.created_at
    Task.objects.create(
        id="1", name="1", func="f", kwargs={"upload_id": str(upload.id)}, started=now, stopped=now, success=False
    )

    delete_upload(upload.id)

    assert not Task.objects.exists()


def test_the_names_of_the_deleted_files_are_told(queue: Queue, open_library: StandIn) -> None:
    upload = receive(an_export())
    queue.run()

    assert delete_upload(upload.id) == [upload.library_name, upload.document_name]


def test_what_is_not_there_cannot_be_deleted() -> None:
    with pytest.raises(Upload.DoesNotExist):
        delete_upload(uuid.uuid4())


def test_another_readers_library_stays(files: Path, queue: Queue, open_library: StandIn) -> None:
    mine, others = receive(an_export()), receive(an_export())
    queue.run()

    delete_upload(mine.id)

    assert Upload.objects.get() == others
    assert sorted(path.name for path in files.rglob("*.json")) == sorted([f"{others.id}.json", "library.json"])


@pytest.mark.parametrize(
    "road",
    [
        lambda client, upload: client.delete(f"/api/data/{upload.id}"),
        lambda client, upload: Upload.objects.filter(id=upload.id).delete(),
        lambda client, upload: upload.delete(),
    ],
    ids=["the API", "a query, as the admin's action", "the row"],
)
def test_the_files_follow_the_row_by_whatever_road_it_goes(
    client: Client, files: Path, queue: Queue, open_library: StandIn, road: Callable[[Client, Upload], object]
) -> None:
    upload = receive(an_export())
    queue.run()

    road(client, Upload.objects.get(id=upload.id))

    assert remains(files, also=(str(upload.id),)) == {}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own file")
def test_what_is_deleted_is_overwritten_in_the_database_file(files: Path, queue: Queue, open_library: StandIn) -> None:
    upload = receive(an_export())
    queue.run()

    def in_the_file() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = Path(str(connection.settings_dict["NAME"])).read_bytes()
        return [word for word in (*CANARIES.values(), upload.id.hex) if word.encode() in content]

    before = in_the_file()
    delete_upload(upload.id)

    assert {"canary rosa", upload.id.hex} <= set(before)
    assert in_the_file() == []
