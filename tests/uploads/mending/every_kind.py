"""A made-up export with every kind of issue, and what the stand-in for the services knows of it."""

from __future__ import annotations

from typing import Any

from tests.browser.library import author_of, isbn_of, title_of
from tests.exports import Row, book, export, works
from tests.stand_in import work
from uploads.models import Issue, Upload
from uploads.parsing.records import IssueKind

UNKNOWN, DOUBTFUL = 150, 60  # numbers of the made-up books that are known to nobody, and known as another book
KNOWN = range(100)
KINDS = frozenset(IssueKind) - {IssueKind.GONE}  # of which only a second file can have some


def rows() -> dict[IssueKind, Row]:
    """A row for each kind; no row is wrong in two ways."""
    kind = IssueKind
    return {
        kind.MISSING_TITLE: book(1, title=""),
        kind.MISSING_AUTHOR: book(2, author=""),
        kind.INVALID_ISBN: book(3, isbn13="9.79E+12", title="Scientific Notation"),
        kind.ISBNS_DISAGREE: book(4, isbn=f'="{isbn_of(44)}"'),
        kind.INVALID_DATE: book(5, date_read="2031/01/05"),
        kind.READ_WITHOUT_DATE: book(6, date_read=""),
        kind.DATE_ON_UNREAD: book(7, exclusive_shelf="to-read", my_rating="0"),
        kind.INVALID_RATING: book(8, my_rating="9"),
        kind.IMPOSSIBLE_PAGES: book(9, number_of_pages="3"),
        kind.DUPLICATE: book(10, book_id="77", isbn13=f'="{isbn_of(45)}"', date_read="2024/08/01"),
        kind.UNCLEAR_SHELF: book(11, exclusive_shelf="on-hold", date_read=""),
        kind.NOT_KNOWN: book(UNKNOWN, title="Unheard Of"),
        kind.DOUBTFUL_MATCH: book(DOUBTFUL, title="Nearly the Same"),
    }


def every_kind() -> bytes:
    """The file: besides those rows one twice, another on the shelf on-hold, some of 1 January, one broken, none of them UTF-8."""
    januaries = [book(20 + n, date_read=f"{2011 + n}/01/01") for n in range(4)]
    extra = [book(10), *rows().values(), book(12, exclusive_shelf="on-hold", date_read=""), *januaries]
    return export(*extra, book(30, author="Zoë Calder")).decode().encode("cp1252") + b",,a row,of,nothing\n"


def works_known() -> dict[str, dict[str, Any]]:
    """The service knows the first hundred books, one of them under another name, and second editions of two."""
    others = {
        DOUBTFUL: ("A Quite Different Book", "Somebody Else"),
        3: ("Scientific Notation", author_of(3)),
        44: (title_of(4), author_of(4)),
        45: (title_of(10), author_of(10)),
    }
    return works(KNOWN) | {isbn_of(number): work(isbn_of(number), *named) for number, named in others.items()}


def issue_of(upload: Upload, kind: IssueKind) -> Issue:
    """The first issue of a kind."""
    return upload.issues.filter(kind=kind).order_by("row")[0]


__all__ = [
    "DOUBTFUL",
    "KINDS",
    "UNKNOWN",
    "author_of",
    "every_kind",
    "isbn_of",
    "issue_of",
    "rows",
    "title_of",
    "works_known",
]
