"""The made-up file of 100,000 books, in small."""

from __future__ import annotations

import datetime as dt
import io

from benchmarks.large import made_up_export
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook, Status


def test_a_made_up_export_is_as_large_as_asked_for_and_every_row_of_it_a_book() -> None:
    content = made_up_export(rows=300, size=300 * 524)

    records = list(parse_export(io.BytesIO(content), today=dt.date(2025, 1, 1)))

    books = [record for record in records if isinstance(record, ParsedBook)]
    assert 300 * 524 - 300 < len(content) <= 300 * 524
    assert len(books) == 300
    assert len({book.title for book in books}) == 300
    assert {book.status for book in books} == {Status.READ, Status.TO_READ}
    assert sum(book.isbn13 is not None for book in books) > 200


def test_it_is_the_same_each_time() -> None:
    assert made_up_export(rows=20, size=12_000) == made_up_export(rows=20, size=12_000)
