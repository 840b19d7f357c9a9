"""What is true of every service's export, whatever is in it."""

from __future__ import annotations

import csv
import io
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.uploads.parsing.making import books_of, export, issues_of, parse
from tests.uploads.parsing.other_services import ALL, Row, file_of
from uploads.parsing import ExportRejected, check_export
from uploads.parsing.doors import DOORS
from uploads.parsing.records import IssueKind, ParsedBook

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]
SERVICES = pytest.mark.parametrize("base", ALL.values(), ids=ALL)
# Goodreads' reader is where the time of a large upload goes; a door may not be much slower than it
TIMES_GOODREADS = 3

cells = st.text(alphabet=st.sampled_from('ab1 ,;|\t"\n\r#()[]{}/-.=>0é海\u202e<&'), max_size=12) | st.sampled_from(
    ["9" * 4400, "1e400", "nan", "2020/01/01", "0000/00/00", "[2020-01-01]", "[", "]", "read", "-1", "٣", "0.1", "-" * 300,
     "(#1.0)" * 30, '["a", "b"]', "2020/01/01-" * 50, "<div>" * 50, "=1+1", "Currently reading, To read"]
)  # fmt: skip


def test_each_door_is_tried_with_an_export_of_its_own() -> None:
    assert {door.name for door in DOORS} == {"goodreads", *ALL}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("encoding", [*ENCODINGS, "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_export_is_known_by_its_header_however_it_was_saved(name: str, encoding: str, delimiter: str) -> None:
    content = file_of(ALL[name], {}, encoding=encoding, delimiter=delimiter)

    assert check_export(io.BytesIO(content)).dialect == name
    assert len(books_of(parse(content))) == 1


@SERVICES
def test_columns_are_found_in_any_order(base: Row) -> None:
    names = list(base)
    random.Random(7).shuffle(names)

    assert books_of(parse(file_of({name: base[name] for name in names}, {}))) == books_of(parse(file_of(base, {})))


@SERVICES
def test_no_other_services_number_is_taken_for_goodreads(base: Row) -> None:
    (found,) = books_of(parse(file_of(base, {})))

    assert found.goodreads_id in (None, base.get("goodreads_key"))
    assert found == ParsedBook.from_json(found.to_json())


@SERVICES
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_row_is_a_book_or_an_unreadable_row(base: Row, data: st.DataObject) -> None:
    # given rows of any cells, well quoted
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(base, cells)), min_size=1, max_size=4))
    saved = {
        "encoding": data.draw(st.sampled_from(ENCODINGS)),
        "delimiter": data.draw(st.sampled_from([",", ";", "\t"])),
    }
    content = file_of(base, *rows, quoting=csv.QUOTE_ALL, **saved)

    # when
    records = parse(content)

    # then
    unreadable = [issue for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW]
    assert len(books_of(records)) + len(unreadable) == len(rows)
    for found in books_of(records):
        assert found.title
        assert found.author
        assert found.shelf
        assert found.rating is None or 1 <= found.rating <= 5
        assert found == ParsedBook.from_json(found.to_json())


@SERVICES
@settings(max_examples=60, deadline=None)
@given(tail=st.binary(max_size=400))
def test_any_bytes_behind_a_header_are_refused_or_read(base: Row, tail: bytes) -> None:
    try:
        records = parse(file_of(base, {}) + tail)
    except ExportRejected:
        return
    rows = [found.row for found in books_of(records)]
    rows += [issue.row for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW and issue.row]
    assert sorted(rows) == list(range(1, len(rows) + 1))


@SERVICES
def test_a_door_is_about_as_quick_as_goodreads(base: Row) -> None:
    title = next(name for name in base if name.lower() == "title")
    theirs = file_of(base, *[{title: f"Tides {number}"} for number in range(3_000)])
    ours = export(*[{"Book Id": str(number), "Title": f"Tides {number}"} for number in range(3_000)])

    assert _seconds(theirs) < TIMES_GOODREADS * _seconds(ours) + 0.5


def _seconds(content: bytes) -> float:
    """Of the processor, which others' work does not lengthen much."""
    start = time.process_time()
    assert len(books_of(parse(content))) == 3_000
    return time.process_time() - start
