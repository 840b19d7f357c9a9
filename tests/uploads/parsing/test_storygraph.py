"""A row of StoryGraph's export and the book it becomes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.uploads.parsing.making import books_of, issues_of, parse
from tests.uploads.parsing.other_services import STORYGRAPH, book, file_of, issues
from uploads.parsing.records import UNKNOWN_AUTHOR, Format, IssueKind, ParsedBook, Precision, ReadDate, Status


def test_every_column_finds_its_field() -> None:
    assert book(STORYGRAPH) == ParsedBook(
        row=1,
        title="The Lighthouse Keepers",
        full_title="The Lighthouse Keepers",
        author="Ida Holm",
        shelf="read",
        status=Status.READ,
        additional_authors=("Per Lund", "Ann Roe"),
        isbn13="9780765312181",
        rating=4.25,
        binding="paperback",
        format=Format.PRINT,
        date_read=ReadDate(dt.date(2020, 3, 9), Precision.DAY),
        date_added=ReadDate(dt.date(2019, 11, 30), Precision.DAY),
        shelves=("sea", "favourites"),
        read_count=1,
        review="Fine.<br>Really.",
    )
    assert issues(STORYGRAPH) == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("to-read", Status.TO_READ),
        ("currently-reading", Status.READING),
        ("read", Status.READ),
        ("did-not-finish", Status.ABANDONED),
        ("paused", Status.OTHER),
    ],
)
def test_its_shelves_keep_their_names_and_get_our_meanings(said: str, status: Status) -> None:
    found = book(STORYGRAPH, {"Read Status": said})

    assert (found.shelf, found.status) == (said, status)


def test_what_is_paused_is_asked_about_once() -> None:
    paused = {"Read Status": "paused", "Last Date Read": "", "Dates Read": ""}
    other = paused | {"Title": "Tides", "ISBN/UID": ""}

    (issue,) = issues_of(parse(file_of(STORYGRAPH, paused, other)))

    assert (issue.kind, issue.found, issue.books) == (IssueKind.UNCLEAR_SHELF, "paused", 2)


@pytest.mark.parametrize(
    ("cell", "stars"), [("4.25", 4.25), ("3.75", 3.75), ("5.0", 5.0), ("1", 1.0), ("", None), ("0", None)]
)
def test_quarters_of_stars_are_kept(cell: str, stars: float | None) -> None:
    assert book(STORYGRAPH, {"Star Rating": cell}).rating == stars
    assert issues(STORYGRAPH, {"Star Rating": cell}) == []


def test_less_than_a_star_counts_as_one_and_says_so() -> None:
    (issue,) = issues(STORYGRAPH, {"Star Rating": "0.5"})

    assert book(STORYGRAPH, {"Star Rating": "0.5"}).rating == 1.0
    assert (issue.kind, issue.found, issue.proposal) == (IssueKind.INVALID_RATING, "0.5", "1")


def test_readings_count_by_their_dates_too() -> None:
    cells = {"Dates Read": "2022/10/29-2022/11/28, 2021/09/14, 2023/01/02-", "Last Date Read": "2022/11/28"}

    assert book(STORYGRAPH, cells | {"Read Count": "2"}).read_count == 2
    assert book(STORYGRAPH, cells | {"Read Count": ""}).read_count == 2
    assert book(STORYGRAPH, cells | {"Read Count": "5"}).read_count == 5


@pytest.mark.parametrize(
    ("last", "dates", "text"),
    [
        ("", "2021/03/01-2021/03/05, 2019/01/02-2019/02/03", "2021-03-05"),
        ("", "2021/03", "2021-03"),
        ("2021", "", "2021"),
        ("", "2021/03/01-", None),
        ("", "", None),
    ],
)
def test_the_day_read_is_the_last_known_end(last: str, dates: str, text: str | None) -> None:
    found = book(STORYGRAPH, {"Last Date Read": last, "Dates Read": dates})

    assert (found.date_read.text if found.date_read else None) == text


def test_a_read_book_without_a_date_is_asked_about_as_everywhere() -> None:
    (issue,) = issues(STORYGRAPH, {"Last Date Read": "", "Dates Read": ""})

    assert issue.kind is IssueKind.READ_WITHOUT_DATE


@pytest.mark.parametrize("number", ["B0851JCZYV", "c2c5e1a4-0d3f-4b0e-9a51-7d1f2f7f0b6c", ""])
def test_a_number_of_amazons_or_its_own_is_no_mistake(number: str) -> None:
    assert book(STORYGRAPH, {"ISBN/UID": number}).isbn13 is None
    assert issues(STORYGRAPH, {"ISBN/UID": number}) == []


@pytest.mark.parametrize(
    ("number", "isbn"),
    [("0765312182", "9780765312181"), ("978-0-7653-1218-1", "9780765312181"), ("9780765312180", None)],
)
def test_isbns_of_either_length_are_read_and_wrong_ones_told(number: str, isbn: str | None) -> None:
    assert book(STORYGRAPH, {"ISBN/UID": number}).isbn13 == isbn
    assert [issue.kind for issue in issues(STORYGRAPH, {"ISBN/UID": number})] == (
        [] if isbn else [IssueKind.INVALID_ISBN]
    )


@pytest.mark.parametrize(
    ("said", "form"), [("digital", Format.EBOOK), ("audio", Format.AUDIO), ("hardcover", Format.PRINT), ("", None)]
)
def test_formats_are_known_by_its_words(said: str, form: Format | None) -> None:
    assert book(STORYGRAPH, {"Format": said}).format is form


def test_reviews_keep_their_paragraphs_and_nothing_that_runs() -> None:
    review = '<div>Dry,<br>kind.</div><script>alert(1)</script><div onclick="x()">Exact.</div>'

    assert book(STORYGRAPH, {"Review": review}).review == "Dry,<br>kind.<br>Exact."
    assert book(STORYGRAPH, {"Review": "Dry.\n\nKind & exact."}).review == "Dry.<br><br>Kind &amp; exact."


def test_moods_warnings_and_what_is_owned_are_not_kept() -> None:
    kept = str(book(STORYGRAPH, {"Moods": "melancholy", "Content Warning Description": "drowning"}).to_json())

    assert "melancholy" not in kept
    assert "drowning" not in kept


def test_a_row_without_title_or_author_is_a_book_to_mend() -> None:
    bare = {"Title": "", "Authors": "", "Contributors": ""}

    assert (book(STORYGRAPH, bare).title, book(STORYGRAPH, bare).author) == ("Untitled", UNKNOWN_AUTHOR)
    assert [issue.kind for issue in issues(STORYGRAPH, bare)] == [IssueKind.MISSING_TITLE, IssueKind.MISSING_AUTHOR]


def test_a_broken_row_is_told_and_loses_no_other() -> None:
    lines = file_of(STORYGRAPH, {}, {"Title": "Tides"}, {"Title": "Ebb"}).splitlines(keepends=True)
    broken = b'"Mist,Ida Holm,,,paperback,read\n'
    end = b"and so it ends, they say\n"

    records = parse(b"".join([*lines[:2], broken, lines[2], end, lines[3]]))

    assert [found.title for found in books_of(records)] == ["The Lighthouse Keepers", "Tides", "Ebb"]
    assert [issue.row for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW] == [2, 4]


def test_a_spreadsheets_dates_are_read_by_the_files_habit() -> None:
    rows = [{"Last Date Read": "3/14/2021", "Title": f"Tides {number}"} for number in range(3)]

    first, *_ = books_of(parse(file_of(STORYGRAPH, {"Last Date Read": "3/4/2021"}, *rows)))

    assert first.date_read == ReadDate(dt.date(2021, 3, 4), Precision.DAY)


def test_the_older_export_without_its_later_columns_is_read() -> None:
    older = {
        name: cell for name, cell in STORYGRAPH.items() if name not in ("Dates Read", "Date Added", "Tags", "Format")
    }

    found = book(older)

    assert (found.title, found.rating, found.date_added, found.shelves) == ("The Lighthouse Keepers", 4.25, None, ())
