"""From when the books are, in what form they come, and in which languages."""

from __future__ import annotations

from collections import Counter

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import Figure, Instead, books
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, known, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import Format, ParsedBook


def first_of(*years: int | None) -> list[ParsedBook]:
    return [a_book(row, original_publication_year=year) for row, year in enumerate(years, 1)]


def test_decades_stand_without_gaps_after_one_column_for_all_that_is_older() -> None:
    figure = books.from_when(seen_of(*first_of(-431, 1818, 1984, 1987, 2003, None)))

    assert figure is not None
    assert figure.answer == "Most from <b>the 1980s</b>: 40%."
    assert figure.rests_on == "From 5 of 6 books that you have read: 1 has no year."
    marks = figure.data["marks"]
    assert [(mark["title"], mark["value"]) for mark in marks] == [
        ("Before 1850", 2),
        ("1980s", 2),
        ("1990s", 0),
        ("2000s", 1),
    ]
    assert [mark["href"] for mark in marks] == [
        None,
        "/sample?decade=1980#decades",
        None,
        "/sample?decade=2000#decades",
    ]
    assert [row[1] for row in figure.table.rows] == ["1", "1", "2", "1"]


def test_too_few_years_make_no_decades() -> None:
    assert books.from_when(seen_of(*first_of(1990, 1991, 1992, 1993, None))) is None


@pytest.mark.parametrize("seed", range(3))
def test_the_decades_of_any_library_are_those_of_its_books(seed: int) -> None:
    document = published(a_library(200, seed=seed))
    years = [
        book["original_publication_year"]
        for book in document["books"]
        if book["reading_status"] == "read" and book["original_publication_year"] is not None
    ]
    expected = Counter("Before 1850" if year < 1850 else f"{year // 10 * 10}s" for year in years)

    figure = books.from_when(whole(document, LINKS))

    assert figure is not None
    assert {mark["title"]: mark["value"] for mark in figure.data["marks"] if mark["value"]} == expected


def test_a_filter_leaves_the_whole_librarys_decades_behind_its_own() -> None:
    late = [a_book(row, original_publication_year=2001, rating=5.0) for row in range(20, 26)]
    document = published(waiting([*first_of(1818, 1984, 1987), *late]))
    seen = through(document, document["books"], LINKS, Filters.of({"rating": "5"}))

    figure = books.from_when(seen)

    assert figure is not None
    assert [(mark["value"], mark["ghost"]) for mark in figure.data["marks"]] == [(0, 1), (0, 2), (0, 0), (6, 6)]


def test_formats_share_a_bar_and_lead_to_their_books() -> None:
    formats = [Format.PRINT, Format.PRINT, Format.PRINT, Format.AUDIO, Format.EBOOK, None]

    figure = books.which_format(seen_of(*[a_book(row, format=name) for row, name in enumerate(formats)]))

    assert isinstance(figure, Figure)
    assert figure.answer == "<b>Print</b>, for 60% of your books."
    assert figure.rests_on == "From 5 of 6 books that you have read: 1 does not tell."
    assert [(mark["title"], mark["text"]) for mark in figure.data["marks"]] == [
        ("Print", "60%"),
        ("Audiobook", "20%"),
        ("E-book", "20%"),
    ]
    assert figure.data["marks"][1]["href"] == "/sample?format=audio#formats"


def test_a_single_format_is_told_in_a_sentence() -> None:
    figure = books.which_format(seen_of(*[a_book(row, format=Format.EBOOK) for row in range(6)]))

    assert isinstance(figure, Instead)
    assert figure.answer == "<b>E-book</b>, for 100% of your books."
    assert books.which_format(seen_of(*[a_book(row) for row in range(6)])) is None


def test_languages_are_named_where_there_are_several() -> None:
    english = [(a_book(row), known(language="en")) for row in range(4)]
    german = [(a_book(9), known(language="de"))]

    figure = books.which_language(seen_of(*english, *german))

    assert isinstance(figure, Figure)
    assert figure.answer == "Mostly <b>English</b>, for 80% of your books."
    assert list(figure.table.rows) == [("English", "4"), ("German", "1")]
    assert books.which_language(seen_of(*english, (a_book(9), known(language="en")))) is None


def test_nearly_one_language_is_a_sentence() -> None:
    english = [(a_book(row), known(language="en")) for row in range(1, 51)]

    said = books.which_language(seen_of(*english, (a_book(60), known(language="de"))))

    assert isinstance(said, Instead)
    assert said.answer == "Mostly <b>English</b>, for 98% of your books."


def test_languages_without_a_part_of_their_own_are_the_others() -> None:
    codes = ["en", "en", "de", "fr", "it", "es", "ja", "ru", "pt", "nl", "sv"]

    figure = books.which_language(seen_of(*[(a_book(row), known(language=code)) for row, code in enumerate(codes)]))

    assert isinstance(figure, Figure)
    assert len(figure.data["marks"]) == 9
    assert (figure.data["marks"][-1]["title"], figure.data["marks"][-1]["value"]) == ("Others", 2)
    assert sum(mark["value"] for mark in figure.data["marks"]) == len(codes)
