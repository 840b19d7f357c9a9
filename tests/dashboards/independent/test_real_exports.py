"""Every figure of a summary against SQL, on real exports where they are beside this checkout."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from tests.dashboards.document.made_up import Pair, a_library, published, waiting
from tests.dashboards.independent.agreeing import disagreements
from tests.dashboards.independent.cells import counted_in_cells
from tests.dashboards.independent.chapters import recounted, unpacked_days
from tests.dashboards.independent.database import Database
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook

pytestmark = [needs_shared, pytest.mark.acceptance]
EXPORTS = sorted([*SHARED.glob("exports/*.csv"), *SHARED.glob("exports/history/*.csv")]) if SHARED else []


def books_of(path: Path) -> list[ParsedBook]:
    records = parse_export(io.BytesIO(path.read_bytes()), today=dt.date(2026, 12, 31))
    return [record for record in records if isinstance(record, ParsedBook)]


def looked_up(books: list[ParsedBook]) -> list[Pair]:
    """With facts of made-up books, so that genres, languages and crowds are counted as well."""
    return [(book, facts) for book, (_, facts) in zip(books, a_library(len(books), seed=4), strict=True)]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_sql_counts_what_the_summary_says(path: Path) -> None:
    document = published(looked_up(books_of(path)))

    counted = recounted(Database(document["books"]), this_year=2026)

    assert disagreements(counted, unpacked_days(document["summary"])) == []


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_the_cells_of_the_file_say_the_same(path: Path) -> None:
    summary = published(waiting(books_of(path)))["summary"]

    counted = counted_in_cells(path.read_bytes())

    years = [year for year in summary["by_year"] if year["books"]]
    assert disagreements(counted, summary | {"by_year": years}) == []
