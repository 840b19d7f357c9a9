from __future__ import annotations

import datetime as dt
import io

from benchmarks.readers import reader, works
from tests.browser.library import isbn_of
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook


def test_a_made_up_reader_has_as_many_books_as_are_asked_for_and_is_the_same_each_time() -> None:
    content = reader(300)

    records = parse_export(io.BytesIO(content), today=dt.date(2026, 12, 31))
    books = [record for record in records if isinstance(record, ParsedBook)]

    assert len(books) == 300
    assert reader(300) == content
    assert len({book.author for book in books}) > 100
    assert {book.status for book in books} >= {"read", "to-read"}
    assert any(book.series for book in books)


def test_the_services_know_nine_in_ten_of_them() -> None:
    known = works(300)

    assert len(known) == 270
    assert known.keys() <= {isbn_of(number) for number in range(300)}
