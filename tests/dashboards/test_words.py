"""Numbers and times in words."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from django.utils import translation

from dashboards import words
from dashboards.figures import crowd, parts
from dashboards.naming import cloth, languages
from dashboards.templatetags.said import table_rows
from dashboards.words import number, rating


@pytest.mark.parametrize("module", [words, cloth, languages, crowd, parts])
def test_the_examples_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("value", "said"), [(3.8389, "3.84"), (4.0, "4.00"), (2.005, "2.00"), (None, "–")])
def test_a_mean_is_rounded_to_two_places(value: float | None, said: str) -> None:
    assert words.rating(value) == said


def test_a_share_of_nothing_is_nought() -> None:
    assert words.percent(0, 0) == "0%"


@pytest.mark.parametrize(
    ("months", "said"), [(1, "1 month"), (80, "6 years 8 months"), (119.9, "10 years"), (1060, "88 years")]
)
def test_a_span_says_no_more_than_anybody_can_know(months: float, said: str) -> None:
    assert words.span(months) == said


def test_one_of_a_thing_is_no_plural() -> None:
    assert words.books(1) == "1 book"
    assert words.pages(1) == "1 page"
    assert words.years(1) == "one year"
    assert words.spoken_stars(1.0) == "1 star"


def test_the_rows_of_a_table_begin_with_their_heads_and_hold_no_mark_up() -> None:
    rows = table_rows([["<2019>", "12", "a & b"], ["2020", "3", ""]])

    assert rows == (
        '<tr><th scope="row">&lt;2019&gt;</th><td>12</td><td>a &amp; b</td></tr>\n'
        '<tr><th scope="row">2020</th><td>3</td><td></td></tr>'
    )


def test_numbers_are_written_in_the_language_of_the_page() -> None:
    said = {}
    for language in ("en", "de", "en"):
        with translation.override(language):
            said[language] = number(274428), rating(3.8389)

    assert said == {"en": ("274,428", "3.84"), "de": ("274.428", "3,84")}
