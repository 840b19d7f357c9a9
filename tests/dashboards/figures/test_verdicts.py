"""How the reader judges."""

from __future__ import annotations

import pytest

from dashboards.figures import Figure, Instead, verdicts
from tests.dashboards.document.made_up import a_book
from tests.dashboards.libraries import rated, seen_of


def test_the_share_of_good_ratings_is_of_those_that_are_rated() -> None:
    figure = verdicts.how_generous(seen_of(*rated(5, 5, 4, 3, 2, None)))

    assert isinstance(figure, Figure)
    assert "<b>60%</b>" in figure.answer
    assert figure.rests_on == "From 5 of 6 books that you have read: 1 is not rated."
    assert [row[:2] for row in figure.table.rows][-1] == ("Not rated", "1")


def test_books_without_a_rating_are_a_column_of_their_own() -> None:
    figure = verdicts.how_generous(seen_of(*rated(5, 5, 4, 3, 2, None)))

    assert isinstance(figure, Figure)
    last = figure.data["views"][0]["marks"][-1]
    assert (last["title"], last["value"], last["href"]) == ("Not rated", 1, "/sample?rating=none#ratings")


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([None] * 6, "You keep your verdicts to yourself: nothing is rated."),
        ([5, 4], "You have rated 2 books: too few to say."),
    ],
)
def test_few_ratings_are_a_sentence(ratings: list[float | None], said: str) -> None:
    instead = verdicts.how_generous(seen_of(*rated(*ratings)))

    assert isinstance(instead, Instead)
    assert instead.answer == said


def years_of(*means: float, each: int = 5) -> list[object]:
    return [
        a_book(100 * at + number, read=f"{2018 + at}-02-02", rating=mean)
        for at, mean in enumerate(means)
        for number in range(each)
    ]


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ((5, 5, 3, 3), "<b>By 2.00 stars</b>: 5.00 before 2020, 3.00 since."),
        ((3, 3, 5, 5), "No, <b>2.00 stars kinder</b>: 3.00 before 2020, 5.00 since."),
        ((4, 4, 4, 4), "<b>Not noticeably</b>: 4.00 before 2020, 4.00 since."),
    ],
)
def test_the_later_years_are_set_against_the_earlier(means: tuple[float, ...], said: str) -> None:
    figure = verdicts.grown_stricter(seen_of(*years_of(*means)))  # type: ignore[arg-type]

    assert figure is not None
    assert figure.answer == said


def test_two_years_or_four_ratings_a_year_tell_nothing() -> None:
    assert verdicts.grown_stricter(seen_of(*years_of(5, 3))) is None  # type: ignore[arg-type]
    assert verdicts.grown_stricter(seen_of(*years_of(5, 4, 3, each=4))) is None  # type: ignore[arg-type]


def test_the_middle_half_of_a_years_ratings_lies_behind_its_average() -> None:
    first = [a_book(row, read="2020-05-05", rating=rating) for row, rating in enumerate((1, 3, 3, 4, 5), 1)]
    others = [a_book(10 + row, read=f"{2021 + row % 2}-05-05", rating=4.0) for row in range(10)]

    figure = verdicts.grown_stricter(seen_of(*first, *others))

    assert figure is not None
    assert figure.data["band"][:2] == [{"at": 2020, "low": 3.0, "high": 4.0}, {"at": 2021, "low": 4.0, "high": 4.0}]
    assert figure.data["marks"][0]["lines"] == ["Your average 3.20", "Half of them: 3 to 4★", "5 ratings"]
    assert figure.data["marks"][1]["lines"][1] == "Half of them: 4★"
    assert figure.table.rows[-1] == ("2020", "3.20", "3.00", "4.00", "5")
