"""How the formats have changed over the years."""

from __future__ import annotations

from collections import Counter

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import Figure, books
from dashboards.figures.formats_by_year import by_year
from dashboards.seeing import Seen, through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import Format, ParsedBook


def read_as(*counts: tuple[int, Format, int]) -> list[ParsedBook]:
    """So many books read in a year, in a format."""
    each = [(year, name) for year, name, count in counts for _ in range(count)]
    return [a_book(row, read=f"{year}-05-05", format=name) for row, (year, name) in enumerate(each, 1)]


CHANGED = read_as(
    (2020, Format.PRINT, 9),
    (2020, Format.EBOOK, 1),
    (2021, Format.PRINT, 2),
    (2022, Format.PRINT, 5),
    (2022, Format.EBOOK, 5),
)


def figure_of(seen: Seen) -> Figure:
    figure = books.which_format(seen)
    assert isinstance(figure, Figure)
    return figure


def test_the_years_stand_below_the_one_bar_and_tell_what_has_changed() -> None:
    figure = figure_of(seen_of(*CHANGED))

    assert figure.answer == (
        "<b>Print</b>, for 73% of your books. What has changed most is Print: 90% before 2022, 50% since."
    )
    assert [year["short"] for year in figure.data["years"]] == ["’20", "’21", "’22"]
    assert [mark["by_year"] for mark in figure.data["marks"]] == [[0.9, None, 0.5], [0.1, None, 0.5]]
    assert figure.rests_on.endswith("By year those with a date; years with fewer than five are left blank.")
    assert list(figure.further[0].rows) == [("2022", "50%", "50%"), ("2021", "–", "–"), ("2020", "90%", "10%")]


def test_what_hardly_changes_is_not_spoken_of() -> None:
    even = [(year, name, 5) for year in (2020, 2021, 2022) for name in (Format.PRINT, Format.EBOOK)]

    assert figure_of(seen_of(*read_as(*even))).answer == "<b>E-book</b>, for 50% of your books."


def test_a_single_year_with_books_enough_has_nothing_to_be_compared_with() -> None:
    figure = figure_of(seen_of(*CHANGED[:10]))

    assert (figure.data["years"], figure.further) == ([], ())
    assert by_year(seen_of(a_book(1))) is None


def test_a_filter_keeps_the_years_and_the_whole_librarys_edges() -> None:
    ours = [a_book(row, read="2022-01-01", format=Format.AUDIO, author="Cleo") for row in range(90, 98)]
    ours.append(a_book(99, format=Format.EBOOK, author="Cleo"))
    document = published(waiting([*CHANGED, *ours]))

    figure = figure_of(through(document, document["books"], LINKS, Filters.of({"author": "Cleo"})))

    marks = {mark["title"]: mark for mark in figure.data["marks"]}
    assert marks["Audiobook"]["by_year"] == [None, None, 1.0]
    assert (marks["Print"]["by_year"], marks["Print"]["ghosts"]) == ([None, None, None], [0.9, None, 0.2778])


@pytest.mark.parametrize("seed", range(3))
def test_the_shares_of_any_library_are_those_of_its_books(seed: int) -> None:
    document = published(a_library(300, seed=seed))
    read = [
        book for book in document["books"] if book["reading_status"] == "read" and book["date_read"] and book["format"]
    ]
    counted = Counter((book["date_read"][:4], book["format"]) for book in read)
    totals = Counter(book["date_read"][:4] for book in read)

    found = by_year(whole(document, LINKS))

    assert found is not None
    for at, year in enumerate(entry["title"] for entry in found.years):
        for name, shares in found.of_format.items():
            enough = totals[year] >= 5
            assert shares["by_year"][at] == (round(counted[year, name] / totals[year], 4) if enough else None)
