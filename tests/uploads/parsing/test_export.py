"""Whole files: encodings, line ends, delimiters, and what is true of any bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared_data import SHARED, needs_shared
from tests.uploads.parsing.making import A_BOOK, COLUMNS_2024, TODAY, books_of, export, issues_of, parse
from uploads.parsing import ExportRejected, Limits, parse_export
from uploads.parsing.records import IssueKind

TITLE = "Ein Mädchen, “Łódź” und 海"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_a_file_is_read_however_it_was_saved(encoding: str, delimiter: str, line_end: str) -> None:
    # given a review over several lines, and letters of several scripts
    row = {"Title": TITLE, "My Review": f"One{line_end}{line_end}two, “three”; \tfour", "Read Count": "3"}
    content = export(row, {}, delimiter=delimiter, line_end=line_end, encoding=encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        assert content[:2] not in (b"\xff\xfe", b"\xfe\xff")

    # when
    first, second = books_of(parse(content))

    # then
    assert (first.title, first.read_count) == (TITLE, 3)
    assert first.review is not None
    assert first.review.split() == ["One", "two,", "“three”;", "four"]
    assert second.title == "The Lighthouse Keepers"


def test_windows_1252_is_read_with_a_notice() -> None:
    records = parse(export({"Title": "Mädchen – “Größe”"}, encoding="cp1252"))

    (issue,) = issues_of(records)
    assert books_of(records)[0].title == "Mädchen – “Größe”"
    assert (issue.kind, issue.row) == (IssueKind.ENCODING, None)
    assert "Windows-1252" in issue.reason


def test_windows_1252_is_noticed_however_far_down_its_first_letter_is() -> None:
    rows = [{"Book Id": str(number)} for number in range(1, 2000)]

    records = parse(export(*rows, {"Title": "Größe"}, encoding="cp1252"))

    assert books_of(records)[-1].title == "Größe"
    assert issues_of(records)[0].kind is IssueKind.ENCODING


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_damaged_letter_does_not_spoil_the_others(mark: bytes) -> None:
    content = mark + export({"Title": TITLE}, {"Publisher": "?!"}).replace(b"?!", b"\xe4!")

    records = parse(content)

    assert [found.title for found in books_of(records)] == [TITLE, "The Lighthouse Keepers"]
    assert "damaged" in issues_of(records)[0].reason


def test_an_isbn_without_outer_quotes_is_read_as_goodreads_once_wrote_it() -> None:
    content = export({}).replace(b'"=""', b'="').replace(b'"""', b'"')
    assert b',="0765312182",="9780765312181",' in content

    assert books_of(parse(content))[0].isbn13 == "9780765312181"


def test_invisible_characters_are_removed() -> None:
    (found,) = books_of(parse(export({"Title": "Ti\x00de\u202es", "My Review": "a\x00b\u202e", "Author": "I\x07da"})))

    assert (found.title, found.review, found.author) == ("Tides", "ab", "Ida")


def test_a_file_cut_within_a_quoted_cell_keeps_the_rows_before() -> None:
    content = export({"Book Id": "1"}, {"Book Id": "2", "My Review": "It begins\nand goes on"})
    cut = content[: content.index(b" on")]

    records = parse(cut)

    assert [found.row for found in books_of(records)] == [1]
    (issue,) = issues_of(records)
    assert (issue.kind, issue.row) == (IssueKind.UNREADABLE_ROW, 2)
    assert "ends in the middle" in issue.reason


def test_a_header_and_nothing_but_blank_lines_is_an_empty_library_even_when_it_is_long() -> None:
    with pytest.raises(ExportRejected) as caught:
        parse(export() + (b" " * 200 + b"\n") * 900)

    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=2), "too_many_rows"),
        (Limits(lines=3), "too_many_rows"),
        (Limits(columns=10), "too_many_columns"),
    ],
)
def test_a_file_over_a_bound_is_refused_before_the_first_record(limits: Limits, code: str) -> None:
    with pytest.raises(ExportRejected) as caught:
        parse_export(io.BytesIO(export({}, {}, {})), today=TODAY, limits=limits)

    assert caught.value.code == code


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", export(), export({}), export({}, encoding="utf-16"), b"Title,"]))
def test_any_bytes_are_refused_or_read(tail: bytes, head: bytes) -> None:
    try:
        records = parse(head + tail)
    except ExportRejected as refusal:
        said = (refusal.code, str(refusal))
    else:
        said = None
        rows = [found.row for found in books_of(records)]
        rows += [issue.row for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW and issue.row]
        assert sorted(rows) == list(range(1, len(rows) + 1))
    assert said is None or all(said)


cells = st.text(alphabet=st.sampled_from('ab1 ,;\t"\n\r#()/-.=0é海\u202e<>&'), max_size=12) | st.sampled_from(
    ["9" * 4400, "1e400", "nan", "inf", "2020/01/01", "0000/00/00", "9999/99/99", '="0765312182"', "read", "-1", "٣"]
)
rows_of_cells = st.lists(st.lists(cells, min_size=24, max_size=24), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(rows_of_cells, st.sampled_from(ENCODINGS), st.sampled_from([",", ";", "\t"]))
def test_every_row_is_a_book_or_an_unreadable_row(rows: list[list[str]], encoding: str, delimiter: str) -> None:
    # given rows of any cells, well quoted
    content = export(*rows, encoding=encoding, delimiter=delimiter, quoting=csv.QUOTE_ALL)

    # when
    records = parse(content)

    # then
    unreadable = [issue for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW]
    assert len(books_of(records)) + len(unreadable) == len(rows)
    for found in books_of(records):
        assert found.title
        assert found.author
        assert found == type(found).from_json(found.to_json())


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("exports/**/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_every_row_of_a_real_export_is_a_book(path: Path) -> None:
    with path.open(newline="", encoding="utf-8-sig") as text:
        rows = sum(1 for _ in csv.DictReader(text))

    with path.open("rb") as file:
        records = list(parse_export(file, today=dt.date(2026, 10, 1)))

    unreadable = [issue for issue in issues_of(records) if issue.kind is IssueKind.UNREADABLE_ROW]
    assert len(books_of(records)) + len(unreadable) == rows
    assert unreadable == []
    assert not [issue for issue in issues_of(records) if issue.kind is IssueKind.INVALID_RATING]


def test_the_made_up_book_has_every_column() -> None:
    assert list(A_BOOK) == COLUMNS_2024
