"""What marks carry while a filter is on: the whole library behind them."""

from __future__ import annotations

from typing import Any

from dashboards.document.filters import Filters
from dashboards.figures import parts
from dashboards.figures.parts import Head
from dashboards.seeing import Seen, through, whole
from tests.dashboards.document.made_up import a_book, published, waiting
from tests.dashboards.libraries import LINKS


def years(head: Head) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = head["summary"]["by_year"]
    return found


def authors(head: Head) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = head["summary"]["authors"]
    return found


def seen(**wanted: str) -> Seen:
    books = [
        a_book(1, read="2019-02-01", author="Ana", rating=4.0),
        a_book(2, read="2020-02-01", author="Ana"),
        a_book(3, read="2021-02-01", author="Bo"),
        a_book(4, read="2021-03-01", author="Bo"),
        a_book(5, read="2021-03-01", author="Bo"),
        a_book(6, read="2022-03-01", author="Cleo"),
    ]
    document = published(waiting(books))
    return through(document, document["books"], LINKS, Filters.of(wanted)) if wanted else whole(document, LINKS)


def test_every_key_of_the_whole_library_stays_on_the_axis() -> None:
    found = seen(author="Ana")

    pairs = parts.with_ghosts(found, found.head, years, "year")

    assert [(entry["year"], entry["books"], ghost and ghost["books"]) for entry, ghost in pairs] == [
        (2019, 1, 1),
        (2020, 1, 1),
        (2021, 0, 3),
        (2022, 0, 1),
    ]
    assert pairs[2][0]["average_rating"] is None


def test_there_is_no_ghost_where_nothing_is_left_out() -> None:
    unfiltered, by_year = seen(), seen(year="2020")

    assert all(ghost is None for _, ghost in parts.with_ghosts(unfiltered, unfiltered.head, years, "year"))
    assert all(ghost is None for _, ghost in parts.with_ghosts(by_year, by_year.beside("year"), years, "year"))


def test_a_ranking_is_of_the_books_that_pass_and_then_of_the_whole() -> None:
    found = seen(year="2022")

    pairs = parts.ranked_with_ghosts(found, found.head, authors, "name", limit=2)

    assert [(entry["name"], entry["books"], ghost and ghost["books"]) for entry, ghost in pairs] == [
        ("Cleo", 1, 1),
        ("Bo", 0, 3),
    ]


def test_the_chosen_one_is_never_cut_off_a_ranking() -> None:
    found = seen(author="Cleo")

    pairs = parts.ranked_with_ghosts(found, found.beside("author"), authors, "name", limit=2, chosen="Cleo")

    assert [entry["name"] for entry, _ in pairs] == ["Bo", "Cleo"]


def test_a_mark_says_what_its_ghost_is() -> None:
    mark = parts.mark("2021", 3, "3", ["3 books", ""], ghost=41, chosen=True)

    assert mark["lines"] == ["3 books", "Whole library: 41"]
    assert (mark["ghost"], mark["chosen"]) == (41, True)
    assert parts.mark("2021", 3, "3", []).keys() == {"title", "value", "text", "lines"}
