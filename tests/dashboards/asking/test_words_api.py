"""Questions in plain words through HTTP: by both links, answered, refused, and what is no question at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None, settings: Settings) -> Upload:
    settings.QUESTIONS_PER_MINUTE = 1_000
    rows = [book(number, number_of_pages=str(100 * number)) for number in range(1, 5)]
    received = receive(export(*rows, book(5, exclusive_shelf="to-read", my_rating="0")))
    queue.run()
    received.refresh_from_db()
    return received


def ask(client: Client, path: str, question: Any) -> Any:
    return client.post(path, {"question": question}, content_type="application/json")


def test_an_answer_comes_with_all_its_steps(client: Client, upload: Upload) -> None:
    answer = ask(client, f"/api/data/{upload.id}/ask", "how many books have I read?")

    assert answer.status_code == 200
    said = answer.json()
    assert said["refusal"] is None
    [reading] = said["readings"]
    assert (reading["answer"], reading["rows"], reading["drawn_from"]) == ("You have read 4 books.", [[4]], 4)
    assert reading["sql"].startswith("SELECT count(*)")
    assert reading["parameters"] == ["read"]
    assert reading["spec"]["kind"] == "number"
    assert len(reading["books"]) == 4
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_refusal_is_an_answer(client: Client, upload: Upload) -> None:
    said = ask(client, f"/api/data/{upload.id}/ask", "'; DROP TABLE books; --").json()

    assert said["readings"] == []
    assert said["refusal"]["message"]
    assert len(said["refusal"]["near"]) == 3


def test_a_share_link_answers_of_what_it_shows(client: Client, upload: Upload) -> None:
    client.post(
        f"/api/data/{upload.id}/share",
        {"action": "set", "reviews": False, "to_read": False},
        content_type="application/json",
    )

    answer = ask(client, f"/api/shared/{upload.share_id}/ask", "how many books are on my to-read list?")

    assert answer.json()["readings"][0]["drawn_from"] == 0
    assert str(upload.id) not in answer.content.decode()


@pytest.mark.parametrize("body", [{}, {"question": 1}, {"question": "x" * 301}, {"question": None}])
def test_what_is_no_question_is_invalid(client: Client, upload: Upload, body: dict[str, Any]) -> None:
    answer = client.post(f"/api/data/{upload.id}/ask", body, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")


@pytest.mark.parametrize("path", ["/api/data/{}/ask", "/api/shared/{}/ask", "/api/data/nothing/ask"])
def test_an_unknown_link_is_not_there(client: Client, upload: Upload, path: str) -> None:
    answer = ask(client, path.format("0f1e2d3c-0000-4000-8000-a1b2c3d4e5f6"), "how many books have I read?")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_questions_and_selects_are_counted_together(client: Client, upload: Upload, settings: Settings) -> None:
    settings.QUESTIONS_PER_MINUTE = 2

    codes = [ask(client, f"/api/data/{upload.id}/ask", "how many books have I read?").status_code for _ in range(3)]

    assert codes == [200, 200, 429]
