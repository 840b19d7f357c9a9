"""The drawing of an answer: what is drawn, and how."""

from __future__ import annotations

from contextlib import closing

import pytest

from dashboards.ask.planner import vocabulary_of
from dashboards.ask.tables.filling import fill
from dashboards.asking.answering import Answer, Questions
from dashboards.asking.drawing import bars_of, in_time
from tests.dashboards.asking.test_answering import TODAY
from tests.dashboards.document.made_up import a_book, known, published

DATES = ["2020-03-01", "2020-06-09", "2020-06-11", "2022-01-05"]


def answered(question: str) -> Answer:
    books = [
        (
            a_book(at, title=f"Book {at}", author=f"Author {at % 2}", pages=100 * at, rating=4.0, read=read),
            known("History"),
        )
        for at, read in enumerate(DATES, start=1)
    ]
    with closing(fill(published(books)["books"])) as connection:
        [found] = Questions(connection, vocabulary_of(connection), TODAY).ask(question).answers
    return found


@pytest.mark.parametrize(
    ("question", "names", "values"),
    [
        ("books per year", ["2020", "2021", "2022"], [3, 0, 1]),
        ("pages per year", ["2020", "2021", "2022"], [600, 0, 400]),
        ("average rating per year", ["2020", "2022"], [4, 4]),
    ],
)
def test_years_are_columns_and_one_without_books_is_nought(
    question: str, names: list[str], values: list[float]
) -> None:
    found = answered(question)

    bars = bars_of(found)

    assert in_time(found.spec)
    assert bars is not None
    assert [one["title"] for one in bars["marks"]] == names
    assert [one["value"] for one in bars["marks"]] == values


def test_months_without_books_stand_between_the_others() -> None:
    bars = bars_of(answered("how many books did I read per month"))

    assert bars is not None
    assert len(bars["marks"]) == 23
    assert [one["short"] for one in bars["marks"]][:4] == ["Mar 20", "Apr 20", "May 20", "Jun 20"]
    assert [one["value"] for one in bars["marks"]][:4] == [1, 0, 0, 2]


def test_names_and_a_ranking_of_years_are_bars() -> None:
    assert not in_time(answered("books per author").spec)
    assert not in_time(answered("which year did I read the most pages?").spec)


def test_one_number_is_not_drawn() -> None:
    assert bars_of(answered("how many books have I read?")) is None
