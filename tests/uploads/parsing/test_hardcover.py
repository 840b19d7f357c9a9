"""A row of Hardcover's export and the book it becomes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.uploads.parsing.making import issues_of, parse
from tests.uploads.parsing.other_services import HARDCOVER, book, file_of, issues
from uploads.parsing.records import UNKNOWN_AUTHOR, Format, IssueKind, ParsedBook, Precision, ReadDate, Status


def test_every_column_finds_its_field() -> None:
    assert book(HARDCOVER) == ParsedBook(
        row=1,
        title="The Lighthouse Keepers",
        full_title="The Lighthouse Keepers",
        author="Ida Holm",
        shelf="read",
        status=Status.READ,
        series="Northern Shores",
        series_number="2",
        additional_authors=("Per Lund", "Ann Roe"),
        isbn13="9780765312181",
        rating=4.5,
        pages=312,
        publisher="Harbour Press",
        binding="Paperback",
        format=Format.PRINT,
        publication_year=2011,
        date_read=ReadDate(dt.date(2020, 3, 9), Precision.DAY),
        date_added=ReadDate(dt.date(2019, 11, 30), Precision.DAY),
        shelves=("Owned", "Winter reads", "sea", "Fantasy", "Science Fiction"),
        review="<p>Fine.</p><p>Really.</p>",
    )
    assert issues(HARDCOVER) == []


@pytest.mark.parametrize(
    ("said", "shelf", "status"),
    [
        ("Want to Read", "to-read", Status.TO_READ),
        ("Currently Reading", "currently-reading", Status.READING),
        ("Read", "read", Status.READ),
        ("Did Not Finish", "Did Not Finish", Status.ABANDONED),
        ("Paused", "Paused", Status.OTHER),
        ("Ignored", "Ignored", Status.OTHER),
    ],
)
def test_its_states_become_shelves(said: str, shelf: str, status: Status) -> None:
    found = book(HARDCOVER, {"Status": said})

    assert (found.shelf, found.status) == (shelf, status)


def test_what_is_paused_or_ignored_is_asked_about_once_each() -> None:
    undated = {"Date Finished": "", "ISBN 10": "", "ISBN 13": ""}
    rows = [
        undated | {"Status": said, "Title": f"Tides {at}"} for at, said in enumerate(["Paused", "Ignored", "Paused"])
    ]

    found = issues_of(parse(file_of(HARDCOVER, *rows)))

    assert [(issue.kind, issue.found, issue.books) for issue in found] == [
        (IssueKind.UNCLEAR_SHELF, "Paused", 2),
        (IssueKind.UNCLEAR_SHELF, "Ignored", 1),
    ]


@pytest.mark.parametrize(
    ("cell", "author", "others"),
    [
        ("Ida Holm", "Ida Holm", ()),
        ("Ann Roe (Narrator), Ida Holm", "Ida Holm", ("Ann Roe",)),
        ("Ann Roe (Editor), Per Lund (Narrator)", "Ann Roe", ("Per Lund",)),
        ("", UNKNOWN_AUTHOR, ()),
    ],
)
def test_the_author_is_who_has_no_other_part(cell: str, author: str, others: tuple[str, ...]) -> None:
    found = book(HARDCOVER, {"Author": cell})

    assert (found.author, found.additional_authors) == (author, others)


@pytest.mark.parametrize(
    ("cell", "series", "number"),
    [
        ("Sprawl (#0.0)", "Sprawl", "0"),
        ("Northern Shores (#2.5), Winters (#4.0)", "Northern Shores", "2.5"),
        ("Northern Shores", "Northern Shores", None),
        ("", None, None),
    ],
)
def test_the_first_series_is_taken(cell: str, series: str | None, number: str | None) -> None:
    found = book(HARDCOVER, {"Series": cell})

    assert (found.series, found.series_number) == (series, number)


@pytest.mark.parametrize(
    ("media", "binding", "form"),
    [
        ("Audio", "", Format.AUDIO),
        ("Ebook", "", Format.EBOOK),
        ("Book", "", Format.PRINT),
        ("", "Hardcover", Format.PRINT),
    ],
)
def test_formats_are_known_by_the_medium(media: str, binding: str, form: Format) -> None:
    assert book(HARDCOVER, {"Media": media, "Binding": binding}).format is form


def test_two_isbns_that_name_two_books_are_told() -> None:
    (issue,) = issues(HARDCOVER, {"ISBN 10": "0306406152"})

    assert (issue.kind, issue.proposal) == (IssueKind.ISBNS_DISAGREE, "9780765312181")


def test_spoilers_are_marked_and_private_notes_are_not_kept() -> None:
    found = book(HARDCOVER, {"Review Contains Spoilers": "true"})

    assert found.has_spoilers
    assert "Somebody" not in str(found.to_json())
