"""The page of a newer export: dropped, told of, asked about, decided, undone; by forms that work without a script."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from dashboards.keeping.newer_page import CHANGES, TITLES
from tests.exports import book, books, export
from tests.pipeline import Queue, document_of, receive
from tests.stand_in import StandIn
from uploads.again.comparing import What
from uploads.models import NewerExport, NewerState, Resolution, Upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(queue: Queue, open_library: StandIn) -> Upload:
    received = receive(books(*range(1, 13)))
    queue.run()
    return Upload.objects.get(id=received.id)


def hand_in(client: Client, upload: Upload, content: bytes) -> Any:
    return client.post(f"/d/{upload.id}/newer", {"csv": SimpleUploadedFile("e.csv", content, "text/csv")})


def send(client: Client, upload: Upload, **form: object) -> Any:
    return client.post(f"/d/{upload.id}/newer", form)


def page(client: Client, upload: Upload) -> str:
    response = client.get(f"/d/{upload.id}/newer")
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def test_every_state_and_every_change_has_words() -> None:
    assert set(TITLES) == {"", *NewerState.values}
    assert set(CHANGES) == set(What)


def test_the_dashboard_has_a_place_for_a_newer_export_and_a_shared_one_has_not(client: Client, upload: Upload) -> None:
    assert f'action="/d/{upload.id}/newer"' in client.get(f"/d/{upload.id}").content.decode()
    assert "data-newer" not in client.get(f"/s/{upload.share_id}").content.decode()
    assert client.get(f"/s/{upload.share_id}/newer").status_code == 404
    assert client.get(f"/d/{upload.share_id}/newer").status_code == 404


def test_the_page_that_becomes_the_dashboard_brings_all_that_it_needs(client: Client, queue: Queue) -> None:
    received = receive(books(*range(1, 13)))
    waiting = client.get(f"/d/{received.id}").content.decode()
    queue.run()
    shown = client.get(f"/d/{received.id}").content.decode()

    needed = re.compile(r'(?:href="[^"]+\.css"|src="[^"]+\.js")')
    assert set(needed.findall(shown)) <= set(needed.findall(waiting))


def test_what_changed_is_told_here_and_in_one_line_on_the_dashboard(
    client: Client, upload: Upload, queue: Queue
) -> None:
    # when
    response = hand_in(
        client, upload, export(book(20), book(1, my_rating="1"), *(book(number) for number in range(2, 12)))
    )
    assert response.headers["Location"] == f"/d/{upload.id}/newer"
    assert "data-waiting" in page(client, upload)
    queue.run()

    # then
    text = page(client, upload)
    assert "data-waiting" not in text
    for said in ("1 new book", "1 rated otherwise", "1 gone", "Undo all of it", "Gone from your newer export"):
        assert said in text
    assert "1 new book, 1 rated otherwise and 1 gone." in html.unescape(client.get(f"/d/{upload.id}").content.decode())


def test_a_gone_book_is_removed_at_once_and_that_undone(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 12)))
    queue.run()

    send(client, upload, do="remove", issue=upload.issues.get(kind="gone").token)
    queue.run()
    assert document_of(upload)["total_books"] == 11
    assert "Removed." in page(client, upload)

    send(client, upload, do="unsettle", resolution=Resolution.objects.get().token)
    queue.run()
    assert document_of(upload)["total_books"] == 12


def test_the_review_page_asks_about_it_too(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 12)))
    queue.run()

    text = html.unescape(client.get(f"/d/{upload.id}/review?kind=gone").content.decode())

    for said in ("Gone from your newer export", "Keep it", "Remove it", upload.issues.get(kind="gone").reason):
        assert said in text


def test_all_gone_books_are_decided_with_one_press(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 9)))
    queue.run()
    assert "Remove all 4" in page(client, upload)

    for _ in range(2):
        send(client, upload, do="remove")
    queue.run()

    assert document_of(upload)["total_books"] == 8
    assert upload.resolutions.count() == 4


def test_the_whole_file_is_undone(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 15)))
    queue.run()

    for _ in range(2):
        assert send(client, upload, do="undo", file=NewerExport.objects.get().id).status_code == 302
    queue.run()

    assert "as it was before the last file" in page(client, upload)
    assert document_of(upload)["total_books"] == 12


@pytest.mark.parametrize(("answer", "state"), [("replace", "done"), ("separate", "separate"), ("cancel", "cancelled")])
def test_another_readers_file_is_asked_about(
    answer: str, state: str, client: Client, upload: Upload, queue: Queue
) -> None:
    hand_in(client, upload, books(*range(50, 70)))
    queue.run()
    assert "The file has 20 books, and none of them" in page(client, upload)

    response = send(client, upload, do=answer, file=NewerExport.objects.get().id)
    queue.run()

    assert NewerExport.objects.get().state == state
    leads_elsewhere = response.headers["Location"] != f"/d/{upload.id}/newer"
    assert leads_elsewhere == (answer == "separate")
    assert document_of(upload)["total_books"] == (20 if answer == "replace" else 12)


def test_the_same_file_again_says_so(client: Client, upload: Upload, queue: Queue) -> None:
    hand_in(client, upload, books(*range(1, 13)))
    queue.run()

    assert "Everything is as it was" in page(client, upload)


@pytest.mark.parametrize(("content", "status"), [(b"name,age\nAda,36\n", 400), (b"", 422)])
def test_what_is_no_export_is_refused_with_the_reason(
    content: bytes, status: int, client: Client, upload: Upload
) -> None:
    response = hand_in(client, upload, content) if content else send(client, upload)

    assert response.status_code == status
    assert 'role="alert"' in response.content.decode()
    assert not NewerExport.objects.exists()


def test_a_second_file_at_once_is_told_to_wait_and_a_third_in_a_minute_too(
    client: Client, upload: Upload, settings: Settings
) -> None:
    settings.UPLOADS_PER_MINUTE = 2
    hand_in(client, upload, books(*range(1, 14)))

    assert hand_in(client, upload, books(*range(1, 15))).status_code == 409
    assert hand_in(client, upload, books(*range(1, 15))).status_code == 429


def test_what_is_not_there_is_not_found(client: Client, upload: Upload) -> None:
    assert client.get(f"/d/{uuid.uuid4()}/newer").status_code == 404
    for form in ({"do": "forget"}, {"do": "undo", "file": uuid.uuid4()}, {"do": "keep", "issue": "x"}):
        assert send(client, upload, **form).status_code == 404
