"""The series that were begun and not ended."""

from __future__ import annotations

from dashboards.document.filters import Filters
from dashboards.figures import series
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook, Status


def volume(row: int, number: str, name: str = "Tides", **fields: object) -> ParsedBook:
    return a_book(row, full_title=f"Book {row} ({name}, #{number})", series=name, series_number=number, **fields)


def test_volumes_are_judged_up_to_the_highest_that_is_on_a_shelf() -> None:
    figure = series.which_unfinished(
        seen_of(volume(1, "1"), volume(2, "2"), volume(3, "4", status=Status.TO_READ), volume(4, "1", "Sand"))
    )

    assert figure is not None
    assert figure.answer == "<b>One series</b> waits to be gone on with."
    assert "up to the highest that is on a shelf of yours: a series may be longer" in figure.rests_on
    (tides,) = figure.data["marks"]
    assert (tides["title"], tides["text"]) == ("Tides", "2 of 4")
    assert tides["volumes"] == ["read", "read", "missing", "at-hand"]
    assert tides["href"] == "/sample/books?series=Tides"
    assert list(figure.table.rows) == [("Tides", "2", "1", "4")]


def test_without_a_missing_volume_there_is_nothing_to_show() -> None:
    assert series.which_unfinished(seen_of(volume(1, "1"), volume(2, "2"), a_book(3))) is None


def test_a_filter_picks_series_and_hides_no_volume() -> None:
    books = [volume(1, "1", rating=5.0), volume(2, "2"), volume(3, "3", status=Status.TO_READ), volume(4, "2", "Sand")]
    document = published(waiting(books))
    seen = through(document, document["books"], LINKS, Filters.of({"rating": "5"}))

    figure = series.which_unfinished(seen)

    assert figure is not None
    assert [(mark["title"], mark["text"]) for mark in figure.data["marks"]] == [("Tides", "2 of 3")]
