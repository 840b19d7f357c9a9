"""How much, and when."""

from __future__ import annotations

from dashboards.figures import Figure, Instead, habit
from tests.dashboards.document.made_up import a_book
from tests.dashboards.libraries import read_in, seen_of


def test_the_fullest_year_is_named_and_this_one_foretold() -> None:
    figure = habit.how_much(seen_of(*read_in(*[2024] * 9, *[2026] * 6), a_book(99)))

    assert isinstance(figure, Figure)
    assert figure.answer == "Your fullest year was <b>2024, with 9 books</b>. This one is on pace for 36."
    assert figure.rests_on == "From 15 of 16 books that you have read: 1 has no date."


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


def test_months_need_thirty_dated_books() -> None:
    assert habit.which_months(seen_of(*read_in(*[2024] * 29))) is None
    figure = habit.which_months(seen_of(*read_in(*[2024] * 30)))
    assert figure is not None
    assert figure.answer.startswith("<b>May is your month</b>: 100% of your books end there.")


def test_a_date_that_is_a_year_alone_says_nothing_of_months() -> None:
    books = [a_book(row, read="2024") for row in range(1, 41)]

    assert habit.which_months(seen_of(*books)) is None
