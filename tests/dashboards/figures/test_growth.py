"""Whether the pile grows, in words and in columns."""

from __future__ import annotations

import pytest

from dashboards.document.filters import Filters
from dashboards.figures import growth
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook, Status


def shelved(*days: str, **fields: object) -> list[ParsedBook]:
    """Books that wait, one for each day."""
    return [a_book(row, status=Status.TO_READ, added=day, **fields) for row, day in enumerate(days, 500)]


def finished(*days: str) -> list[ParsedBook]:
    """Books that came at the beginning of 2022, month by month, and were finished on these days."""
    return [a_book(row, added=f"2022-0{1 + row % 9}-01", read=day) for row, day in enumerate(days, 1)]


OLD = shelved(*[f"2023-{month:02d}-11" for month in range(1, 11)])
LATE = [f"2025-{month:02d}-05" for month in range(6, 10)]


@pytest.mark.parametrize(
    ("books", "said"),
    [
        (
            [*OLD, *shelved(*LATE), *finished("2025-06-06")],
            "<b>Yes, by 3</b>: in the last twelve months 4 books came, and 1 was finished. 14 lie there now.",
        ),
        (
            [*OLD, *finished("2025-06-06", "2025-07-07")],
            "<b>No, it has shrunk by 2</b>: in the last twelve months no book came, and 2 were finished. 10 lie there now.",
        ),
        (
            [*OLD, *shelved("2025-06-05"), *finished("2025-06-06")],
            "<b>It stands still</b>: in the last twelve months 1 book came, and 1 was finished. 11 lie there now.",
        ),
        (
            OLD,
            "<b>It does not move</b>: in the last twelve months no book came, and none was finished. 10 lie there now.",
        ),
        (
            finished(*[f"2023-{month:02d}-11" for month in range(1, 11)]),
            "<b>It does not move</b>: in the last twelve months no book came, and none was finished. It is empty now.",
        ),
    ],
)
def test_the_answer_sets_what_came_against_what_was_finished(books: list[ParsedBook], said: str) -> None:
    figure = growth.is_it_growing(seen_of(*books))

    assert figure is not None
    assert figure.answer == said


def test_an_import_is_told_apart_from_growth() -> None:
    imported = shelved(*["2025-06-02"] * 20)

    figure = growth.is_it_growing(seen_of(*OLD, *imported, a_book(900, status=Status.TO_READ)))

    assert figure is not None
    assert figure.answer == (
        "<b>It does not move</b>: in the last twelve months no book came, and none was finished. "
        "Another 20 books came in one go. 31 lie there now."
    )
    assert figure.rests_on == (
        "From 30 books that were shelved before they were finished, or wait still. 20 books came in one go, as an import "
        "does: drawn with a dashed edge, and not counted as growth. 1 that waits has no date and is in the number alone."
    )
    june = next(mark for mark in figure.data["grains"][0]["marks"] if mark["title"] == "June 2025")
    assert (june["added"], june["in_bulk"], june["value"]) == (0, 20, 30)
    assert june["lines"] == ["0 books came", "20 books in one go", "0 finished", "30 on the pile then"]


def test_a_library_that_came_in_one_go_tells_of_no_growth() -> None:
    assert growth.is_it_growing(seen_of(*shelved(*["2025-06-02"] * 30), *OLD[:9])) is None
    assert growth.is_it_growing(seen_of(a_book(1))) is None


def test_many_years_are_drawn_by_quarter_or_by_year_and_told_by_year() -> None:
    first = f"{2026 - 30}-05-05"

    figure = growth.is_it_growing(seen_of(*OLD, *shelved(first)))

    assert figure is not None
    assert [len(grain["marks"]) for grain in figure.data["grains"]] == [31]
    assert [row[0] for row in figure.table.rows][:2] == ["2026", "2025"]
    grains = growth.is_it_growing(seen_of(*OLD)).data["grains"]  # type: ignore[union-attr]
    assert [grain["marks"][0]["title"] for grain in grains] == ["January 2023", "January to March 2023", "2023"]
    assert [mark["short"] for mark in grains[1]["marks"][:5]] == ["’23", "", "", "", "’24"]


def test_a_short_time_is_told_by_month() -> None:
    figure = growth.is_it_growing(seen_of(*shelved(*[f"2026-0{1 + day % 2}-1{day % 10}" for day in range(10)])))

    assert figure is not None
    assert list(figure.table.rows) == [
        ("March 2026", "0", "0", "0", "10"),
        ("February 2026", "5", "0", "0", "10"),
        ("January 2026", "5", "0", "0", "5"),
    ]


def test_a_filter_leaves_the_whole_pile_behind() -> None:
    document = published(waiting([*OLD, *shelved(*LATE, author="Cleo")]))

    seen = through(document, document["books"], LINKS, Filters.of({"author": "Cleo"}))
    figure = growth.is_it_growing(seen)

    assert figure is not None
    last = figure.data["grains"][0]["marks"][-1]
    assert (last["value"], last["ghost"], last["of_whole"]) == (4, 14, {"added": 0, "finished": 0})
    assert "Whole library: 14" in last["lines"]
    nobody = through(document, document["books"], LINKS, Filters.of({"author": "nobody"}))
    assert growth.is_it_growing(nobody) is None
