"""Single cells: what may stand in them, and what is doubted."""

from __future__ import annotations

import doctest

import pytest

from uploads.parsing import cells, columns, decoding, formats, habits, reviews, shelves, titles
from uploads.parsing.cells import Doubt


@pytest.mark.parametrize("module", [cells, columns, decoding, formats, habits, reviews, shelves, titles])
def test_the_examples_in_the_docstrings_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", None),
        ('=""', None),
        ('="0765312182"', "9780765312181"),
        ('=""0765312182""', "9780765312181"),
        ("9780765312181.0", "9780765312181"),
        ("'9780765312181", "9780765312181"),
        ("765312182", "9780765312181"),  # a spreadsheet took the zero
        ('="080442957"', "9780804429573"),  # Goodreads once left out a closing X
    ],
)
def test_an_isbn_is_found_in_whatever_it_is_wrapped(cell: str, found: str | None) -> None:
    assert cells.isbn13(cell) == found


@pytest.mark.parametrize(
    ("cell", "reason", "proposal"),
    [
        ("9.78077E+12", "rounded", None),
        ("9,78E+12", "rounded", None),
        ('="B00DQBOFTW"', "Amazon", None),
        ('="9780765312182"', "digit is wrong", "9780765312181"),  # 978 put before an ISBN-10
        ('="978080442957X"', "digit is wrong", "9780804429573"),
        ('="someone"', "digit is wrong", None),
        ("9" * 5000, "digit is wrong", None),
    ],
)
def test_what_is_no_isbn_is_doubted_with_a_reason(cell: str, reason: str, proposal: str | None) -> None:
    with pytest.raises(Doubt, match=reason) as caught:
        cells.isbn13(cell)

    assert caught.value.instead is None
    assert caught.value.proposal == proposal


@pytest.mark.parametrize(
    ("cell", "stars"), [("", None), ("0", None), ("0.0", None), ("5", 5), (" 3.5 ", 3.5), ("4,25", 4.25)]
)
def test_a_rating_of_zero_is_no_rating(cell: str, stars: float | None) -> None:
    assert cells.rating(cell) == stars


@pytest.mark.parametrize("cell", ["6", "-1", "0.5", "five", "inf", "nan", "1e400", "9" * 5000, "٣"])
def test_a_rating_that_cannot_be_is_doubted(cell: str) -> None:
    with pytest.raises(Doubt):
        cells.rating(cell)


@pytest.mark.parametrize(
    ("cell", "audio", "count"),
    [
        ("", False, None),
        ("352", False, 352),
        ("352.0", False, 352),
        ("31", True, 31),
    ],
)
def test_pages_that_can_be_are_kept(cell: str, audio: bool, count: int | None) -> None:
    assert cells.pages(cell, audio=audio) == count


@pytest.mark.parametrize(
    ("cell", "audio", "instead"),
    [
        ("0", False, None),
        ("0.0", True, None),
        ("8", False, 8),
        ("2500", False, 2500),
        ("40000", False, None),
        ("12", True, None),
        ("-3", False, None),
        ("x", False, None),
    ],
)
def test_pages_that_are_odd_are_doubted_and_kept_where_they_may_be_true(
    cell: str, audio: bool, instead: int | None
) -> None:
    with pytest.raises(Doubt) as caught:
        cells.pages(cell, audio=audio)

    assert caught.value.instead == instead


@pytest.mark.parametrize(("cell", "year"), [("", None), ("0", None), ("1987", 1987), ("-750", -750), ("2036", 2036)])
def test_years_may_lie_before_our_era_and_shortly_ahead(cell: str, year: int | None) -> None:
    assert cells.year(cell, latest=2036) == year


@pytest.mark.parametrize("cell", ["65535", "2037", "-9999", "MCMLXX", "9" * 5000])
def test_a_year_of_no_book_is_doubted(cell: str) -> None:
    with pytest.raises(Doubt):
        cells.year(cell, latest=2036)


@pytest.mark.parametrize(("cell", "count"), [("", None), ("0", 0), ("2", 2), ("-1", None), ("1001", None), ("x", None)])
def test_a_read_count_is_a_small_number_or_nothing(cell: str, count: int | None) -> None:
    assert cells.read_count(cell) == count


@pytest.mark.parametrize(("cell", "stars"), [("4.13", 4.13), ("0.00", None), ("", None), ("7", None), ("nan", None)])
def test_the_average_rating_lies_above_0_and_up_to_5(cell: str, stars: float | None) -> None:
    assert cells.average_rating(cell) == stars


def test_names_are_folded_and_given_once() -> None:
    assert cells.people("Ann  Roe, Per Lund, Ann Roe, , Sam Ott, PhD") == ("Ann Roe", "Per Lund", "Sam Ott, PhD")
    assert cells.people("") == ()
