"""Books written as Goodreads writes them, and read again: the same books."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.uploads.parsing.making import A_BOOK, COLUMNS_2024, TODAY, export
from uploads.parsing import ParsedBook, parse_export
from uploads.parsing.records import Format, Status
from uploads.parsing.writing import COLUMNS, csv_row, json_book

TEXT = st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝\",;#()<>& abZé/.1"), max_size=14) | st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=14
)
DATES = st.sampled_from(["", "2020/03/09", "2020", "2020/03", "2020/01/01", "1/2/2020", "31/12/1850", "soon"])
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "Title": TEXT,
        "Author": TEXT,
        "Additional Authors": TEXT,
        "ISBN": st.sampled_from(["", '=""', '="0765312182"', "765312182", "B00DQBOFTW"]),
        "ISBN13": st.sampled_from(["", '=""', "9791032102350", "9.79E+12"]),
        "My Rating": st.sampled_from(["0", "5", "3.5", "3.123456789", "9", "x"]),
        "Average Rating": st.sampled_from(["", "4.1", "3.87", "3.123456", "0.000000001", "7"]),
        "Publisher": TEXT,
        "Binding": TEXT | st.sampled_from(["Paperback", "Audio CD", "Kindle Edition", "Unknown Binding"]),
        "Number of Pages": st.sampled_from(["", "0", "3", "20", "312", "2500", "99999"]),
        "Original Publication Year": st.sampled_from(["", "0", "-750", "1987", "9999"]),
        "Date Read": DATES,
        "Date Added": DATES,
        "Bookshelves": TEXT | st.sampled_from(["to-read", "sea, =cmd, favourites"]),
        "Exclusive Shelf": TEXT
        | st.sampled_from(["to-read", "currently-reading", "did-not-finish", "on-hold", "a, b"]),
        "My Review": TEXT | st.sampled_from(["<b>Bold</b> &amp; <a href='/book/1'>x</a>", "- one\n- two", "<script>x"]),
        "Spoiler": st.sampled_from(["", "true"]),
        "Read Count": st.sampled_from(["", "0", "1", "3"]),
    },
)


def read(content: bytes) -> list[ParsedBook]:
    return [record for record in parse_export(io.BytesIO(content), today=TODAY) if isinstance(record, ParsedBook)]


def a_book(**cells: str) -> ParsedBook:
    (book,) = read(export(A_BOOK | cells))
    return book


def written(*books: ParsedBook) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *map(csv_row, books)])
    return out.getvalue().encode()


def test_the_columns_are_goodreads_own_in_its_own_order() -> None:
    assert list(COLUMNS) == COLUMNS_2024


def test_a_row_looks_as_goodreads_wrote_it_but_for_what_is_not_kept() -> None:
    row = dict(zip(COLUMNS, csv_row(a_book()), strict=True))

    not_kept = {"Author l-f": "", "Bookshelves with positions": "", "Owned Copies": ""}
    assert row == A_BOOK | not_kept | {"Author": "Ida Holm", "My Review": "Fine.<br>Really."}


@settings(deadline=None)
@given(CELLS)
def test_whatever_stands_in_the_cells_is_the_same_book_when_read_again(cells: dict[str, str]) -> None:
    try:
        books = read(export(A_BOOK | cells))
    except csv.Error:  # the file cannot be made
        return
    if not books:  # its row cannot be read
        return

    assert read(written(*books)) == [replace(book, row=row) for row, book in enumerate(books, 1)]


def test_nothing_that_is_written_begins_like_a_formula_but_isbns_and_years() -> None:
    cell = '=HYPERLINK("https://example.org")'
    texts = (
        "Title",
        "Author",
        "Additional Authors",
        "Publisher",
        "Binding",
        "Bookshelves",
        "Exclusive Shelf",
        "My Review",
    )
    book = a_book(**dict.fromkeys(texts, cell))

    row = dict(zip(COLUMNS, csv_row(book), strict=True))

    assert {name for name, text in row.items() if text.startswith(("=", "+", "-", "@"))} == {"ISBN", "ISBN13"}
    assert row["Title"] == f"'{cell}"
    assert read(written(book)) == [book]


def test_a_year_or_a_month_is_written_as_such_and_read_as_such() -> None:
    books = [a_book(**{"Date Read": date}) for date in ("2014", "2014/03", "2014/03/09")]

    again = read(written(*books))

    assert [book.date_read.text for book in again if book.date_read] == ["2014", "2014-03", "2014-03-09"]


def test_a_first_of_january_among_years_written_as_years_is_a_day() -> None:
    days = [a_book(**{"Date Read": date, "Date Added": "2020/05/05"}) for date in ("2014", "2015/01/01", "2016/01/01")]

    again = read(written(*days))

    assert [book.date_read.text for book in again if book.date_read] == ["2014", "2015-01-01", "2016-01-01"]


@pytest.mark.parametrize("status", [Status.READ, Status.READING, Status.TO_READ, Status.ABANDONED])
def test_a_shelf_whose_meaning_was_decided_is_given_back_as_one_that_says_it(status: Status) -> None:
    book = replace(a_book(**{"Exclusive Shelf": "on-hold"}), status=status)

    (again,) = read(written(book))

    assert again.status is status
    assert again.shelves == ("on-hold", *book.shelves)


def test_a_series_that_another_service_gave_apart_is_put_behind_the_title() -> None:
    book = replace(a_book(), title="Tides", full_title="Tides", series="Shores", series_number="2.5")

    (again,) = read(written(book))

    assert (again.title, again.series, again.series_number) == ("Tides", "Shores", "2.5")


@pytest.mark.parametrize("form", list(Format))
def test_a_format_without_a_binding_is_kept(form: Format) -> None:
    (again,) = read(written(replace(a_book(), binding=None, format=form)))

    assert again.format is form


def test_the_json_names_every_fact_and_leaves_no_key_out() -> None:
    assert json_book(a_book()).keys() == json_book(a_book(**{"Date Read": "", "ISBN": "", "ISBN13": ""})).keys()
    assert json_book(a_book())["date_read"] == "2020-03-09"
