"""Questions in plain words: what is said of them, by each kind of answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest

from dashboards import library
from dashboards.ask.planner import Note, Refusal, vocabulary_of
from dashboards.ask.spec import FIELDS as KNOWN_FIELDS
from dashboards.ask.spec import GROUPS
from dashboards.ask.tables.filling import fill
from dashboards.asking import answers
from dashboards.asking.answering import Answer, Questions, opened
from dashboards.asking.read_as import read_as
from dashboards.asking.refusals import refusal_said
from dashboards.asking.said_notes import lacking_said, note_said
from dashboards.asking.words import FIELDS
from tests.dashboards.document.made_up import a_book, known, published
from uploads.parsing.records import Status

TODAY = dt.date(2024, 6, 1)
BOOKS = [
    (a_book(1, title="Alder", author="Edda Quill", rating=5.0, pages=700, read="2022-03-09"), known("Fantasy fiction")),
    (a_book(2, title="Birch", author="Edda Quill", rating=3.0, pages=200, read="2022-05-01"), known("Fantasy fiction")),
    (a_book(3, title="Cedar", author="Bo Marsh", rating=4.0, pages=200, read="2023-05-01"), known("History")),
    (a_book(4, title="=Dogwood", author="Bo Marsh", rating=None, pages=None), known("History")),
    (a_book(5, title="Elm", author="Faye Calder", status=Status.TO_READ, pages=180), known("History")),
]


@pytest.fixture
def questions() -> Iterator[Questions]:
    with closing(fill(published(BOOKS)["books"])) as connection:
        yield Questions(connection, vocabulary_of(connection), TODAY)


def answer(questions: Questions, question: str, *dropped: str) -> Answer:
    [found] = questions.ask(question, dropped).answers
    return found


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many books have I read?", "You have read 4 books."),
        ("which books by Edda Quill have I read?", "2 books: “Alder” and “Birch”."),
        ("longest book I have read", "The longest is “Alder” by Edda Quill: 700 pages."),
        ("shortest book I have read", "A tie between Birch and Cedar: 200 pages."),
        ("average rating of books I read in 2022", "You rated them 4.00 stars on average, over 2 books."),
        ("how many pages did I read in 2022", "900 pages in all, over 2 books."),
        ("what percentage of the books I read were fantasy", "50%: 2 of 4 books."),
        ("what percentage of the books I read in 2023 were by Edda Quill", "0%: none of them."),
        ("how many books did I read per year?", "Most in 2022: 2 books. 2 years, 3 books in all."),
        ("who is my most read author?", "A tie between Bo Marsh and Edda Quill: 2 books."),
        ("how many books did I read per month in 2022", "A tie between March 2022 and May 2022: 1 book."),
        ("how many books did I read a month in 2022 on average", "0.2 books a month; 2 books in all."),
        ("do I rate long books higher?", "Your rating rises with the number of pages (r = 0.87, over 3 books)."),
        ("longest book per author", "3 authors, with the first of each: 3 books."),
        ("standard deviation of my ratings", "The standard deviation of your ratings: 1 star, over 3 books."),
        ("who wrote Cedar?", "“Cedar” is by Bo Marsh. You read it on 1 May 2023. You rated it 4 stars."),
        ("most read author apart from Bo Marsh", "Edda Quill comes first, with 2 books."),
        ("books I read in 2020", "No book here is like that."),
        ("when did I read Cedar", "“Cedar” is by Bo Marsh. You read it on 1 May 2023. You rated it 4 stars."),
    ],
)
def test_each_kind_of_answer_is_a_sentence(questions: Questions, question: str, said: str) -> None:
    assert answers.sentence(answer(questions, question)) == said


def test_what_was_understood_is_said_with_what_was_left_out(questions: Questions) -> None:
    found = answer(questions, "how many books did I read in 2022")

    assert read_as(found.spec) == "the number of books read in 2022."
    assert answers.notes(found) == ["Left out: 1 book has no date that is exact enough."]
    assert [title for _, title, _ in found.books] == ["Alder", "Birch"]


def test_a_tie_that_the_limit_cuts_is_said() -> None:
    books = [(a_book(row, title=f"Book {row:02}", rating=5.0 - (row == 1)), known("History")) for row in range(1, 13)]
    with closing(fill(published(books)["books"])) as connection:
        questions = Questions(connection, vocabulary_of(connection), TODAY)

        best = answer(questions, "top 3 highest rated books I have read")
        worst = answer(questions, "lowest rated book I have read")

    assert answers.notes(best) == ["Others are level with the last of these, and are not shown."]
    assert answers.sentence(worst) == "You rated “Book 01” by Edda Quill lowest: 4 stars."


def test_what_is_compared_is_drawn_from_these_groups_alone(questions: Questions) -> None:
    found = answer(questions, "did I read more pages in 2022 than in 2021?")

    assert found.drawn_from == 2
    assert [title for _, title, _ in found.books] == ["Alder", "Birch"]


def test_coverage_is_among_the_checks(questions: Questions) -> None:
    found = answer(questions, "how many books did I read in 2022")

    assert "Left out: 1 book has no date that is exact enough." in answers.checks(found)


def test_many_groups_that_tie_are_counted() -> None:
    books = [(a_book(row, rating=4.0, read=f"20{row}-05-05"), known("History")) for row in range(11, 16)]
    with closing(fill(published(books)["books"])) as connection:
        found = answer(Questions(connection, vocabulary_of(connection), TODAY), "how many books did I read per year?")

    assert answers.sentence(found) == "5 years, of which 5 are level in front: 1 book."


def test_a_condition_can_be_taken_away(questions: Questions) -> None:
    assert (
        answers.sentence(answer(questions, "how many books did I read in 2022", "year_read"))
        == "You have read 4 books."
    )
    assert (
        answers.sentence(answer(questions, "how many books did I read in 2022", "nonsense"))
        == "You read 2 books in 2022."
    )


def test_two_readings_are_both_answered(questions: Questions) -> None:
    asked = questions.ask("fantasy books from 2022")

    assert [[one.field for one in found.spec.filters] for found in asked.answers] == [
        ["genre", "year_read", "status"],
        ["genre", "original_year"],
    ]


def test_a_refusal_names_the_word_and_three_questions_that_are_answered(questions: Questions) -> None:
    asked = questions.ask("how many frobnicated books have I read")

    assert asked.refusal is not None
    assert refusal_said(asked.refusal) == "I do not understand the word “frobnicated”."
    assert len(asked.refusal.near) == 3
    assert all(questions.ask(near).answers for near in asked.refusal.near)


def test_a_question_is_not_cut_in_silence(questions: Questions) -> None:
    asked = questions.ask("how many books did I read " + "really " * 60 + "in 2022")

    assert asked.refusal is not None
    assert refusal_said(asked.refusal) == "A question may have 300 characters at most."


def test_examples_are_about_this_library_and_find_something(questions: Questions) -> None:
    examples = questions.examples()

    assert "which books by Bo Marsh have I read?" in examples
    assert all(found.drawn_from for example in examples for found in questions.ask(example).answers)


def test_an_empty_library_has_no_examples_and_answers_nothing() -> None:
    with closing(fill([])) as connection:
        questions = Questions(connection, vocabulary_of(connection), TODAY)

        assert questions.examples() == []
        assert answers.sentence(answer(questions, "how many books have I read")) == "No book here is like that."
        assert questions.ask("gibberish").refusal is not None


def test_no_cell_of_the_csv_runs_as_a_formula(questions: Questions) -> None:
    text = answers.as_csv(answer(questions, "books by Bo Marsh"))

    assert "'=Dogwood,Bo Marsh" in text


def test_the_sample_is_asked_on_the_day_of_its_publication() -> None:
    with opened(library.sample()) as questions:
        assert questions.today.year == 2026
        assert len(questions.examples()) == 6


def test_every_field_has_a_name() -> None:
    assert FIELDS.keys() >= {*KNOWN_FIELDS, *GROUPS}


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("read_as", {"word": "quil", "name": "Quill"}), "“quil” was taken for “Quill”."),
        (
            Note("season", {"season": "summer", "first": 6, "last": 8, "year": 2023}),
            "Summer 2023 is taken as June to August, as it is in the north.",
        ),
        (Note("every_year", {"month": 3}), "No year was named: March of every year counts."),
        (Note("days_back", {"since": "2024-03-01"}), "Counted from 1 March 2024 on."),
        (Note("oldest_by", {"field": "date_added"}), "The oldest is the one that was added first."),
        (Note("oldest_by", {"field": "original_year"}), "The oldest is the one that was published first."),
        (Note("short", {"pages": 250}), "“Short” is taken as under 250 pages."),
        (Note("fair", {"books": 3}), "To be compared fairly, each needs 3 rated books at least."),
        (Note("liked", {"stars": 4}), "“Liked” is taken as 4 stars or more."),
    ],
)
def test_what_was_assumed_is_said(note: Note, said: str) -> None:
    assert note_said(note) == said


def test_what_lacks_a_fact_is_counted_once() -> None:
    assert lacking_said([("year_read", 2), ("date_read", 2), ("pages", 1)]) == [
        "Left out: 2 books have no date that is exact enough.",
        "Left out: 1 book has no page count.",
    ]


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal("money", ("spend",), {}, ()), "Nothing about money is kept here. What made me think so: “spend”."),
        (Refusal("empty", (), {}, ()), "There is no question in it."),
        (Refusal("a reason without words of its own", (), {}, ()), "I cannot answer this without guessing."),
        (Refusal("no_such_title", (), {"title": "Zelkova"}, ()), "There is no book “Zelkova” in this library."),
    ],
)
def test_a_refusal_says_why(refusal: Refusal, said: str) -> None:
    assert refusal_said(refusal) == said
