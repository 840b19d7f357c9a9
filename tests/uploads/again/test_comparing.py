"""What is different in a newer export."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from uploads.again.comparing import FIRST, Tally, What, differences, gist_of
from uploads.parsing.records import ParsedBook, Precision, ReadDate, Status

DAY = ReadDate(dt.date(2024, 3, 9), Precision.DAY)
BOOK = ParsedBook(
    1, "Tides", "Tides", "Ida Holm", "to-read", Status.TO_READ, isbn13="9780765312181", average_rating=3.9
)


def changes(**fields: object) -> list[What]:
    return list(differences(gist_of(BOOK), gist_of(replace(BOOK, **fields))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"row": 99}, []),
        (
            {"status": Status.READ, "shelf": "read", "rating": 4.0, "date_read": DAY},
            [What.READ, What.RATED, What.DATED],
        ),
        ({"status": Status.READING, "shelf": "currently-reading"}, [What.READING]),
        ({"status": Status.ABANDONED, "shelf": "dnf"}, [What.ELSEWHERE]),
        ({"shelf": "wishlist"}, [What.ELSEWHERE]),
        ({"review": "Fine."}, [What.REVIEWED]),
        ({"isbn13": None}, [What.OTHER_ISBN]),
        ({"average_rating": 4.0}, [What.AVERAGE]),
        ({"average_rating": 4.0, "pages": 300}, [What.AVERAGE, What.OTHERWISE]),
        ({"shelves": ("sea",)}, [What.OTHERWISE]),
    ],
)
def test_what_happened_to_a_book(fields: dict[str, object], expected: list[What]) -> None:
    assert changes(**fields) == expected


def test_a_rating_that_was_taken_back_is_no_new_one() -> None:
    rated = replace(BOOK, rating=4.0)

    assert list(differences(gist_of(rated), gist_of(BOOK))) == [What.OTHERWISE]
    assert list(differences(gist_of(rated), gist_of(replace(BOOK, rating=2.0)))) == [What.RATED_OTHERWISE]


def test_a_tally_counts_all_and_names_the_first() -> None:
    tally = Tally()
    assert not tally

    for row in range(100):
        tally.add(What.GONE, row)
    tally.add(What.NEW, 7)

    assert tally.to_json() == [
        {"what": "new", "count": 1, "rows": [7]},
        {"what": "gone", "count": 100, "rows": list(range(FIRST))},
    ]
