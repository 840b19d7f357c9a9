"""A row of LibraryThing's export and the book it becomes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.uploads.parsing.making import books_of, issues_of, parse
from tests.uploads.parsing.other_services import LIBRARYTHING, file_of
from tests.uploads.parsing.other_services import book as book_of
from tests.uploads.parsing.other_services import issues as issues_with
from uploads.parsing.records import Format, IssueKind, ParsedBook, Precision, ReadDate, RowIssue, Status

UNREAD = {"Date Read": "", "Date Started": "", "Rating": "", "Review": ""}


def book(**cells: str) -> ParsedBook:
    return book_of(LIBRARYTHING, _named(cells), delimiter="\t")


def issues(**cells: str) -> list[RowIssue]:
    return issues_with(LIBRARYTHING, _named(cells), delimiter="\t")


def _named(cells: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", " "): cell for name, cell in cells.items()}


def test_every_column_finds_its_field() -> None:
    assert book() == ParsedBook(
        row=1,
        title="The Lighthouse Keepers",
        full_title="The Lighthouse Keepers",
        author="Ida Holm",
        shelf="read",
        status=Status.READ,
        additional_authors=("Per Lund", "Ann Roe Jr."),
        isbn13="9780765312181",
        rating=4.5,
        pages=312,
        publisher="Harbour Press",
        binding="Paperback",
        format=Format.PRINT,
        publication_year=2011,
        date_read=ReadDate(dt.date(2020, 3, 9), Precision.DAY),
        date_added=ReadDate(dt.date(2019, 11, 30), Precision.DAY),
        shelves=("Cabin", "sea", "favourites"),
        review="Fine.<br>Really.",
    )
    assert issues() == []


@pytest.mark.parametrize(
    ("collections", "cells", "shelf", "status"),
    [
        ("To read", {}, "To read", Status.TO_READ),
        ("Your library, Currently reading", {}, "Currently reading", Status.READING),
        ("Wishlist", {}, "Wishlist", Status.TO_READ),
        ("Read but unowned, Favorites", {}, "Read but unowned", Status.READ),
        ("Your library, DNF", {}, "DNF", Status.ABANDONED),
        ("Your library", {"Rating": "4"}, "read", Status.READ),
        ("Your library", {"Review": "Dry."}, "read", Status.READ),
        ("Your library", {"Date Read": "[2020-01-02]"}, "read", Status.READ),
        ("Your library", {"Date Started": "[2020-01-02]"}, "currently-reading", Status.READING),
        ("Your library", {}, "Your library", Status.OTHER),
        ("", {}, "Your library", Status.OTHER),
    ],
)
def test_collections_and_what_was_done_say_how_far_a_book_is_read(
    collections: str, cells: dict[str, str], shelf: str, status: Status
) -> None:
    found = book_of(LIBRARYTHING, UNREAD | {"Collections": collections} | cells, delimiter="\t")

    assert (found.shelf, found.status) == (shelf, status)
    assert shelf not in found.shelves
    assert "Your library" not in found.shelves


def test_what_only_stands_in_the_library_is_asked_about_once_and_not_taken_for_read() -> None:
    rows = [UNREAD | {"Title": title, "ISBN": "", "ISBNs": ""} for title in ("Tides", "Ebb", "Mist")]

    records = parse(file_of(LIBRARYTHING | {"Collections": "Your library"}, *rows, delimiter="\t"))

    (issue,) = issues_of(records)
    assert (issue.kind, issue.found, issue.books) == (IssueKind.UNCLEAR_SHELF, "Your library", 3)


@pytest.mark.parametrize(
    ("isbn", "isbns", "found"),
    [
        ("[0765312182]", "", "9780765312181"),
        ("[]", "9780765312181", "9780765312181"),
        ("", "0765312182, 9780765312181", "9780765312181"),
        ("[]", "", None),
    ],
)
def test_isbns_are_found_without_their_brackets(isbn: str, isbns: str, found: str | None) -> None:
    assert book(ISBN=isbn, ISBNs=isbns).isbn13 == found
    assert issues(ISBN=isbn, ISBNs=isbns) == []


def test_a_wrong_isbn_is_told() -> None:
    assert [issue.kind for issue in issues(ISBN="[0765312183]")] == [IssueKind.INVALID_ISBN]


@pytest.mark.parametrize(
    ("date", "publication", "year", "publisher"),
    [
        ("1996", "Bantam (1995), Paperback", 1996, "Bantam"),
        ("?", "Penguin (1985), Paperback", 1985, "Penguin"),
        ("1850-?", "Penguin (c1985)", 1985, "Penguin"),
        ("[1979]", "Self-published", 1979, None),
        ("?", "Self-published", None, None),
        ("1979-05-01", "", 1979, None),
    ],
)
def test_the_edition_is_dated_by_whichever_cell_knows(
    date: str, publication: str, year: int | None, publisher: str | None
) -> None:
    found = book(Date=date, Publication=publication)

    assert (found.publication_year, found.publisher) == (year, publisher)
    assert issues(Date=date, Publication=publication) == []


@pytest.mark.parametrize(("cell", "pages"), [("590 ", 590), ("xii, 590", 590), ("xii", None), ("", None)])
def test_pages_are_those_in_our_digits(cell: str, pages: int | None) -> None:
    assert book(Page_Count=cell).pages == pages
    assert issues(Page_Count=cell) == []


def test_a_date_may_be_known_in_part() -> None:
    assert book(Date_Read="[2020-03]").date_read == ReadDate(dt.date(2020, 3, 1), Precision.MONTH)
    assert book(Date_Read="[2020]").date_read == ReadDate(dt.date(2020, 1, 1), Precision.YEAR)
    assert [issue.kind for issue in issues(Date_Read="[soon]")] == [IssueKind.INVALID_DATE]


@pytest.mark.parametrize(
    ("media", "form"),
    [("Broché", Format.PRINT), ("Ebook", Format.EBOOK), ("Audiobook", Format.AUDIO), ("DVD", Format.OTHER), ("", None)],
)
def test_media_are_known_in_several_languages(media: str, form: Format | None) -> None:
    assert book(Media=media).format is form


def test_windows_1252_is_its_own_and_gets_no_notice() -> None:
    content = file_of(LIBRARYTHING, {"Title": "Gezeiten – “Größe”"}, delimiter="\t", encoding="cp1252")

    records = parse(content)

    assert books_of(records)[0].title == "Gezeiten – “Größe”"
    assert issues_of(records) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_the_later_exports_in_unicode_are_read(encoding: str) -> None:
    content = file_of(LIBRARYTHING, {"Title": "Łódź 海"}, delimiter="\t", encoding=encoding, line_end="\r\n")

    assert books_of(parse(content))[0].title == "Łódź 海"


@pytest.mark.parametrize("title", ['"Tides" and ebbs', 'The "Great" Tide', '"Tides', 'Tides"'])
def test_quotes_that_nobody_doubled_lose_no_row(title: str) -> None:
    content = file_of(LIBRARYTHING, {"Title": "@"}, {"Title": "Ebb"}, {"Title": "Mist"}, delimiter="\t")

    found = books_of(parse(content.replace(b"@", title.encode())))

    assert [book.title.replace('"', "") for book in found] == [title.replace('"', ""), "Ebb", "Mist"]


def test_a_quote_that_none_closes_in_hundreds_of_rows_loses_none() -> None:
    rows = [{"Title": f"Tides {number}", "Book Id": str(number)} for number in range(400)]
    content = file_of(LIBRARYTHING, {"Title": "@"}, *rows, delimiter="\t").replace(b"@", b'"Ebb')

    records = parse(content)

    assert len(books_of(records)) == 401
    assert not [issue for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW]


def test_who_lends_and_what_is_private_is_not_kept() -> None:
    kept = str(book().to_json())

    assert not any(word in kept for word in ("Somebody", "lend", "market", "A friend"))
