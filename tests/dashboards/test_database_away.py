"""While the database does not answer: finished dashboards are there, everything else says that it will be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload


@contextmanager
def database_away() -> Iterator[None]:
    def refuse(*args: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def finished(queue: Queue, open_library: StandIn, transactional_db: None) -> Upload:
    received = receive(export(*(book(number, date_read=f"20{10 + number}/05/17") for number in range(12))))
    queue.run()
    received.refresh_from_db()
    return received


@pytest.mark.parametrize("page", ["", "/books", "/genres", "/authors", "/series", "/year/2015"])
def test_a_finished_dashboard_can_be_looked_at_and_not_changed(client: Client, finished: Upload, page: str) -> None:
    with database_away():
        answer = client.get(f"/d/{finished.id}{page}")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "changed again later" in text
    assert "delete-dialog" not in text
    assert str(finished.share_id) not in text


def test_its_document_is_there_too(client: Client, finished: Upload) -> None:
    with database_away():
        document = client.get(f"/api/data/{finished.id}")

    assert document.status_code == 200
    assert b"".join(document.streaming_content).startswith(b"{")  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/d/{}", "/d/{}/books", "/s/{}", "/d/{}/delete"])
def test_what_cannot_be_known_says_that_it_will_be(client: Client, finished: Upload, path: str) -> None:
    unfinished = "0f1e2d3c-0000-4000-8000-a1b2c3d4e5f6"

    with database_away():
        answer = client.get(path.format(unfinished))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Nothing of yours is lost" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/api/status/{}", "/api/shared/{}"])
def test_the_api_says_when_to_ask_again(client: Client, finished: Upload, path: str) -> None:
    with database_away():
        answer = client.get(path.format(finished.id))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json()["error"]["code"] == "database_away"


def test_nothing_is_deleted_by_halves(client: Client, finished: Upload) -> None:
    with database_away():
        refused = client.delete(f"/api/data/{finished.id}")

    assert refused.status_code == 503
    assert client.get(f"/d/{finished.id}").status_code == 200


def test_a_deleted_dashboard_does_not_come_back_with_the_database_away(client: Client, finished: Upload) -> None:
    assert client.delete(f"/api/data/{finished.id}").status_code == 200

    with database_away():
        assert client.get(f"/d/{finished.id}").status_code == 503
