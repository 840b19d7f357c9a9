"""The whole road of an upload through its stages, and each stage lost, twice, late or beside itself."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.module_loading import import_string

from dashboards import tasks as publishing
from dashboards.publish import publish
from enrichment.models import Answer, Outcome, Provider
from goodreads_site import background
from tests.exports import books
from tests.pipeline import Queue, document_of, files_in, receive
from tests.stand_in import StandIn
from uploads import batches, tasks
from uploads.models import MAX_RUNS, Batch, BatchState, Upload, UploadState
from uploads.progress import progress_of

pytestmark = pytest.mark.django_db(transaction=True)


def looked_up(upload: Upload) -> dict[str, str]:
    """Each book's title with how far its looking up has come, as the document says."""
    return {book["title"]: book["looked_up"] for book in document_of(upload)["books"]}


def test_an_upload_becomes_a_complete_dashboard(queue: Queue, open_library: StandIn, files: Path) -> None:
    upload = receive(books(*range(60)))

    queue.run()

    upload.refresh_from_db()
    document = document_of(upload)
    assert upload.state == UploadState.COMPLETE
    assert set(looked_up(upload).values()) == {"known"}
    assert len({book["id"] for book in document["books"]}) == document["total_books"] == 60
    assert document["enrichment_stats"]["complete"] is True
    assert files_in(files) == [f"dashboards/{upload.id}.json", f"uploads/{upload.id}/library.json"]


def test_the_dashboard_is_there_before_any_service_was_asked(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(1, 2))

    tasks.ingest(upload_id=str(upload.id))
    publish(upload.id)

    assert open_library.asked == []
    assert set(looked_up(upload).values()) == {"waiting"}


def test_a_service_that_is_away_does_not_hold_the_dashboard_up(queue: Queue, open_library: StandIn) -> None:
    open_library.away = True
    upload = receive(books(*range(40)))

    queue.run()

    upload.refresh_from_db()
    assert set(looked_up(upload).values()) == {"waiting"}
    assert Provider.objects.get(name="openlibrary").is_paused
    assert Answer.objects.count() == 0
    assert all(batch.postponed for batch in upload.batches.all())


def test_a_book_that_no_service_knows_is_kept_and_counted(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(1, 400))

    queue.run()

    assert sorted(looked_up(upload).values()) == ["known", "not_known"]
    assert document_of(upload)["enrichment_stats"]["books"] == 2


def test_what_is_known_is_never_asked_again(queue: Queue, open_library: StandIn) -> None:
    receive(books(1, 2, 3))
    queue.run()
    asked = len(open_library.asked)

    again = receive(books(3, 2, 1))
    queue.run()

    again.refresh_from_db()
    assert again.state == UploadState.COMPLETE
    assert set(looked_up(again).values()) == {"known"}
    assert len(open_library.asked) == asked


@pytest.mark.parametrize("seed", range(3))
def test_messages_twice_and_in_any_order_change_nothing(queue: Queue, open_library: StandIn, seed: int) -> None:
    order = random.Random(seed)
    uploads = [receive(books(*range(first, first + 35))) for first in (0, 20, 40)]

    for _ in range(300):
        if not queue.calls:
            break
        call = queue.calls.pop(order.randrange(len(queue.calls)))
        if order.random() < 0.5:
            queue.calls.append(call)
        path, ids = call
        import_string(path)(**ids)
    queue.run()

    for upload in uploads:
        upload.refresh_from_db()
        assert upload.state == UploadState.COMPLETE
        assert len(looked_up(upload)) == 35
        assert set(looked_up(upload).values()) == {"known"}
    assert Answer.objects.filter(outcome=Outcome.KNOWN).count() == 75


def test_looking_up_without_an_open_batch_is_quiet(queue: Queue, open_library: StandIn) -> None:
    tasks.look_up()

    assert open_library.asked == []
    assert queue.calls == []


def test_a_batch_that_keeps_killing_its_workers_becomes_a_named_gap(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(*range(40)))
    tasks.ingest(upload_id=str(upload.id))
    Batch.objects.filter(number=1).update(runs=MAX_RUNS)

    queue.run()

    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE
    assert list(upload.batches.order_by("number").values_list("state", flat=True)) == [
        BatchState.DONE,
        BatchState.FAILED,
    ]
    assert sorted(looked_up(upload).values()) == ["known"] * 30 + ["waiting"] * 10


def test_a_batch_whose_task_fails_rests_and_the_others_go_on(
    queue: Queue, open_library: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = receive(books(*range(40)))
    tasks.ingest(upload_id=str(upload.id))
    queue.calls.clear()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "ask_services", fail)
        with pytest.raises(RuntimeError):
            tasks.look_up()
    queue.run()

    states = list(upload.batches.order_by("number").values_list("state", "runs", "claimed_by"))
    assert states == [(BatchState.OPEN, 1, ""), (BatchState.DONE, 1, "")]


def test_a_batch_of_an_upload_that_is_deleted_meanwhile_is_looked_up_for_nobody(
    queue: Queue, open_library: StandIn, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = receive(books(1, 2))
    tasks.ingest(upload_id=str(upload.id))
    queue.calls.clear()
    monkeypatch.setattr(background, "pulse", lambda: Upload.objects.filter(id=upload.id).delete())

    tasks.look_up()
    queue.run()

    assert not Batch.objects.exists()
    assert files_in(files / "dashboards") == []


def test_the_end_comes_once_however_often_it_is_called(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(1, 2))
    queue.run()
    upload.refresh_from_db()
    completed_at = upload.completed_at

    batches.finish(upload.id, now=timezone.now())
    queue.run()

    upload.refresh_from_db()
    assert upload.completed_at == completed_at


def test_progress_is_counted_from_the_rows(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(*range(40)))
    tasks.ingest(upload_id=str(upload.id))
    tasks.look_up()
    upload.refresh_from_db()

    progress = progress_of(upload, now=timezone.now())

    assert (progress.total_books, progress.processed_books, progress.percent) == (40, 30, 75)
    assert {stage.name: stage.state for stage in progress.stages}["look_up"] == "now"


def test_tasks_for_rows_that_are_gone_are_quiet(queue: Queue, files: Path) -> None:
    nobody = str(Upload().id)

    tasks.ingest(upload_id=nobody)
    publishing.publish(upload_id=nobody)
    tasks.free(worker="never.1")
    tasks.sweep()
    tasks.clean()

    assert queue.calls == []
    assert files_in(files) == []
    assert not storages["dashboards"].exists(f"{nobody}.json")
