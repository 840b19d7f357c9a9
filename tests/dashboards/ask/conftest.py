from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from tests.dashboards.ask.shelves import some_library


@pytest.fixture
def library() -> Iterator[sqlite3.Connection]:
    with contextlib.closing(some_library()) as connection:
        yield connection
