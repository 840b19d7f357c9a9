"""A real installation, web and worker and stand-in, for what only real exports can show. Needs ../shared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.installation import Installation, installed
from tests.shared_data import SHARED

FAST = {
    "OPEN_LIBRARY_PER_SECOND": "40",
    "GOOGLE_BOOKS_PER_SECOND": "40",
    "QUESTIONS_PER_MINUTE": "100000",
    "QUESTION_PAGES_PER_MINUTE": "100000",
}


@pytest.fixture(autouse=True)
def _only_beside_the_shared_data() -> None:
    if SHARED is None:
        pytest.skip("the shared exports are not beside this checkout")


@pytest.fixture(scope="module")
def fast() -> Iterator[Installation]:
    """An installation that asks a stand-in without limits as fast as it can."""
    if SHARED is None:
        pytest.skip("the shared exports are not beside this checkout")
    with installed(settings=FAST) as installation:
        yield installation


@pytest.fixture
def fresh() -> Iterator[Installation]:
    """As `fast`, but nothing is known yet, and no test after it inherits the pauses that faults leave."""
    with installed(settings=FAST) as installation:
        yield installation


@pytest.fixture
def polite() -> Iterator[Installation]:
    """An installation as it runs for readers, against a stand-in that is as slow and strict as the services."""
    with installed(stand_in=("--latency", "250", "--limits")) as installation:
        yield installation
