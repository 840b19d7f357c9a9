"""The page where a library is asked: by every link, with hostile text, and as files."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.exports import book, export
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn
from uploads.models import Upload

pytestmark = pytest.mark.django_db  # those who ask are counted


@pytest.fixture
def upload(queue: Queue, open_library: StandIn, transactional_db: None) -> Upload:
    rows = [book(number, number_of_pages=str(100 * number)) for number in range(1, 5)]
    formula = book(6, title='=HYPERLINK("x")')
    received = receive(export(*rows, formula, book(5, exclusive_shelf="to-read", my_rating="0")))
    queue.run()
    received.refresh_from_db()
    return received


def ask(client: Client, address: str, question: str, **more: Any) -> Any:
    return client.get(f"{address}/ask", {"q": question, **more})


def test_without_a_question_there_are_examples_of_this_library(client: Client) -> None:
    page = client.get("/sample/ask")

    assert page.status_code == 200
    assert len(page.context["ask"].examples) == 6
    for example in page.context["ask"].examples:
        assert client.get(example.href).context["ask"].readings


def test_an_answer_stands_under_every_link(client: Client, upload: Upload) -> None:
    for address in (f"/d/{upload.id}", f"/s/{upload.share_id}", "/sample"):
        page = ask(client, address, "longest book I have read")

        assert page.status_code == 200
        [reading] = page.context["ask"].readings
        assert reading.lines[0].href.startswith(f"{address}/books/")
        assert f'href="{address}/ask"' in page.content.decode()  # in the bar


def test_a_share_link_never_names_the_owners(client: Client, upload: Upload) -> None:
    page = ask(client, f"/s/{upload.share_id}", "how many books have I read?")

    assert str(upload.id) not in page.content.decode()


def test_numbers_come_with_the_books_behind_them(client: Client) -> None:
    page = ask(client, "/sample", "who is my most read author?")

    [reading] = page.context["ask"].readings
    assert reading.behind == "157 books"
    assert reading.bars is not None
    assert len(reading.books) == 157
    assert client.get(reading.books[0].href).status_code == 200


def test_a_condition_is_taken_away_by_its_link(client: Client) -> None:
    page = ask(client, "/sample", "how many books did I read in 2020")
    [year] = [link for link in page.context["ask"].readings[0].without if "2020" in link.text]

    relieved = client.get(year.href).context["ask"]

    assert relieved.readings[0].answer == "You have read 157 books."
    assert client.get(relieved.whole).context["ask"].readings[0].answer == "You read 20 books in 2020."


def test_both_readings_are_shown_and_each_can_be_had_alone(client: Client) -> None:
    page = ask(client, "/sample", "fantasy books from 2015")

    readings = page.context["ask"].readings
    assert len(readings) == 2
    assert "more than one way" in page.content.decode()
    for reading in readings:
        [alone] = client.get(reading.alone.href).context["ask"].readings
        assert alone.read_as == reading.read_as


def test_the_books_it_leads_to_are_those_of_the_group_that_the_sentence_names(client: Client) -> None:
    page = client.get("/sample/ask", {"q": "average rating per decade of publication"})

    [reading] = page.context["ask"].readings
    assert reading.answer.startswith("Highest from the 1930s: 4.50 stars")
    assert reading.leads[0].text == "Which books are these: 1930s?"


def test_a_part_of_the_reading_is_changed_by_its_form(client: Client) -> None:
    # given the form of a number, its year changed, a genre added
    asked = {
        "q": "how many books did I read in 2020",
        "of": "1",
        "as": "groups",
        "measure": "average:pages",
        "group": "genre",
    }
    conditions = {"status.1.is": "=", "status.1": "read", "year_read.1.is": ">=", "year_read.1": "2019"}
    empty = {"author.1.is": "=", "author.1": "", "limit": "", "review.1.is": ""}

    # when it is sent with what was left empty
    sent = client.get("/sample/ask", {**asked, **conditions, **empty})
    page = client.get(sent.headers["Location"])

    # then the address holds what was asked for, and the answer says what was changed
    assert sent.status_code == 302
    assert "author" not in sent.headers["Location"]
    shown = page.context["ask"]
    [reading] = shown.readings
    assert reading.read_as.startswith("the average number of pages by genre, of ")
    assert reading.changes == [
        "The average of: Pages, for each: Genre, highest first (it was: how many books)",
        "with Year read ≥ 2019",
        "without Year read 2020",
    ]
    assert "You changed:" in page.content.decode()
    assert client.get(shown.whole).context["ask"].readings[0].answer == "You read 20 books in 2020."
    assert client.get(shown.json).json()["readings"][0]["spec"]["group"] == "genre"
    assert client.get(reading.csv).content.startswith(b"genre,value,books")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"as": "groups", "group": ""}, "A number for each of what?"),
        ({"as": "list", "author.1": "Ursula Le Gun"}, "Is it “Ursula K. Le Guin”?"),
        ({"as": "list", "pages.1.is": ">", "pages.1": "many"}, "Pages: “many” is not a number"),
        ({"as": "list", "limit": "1e9"}, "How many:"),
        ({"as": "list", "date_read.1": '"><script>'}, "write a date as 2021"),
        ({"as": "'; DROP TABLE books"}, "do not go together"),
    ],
)
def test_a_change_that_makes_no_sense_loses_nothing(client: Client, sent: dict[str, str], said: str) -> None:
    kept = {"genre.1.is": "=", "genre.1": "Fantasy"}

    page = client.get("/sample/ask", {"q": "how many books have I read?", **sent, **kept})

    assert page.status_code == 200
    asked = page.context["ask"]
    assert said in asked.problem
    assert not asked.readings
    text = page.content.decode()
    assert '<option value="Fantasy" selected>' in text
    assert 'name="q" value="how many books have I read?"' in text
    assert '<script>"' not in text
    assert client.get("/sample/ask", {"q": "x", "format": "csv", **sent}).status_code == 400


QUESTIONS = (
    "which genre did I rate highest in 2020?",
    "books on my to-read list under 250 pages, best rated first",
    "do I rate long books higher?",
    "longest book I gave 5 stars",
    "which books by Terry Pratchett have I read?",
    "what share of the books I read in 2020 were fantasy",
    "how many pages did I read per month in 2021",
    "how many books do I read a year on average?",
    "the best book of each year",
    "share of fantasy by year",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_answer_leads_on_to_others_that_are_answered(client: Client, question: str) -> None:
    [reading] = ask(client, "/sample", question).context["ask"].readings

    assert 2 <= len(reading.leads) <= 4
    for lead in reading.leads:
        [next_one] = client.get(lead.href).context["ask"].readings
        assert next_one.read_as != reading.read_as
        assert next_one.lines
        assert "No book" not in next_one.answer
        assert "cannot be told" not in next_one.answer


def test_so_many_questions_in_a_minute_are_too_many_and_the_last_is_kept(client: Client, settings: Settings) -> None:
    settings.QUESTION_PAGES_PER_MINUTE = 2
    question = "how many books have I read?"

    pages = [ask(client, "/sample", question) for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 429]
    assert pages[-1].headers["Retry-After"] == "60"
    assert pages[-1].context["ask"].question == question
    assert question in pages[-1].content.decode()
    assert client.get("/sample/ask").status_code == 200  # to look at the examples is no question


def test_a_refusal_offers_questions_that_are_answered(client: Client) -> None:
    page = ask(client, "/sample", "what should I read next?")

    refused = page.context["ask"]
    assert refused.refusal.startswith("I know what you read, but give no advice")
    assert len(refused.near) == 3
    assert all(client.get(near.href).context["ask"].readings for near in refused.near)


@pytest.mark.parametrize(
    "question",
    [
        '<script>alert("1")</script>',
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE books; --",
        "how many books' UNION SELECT sql FROM sqlite_master --",
        "how many books have I read " * 400,
        "\x00\ud7ff‮ \u200b",
        "%s %(count)s {year} {{ question }}",
        "books by <b>Ursula K. Le Guin</b>",
    ],
)
def test_hostile_text_is_refused_as_text(client: Client, question: str) -> None:
    page = ask(client, "/sample", question)

    assert page.status_code == 200
    assert not page.context["ask"].readings
    text = page.content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_fields_that_do_not_exist_are_taken_from_nothing(client: Client) -> None:
    page = client.get("/sample/ask", {"q": "how many books have I read?", "without": ['"><i>', "x" * 5000]})

    assert page.context["ask"].readings[0].answer == "You have read 157 books."
    assert '"><i>' not in page.content.decode()


def test_rows_are_saved_as_csv_that_runs_no_formula(client: Client, upload: Upload) -> None:
    answer = ask(client, f"/d/{upload.id}", "books over 50 pages", format="csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 6
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert ask(client, f"/d/{upload.id}", "books over 50 pages", format="csv", reading="7").status_code == 404


def test_everything_is_saved_as_json(client: Client) -> None:
    answer = ask(client, "/sample", "how many books have I read?", format="json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="answer.json"'
    assert answer.json()["readings"][0]["answer"] == "You have read 157 books."


def test_the_steps_are_shown(client: Client) -> None:
    page = ask(client, "/sample", "how many Discworld books have I read?")

    text = page.content.decode()
    assert "SELECT count(*) AS value" in text
    assert "Discworld" in text
    assert [step.title for step in page.context["ask"].readings[0].steps] == [
        "Question",
        "What it was taken for",
        "SQL",
        "Answer",
        "Checks",
    ]


def test_a_library_without_books_can_be_asked(
    client: Client, queue: Queue, open_library: StandIn, transactional_db: None
) -> None:
    # given a share link that keeps back all there is
    upload = receive(export(book(1, exclusive_shelf="to-read", my_rating="0")))
    queue.run()
    upload.refresh_from_db()
    kept_back = {"action": "set", "reviews": False, "to_read": False}
    client.post(f"/api/data/{upload.id}/share", kept_back, content_type="application/json")

    # when
    page = client.get(f"/s/{upload.share_id}/ask")

    # then
    assert page.context["ask"].examples == []
    assert "There are no books yet" in page.content.decode()
    answered = ask(client, f"/s/{upload.share_id}", "how many books have I read?").context["ask"]
    assert answered.readings[0].answer == "No book here is like that."


def test_an_unknown_link_is_not_there(client: Client) -> None:
    assert ask(client, "/d/0f1e2d3c-0000-4000-8000-a1b2c3d4e5f6", "how many books").status_code == 404
    assert client.get("/s/nothing/ask").status_code == 404
