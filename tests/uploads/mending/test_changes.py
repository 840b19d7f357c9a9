"""Changes replayed over a library: what each does, what wins, and that none of them needs another."""

from __future__ import annotations

import json
from typing import Any

from uploads.mending.changes import Change, Mended, Mending
from uploads.parsing.records import ParsedBook


def a_book(row: int, **fields: Any) -> ParsedBook:
    plain = {
        "title": f"Book {row}",
        "full_title": f"Book {row}",
        "author": "Ida Holm",
        "shelf": "read",
        "status": "read",
    }
    return ParsedBook.from_json({"row": row} | plain | fields)


def mended(library: list[ParsedBook], *changes: Change) -> list[Mended]:
    linked = [(book, 100 + book.row) for book in library]
    kept = [Change.from_json(json.loads(json.dumps(change.to_json()))) for change in changes]
    mending = Mending(kept)
    return list(mending.over(linked, {book.row: (book, id_) for book, id_ in linked if book.row in mending.rows}))


def books(library: list[ParsedBook], *changes: Change) -> list[ParsedBook]:
    return [one.book for one in mended(library, *changes)]


def test_without_changes_a_library_stays_as_it_is() -> None:
    library = [a_book(1), a_book(2)]

    assert mended(library) == [Mended(library[0], 101), Mended(library[1], 102)]
    assert not Mending([])


def test_a_field_is_set_and_emptied() -> None:
    (book,) = books([a_book(1, pages=3, rating=4.0)], Change(1, {"pages": None}), Change(1, {"date_read": "2021-03"}))

    assert (book.pages, book.rating) == (None, 4.0)
    assert book.date_read is not None
    assert book.date_read.text == "2021-03"


def test_of_two_decisions_about_a_field_the_later_wins() -> None:
    (book,) = books([a_book(1)], Change(1, {"pages": 10}), Change(1, {"pages": 20}))

    assert book.pages == 20


def test_only_another_name_makes_a_book_another_to_the_catalogue() -> None:
    (renamed, rated) = mended(
        [a_book(1), a_book(2)], Change(1, {"isbn13": "9780765312181"}), Change(2, {"rating": 3.0})
    )

    assert (renamed.catalogue, rated.catalogue) == (None, 102)


def test_a_row_is_left_out() -> None:
    library = [a_book(1), a_book(2), a_book(3)]

    assert [book.row for book in books(library, Change(drop=2))] == [1, 3]


def test_a_shelf_is_decided_for_all_its_books_and_a_book_of_it_can_differ() -> None:
    # given
    library = [a_book(row, shelf="on-hold", status="other") for row in (1, 2, 3)] + [a_book(4)]

    # when
    found = books(library, Change(shelf="on-hold", fields={"status": "abandoned"}), Change(2, {"status": "read"}))

    # then
    assert [book.status for book in found] == ["abandoned", "read", "abandoned", "read"]
    assert {book.shelf for book in found[:3]} == {"on-hold"}


def test_a_standard_shelf_goes_with_its_status() -> None:
    (book,) = books([a_book(1, shelf="to-read", status="to-read")], Change(1, {"status": "read"}))

    assert (book.shelf, book.status) == ("read", "read")


def test_a_re_read_counts_both_readings_in_one_book() -> None:
    # given
    first = a_book(1, date_read="2015-01-02", read_count=2, rating=4.0, shelves=["sea"])
    second = a_book(2, date_read="2020-05-05", review="<p>Again.</p>", shelves=["sea", "loved"])

    # when
    (book,) = books([first, second], Change(1, reread=2))

    # then
    assert (book.row, book.read_count, book.rating, book.review) == (1, 3, 4.0, "<p>Again.</p>")
    assert book.date_read is not None
    assert book.date_read.text == "2020-05-05"
    assert book.shelves == ("sea", "loved")


def test_a_re_read_of_what_was_only_planned_leaves_one_reading() -> None:
    planned = a_book(1, shelf="to-read", status="to-read")

    (book,) = books([planned, a_book(2, date_read="2020")], Change(1, reread=2))

    assert (book.status, book.shelf, book.read_count) == ("read", "read", 1)


def test_a_row_written_by_hand_stands_where_it_stood_in_the_file() -> None:
    # given rows 2 and 4 could not be read
    library = [a_book(1), a_book(3)]
    by_hand = [
        Change(row, {"title": f"Mine {row}", "full_title": f"Mine {row}", "author": "Per Lund"}, is_new=True)
        for row in (2, 4)
    ]

    # when
    found = mended(library, *by_hand)

    # then
    assert [(one.book.row, one.book.title, one.catalogue) for one in found][1::2] == [
        (2, "Mine 2", None),
        (4, "Mine 4", None),
    ]
    assert [one.book.row for one in found] == [1, 2, 3, 4]


def test_a_match_is_chosen_and_the_readers_own_words_stay() -> None:
    chosen, none = mended([a_book(1), a_book(2)], Change(1, match={"title": "Buch 1"}), Change(2, match={}))

    assert (chosen.book.title, chosen.catalogue, chosen.match) == ("Book 1", None, {"title": "Buch 1"})
    assert (none.catalogue, none.match) == (None, {})


def test_changes_about_rows_that_are_not_there_do_no_harm() -> None:
    library = [a_book(1)]

    found = books(library, Change(9, {"pages": 3}), Change(drop=8), Change(1, reread=7), Change(7, reread=1))

    assert found == library


def test_both_books_of_a_pair_can_be_left_out_by_two_decisions() -> None:
    library = [a_book(1), a_book(2), a_book(3)]

    assert [book.row for book in books(library, Change(drop=1), Change(drop=3))] == [2]
