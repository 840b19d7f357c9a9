"""How the genres change from year to year."""

from __future__ import annotations

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import taste
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import Pair, a_book, a_library, known, published
from tests.dashboards.libraries import LINKS, seen_of

FANTASY = known("Fantasy fiction", "Magic")
HISTORY = known("History", "Civilization, Medieval")


def read_of(facts: object, year: int, count: int) -> list[Pair]:
    return [(a_book(1000 * year + n, read=f"{year}-05-05"), facts) for n in range(count)]


def from_fantasy_to_history() -> list[Pair]:
    return [
        *read_of(FANTASY, 2018, 20),
        *read_of(FANTASY, 2019, 10),
        *read_of(HISTORY, 2020, 10),
        *read_of(HISTORY, 2021, 20),
    ]


def test_what_there_is_more_and_less_of_is_named() -> None:
    figure = taste.how_changed(seen_of(*from_fantasy_to_history()))

    assert figure is not None
    assert figure.answer == "More <b>history</b> than at first, and less <b>fantasy</b>."
    assert figure.rests_on.startswith("From 60 books with a date and a genre.")
    assert [column["at"] for column in figure.data["columns"]] == [2018, 2019, 2020, 2021]
    layers = {mark["title"]: mark for mark in figure.data["marks"]}
    assert layers["Fantasy"]["shares"] == [1.0, 0.75, 0.25, 0.0]
    assert layers["Fantasy"]["href"] == "/sample?genre=fantasy#taste"
    assert layers["Other genres"]["href"] is None


def test_few_years_are_set_against_each_other() -> None:
    figure = taste.how_changed(
        seen_of(*read_of(FANTASY, 2019, 30), *read_of(HISTORY, 2020, 15), *read_of(HISTORY, 2021, 15))
    )

    assert figure is not None
    assert [(column["title"], column["at"]) for column in figure.data["columns"]] == [
        ("2019", None),
        ("2020–2021", None),
    ]


def test_an_unchanging_taste_is_told_so() -> None:
    figure = taste.how_changed(seen_of(*[pair for year in range(2017, 2022) for pair in read_of(FANTASY, year, 12)]))

    assert figure is not None
    assert figure.answer.startswith("Hardly:")


def test_small_libraries_and_a_single_year_have_no_change() -> None:
    assert taste.how_changed(seen_of(*read_of(FANTASY, 2019, 20), *read_of(HISTORY, 2020, 20))) is None
    assert taste.how_changed(seen_of(*read_of(FANTASY, 2019, 60))) is None


@pytest.mark.parametrize("seed", range(3))
def test_the_shares_of_a_year_are_those_of_its_books_and_make_a_whole(seed: int) -> None:
    document = published(a_library(300, seed=seed))

    figure = taste.how_changed(whole(document, LINKS))

    assert figure is not None
    for at, column in enumerate(figure.data["columns"]):
        near = {column["at"] - 1, column["at"], column["at"] + 1}
        genres = [
            genre
            for book in document["books"]
            if book["reading_status"] == "read" and book["date_read"] and int(book["date_read"][:4]) in near
            for genre in book["genres"]
        ]
        first = figure.data["marks"][0]
        assert first["shares"][at] == pytest.approx(genres.count(first["title"]) / len(genres), abs=1e-4)
        assert sum(mark["shares"][at] for mark in figure.data["marks"]) == pytest.approx(1, abs=1e-3)


def test_a_part_keeps_the_years_of_the_whole() -> None:
    rated = [(a_book(9000 + n, read=f"{2019 + n % 2}-05-05", rating=5.0), HISTORY) for n in range(12)]
    document = published([*from_fantasy_to_history(), *rated])
    seen = through(document, document["books"], LINKS, Filters.of({"rating": "5"}))

    figure = taste.how_changed(seen)

    assert figure is not None
    assert len(figure.data["columns"]) == 4
    history = next(mark for mark in figure.data["marks"] if mark["title"] == "History")
    assert history["shares"] == [1.0, 1.0, 1.0, 1.0]
    assert history["ghosts"][0] < 0.5
