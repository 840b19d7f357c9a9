"""Which book of a newer export is which of the library."""

from __future__ import annotations

from uploads.again.matching import Name, matched, name_of
from uploads.parsing.records import UNKNOWN_AUTHOR, ParsedBook, Status


def a_book(row: int, **fields: object) -> ParsedBook:
    plain = {"title": f"Title {row}", "full_title": "", "author": "Ida Holm", "shelf": "read", "status": Status.READ}
    return ParsedBook(row=row, **(plain | fields))  # type: ignore[arg-type]


def pairs(library: list[ParsedBook], newer: list[ParsedBook]) -> dict[int, int]:
    return matched(map(name_of, library), map(name_of, newer))


def test_the_id_comes_before_the_isbn_and_that_before_the_title() -> None:
    library = [a_book(1, goodreads_id="7", isbn13="9780765312181", title="One"), a_book(2, title="Two")]
    newer = [
        a_book(1, title="two"),
        a_book(2, goodreads_id="8", isbn13="9780765312181", title="Two"),
        a_book(3, goodreads_id="7", title="Two"),
    ]

    assert pairs(library, newer) == {3: 1, 1: 2}


def test_each_book_is_matched_once_also_where_one_stands_twice() -> None:
    library = [a_book(1, goodreads_id="7"), a_book(2, goodreads_id="7")]
    newer = [a_book(row, goodreads_id="7", title=f"Another {row}") for row in (5, 6, 7)]

    assert pairs(library, newer) == {5: 1, 6: 2}


def test_volumes_of_a_series_and_nameless_books_are_told_apart() -> None:
    library = [
        a_book(1, title="Tides", series_number="1"),
        a_book(2, title="X", author=UNKNOWN_AUTHOR),
        a_book(3, title="…"),
    ]
    newer = [
        a_book(1, title="Tides", series_number="2"),
        a_book(2, title="X", author=UNKNOWN_AUTHOR),
        a_book(3, title="…"),
    ]

    assert pairs(library, newer) == {}


def test_small_differences_of_letters_do_not_part_a_book() -> None:
    assert pairs([a_book(1, title="The  Tides!")], [a_book(9, title="the tides", author="IDA HOLM")]) == {9: 1}


def test_nothing_is_matched_with_nothing() -> None:
    assert matched([], [Name(1, None, None, None)]) == {}
