"""The answer to a wrong file, from its first bytes: what it is, and what to do."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from tests.uploads.parsing.making import COLUMNS_2011, COLUMNS_2024, export
from tests.uploads.parsing.other_services import BOOKWYRM, HARDCOVER, LIBRARYTHING, STORYGRAPH, Row, file_of
from uploads.parsing import ExportRejected, check_export

HEADER = ",".join(COLUMNS_2024)


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "[]")
    return packed.getvalue()


def rejection(content: bytes) -> ExportRejected:
    with pytest.raises(ExportRejected) as caught:
        check_export(io.BytesIO(content))
    return caught.value


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b"\xef\xbb\xbf", "empty", "empty"),
        (b"\r\n \r\n\t\r\n", "empty", "empty"),
        (HEADER.encode(), "empty", "no books"),
        (HEADER.encode() + b"\r\n\r\n", "empty", "no books"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", "picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "picture", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture", "picture"),
        (b"BM\x36\x00\x00\x00\x00\x00", "picture", "picture"),
        (b"%PDF-1.7\n", "pdf", "PDF"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet", "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "spreadsheet", "CSV UTF-8"),
        (zipped("word/document.xml"), "not_text", "document"),
        (zipped("goodreads/review.json"), "privacy_export", "privacy request"),
        (zipped("goodreads_library_export.csv"), "archive", "Unpack"),
        (gzip.compress(HEADER.encode()), "archive", "Unpack"),
        (b"{\\rtf1\\ansi", "not_text", "document"),
        (b"<!DOCTYPE html><html>", "html", "web page"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?>", "html", "web page"),
        (json.dumps([{"explanation": "Your reviews"}]).encode(), "privacy_export", "privacy request"),
        (json.dumps([{"book": "Tides", "rating": 4}]).encode(), "privacy_export", "privacy request"),
        (json.dumps({"a": [1, 2]}).encode(), "json", "JSON"),
        (bytes(range(256)) * 4, "binary", "not a text file"),
        (b"date,amount,shop\n2020-01-01,4.50,Baker\n", "not_goodreads", "\u201cdate\u201d, \u201camount\u201d"),
        (b"Dear diary,\ntoday I read a book.\n", "not_goodreads", "none of the exports"),
        (b"Letterboxd URI,Date\nx,2020-01-01\n", "not_goodreads", "from Letterboxd, which we cannot read"),
        (b"just words\n", "not_goodreads", "no columns"),
        (b"Book Id,Title,Author,My Rat", "truncated", "ends within its first line"),
        (b"Title," * 120 + b"\n1\n", "too_many_columns", "100 columns"),
        (b"Title," * 20_000, "line_too_long", "does not end"),
        (b"\n" * 70_000, "too_many_blank_lines", "blank lines"),
    ],
)
def test_a_wrong_file_is_told_what_it_is_and_what_to_do(content: bytes, code: str, says: str) -> None:
    refusal = rejection(content)

    assert refusal.code == code
    assert says in str(refusal)
    assert "goodreads.com/review/import" in str(refusal)
    assert "StoryGraph, LibraryThing, Hardcover or BookWyrm" in str(refusal)


def test_a_missing_column_is_named_and_the_others_are_listed() -> None:
    columns = [name for name in COLUMNS_2024 if name != "Exclusive Shelf"]

    refusal = rejection(export({}, columns=columns))

    assert refusal.code == "missing_columns"
    assert str(refusal).startswith("This file has no 'Exclusive Shelf' column: is it the Goodreads export?")
    assert "“Book Id”" in str(refusal)
    assert "and 11 more" in str(refusal)


@pytest.mark.parametrize(
    ("base", "lacking", "service"),
    [
        (HARDCOVER, "Hardcover Book ID", "Hardcover"),
        (STORYGRAPH, "Read Status", "StoryGraph"),
        (LIBRARYTHING, "Primary Author", "LibraryThing"),
        (BOOKWYRM, "author_text", "BookWyrm"),
    ],
)
def test_what_lacks_a_column_is_told_which_export_it_is_most_like(base: Row, lacking: str, service: str) -> None:
    refusal = rejection(file_of({name: cell for name, cell in base.items() if name != lacking}, {}))

    assert str(refusal).startswith(f"This file has no '{lacking}' column: is it the {service} export?")


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (export({}), "utf-8", ","),
        (export({}, encoding="utf-8-sig"), "utf-8-sig", ","),
        (export({}, encoding="utf-16"), "utf-16", ","),
        (export({}, encoding="utf-16-be"), "utf-16-be", ","),
        (export({}, delimiter="\t"), "utf-8", "\t"),
        (export({}, delimiter=";", columns=COLUMNS_2011), "utf-8", ";"),
        (export({"Title": "Größe"}, encoding="cp1252"), "cp1252", ","),
        (b"sep=;\r\n" + export({}, delimiter=";"), "utf-8", ";"),
        (b"\r\n\r\n" + export({}), "utf-8", ","),
        (('"' + '","'.join(["A; b; c; d; e; f; g", *COLUMNS_2024]) + '"\n1,2').encode(), "utf-8", ","),
    ],
)
def test_the_head_tells_how_the_rows_are_written(content: bytes, encoding: str, delimiter: str) -> None:
    # given
    file = io.BytesIO(content)
    file.seek(7)

    # when
    head = check_export(file)

    # then
    assert (head.encoding, head.delimiter, head.dialect) == (encoding, delimiter, "goodreads")
    assert "Exclusive Shelf" in head.columns
    assert file.tell() == 0


def test_only_the_head_is_read() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            got = super().read(size)
            self.taken += len(got)
            return got

    file = Counting(export(*[{}] * 5000))
    check_export(file)

    assert file.taken <= 64 * 1024 + 1
