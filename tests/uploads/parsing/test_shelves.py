"""What a shelf's name says of its books."""

from __future__ import annotations

import pytest

from uploads.parsing.records import Status
from uploads.parsing.shelves import shelves_of, status_of


@pytest.mark.parametrize(
    ("shelf", "status"),
    [
        ("read", Status.READ),
        ("currently-reading", Status.READING),
        ("to-read", Status.TO_READ),
        ("To Read", Status.TO_READ),
        ("finished", Status.READ),
        ("read-in-2019", Status.READ),
        ("re-reading", Status.READING),
        ("did-not-finish", Status.ABANDONED),
        ("DNF", Status.ABANDONED),
        ("dnf-2021", Status.ABANDONED),
        ("gave_up", Status.ABANDONED),
        ("abandoned", Status.ABANDONED),
        ("abandonné", Status.ABANDONED),
        ("unfinished", Status.ABANDONED),
        ("dropped", Status.ABANDONED),
        ("couldn't-finish", Status.ABANDONED),
        ("yarım-kalan", Status.ABANDONED),
        ("niedokończone", Status.ABANDONED),
        ("wishlist", Status.TO_READ),
        ("to-buy", Status.TO_READ),
        ("poetry-to-read", Status.TO_READ),
        ("reading-soon", Status.TO_READ),
        ("à-lire", Status.TO_READ),
        ("wont-read", Status.OTHER),
        ("not-interested-for-now", Status.OTHER),
        ("on-hold", Status.OTHER),
        ("paused", Status.OTHER),
        ("owned", Status.OTHER),
        ("owned-ebooks", Status.OTHER),
        ("owned-to-read", Status.TO_READ),
        ("reference", Status.OTHER),
    ],
)
def test_a_shelf_that_says_something_is_understood(shelf: str, status: Status) -> None:
    assert status_of(shelf) is status


@pytest.mark.parametrize("shelf", ["", "literature", "to-mine", "review-of-the-year", "well-read-women", "海"])
def test_a_shelf_that_says_nothing_is_not_guessed_at(shelf: str) -> None:
    assert status_of(shelf) is None


def test_shelves_are_parted_by_commas_and_given_once() -> None:
    assert shelves_of(" sea,  old   books, sea,,") == ("sea", "old books")
    assert len(shelves_of(",".join(map(str, range(1000))))) == 200
