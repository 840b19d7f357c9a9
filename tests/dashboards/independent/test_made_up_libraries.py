"""Every figure of a summary against SQL, on made-up libraries."""

from __future__ import annotations

import pytest

from dashboards.document.schema_summary import SUMMARY
from tests.dashboards.document.made_up import published
from tests.dashboards.independent.agreeing import disagreements
from tests.dashboards.independent.cells import counted_in_cells
from tests.dashboards.independent.chapters import recounted, unpacked_days
from tests.dashboards.independent.database import Database
from tests.dashboards.independent.libraries import LIBRARIES, document_of, parsed
from tests.exports import book, export


@pytest.mark.parametrize("name", LIBRARIES)
def test_sql_counts_what_the_summary_says(name: str) -> None:
    document = document_of(name)

    counted = recounted(Database(document["books"]), this_year=2026)

    assert disagreements(counted, unpacked_days(document["summary"])) == []


def test_a_disagreement_is_named() -> None:
    document = document_of("3 books")
    counted = recounted(Database(document["books"]), this_year=2026)
    said = unpacked_days(document["summary"])
    said["headline"]["read"] += 1
    said["by_month"][4]["books"] -= 1

    found = disagreements(counted, said)

    assert [line.split(":")[0] for line in found] == ["summary.headline.read", "summary.by_month[4].books"]


def test_no_figure_is_left_out() -> None:
    counted = recounted(Database([]), this_year=2026)

    assert set(SUMMARY["required"]) - counted.keys() == set()


def test_the_cells_of_a_file_say_the_same() -> None:
    rows = [
        book(
            number,
            my_rating=str(number % 6),
            average_rating=f"{3 + number % 7 / 10:.2f}" if number % 4 else "0.00",
            binding="Audible Audio" if number % 5 == 0 else "Paperback",
            number_of_pages=str(number * 3 % 400),
            date_read=f"{2016 + number % 5}/{number % 12 + 1:02}/17" if number % 3 else "",
            exclusive_shelf=("read", "to-read", "read", "currently-reading")[number % 4],
        )
        for number in range(1, 200)
    ]
    content = export(*rows)
    summary = published(parsed(content))["summary"]

    counted = counted_in_cells(content)

    years = [year for year in summary["by_year"] if year["books"]]
    assert disagreements(counted, summary | {"by_year": years}) == []
