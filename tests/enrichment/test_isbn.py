"""ISBNs: check digits, both lengths, and what is none."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment import isbn


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(isbn).failed == 0


@pytest.mark.parametrize(
    ("written", "isbn13"),
    [
        ("0765312182", "9780765312181"),
        ("0-7653-1218-2", "9780765312181"),
        ("978-0-7653-1218-1", "9780765312181"),
        (" ISBN-13: 978 0 7653 1218 1 ", "9780765312181"),
        ('="0765312182"', "9780765312181"),
        ("080442957X", "9780804429573"),
        ("080442957x", "9780804429573"),
        ("979-10-321-0235-0", "9791032102350"),
    ],
)
def test_every_way_to_write_an_isbn_gives_the_same_thirteen_digits(written: str, isbn13: str) -> None:
    assert isbn.to_isbn13(written) == isbn13


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "0765312183",
        "9780765312182",
        "4006381333931",  # an EAN of something else than a book
        "B00DQBOFTW",
        "9.78077E+12",
        "0000000000",
        "1111111111",
        "9780000000002",
        "9799999999990",
        "0123456789",
        "X765312182",
        "97807653121811",
        "٠٧٦٥٣١٢١٨٢",
        "9" * 5000,
    ],
)
def test_what_is_no_isbn_is_none(junk: str) -> None:
    assert isbn.to_isbn13(junk) is None


def test_an_isbn13_has_a_ten_digit_form_only_under_978() -> None:
    assert isbn.to_isbn10("9780804429573") == "080442957X"
    assert isbn.to_isbn10("9791032102350") is None
    assert isbn.to_isbn10("9780804429574") is None
    assert isbn.to_isbn10("080442957X") is None


@given(st.from_regex(r"[02-9][0-9]{8}", fullmatch=True).filter(lambda nine: len(set(nine)) > 1))
def test_ten_digits_come_back_from_thirteen(nine: str) -> None:
    tens = [ten for check in "0123456789X" if isbn.is_valid_isbn10(ten := nine + check)]

    assert len(tens) == 1
    thirteen = isbn.to_isbn13(tens[0])

    if thirteen is not None:  # fillers such as 987654321 have none
        assert isbn.is_valid_isbn13(thirteen)
        assert isbn.to_isbn10(thirteen) == tens[0]


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    cleaned = isbn.clean(text)
    found = isbn.to_isbn13(text)

    assert set(cleaned) <= set("0123456789X")
    assert found is None or isbn.is_valid_isbn13(found)
