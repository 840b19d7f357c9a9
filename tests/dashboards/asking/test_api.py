"""A reader's own SELECT through HTTP: by both links, with errors that say what is wrong and where."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dashboards.kept_tables import kept_tables
from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None, settings: Settings) -> Upload:
    settings.QUESTIONS_PER_MINUTE = 1_000
    rows = [book(number, number_of_pages=str(100 * number), my_review="Dry.") for number in range(1, 5)]
    received = receive(export(*rows, book(5, exclusive_shelf="to-read", my_rating="0")))
    queue.run()
    received.refresh_from_db()
    return received


def ask(client: Client, path: str, sql: Any) -> Any:
    return client.post(path, {"sql": sql}, content_type="application/json")


def test_a_select_is_answered(client: Client, upload: Upload) -> None:
    answer = ask(client, f"/api/data/{upload.id}/query", "SELECT max(pages) AS longest, count(*) FROM books")

    assert answer.status_code == 200
    said = answer.json()
    assert (said["columns"], said["rows"], said["more"]) == (["longest", "count(*)"], [[400, 5]], False)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_deleted_library_is_not_kept_for_questions(client: Client, upload: Upload) -> None:
    ask(client, f"/api/data/{upload.id}/query", "SELECT 1")
    before = len(kept_tables)

    client.delete(f"/api/data/{upload.id}")

    assert len(kept_tables) == before - 1
    assert ask(client, f"/api/data/{upload.id}/query", "SELECT 1").status_code == 404


def test_the_schema_says_what_there_is(client: Client, upload: Upload) -> None:
    said = client.get(f"/api/data/{upload.id}/schema").json()

    assert [table["name"] for table in said["tables"]] == ["books", "book_genres", "book_shelves"]
    books = said["tables"][0]
    assert len(books["sample"]) == 5
    assert len(books["sample"][0]) == len(books["columns"])
    assert {"name": "pages", "type": "integer", "meaning": "Of the edition."} in books["columns"]
    assert any(function["name"] == "median(x)" for function in said["functions"])


def test_a_share_link_asks_what_it_shows(client: Client, upload: Upload) -> None:
    client.post(
        f"/api/data/{upload.id}/share",
        {"action": "set", "reviews": False, "to_read": False},
        content_type="application/json",
    )

    answer = ask(client, f"/api/shared/{upload.share_id}/query", "SELECT count(*), count(review) FROM books")

    assert answer.json()["rows"] == [[4, 0]]
    assert str(upload.id) not in client.get(f"/api/shared/{upload.share_id}/schema").content.decode()


@pytest.mark.parametrize(
    ("sql", "field", "says"),
    [
        ("SELECT ratng FROM books", "sql[7:12]", "ratng"),
        ("DROP TABLE books", "sql", "Only a SELECT"),
        ("SELECT sql FROM sqlite_master", "sql[16:29]", "Only a SELECT"),
        ("SELECT 1; SELECT 2", "sql[8:9]", "more than one statement"),
        ("SELECT * FROM uploads_upload", "sql[14:28]", "uploads_upload"),
        ("", "sql", "Only a SELECT"),
    ],
)
def test_an_error_says_what_is_wrong_and_where(client: Client, upload: Upload, sql: str, field: str, says: str) -> None:
    answer = ask(client, f"/api/data/{upload.id}/query", sql)

    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == ("wrong_sql", field)
    assert says in error["message"]


def test_what_would_never_end_is_ended(client: Client, upload: Upload) -> None:
    everything = ", ".join(f"books b{number}" for number in range(20))

    answer = ask(client, f"/api/data/{upload.id}/query", "SELECT count(*) FROM " + everything)  # noqa: S608 - ours

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "too_much")


@pytest.mark.parametrize("body", [{}, {"sql": 1}, {"sql": "SELECT " + "1" * 10_001}, {"sql": None}])
def test_what_is_no_query_is_refused(client: Client, upload: Upload, body: dict[str, Any]) -> None:
    answer = client.post(f"/api/data/{upload.id}/query", body, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")


@pytest.mark.parametrize("path", ["/api/data/{}/query", "/api/shared/{}/query", "/api/data/nothing/query"])
def test_an_unknown_link_is_not_there(client: Client, upload: Upload, path: str) -> None:
    answer = ask(client, path.format("0f1e2d3c-0000-4000-8000-a1b2c3d4e5f6"), "SELECT 1")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_questions_are_counted_by_themselves(client: Client, upload: Upload, settings: Settings) -> None:
    settings.QUESTIONS_PER_MINUTE = 2

    codes = [ask(client, f"/api/data/{upload.id}/query", "SELECT 1").status_code for _ in range(3)]

    assert codes == [200, 200, 429]
    assert client.post("/api/upload").json()["error"]["code"] == "no_file"  # uploads have their own count


def test_asking_for_the_schema_counts_too(client: Client, upload: Upload, settings: Settings) -> None:
    settings.QUESTIONS_PER_MINUTE = 1

    codes = [client.get(f"/api/data/{upload.id}/schema").status_code for _ in range(2)]

    assert codes == [200, 429]


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/api/data/{uuid}/query", "post"),
        ("/api/shared/{share_id}/query", "post"),
        ("/api/data/{uuid}/schema", "get"),
        ("/api/shared/{share_id}/schema", "get"),
    ],
)
def test_the_openapi_document_has_them_with_their_errors(client: Client, path: str, method: str) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]

    assert {"200", "404", "422", "429", "503"} <= set(paths[path][method]["responses"])


def test_foreign_pages_cannot_ask(client: Client, upload: Upload) -> None:
    answer = client.post(
        f"/api/data/{upload.id}/query",
        {"sql": "SELECT 1"},
        content_type="application/json",
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 403
