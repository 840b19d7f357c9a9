"""How much a year, and in which months."""

from __future__ import annotations

from dashboards.document.filters import Filters
from dashboards.figures import Figure, Instead, habit, months
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, published, waiting
from tests.dashboards.libraries import LINKS, read_in, seen_of
from uploads.parsing.records import ParsedBook


def test_the_fullest_year_is_named_and_this_one_foretold() -> None:
    figure = habit.how_much(seen_of(*read_in(*[2024] * 9, *[2026] * 6), a_book(99)))

    assert isinstance(figure, Figure)
    assert figure.answer == "Your fullest year was <b>2024, with 9 books</b>. This one is on pace for 36."
    assert figure.rests_on == "From 15 of 16 books that you have read: 1 has no date."


def test_a_book_a_year_makes_no_year_the_fullest() -> None:
    figure = habit.how_much(seen_of(*read_in(2021, 2023)))

    assert isinstance(figure, Figure)
    assert figure.answer == "Never more than one book a year."


def test_a_year_without_books_stands_in_the_row_and_leads_nowhere() -> None:
    figure = habit.how_much(seen_of(*read_in(2023, 2025)))

    assert isinstance(figure, Figure)
    marks = figure.data["views"][0]["marks"]
    assert [(mark["title"], mark["value"], mark["href"]) for mark in marks] == [
        ("2023", 1, "/sample?year=2023#years"),
        ("2024", 0, None),
        ("2025", 1, "/sample?year=2025#years"),
    ]


def test_the_table_has_the_years_that_the_drawing_has_no_room_for() -> None:
    figure = habit.how_much(seen_of(*read_in(1960, 2025)))

    assert isinstance(figure, Figure)
    assert len(figure.data["views"][0]["marks"]) == habit.YEARS_DRAWN
    assert figure.table.rows[-1][0] == "1960"
    assert "Years before 1986 are in the table alone." in figure.rests_on


def test_without_a_date_it_says_how_to_come_by_dates() -> None:
    instead = habit.how_much(seen_of(a_book(1), a_book(2)))

    assert isinstance(instead, Instead)
    assert len(instead.steps) == 3


def in_months(*months: int, year: int = 2024) -> list[ParsedBook]:
    return [a_book(row, read=f"{year}-{month:02}-05") for row, month in enumerate(months, 1)]


def test_a_single_year_is_drawn_by_its_months() -> None:
    figure = habit.how_much(seen_of(*in_months(3, 3, 7), a_book(8, read="2024"), a_book(9)))

    assert isinstance(figure, Figure)
    assert figure.answer == "<b>4 books</b>, all in 2024. The fullest month is March, with 2."
    assert figure.rests_on.startswith("From 3 of 5 books that you have read: 2 have no month.")
    assert [mark["value"] for mark in figure.data["views"][0]["marks"]] == [0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert figure.data["views"][0]["marks"][2]["href"] == "/sample?month=3#years"


def test_the_pages_of_a_month_are_a_second_view() -> None:
    books = [a_book(row, read=f"2024-0{row}-05", pages=400 * row) for row in (1, 2, 3)]

    figure = habit.how_much(seen_of(*books))

    assert isinstance(figure, Figure)
    pages = figure.data["views"][1]["marks"][:4]
    assert [(mark["value"], mark["text"]) for mark in pages] == [(400, "400"), (800, "800"), (1200, "1k"), (0, "0")]
    assert figure.table.rows[2] == ("March", "1", "1,200")


def test_the_months_of_this_year_end_with_the_export() -> None:
    figure = habit.how_much(seen_of(*in_months(1, 2, year=2026)))

    assert isinstance(figure, Figure)
    assert [mark["title"] for mark in figure.data["views"][0]["marks"]] == ["January", "February", "March"]
    assert figure.answer == "<b>2 books</b>, all in 2026."


def test_a_single_year_without_months_has_one_column() -> None:
    figure = habit.how_much(seen_of(a_book(1, read="2024"), a_book(2, read="2024")))

    assert isinstance(figure, Figure)
    assert [mark["title"] for mark in figure.data["views"][0]["marks"]] == ["2024"]


def test_of_a_single_year_the_days_of_the_week_are_drawn_and_not_the_months_again() -> None:
    books = [a_book(row, read=f"2024-{1 + row % 12:02}-05") for row in range(1, 31)]

    figure = months.which_months(seen_of(*books))

    assert figure is not None
    assert figure.question == "Which days of the week?"
    assert figure.answer == "<b>Friday is your day</b>: 27% of your books end on one."
    assert sum(mark["value"] for mark in figure.data["marks"]) == 30
    assert figure.rests_on == "From all 30 books that you have read."
    assert months.which_months(seen_of(*books[:29])) is None


def test_a_chosen_month_leaves_the_others_to_choose() -> None:
    document = published(waiting(in_months(3, 3, 7)))
    seen = through(document, document["books"], LINKS, Filters.of({"month": "7"}))

    figure = habit.how_much(seen)

    assert isinstance(figure, Figure)
    assert [mark["value"] for mark in figure.data["views"][0]["marks"] if mark["value"]] == [2, 1]
    assert [mark["title"] for mark in figure.data["views"][0]["marks"] if mark.get("chosen")] == ["July"]


def test_months_need_thirty_dated_books() -> None:
    assert months.which_months(seen_of(*read_in(2023, *[2024] * 28))) is None
    figure = months.which_months(seen_of(*read_in(2023, *[2024] * 29)))
    assert figure is not None
    assert figure.answer.startswith("<b>May is your month</b>: 100% of your books end there.")


def test_a_date_that_is_a_year_alone_says_nothing_of_months() -> None:
    books = [a_book(row, read="2024") for row in range(1, 41)]

    assert months.which_months(seen_of(*books)) is None
