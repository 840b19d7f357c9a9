"""What library classes say."""

from __future__ import annotations

import pytest

from enrichment.genres.classes import read_call_number, read_ddc, read_lcc


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("PS-3515.00000000.E37", "fiction"),
        ("QA-0076.73000000.P98", "technology-computing"),
        ("QA303", "mathematics"),
        ("TX714 .B37 2004", "food-cooking"),
        ("HV6248.M8", "true-crime"),
        ("PN6727.S6", "comics-graphic-novels"),
        ("BF637.S4", "self-help"),
        ("D804.3", "history"),
        ("QZ1", "science"),  # no such class: its first letter still tells
    ],
)
def test_a_library_of_congress_class_is_read(number: str, expected: str):
    assert expected in dict(read_lcc(number))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("813/.54", "fiction"),
        ("641.5", "food-cooking"),
        ("741.5/973", "comics-graphic-novels"),
        ("364.15/23", "true-crime"),
        ("510", "mathematics"),
        ("940.53", "history"),
        ("821.7", "poetry"),
    ],
)
def test_a_dewey_class_is_read(number: str, expected: str):
    assert expected in dict(read_ddc(number))


@pytest.mark.parametrize("number", ["", "?", "12", "---"])
def test_what_is_no_class_says_nothing(number: str):
    assert read_ddc(number) == ()
    assert read_lcc(number) == ()


def test_words_are_not_taken_for_call_numbers():
    assert read_call_number("1984") is None
    assert read_call_number("Fantasy fiction") is None
    assert read_call_number("Apollo 11") is None
