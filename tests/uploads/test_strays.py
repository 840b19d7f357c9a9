"""Files that a killed process left behind, and those that look like it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from tests.exports import books
from tests.pipeline import Queue, files_in, receive
from tests.stand_in import StandIn
from uploads.models import Upload, UploadState
from uploads.strays import delete_strays, strays

pytestmark = pytest.mark.django_db(transaction=True)


def found_after(hours: float) -> set[str]:
    return {f"{alias}/{name}" for alias, name in strays(now=timezone.now() + dt.timedelta(hours=hours))}


def leave(files: Path, name: str) -> str:
    path = files / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return name


def test_a_raw_file_goes_an_hour_after_it_was_read_and_a_day_after_it_could_not(files: Path) -> None:
    unread, given_up, read = (receive(books(number)) for number in (1, 2, 3))
    Upload.objects.filter(id=given_up.id).update(state=UploadState.ERROR)
    Upload.objects.filter(id=read.id).update(state=UploadState.ENRICHING)
    of_read, others = f"uploads/{read.raw_name}", {f"uploads/{upload.raw_name}" for upload in (unread, given_up)}

    assert found_after(0.5) == set()
    assert found_after(2) == {of_read}
    assert found_after(25) == {of_read} | others


@pytest.mark.parametrize("name", ["uploads/{}/raw.csv", "uploads/{}/library.json.part", "dashboards/{}.json"])
def test_a_file_whose_upload_is_gone_goes_after_an_hour(files: Path, name: str) -> None:
    stray = leave(files, name.format(Upload().id))

    assert found_after(0.5) == set()
    assert found_after(2) == {stray}


def test_what_belongs_to_an_upload_stays_for_ever(files: Path, queue: Queue, open_library: StandIn) -> None:
    receive(books(1))
    queue.run()

    assert found_after(24 * 365) == set()
    assert len(files_in(files)) == 2


def test_what_is_none_of_ours_stays_where_it_is(files: Path) -> None:
    leave(files, "dashboards/README.txt")
    leave(files, "uploads/other/thing.csv")

    assert found_after(100) == set()


def test_where_nothing_was_ever_kept_nothing_is_left(files: Path) -> None:
    assert not files.exists()
    assert found_after(100) == set()


def test_strays_are_deleted_with_the_folder_that_is_named_like_a_link(files: Path) -> None:
    link = str(Upload().id)
    leave(files, f"uploads/{link}/raw.csv")
    leave(files, f"dashboards/{link}.json.part")

    deleted = delete_strays(now=timezone.now() + dt.timedelta(hours=2))

    assert deleted == 2
    assert [path for path in files.rglob("*") if link in str(path)] == []
