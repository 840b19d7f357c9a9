"""How fast somebody reads. The made-up exports are of 1 March 2026, the sixtieth day of its year."""

from __future__ import annotations

import datetime as dt

from dashboards.pace import pace_of
from tests.dashboards.libraries import head_of, read_in

JANUARY = dt.datetime(2026, 1, 20, tzinfo=dt.UTC)


def test_the_year_is_foretold_from_what_is_read_so_far() -> None:
    pace = pace_of(head_of(*read_in(*[2026] * 6)))

    assert pace is not None
    assert pace.foretold
    assert (pace.books, pace.day, pace.by_december) == (6, 60, 36)


def test_nothing_is_foretold_in_january_or_from_three_books() -> None:
    early = pace_of(head_of(*read_in(*[2026] * 6), uploaded_at=JANUARY))
    few = pace_of(head_of(*read_in(*[2026] * 3)))

    assert early is not None
    assert not early.foretold
    assert few is not None
    assert not few.foretold


def test_a_year_without_books_has_no_pace() -> None:
    assert pace_of(head_of(*read_in(2024, 2025))) is None
