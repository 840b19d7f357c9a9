"""The page of a reader's own SELECT: by every link and without a script, its errors with their places, and its files."""

from __future__ import annotations

import contextlib
import csv
import html
import io
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dashboards.ask.sandbox import running
from dashboards.ask.tables.columns import TABLES
from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload


@pytest.fixture(autouse=True)
def unhurried(settings: Settings, db: None) -> None:
    settings.QUESTIONS_PER_MINUTE = 1_000


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None) -> Upload:
    rows = [book(number, number_of_pages=str(100 * number), my_review="Dry.") for number in range(1, 5)]
    formula = book(6, title='=HYPERLINK("x")')
    received = receive(export(*rows, formula, book(5, exclusive_shelf="to-read", my_rating="0", bookshelves="to-read")))
    queue.run()
    received.refresh_from_db()
    return received


def ask(client: Client, sql: str, address: str = "/sample", **more: Any) -> Any:
    return client.get(f"{address}/sql", {"sql": sql, **more})


def problem(client: Client, sql: str, address: str = "/sample") -> Any:
    return ask(client, sql, address).context["sql"].problem


def test_the_tables_are_shown_with_their_meaning_and_first_rows(client: Client) -> None:
    page = client.get("/sample/sql")

    assert page.status_code == 200
    text = html.unescape(page.content.decode())
    for table in TABLES:
        assert table.meaning in text
        assert all(column.meaning in text for column in table.columns)
    assert [len(table.sample) for table in page.context["sql"].tables] == [5, 5, 5]
    assert "median(x)" in text


def test_each_example_finds_something(client: Client) -> None:
    found = client.get("/sample/sql").context["sql"].examples

    assert len(found) == 6
    for link, _sql in found:
        assert client.get(link.href).context["sql"].shown.lines, link.text


def test_rows_stand_under_every_link(client: Client, upload: Upload) -> None:
    for address in (f"/d/{upload.id}", f"/s/{upload.share_id}", "/sample"):
        page = ask(client, "SELECT id, title, pages FROM books ORDER BY pages DESC LIMIT 2", address)

        shown = page.context["sql"].shown
        assert shown.counted == "2 rows."
        assert [head.kind for head in shown.heads] == ["text", "text", "integer"]
        assert shown.lines[0][0].href.startswith(f"{address}/books/")
        assert client.get(shown.lines[0][0].href).status_code == 200


def test_a_form_without_a_script_is_led_to_the_address_of_its_rows(client: Client) -> None:
    sent = client.post("/sample/sql", {"sql": "SELECT 1 AS one,\r\n 2 AS two"})

    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert page.context["sql"].sql == "SELECT 1 AS one,\n 2 AS two"
    assert sent["Location"].endswith("#result")
    assert [head.name for head in page.context["sql"].shown.heads] == ["one", "two"]


def test_what_is_too_long_for_an_address_is_answered_at_once(client: Client) -> None:
    long = "SELECT count(*) AS books FROM books -- " + "x" * 3000

    page = client.post("/sample/sql", {"sql": long})

    assert page.status_code == 200
    assert page.context["sql"].shown.lines[0][0].text == "198"
    saved = client.post("/sample/sql", {"sql": long, "format": "json"})
    assert saved.json()["rows"] == [[198]]


def test_a_share_link_shows_what_it_is_allowed_to(client: Client, upload: Upload) -> None:
    kept_back = {"action": "set", "reviews": False, "to_read": False}
    client.post(f"/api/data/{upload.id}/share", kept_back, content_type="application/json")

    page = ask(
        client, "SELECT count(*), count(review), group_concat(DISTINCT status) FROM books", f"/s/{upload.share_id}"
    )

    assert [cell.text for cell in page.context["sql"].shown.lines[0]] == ["5", "0", "read"]
    assert "to-read" not in page.context["sql"].completion["values"]["status"]
    assert "to-read" not in page.context["sql"].completion["values"]["shelf"]
    assert str(upload.id) not in page.content.decode()
    assert "Dry." not in page.content.decode()


@pytest.mark.parametrize(
    ("sql", "place", "line", "caret", "says"),
    [
        (
            "SELECT title\nFROM books\nWHERE ratng > 3",
            "Line 3, column 7:",
            "WHERE ratng > 3",
            "      ^^^^^",
            "Did you mean my_rating?",
        ),
        ("SELECT title FORM books", "Line 1, column 14:", "SELECT title FORM books", " " * 13 + "^^^^", "mean FROM?"),
        ("SELECT title FROM", "Line 1, column 18:", "SELECT title FROM", " " * 17 + "^", "ends too early"),
        ("SELECT 'ratng', ratng FROM books", "Line 1, column 17:", None, " " * 16 + "^^^^^", "my_rating"),
        ("SELECT genre FROM books", "Line 1, column 8:", None, " " * 7 + "^^^^^", "book_genres"),
        ("SELECT title\nFROM bookes", "Line 2, column 6:", "FROM bookes", "     ^^^^^^", "Did you mean books?"),
        ("SELECT printf('x')", "Line 1, column 8:", None, " " * 7 + "^^^^^^", "no function “printf”"),
        ("SELECT '村上春樹', ratng FROM books", "Line 1, column 16:", None, " " * 19 + "^^^^^", "my_rating"),
    ],
)
def test_an_error_points_at_its_place(
    client: Client, sql: str, place: str, line: str | None, caret: str, says: str
) -> None:
    shown = problem(client, sql)

    assert (shown.at, shown.line, shown.caret) == (place, line or sql, caret)
    assert says in " ".join(shown.said)


def test_of_a_long_line_the_surroundings_of_the_mistake_are_shown(client: Client) -> None:
    shown = problem(client, f"SELECT {', '.join(['title'] * 40)}, ratng, {', '.join(['pages'] * 40)} FROM books")  # noqa: S608 - ours

    assert shown.line.startswith("…")
    assert shown.line.endswith("…")
    assert len(shown.line) < 100
    assert shown.line[shown.caret.index("^") :].startswith("ratng,")


def test_a_phones_quotation_marks_are_mended(client: Client) -> None:
    mended = problem(client, "SELECT title FROM books WHERE author = ‘Ursula K. Le Guin’").mended

    assert client.get(mended.href).context["sql"].shown.lines


def test_what_was_probably_meant_runs_by_a_press(client: Client) -> None:
    mended = problem(client, "SELECT ratng FROM books").mended

    assert client.get(mended.href).context["sql"].sql == "SELECT my_rating FROM books"
    assert client.get(mended.href).context["sql"].shown.lines


def test_a_place_is_counted_as_browsers_count(client: Client) -> None:
    shown = problem(client, "SELECT '😀', ratng FROM books")

    assert (shown.begin, shown.end) == (13, 18)  # the face is two of a browser's letters


def test_what_finds_nothing_says_so(client: Client) -> None:
    page = ask(client, "SELECT title FROM books WHERE pages > 90000")

    assert page.context["sql"].shown.counted == "No row answers to that."
    assert [head.kind for head in page.context["sql"].shown.heads] == ["nothing known"]
    assert "take one away" in page.content.decode()


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT count(*) FROM books a, books b, books c, books d, books e", "more time than"),
        ("SELECT median(a.pages) FROM books a, books b, books c", "more memory than"),
        ("SELECT group_concat(a.title) FROM books a, books b, books c", "more text than"),
    ],
)
def test_what_takes_too_much_is_stopped_and_says_of_what(client: Client, sql: str, says: str) -> None:
    shown = problem(client, sql)

    assert shown.title == "It was stopped."
    assert says in shown.said[0]


def test_many_rows_are_cut_and_that_is_said(client: Client) -> None:
    page = ask(client, "SELECT a.id FROM books a, books b").context["sql"]

    assert len(page.shown.lines) == 100
    assert page.shown.counted == "More than 1,000 rows."
    assert "first 100 rows; the files have the first 1,000" in page.shown.cut
    assert len(client.get(page.json).json()["rows"]) == 1_000


def test_rows_are_saved_as_csv_that_runs_no_formula(client: Client, upload: Upload) -> None:
    answer = ask(client, "SELECT title AS \"=1+1\", '+x' AS b FROM books", f"/d/{upload.id}", format="csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="rows.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) == 7
    assert not any(cell.startswith(("=", "+")) for row in rows for cell in row)


def test_a_file_of_what_is_wrong_is_the_page_that_says_so(client: Client) -> None:
    assert ask(client, "SELECT ratng FROM books", format="csv").context["sql"].problem


def test_the_page_counts_with_the_api(client: Client, settings: Settings) -> None:
    settings.QUESTIONS_PER_MINUTE = 2

    answers = [ask(client, "SELECT 1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert answers[2].context["sql"].sql == "SELECT 1"  # nothing typed is lost
    assert client.get("/sample/sql").status_code == 200  # looking at it is not counted


def test_while_others_ask_it_says_so_and_keeps_the_statement(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.01)
    with contextlib.ExitStack() as turns:
        for _ in range(running.AT_ONCE):
            turns.enter_context(running._turns)

        page = ask(client, "SELECT 1")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert "Others are asking" in page.context["sql"].problem.said[0]
    assert page.context["sql"].sql == "SELECT 1"


def test_an_unknown_value_of_a_number_stands_below_the_numbers(client: Client) -> None:
    [line] = ask(client, "SELECT NULL AS a, 1 AS b UNION ALL SELECT 2, 3 LIMIT 1").context["sql"].shown.lines

    assert [(cell.text, cell.is_null) for cell in line] == [("NULL", True), ("1", False)]
    both = ask(client, "SELECT NULL AS a UNION ALL SELECT 2").context["sql"].shown.lines
    assert [line[0].is_number for line in both] == [True, True]


def test_a_statement_that_is_too_long_is_kept_and_refused(client: Client) -> None:
    page = client.post("/sample/sql", {"sql": "SELECT " + "1" * 10_000})

    assert "10000 letters at most" in page.context["sql"].problem.said[0]
    assert "1" * 10_000 in page.content.decode()


@pytest.mark.parametrize(
    "sql",
    [
        "</textarea><script>alert(1)</script>",
        "SELECT '<img src=x onerror=alert(1)>' AS \"<b>\"",
        "\x00",
        "SELECT '\x00'",
        "%s {{ sql }}",
    ],
)
def test_hostile_text_is_shown_as_text(client: Client, sql: str) -> None:
    page = ask(client, sql)

    assert page.status_code == 200
    for tag in ("<script>alert", "<img src=x", '<b>"', "</textarea><"):
        assert tag not in page.content.decode()


@pytest.mark.parametrize(
    ("sql", "charts"),
    [
        ("SELECT year_read, count(*) FROM books WHERE year_read > 0 GROUP BY 1", ["columns"]),
        ("SELECT year_read, avg(my_rating) FROM books WHERE year_read > 0 GROUP BY 1", ["line"]),
        ("SELECT genre, count(*) AS n FROM book_genres GROUP BY 1 ORDER BY n DESC LIMIT 10", ["ranked"]),
        ("SELECT format, count(*), avg(pages) FROM books GROUP BY 1", ["ranked", "ranked"]),
        ("SELECT my_rating, count(*) FROM books GROUP BY 1", ["columns"]),
        ("SELECT title, author FROM books", []),
        ("SELECT author, -1 FROM books GROUP BY 1 LIMIT 5", []),
        ("SELECT count(*) FROM books", []),
        ("SELECT title, pages FROM books", []),  # too many to be compared
        ("SELECT 'same', pages FROM books LIMIT 5", []),
    ],
)
def test_names_or_years_with_numbers_are_drawn(client: Client, sql: str, charts: list[str]) -> None:
    chart = ask(client, sql).context["sql"].shown.chart

    drawn = [view["chart"] for view in chart.data.get("views", [chart.data])] if chart else []
    assert drawn == charts


def test_a_library_without_books_has_tables_and_no_examples(
    client: Client, queue: Queue, open_library: StandIn, transactional_db: None
) -> None:
    upload = receive(export(book(1, exclusive_shelf="to-read", my_rating="0")))
    queue.run()
    upload.refresh_from_db()
    kept_back = {"action": "set", "reviews": False, "to_read": False}
    client.post(f"/api/data/{upload.id}/share", kept_back, content_type="application/json")

    page = ask(client, "SELECT count(*) FROM books", f"/s/{upload.share_id}").context["sql"]

    assert page.examples == []
    assert page.shown.lines[0][0].text == "0"


def test_an_unknown_link_is_not_there(client: Client) -> None:
    assert ask(client, "SELECT 1", "/d/0f1e2d3c-0000-4000-8000-a1b2c3d4e5f6").status_code == 404
    assert client.get("/s/nothing/sql").status_code == 404


def test_foreign_pages_cannot_send_the_form(client: Client) -> None:
    sent = client.post("/sample/sql", {"sql": "SELECT 1"}, headers={"Origin": "https://evil.example"})

    assert sent.status_code == 403
