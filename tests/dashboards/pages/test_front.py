"""The headline, the contents and the shelf, for libraries that lack this or that."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import Filters
from dashboards.figures.reckoning import when_finished
from dashboards.pages.front import Front, front_of, headline, lede
from dashboards.seeing import through, whole
from enrichment.facts import WAITING
from tests.dashboards.document.made_up import a_book, known, published
from tests.dashboards.libraries import LINKS, head_of, read_in, seen_of
from uploads.parsing.records import ParsedBook, Status


def to_read(count: int) -> list[ParsedBook]:
    return [a_book(900 + row, status=Status.TO_READ, added="2025-06-01") for row in range(count)]


def labels(head: dict[str, Any]) -> list[str]:
    return [entry.label for entry in front_of(whole(head, LINKS)).contents]


@pytest.mark.parametrize(
    ("books", "said"),
    [
        (read_in(2009, 2020, 2026), "3 books, eighteen years, one reader."),
        (read_in(2026), "1 book, one year, one reader."),
        ([a_book(1), a_book(2)], "2 books, one reader."),
        (to_read(3), "3 books, none finished yet."),
        ([], "An empty library, so far."),
    ],
)
def test_the_headline_says_what_is_known(books: list[ParsedBook], said: str) -> None:
    assert headline(head_of(*books)) == said


def test_the_lede_measures_the_shelf_and_the_time_between_two_books() -> None:
    head = head_of(*read_in(*range(2000, 2026), *range(2000, 2026)))

    assert lede(head) == "That is a shelf of about 95 centimetres, or a book every six months. You read most in May."


def test_a_number_that_is_missing_has_no_line() -> None:
    assert labels(head_of(a_book(1))) == ["Books finished"]
    assert labels(head_of(*to_read(2))) == ["Still to read"]
    assert labels(head_of()) == []


def test_every_number_is_set_beside_another() -> None:
    books = [a_book(row, read="2026-01-05", pages=200, rating=4.0, average_rating=3.5) for row in range(1, 7)]

    contents = front_of(whole(head_of(*books, a_book(99), *to_read(6)), LINKS)).contents

    assert [(entry.value, entry.beside) for entry in contents] == [
        ("7", ""),
        ("1,200", "in 6 books"),
        ("4.00", "crowd 3.50"),
        ("6 books", "36 by December"),
        ("6", "1 year"),
    ]


def test_the_pile_takes_as_long_on_the_front_as_in_its_figure() -> None:
    seen = seen_of(*read_in(*[2025] * 7, *[2024] * 30), *to_read(40))

    contents = front_of(seen).contents

    figure = when_finished(seen)
    assert figure is not None
    assert contents[-1].beside == "5 years 9 months"
    assert figure.answer.startswith("<b>In about 5 years 9 months</b>")


def test_the_shelf_is_this_year_with_the_books_that_it_will_still_bring() -> None:
    shelf = front_of(whole(head_of(*read_in(*[2026] * 5)), LINKS)).shelf

    assert shelf.title == "2026 so far: 5 books"
    assert shelf.data["forecast"] == 25
    assert [spine["id"] for spine in shelf.data["spines"]] == ["1005", "1004", "1003", "1002", "1001"]


def test_a_past_year_with_hardly_a_book_gives_way_to_the_last_books_read() -> None:
    shelf = front_of(whole(head_of(*read_in(2021, 2022, 2023, 2024, 2024)), LINKS)).shelf

    assert shelf.title == "Last read: 5 books"
    assert shelf.data["forecast"] == 0
    assert shelf.data["spines"][-1]["lines"][-1] == "Finished 5 May 2024"


def test_the_last_books_read_fill_the_board_that_a_year_leaves_empty() -> None:
    shelf = front_of(whole(head_of(*read_in(*[2022] * 30, *[2024] * 11)), LINKS)).shelf

    assert shelf.title == "Last read: 24 of 41 books"


def test_a_past_year_of_a_dozen_books_keeps_the_shelf() -> None:
    shelf = front_of(whole(head_of(*read_in(*[2022] * 30, *[2024] * 12)), LINKS)).shelf

    assert shelf.title == "2024: 12 books"


def test_a_library_without_dates_shows_what_was_added_last() -> None:
    shelf = front_of(whole(head_of(*[a_book(row, added=f"2025-06-0{row}") for row in (1, 2)]), LINKS)).shelf

    assert shelf.title == "Last added: 2 books"
    assert shelf.data["spines"][0]["lines"][-1] == "Added 2 June 2025"


def test_spines_are_blank_while_their_books_are_looked_up() -> None:
    fantasy = known("Fantasy fiction", "Magic")
    head = head_of(a_book(1, read="2026-01-05"), (a_book(2, read="2026-01-06"), fantasy))

    running = front_of(whole(head, LINKS), complete=False).shelf
    complete = front_of(whole(head, LINKS), complete=True).shelf

    assert [spine["blank"] for spine in running.data["spines"]] == [True, False]
    assert [spine["blank"] for spine in complete.data["spines"]] == [False, False]
    assert [name for _cloth, name in running.legend] == ["Fantasy & myth"]
    assert [name for _cloth, name in complete.legend] == ["Fantasy & myth", "No genre"]


def test_a_spine_tells_those_who_listen_what_the_others_see() -> None:
    head = head_of(a_book(1, read="2026-01-05", rating=4.5, pages=310, title="The Ledger"))

    (spine,) = front_of(whole(head, LINKS)).shelf.data["spines"]

    assert spine["spoken"] == "The Ledger, Edda Quill, 4.5 stars, 310 pages, Finished 5 January 2026"
    assert spine["href"] == "/sample/books/1001"


def front_through(*books: ParsedBook, **wanted: str) -> Front:
    document = published([(book, WAITING) for book in books])
    return front_of(through(document, document["books"], LINKS, Filters.of(wanted)))


def test_through_filters_the_cover_says_how_many_books_and_which() -> None:
    front = front_through(*read_in(2020, 2020, 2021, rating=4.0), *to_read(2), year="2020")

    assert front.headline == "2 of 5 books: read in 2020"
    assert front.lede == "That is a shelf of about 5 centimetres."
    assert (front.contents[0].value, front.contents[0].href) == ("2", "/sample/books?status=read&year=2020")


def test_through_filters_the_shelf_holds_the_last_books_that_pass_and_says_of_how_many() -> None:
    shelf = front_through(*read_in(*[2019] * 100, *[2020] * 40, rating=4.0), *to_read(2), rating="4").shelf

    assert shelf.title == "Last read: 120 of 140 books"
    assert len(shelf.data["spines"]) == 120


def test_a_cover_that_nothing_is_left_for_says_so() -> None:
    front = front_through(*read_in(2020, 2021), year="1999")

    assert front.headline == "None of 2 books: read in 1999"
    assert front.lede == "No book passes all of these filters."
    assert (front.contents, front.shelf.data["spines"]) == ([], [])


def test_books_that_are_still_to_be_read_have_little_to_count() -> None:
    assert "None of them is finished" in front_through(*read_in(2020), *to_read(2), status="to-read").lede
