"""A whole export, from a file to books: the head, the reader's habits, then row after row."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from uploads.parsing.columns import key_of
from uploads.parsing.decoding import encoding_of_file
from uploads.parsing.doors import DOORS
from uploads.parsing.head import check_export, no_books
from uploads.parsing.limits import Limits
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue
from uploads.parsing.rows import Layout, Row, RowReader


def parse_export(
    file: BinaryIO,
    *,
    today: dt.date,
    limits: Limits = Limits(),  # noqa: B008
    number_of: Callable[[int], int] | None = None,
) -> Iterator[ParsedBook | RowIssue]:
    """The library in a seekable `file`, row by row, in the file's order.

    For every data row there is either one ParsedBook, with any number of RowIssues behind it, or one
    RowIssue of kind UNREADABLE_ROW. Issues of the file as a whole come first, with no row. Dates
    after `today` (a day's grace for time zones) are not believed. `number_of` gives rows other numbers
    than their place in the file.

    The file is read twice and never held: the first time shows what only the whole can show (its
    letters, which of day and month comes first, whether 1 January stands for a year) and whether it
    keeps within `limits`. So ExportRejected is raised here, before the first record.
    """
    head = check_export(file, limits=limits)
    encoding, notice = encoding_of_file(file, head.encoding)
    layout = Layout(
        encoding=encoding,
        delimiter=head.delimiter,
        width=len(head.columns),
        skip=head.skip,
        numbered=key_of(head.columns[0]) == "bookid",
    )
    door = next(door for door in DOORS if door.name == head.dialect)
    rows = iter(RowReader(file, layout, limits))
    first = next(rows, None)
    if first is None:
        raise no_books()
    habits = door.survey(itertools.chain([first], rows), head.columns)
    guessed = notice and encoding not in door.own_encodings
    notices = [RowIssue(IssueKind.ENCODING, None, notice)] if notice and guessed else []
    numbered = _numbered(RowReader(file, layout, limits), number_of)
    records = door.read(numbered, head.columns, habits=habits, today=today)
    return itertools.chain(notices, records)


def _numbered(rows: Iterable[Row], number_of: Callable[[int], int] | None) -> Iterable[Row]:
    return rows if number_of is None else (replace(row, number=number_of(row.number)) for row in rows)
