"""Filters against SQL: which books pass, and that what is counted of them is what a library of them alone would say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dashboards.document.filters import FILTERS, Filters
from dashboards.seeing import through
from tests.dashboards.independent.agreeing import disagreements
from tests.dashboards.independent.chapters import recounted, unpacked_days
from tests.dashboards.independent.database import Database
from tests.dashboards.independent.libraries import document_of
from tests.dashboards.libraries import LINKS

READ = "reading_status = 'read'"
MEANS = {
    "status=to-read": "reading_status = 'to-read'",
    "year=2021": f"{READ} AND substr(date_read, 1, 4) = '2021'",
    "year=none": f"{READ} AND date_read IS NULL",
    "month=3": f"{READ} AND length(date_read) >= 7 AND substr(date_read, 6, 2) = '03'",
    "weekday=7": f"{READ} AND length(date_read) = 10 AND strftime('%w', date_read) = '0'",
    "genre=history": "id IN (SELECT book FROM genre WHERE name = 'History')",
    "genre=none": "id NOT IN (SELECT book FROM genre)",
    "rating=5": "my_rating >= 4.5",
    "rating=2-4": "my_rating >= 1.5 AND my_rating < 4.5",
    "rating=none": "my_rating IS NULL",
    "crowd=3.5-4": "community_rating >= 3.5 AND community_rating < 4",
    "gap=-0.5": "round(my_rating - community_rating, 4) >= -0.75 AND round(my_rating - community_rating, 4) < -0.25",
    "author=ana alvarez": "plain(author) = 'ana alvarez'",
    "series=tides": "plain(series) = 'tides'",
    "series=none": "series IS NULL",
    "shelf=owned": "shelf = 'owned' OR id IN (SELECT book FROM own_shelf WHERE name = 'owned')",
    "decade=-760": "original_publication_year BETWEEN -760 AND -751",
    "length=300-349": "num_pages BETWEEN 300 AND 349",
    "length=none": "num_pages IS NULL",
    "wait=30-89": "id IN (SELECT id FROM waited WHERE days BETWEEN 30 AND 89 AND date_added NOT IN (SELECT day FROM bulk))",
    "format=audio": "format = 'audio'",
    "language=he": "language = 'he'",
}
TOGETHER = (
    ("year=2021", "rating=5"),
    ("genre=history", "rating=2-4", "format=audio"),
    ("decade=-760", "language=he"),
    ("status=to-read", "author=ana alvarez"),
)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return document_of("any facts missing")


def wanted(*filters: str) -> Filters:
    return Filters.of(dict(one.split("=") for one in filters))


def passing(document: Mapping[str, Any], *filters: str) -> list[dict[str, Any]]:
    """The books that SQL finds."""
    where = " AND ".join(f"({MEANS[one]})" for one in filters) or "true"
    ids = Database(document["books"]).column(f"SELECT id FROM book WHERE {where}")  # noqa: S608  our own words
    return [book for book in document["books"] if book["id"] in set(ids)]


def recounted_part(document: Mapping[str, Any], books: list[dict[str, Any]]) -> dict[str, Any]:
    """What the books say as a part of this library: the days of its imports stay those of the whole."""
    bulk_days = [entry["day"] for entry in document["summary"]["pile"]["bulk_days"]]
    assert bulk_days
    return recounted(Database(books, bulk_days=bulk_days), this_year=2026, is_part=True)


@pytest.mark.parametrize("one", MEANS)
def test_a_filter_lets_through_what_sql_finds(document: dict[str, Any], one: str) -> None:
    seen = through(document, document["books"], LINKS, wanted(one))

    found = passing(document, one)
    assert 0 < len(found) < len(document["books"])
    assert disagreements(recounted_part(document, found), unpacked_days(seen.head["summary"])) == []
    assert seen.whole is document


@pytest.mark.parametrize("filters", TOGETHER, ids=" ".join)
def test_filters_together_count_as_sql_does_and_each_figure_but_for_its_own(
    document: dict[str, Any], filters: tuple[str, ...]
) -> None:
    seen = through(document, document["books"], LINKS, wanted(*filters))

    found = passing(document, *filters)
    assert disagreements(recounted_part(document, found), unpacked_days(seen.head["summary"])) == []
    for one in filters:
        others = passing(document, *(other for other in filters if other != one))
        beside = seen.beside(one.split("=")[0])
        assert disagreements(recounted_part(document, others), unpacked_days(beside["summary"])) == []


def test_the_filtered_summary_keeps_no_book_that_does_not_pass(document: dict[str, Any]) -> None:
    seen = through(document, document["books"], LINKS, wanted("rating=5"))

    shown = {book["id"] for book in seen.head["summary"]["shelf"]["books"]}

    assert shown <= {book["id"] for book in passing(document, "rating=5")}


def test_every_filter_is_tried() -> None:
    assert FILTERS.keys() - {one.split("=")[0] for one in MEANS} == {
        "day"
    }  # one day is a weekday, and found by its text
