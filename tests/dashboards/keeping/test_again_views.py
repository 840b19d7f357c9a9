"""The owner asks the catalogues again, from the dashboard and from a book's page."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from enrichment.models import Answer
from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload, UploadState

BOOK = "900001"


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None) -> Upload:
    received = receive(export(book(1), book(2, isbn13='=""', title="A Title that Nobody Bears", author="N. Obody")))
    queue.run()
    Answer.objects.update(asked_at=timezone.now() - dt.timedelta(hours=2))
    received.refresh_from_db()
    return received


def test_those_that_nobody_knew_are_tried_again(client: Client, upload: Upload) -> None:
    home = f"/d/{upload.id}"
    assert "Try those again" in client.get(home).content.decode()

    response = client.post(f"{home}/again")

    assert response.headers["Location"] == home
    page = client.get(home).content.decode()
    assert "Looking up your books" in page
    assert "Try those again" not in page


def test_trying_again_too_soon_is_said(client: Client, upload: Upload) -> None:
    Answer.objects.update(asked_at=timezone.now())

    page = client.post(f"/d/{upload.id}/again", follow=True).content.decode()

    assert "asked about this a short while ago" in page
    assert Upload.objects.get(id=upload.id).state == UploadState.COMPLETE


def test_one_book_is_looked_up_again_from_its_page(client: Client, queue: Queue, upload: Upload) -> None:
    address = f"/d/{upload.id}/books/{BOOK}"
    assert "Look it up again" in client.get(address).content.decode()

    page = client.post(f"{address}/again", follow=True).content.decode()

    assert "asked about this book again" in page
    queue.run()
    assert "a short while ago" in client.post(f"{address}/again", follow=True).content.decode()


def test_a_share_link_asks_nobody(client: Client, upload: Upload) -> None:
    for path in ("", f"/books/{BOOK}"):
        page = client.get(f"/s/{upload.share_id}{path}").content.decode()
        assert "again</button>" not in page
        assert client.post(f"/s/{upload.share_id}{path}/again").status_code == 404
        assert client.post(f"/d/{upload.share_id}{path}/again").status_code == 404


def test_what_is_not_there_is_not_asked_about(client: Client, upload: Upload) -> None:
    assert client.post(f"/d/{upload.id}/books/none/again").status_code == 404
    assert client.post(f"/d/{uuid.uuid4()}/again").status_code == 404
    assert client.get(f"/d/{upload.id}/again").status_code == 405


def test_another_sites_page_cannot_ask(client: Client, upload: Upload) -> None:
    response = client.post(f"/d/{upload.id}/again", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert Upload.objects.get(id=upload.id).state == UploadState.COMPLETE
