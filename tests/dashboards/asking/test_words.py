"""What a question was taken for, in words: each kind of condition, measure, group and order."""

from __future__ import annotations

import pytest

from dashboards.ask.builder import statement_of
from dashboards.ask.editing import MEASURES, ORDERS
from dashboards.ask.spec import FIELDS, GROUPS, Filter, Kind, Measure, Order, Spec
from dashboards.asking.read_as import read_as
from dashboards.asking.said_conditions import books_said
from dashboards.asking.said_first import first_said
from dashboards.asking.said_numbers import with_unit

READ = Filter("status", "=", ("read",))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ([], "all your books"),
        ([READ], "books that you have read"),
        ([Filter("status", "=", ("currently-reading",))], "books that you are reading"),
        ([Filter("status", "!=", ("read",))], "books that you have not read"),
        ([Filter("status", "!=", ("to-read",))], "books not on your to-read list"),
        ([Filter("year_read", "=", (2022,)), READ], "books read in 2022"),
        ([Filter("year_read", "=", (2021, 2022)), READ], "books read in 2021 or 2022"),
        ([Filter("year_read", "!=", (2022,)), READ], "books not read in 2022, that you have read"),
        ([Filter("year_read", ">=", (2015,)), Filter("year_read", "<=", (2017,))], "books read from 2015 to 2017"),
        ([Filter("year_read", ">", (2015,)), Filter("year_read", "<", (2017,))], "books read after 2015, read before 2017"),
        ([Filter("month_read", "=", ("2021-06",))], "books read in June 2021"),
        ([Filter("date_read", "=", ("2020-07-11",))], "books finished on 11 July 2020"),
        ([Filter("month_of_year", "=", (3,))], "books read in March"),
        ([Filter("weekday", "=", (0,))], "books finished on a Sunday"),
        ([Filter("original_year", "<", (1950,))], "books first published before 1950"),
        ([Filter("decade", "=", (1990,))], "books first published in the 1990s"),
        ([Filter("year_added", "=", (2024,))], "books added in 2024"),
        ([Filter("author", "=", ("Ada Finch", "Bo Marsh"))], "books by Ada Finch or Bo Marsh"),
        ([Filter("author", "!=", ("Ada Finch",))], "books not by Ada Finch"),
        ([Filter("genre", "all", ("Fantasy", "History"))], "books of the genres Fantasy and History"),
        ([Filter("shelf", "=", ("beach",))], "books on your shelf “beach”"),
        ([Filter("series", "=", ("Tides",))], "books in the series “Tides”"),
        ([Filter("format", "=", ("audio",))], "books that are audiobooks"),
        ([Filter("fiction", "=", (0,))], "books that are nonfiction"),
        ([Filter("language", "=", ("de",))], "books in German"),
        ([Filter("language", "known"), Filter("language", "!=", ("de",))], "books not in German"),
        ([Filter("pages", ">", (500,))], "books with more than 500 pages"),
        ([Filter("pages", ">=", (200,)), Filter("pages", "<=", (300,))], "books with 200 to 300 pages"),
        ([Filter("my_rating", "=", (5,))], "books rated 5 stars"),
        ([Filter("my_rating", "<", (3,))], "books rated below 3 stars"),
        ([Filter("my_rating", "unknown")], "books that you have not rated"),
        ([Filter("gap", "<", (0,)), Filter("my_rating", "known")], "books that you rated lower than the crowd"),
        ([Filter("read_count", ">=", (2,)), READ], "books read at least twice"),
        ([Filter("review", "known")], "books with a review"),
        ([Filter("review_length", ">", (100,))], "books with Characters of the review > 100"),
    ],
)  # fmt: skip
def test_conditions_follow_the_books_as_a_person_would_say_them(filters: list[Filter], said: str) -> None:
    assert books_said(filters) == said


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (Spec(Kind.NUMBER), "the number of your books."),
        (Spec(Kind.NUMBER, (READ,), Measure("sum", "pages")), "the number of pages of books that you have read."),
        (
            Spec(Kind.GROUPS, (READ,), Measure("average", "my_rating"), group="genre", least=3, limit=10),
            "your average rating by genre, of books that you have read, highest first; "
            "only those with at least 3 books; the first 10.",
        ),
        (
            Spec(Kind.GROUPS, (READ,), group="author", having=(">", 1), besides=("Bo Marsh",)),
            "the number of books that you have read, by author, highest first; without “Bo Marsh”; "
            "only those with more than 1 book.",
        ),
        (
            Spec(Kind.GROUPS, (READ,), Measure("sum", "pages"), group="year_read", only=(2021, 2022)),
            "the number of pages by the year you read them, of books that you have read; only 2021 and 2022.",
        ),
        (
            Spec(Kind.LIST, order=Order("pages"), group="author", limit=1),
            "all your books, by author, the longest first; the first of each, and those that tie with it.",
        ),
        (
            Spec(Kind.LIST, (READ,), order=Order("pages"), limit=1),
            "books that you have read, the longest first; the first alone.",
        ),
        (
            Spec(Kind.NUMBER, (READ, Filter("author", "=", ("Bo Marsh",))), share=True, whole=(READ,)),
            "the share of books by Bo Marsh among books that you have read.",
        ),
        (Spec(Kind.PACE, (READ,), Measure("sum", "pages"), per="day"), "how many pages a day, of books that you have read."),
        (
            Spec(Kind.LINK, (READ,), Measure("average", "pages")),
            "whether your rating goes with the number of pages, of books that you have read.",
        ),
    ],
)  # fmt: skip
def test_what_a_question_was_taken_for_is_a_sentence(spec: Spec, said: str) -> None:
    assert read_as(spec) == said


def test_one_book_has_no_order_and_numbers_have_their_units() -> None:
    assert read_as(Spec(Kind.LIST, (Filter("title", "=", ("Alder",)),))) == "books called “Alder”."
    assert first_said(Order("review_length"), "Alder", "Edda Quill", 152) == (
        "Your longest review is of “Alder” by Edda Quill: 152 characters."
    )
    assert with_unit(Measure("average", "review_length"), 102.25) == "102.2 characters"
    assert with_unit(Measure("average", "days_waiting"), 1.0) == "1 day"


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">=", "known", "unknown", "all"])
@pytest.mark.parametrize("field", FIELDS)
def test_no_condition_is_without_words(field: str, op: str) -> None:
    values = () if op in ("known", "unknown") else (2 if FIELDS[field].numeric else "2021-03",)

    said = books_said([Filter(field, op, values)])

    assert said.startswith("books ")
    assert "%" not in said


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_number_of_every_group_has_words(measure: Measure, group: str) -> None:
    spec = Spec(Kind.GROUPS, (READ,), measure, group=group)

    assert statement_of(spec).sql
    assert "%" not in read_as(spec)


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("by", ORDERS)
def test_every_order_has_words(by: str, descending: bool) -> None:
    order = Order(by, descending)

    assert "“Alder” by Edda Quill" in first_said(order, "Alder", "Edda Quill", None)
    assert "Alder" in first_said(order, "Alder", "Edda Quill", 3 if FIELDS[by].numeric else "2021-03")
    assert read_as(Spec(Kind.LIST, order=order)).endswith(".")
