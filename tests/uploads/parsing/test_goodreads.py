"""A row of the export and the book it becomes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.uploads.parsing.making import (
    A_BOOK,
    COLUMNS_2011,
    COLUMNS_2024,
    COLUMNS_2026,
    book,
    books_of,
    export,
    issues,
    issues_of,
    parse,
)
from uploads.parsing.records import Format, IssueKind, ParsedBook, Precision, ReadDate, RowIssue, Status


def kinds(found: list[RowIssue]) -> list[IssueKind]:
    return [issue.kind for issue in found]


def test_every_column_finds_its_field() -> None:
    assert book() == ParsedBook(
        row=1,
        title="The Lighthouse Keepers",
        full_title="The Lighthouse Keepers (Northern Shores, #2)",
        author="Ida Holm",
        shelf="read",
        status=Status.READ,
        goodreads_id="4711",
        series="Northern Shores",
        series_number="2",
        additional_authors=("Per Lund", "Ann Roe"),
        isbn13="9780765312181",
        rating=4.0,
        average_rating=3.87,
        pages=312,
        publisher="Harbour Press",
        binding="Paperback",
        format=Format.PRINT,
        publication_year=2011,
        original_publication_year=1987,
        date_read=ReadDate(dt.date(2020, 3, 9), Precision.DAY),
        date_added=ReadDate(dt.date(2019, 11, 30), Precision.DAY),
        shelves=("sea", "favourites"),
        read_count=1,
        review="Fine.<br>Really.",
    )
    assert issues() == []


@pytest.mark.parametrize("columns", [COLUMNS_2011, COLUMNS_2024, COLUMNS_2026], ids=["2011", "2024", "2026"])
def test_each_generation_of_the_export_is_read_by_its_names(columns: list[str]) -> None:
    (found,) = books_of(parse(export({}, columns=columns)))

    assert found.title == "The Lighthouse Keepers"
    assert found.status is Status.READ
    assert found.average_rating == (3.87 if "Average Rating" in columns else None)


def test_columns_may_be_respelled_reordered_and_joined_by_a_tools_own() -> None:
    # given
    columns = ["n_ratings", "EXCLUSIVE SHELF", " author", "Title ", "read_dates", "my_rating"]

    # when
    records = parse(export(["412", "to-read", "Ida Holm", "Tides", "2020-04-09,2020-04-14", "5"], columns=columns))

    # then
    (found,) = records
    assert isinstance(found, ParsedBook)
    assert (found.title, found.author, found.shelf, found.rating) == ("Tides", "Ida Holm", "to-read", 5.0)


def test_private_columns_never_leave_the_parser() -> None:
    # given a row with a secret in each column that we promise to drop, and as much wrong with it as can be
    private = [name for name in COLUMNS_2011 if name not in A_BOOK or name in ("Private Notes", "Owned Copies")]
    secrets = dict.fromkeys(private, "s3cret")
    wrong = {"ISBN": "1", "My Rating": "9", "Date Read": "x", "Number of Pages": "-4", "Exclusive Shelf": "zzz"}

    # when
    sound = parse(export(secrets, secrets | wrong, columns=COLUMNS_2011))
    broken = parse(export(list(secrets.values()) * 8, ["", "", *["s3cret"] * 10], columns=COLUMNS_2011))

    # then
    assert len(private) == 9
    assert "s3cret" not in repr(sound)
    assert "s3cret" not in repr([record for record in broken if isinstance(record, RowIssue)])
    assert kinds(issues_of(broken))[0] is IssueKind.UNREADABLE_ROW


def test_a_book_without_a_title_or_an_author_gets_one_to_mend() -> None:
    assert book(title="").title == "Untitled"
    assert kinds(issues(title="")) == [IssueKind.MISSING_TITLE]
    assert book(author="", author_l_f="").author == "Unknown author"
    assert kinds(issues(author="", author_l_f="")) == [IssueKind.MISSING_AUTHOR]


def test_an_author_is_taken_from_last_first_where_that_is_all_there_is() -> None:
    assert book(author="").author == "Ida Holm"
    assert issues(author="") == []


def test_isbns_that_disagree_are_reported_and_the_longer_one_is_kept() -> None:
    (issue,) = issues(isbn='="080442957X"')

    assert (issue.kind, issue.field, issue.found) == (IssueKind.ISBNS_DISAGREE, "ISBN", '="080442957X"')
    assert issue.proposal == "9780765312181"
    assert book(isbn='="080442957X"').isbn13 == "9780765312181"


def test_a_valid_isbn_stands_in_for_an_invalid_one() -> None:
    (issue,) = issues(isbn13='="9780765312182"')

    assert (issue.kind, issue.field, issue.proposal) == (IssueKind.INVALID_ISBN, "ISBN13", "9780765312181")
    assert book(isbn13='="9780765312182"').isbn13 == "9780765312181"


def test_an_isbn10_with_978_before_it_is_mended_in_the_proposal_only() -> None:
    (issue,) = issues(isbn="", isbn13='="978080442957X"')

    assert issue.proposal == "9780804429573"
    assert book(isbn="", isbn13='="978080442957X"').isbn13 is None


@pytest.mark.parametrize("cell", ["9.78E+12", '="B00DQBOFTW"', "0765312183", '="0000000000"'])
def test_what_is_no_isbn_is_reported_and_left_out(cell: str) -> None:
    assert book(isbn="", isbn13=cell).isbn13 is None
    assert kinds(issues(isbn="", isbn13=cell)) == [IssueKind.INVALID_ISBN]


def test_a_read_book_without_a_date_is_a_question_and_an_unread_one_with_a_date_too() -> None:
    assert kinds(issues(date_read="")) == [IssueKind.READ_WITHOUT_DATE]
    assert kinds(issues(exclusive_shelf="to-read")) == [IssueKind.DATE_ON_UNREAD]
    assert book(exclusive_shelf="to-read").date_read is not None
    assert issues(exclusive_shelf="did-not-finish") == []


def test_a_date_that_cannot_be_is_one_issue_not_two() -> None:
    assert book(date_read="2030/01/05").date_read is None
    assert kinds(issues(date_read="2030/01/05")) == [IssueKind.INVALID_DATE]


def test_the_readers_own_tomorrow_is_no_future() -> None:
    assert issues(date_read="2026/10/02") == []
    assert kinds(issues(date_read="2026/10/03")) == [IssueKind.INVALID_DATE]


def test_an_unclear_shelf_is_kept_by_its_name() -> None:
    found = book(exclusive_shelf="martha's corner")

    assert (found.shelf, found.status) == ("martha's corner", Status.OTHER)
    assert kinds(issues(exclusive_shelf="martha's corner")) == [IssueKind.UNCLEAR_SHELF]


@pytest.mark.parametrize(
    ("cells", "shelf"),
    [
        ({}, "read"),
        ({"date_read": "", "my_rating": "0", "read_count": "0"}, "to-read"),
        ({"date_read": "", "my_rating": "0", "read_count": "2"}, "read"),
        ({"bookshelves": "sea, currently-reading"}, "currently-reading"),
    ],
)
def test_a_book_without_an_exclusive_shelf_is_put_where_the_rest_of_its_row_says(
    cells: dict[str, str], shelf: str
) -> None:
    assert book(exclusive_shelf="", **cells).shelf == shelf
    assert IssueKind.UNCLEAR_SHELF in kinds(issues(exclusive_shelf="", **cells))


def test_the_exclusive_shelf_is_not_among_the_readers_own() -> None:
    assert book(bookshelves="to-read, sea, wishlist, sea", exclusive_shelf="wishlist").shelves == ("sea",)


def test_the_same_book_twice_is_told_of_the_second_with_the_row_of_the_first() -> None:
    # when
    records = parse(export({}, {"Book Id": "12", "Title": "Another"}, {}))

    # then
    assert len(books_of(records)) == 3
    (issue,) = issues_of(records)
    assert (issue.kind, issue.row, issue.other_row) == (IssueKind.DUPLICATE, 3, 1)
    assert "row 1" in issue.reason


def test_a_shelf_that_is_not_clear_is_asked_about_once_for_all_its_books() -> None:
    # given
    rows = [{"Book Id": str(row), "Title": f"Tides {row}", "Exclusive Shelf": "on-hold"} for row in range(1, 6)]

    # when
    records = parse(export({}, *rows))

    # then
    (issue,) = issues_of(records)
    assert (issue.kind, issue.row, issue.found, issue.books) == (IssueKind.UNCLEAR_SHELF, 2, "on-hold", 5)
    assert {found.status for found in books_of(records)[1:]} == {Status.OTHER}


def test_a_book_read_before_it_was_published_is_asked_about() -> None:
    (issue,) = issues(date_read="1985/03/09", original_publication_year="1987")

    assert (issue.kind, issue.field, issue.found) == (IssueKind.INVALID_DATE, "Date Read", "1985/03/09")
    assert "1987" in issue.reason
    assert issues(date_read="1987/01/02", original_publication_year="1987") == []


def test_a_short_row_is_read_as_if_empty_cells_followed() -> None:
    # given a row that a tool has cut behind its last filled cell, and one that ends behind the author
    whole = [A_BOOK.get(name, "") for name in COLUMNS_2024]

    # when
    records = parse(export(whole[:19], whole[:3]))

    # then
    assert [found.shelf for found in books_of(records)] == ["read", "to-read"]
    assert {issue.kind for issue in issues_of(records)} == {IssueKind.UNCLEAR_SHELF, IssueKind.DUPLICATE}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([""] * 24, "neither title nor author"),
        (["", "", "", "x"], "neither title nor author"),
        (["4711"], "ends before its title"),
        (["the end of a review", "", "someone"], "ends before its title"),
        (["the end of a review", "x", "someone"], "the end of another row"),
        (COLUMNS_2024, "repeats the header"),
        ([*A_BOOK.values(), "more"], "25 cells where the header has 24"),
    ],
)
def test_a_row_that_can_be_no_book_is_reported_and_the_others_stay(row: list[str], reason: str) -> None:
    # when
    records = parse(export({"Book Id": "1"}, row, {"Book Id": "2", "Title": "Another"}))

    # then
    assert [found.row for found in books_of(records)] == [1, 3]
    (issue,) = issues_of(records)
    assert (issue.kind, issue.row, issue.found) == (IssueKind.UNREADABLE_ROW, 2, None)
    assert reason in issue.reason
    assert "line 3" in issue.reason


def test_empty_cells_behind_the_last_column_do_no_harm() -> None:
    whole = [A_BOOK.get(name, "") for name in COLUMNS_2024]

    assert len(books_of(parse(export([*whole, "", ""])))) == 1


def test_january_the_first_is_a_year_for_a_reader_who_means_years() -> None:
    # given three years without a day, a real day, and a book logged on New Year's Day itself
    rows = [{"Book Id": str(y), "Title": f"In {y}", "Date Read": f"{y}/01/01"} for y in (2015, 2016, 2017)]
    rows.append({"Book Id": "1", "Title": "In May", "Date Read": "2018/05/04"})
    rows.append({"Book Id": "2", "Title": "At once", "Date Read": "2019/01/01", "Date Added": "2019/01/01"})

    # when
    records = parse(export(*rows))

    # then
    dates = [found.date_read.text for found in books_of(records) if found.date_read]
    assert dates == ["2015", "2016", "2017", "2018-05-04", "2019-01-01"]
    assert kinds(issues_of(records)) == [IssueKind.PLACEHOLDER_DATE] * 3
    assert issues_of(records)[0].proposal == "2015"


def test_one_new_years_day_among_many_dates_is_a_day() -> None:
    rows = [{"Book Id": str(d), "Title": f"Day {d}", "Date Read": f"2020/03/{d:02}"} for d in range(1, 30)]

    records = parse(export({"Date Read": "2021/01/01"}, *rows))

    assert books_of(records)[0].date_read == ReadDate(dt.date(2021, 1, 1), Precision.DAY)
    assert issues_of(records) == []


def test_month_first_is_a_habit_of_the_file() -> None:
    # given dates of which only one shows that the month comes first
    dates = ["3/4/2021", "9/15/2021", "12/11/2021"]

    # when
    found = books_of(parse(export(*({"Book Id": str(n), "Date Read": date} for n, date in enumerate(dates, 1)))))

    # then
    assert [entry.date_read.text for entry in found if entry.date_read] == ["2021-03-04", "2021-09-15", "2021-12-11"]


def test_a_sheet_saved_by_a_spreadsheet_loses_nothing() -> None:
    # given bare ISBNs without their zeros, dates and numbers in a German spelling
    row = {
        "ISBN": "765312182",
        "ISBN13": "9,78077E+12",
        "My Rating": "3,5",
        "Date Read": "15/09/2025",
        "Date Added": "01.02.2024",
        "Number of Pages": "312.0",
        "Year Published": "-750.0",
        "Spoiler": "WAHR",
    }

    # when
    records = parse(export(row, delimiter=";"))

    # then
    (found,) = books_of(records)
    assert found.isbn13 == "9780765312181"
    assert found.rating == 3.5
    assert found.date_read == ReadDate(dt.date(2025, 9, 15), Precision.DAY)
    assert found.date_added == ReadDate(dt.date(2024, 2, 1), Precision.DAY)
    assert (found.pages, found.publication_year, found.has_spoilers) == (312, -750, True)
    assert kinds(issues_of(records)) == [IssueKind.INVALID_ISBN]


def test_an_issue_quotes_at_most_200_characters() -> None:
    (issue,) = issues(my_rating="9" * 5000)

    assert issue.kind is IssueKind.INVALID_RATING
    assert issue.found == "9" * 200
