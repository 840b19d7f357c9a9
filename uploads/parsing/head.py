"""The first 64 KiB of a file: whether it can be an export, and how its rows are written.

This is all that is read while the reader waits for the answer to an upload.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from enrichment.sentences import Sentence
from uploads.parsing.columns import keys_of, named
from uploads.parsing.decoding import encoding_of_head
from uploads.parsing.doors import DOORS, Door
from uploads.parsing.limits import Limits
from uploads.parsing.rejected import WHERE_TO_GET_IT, ExportRejected
from uploads.parsing.sniffing import other_service, refuse_binary, refuse_other_files, refuse_other_text

_SIZE = 64 << 10
_DELIMITERS = ",;\t|"
_TOO_MANY_COLUMNS = Sentence("This file has more than %(columns)s columns.")
_NO_BOOKS = Sentence(
    "This export has no books in it: there is a header and nothing below. Once there are books on your shelves, a "
    "new export will have them."
)
_ENDLESS_LINE = Sentence("The first line of this file does not end.")
_BLANK = Sentence("This file begins with blank lines only.")
_EMPTY = Sentence("This file is empty.")
_CUT = Sentence("This file ends within its first line.")
_MISSING = Sentence("This file has no %(missing)s column: is it the %(service)s export? Its columns are %(columns)s.")
_OTHER_SERVICE = Sentence("This looks like an export from %(service)s, which we cannot read.")
_OTHER_TABLE = Sentence("This is a table, but none of the exports that we read. Its columns are %(columns)s.")
_TEXT = Sentence("This is a text file, but none of the exports that we read: its first line has no columns.")
_ENOUGH_TO_MEAN_IT = 3  # columns of a door, for a file that lacks one it cannot do without


@dataclass(frozen=True, slots=True)
class ExportHead:
    """How an export is written, as its first lines show."""

    encoding: str  # a codec's name; what follows may still show that it is another
    delimiter: str
    columns: tuple[str, ...]  # as the header spells them
    dialect: str  # which service's export: "goodreads", "storygraph", …
    skip: int  # lines up to and with the header


def check_export(file: BinaryIO, *, limits: Limits = Limits()) -> ExportHead:  # noqa: B008
    """What the first 64 KiB of `file` say of it; the file is left at its start.

    Raises ExportRejected for what is plainly no export. What passes may still be rejected later:
    for its length, or because it has a header and no rows.
    """
    file.seek(0)
    start = file.read(_SIZE + 1)
    file.seek(0)
    head, complete = start[:_SIZE], len(start) <= _SIZE
    refuse_other_files(head)
    encoding = encoding_of_head(head)
    if not encoding.startswith(("utf-16", "utf-32")):
        refuse_binary(head)
    text = head.decode(encoding, errors="replace")
    refuse_other_text(text)
    lines = list(io.StringIO(text, newline=""))
    skip, line = _header(lines, complete=complete)
    delimiter = _delimiter_of(line)
    if line.count(delimiter) >= limits.columns:
        raise ExportRejected("too_many_columns", f"{_TOO_MANY_COLUMNS % {'columns': limits.columns}} {WHERE_TO_GET_IT}")
    columns = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    door = _door_for(columns, cut=complete and len(lines) == skip and not line.endswith(("\n", "\r")))
    if complete and not any(line.strip(" \r\n") for line in lines[skip:]):
        raise no_books()
    return ExportHead(encoding, delimiter, tuple(columns), door.name, skip)


def no_books() -> ExportRejected:
    """The error for a header with nothing below it: a sound export of an empty library."""
    return ExportRejected("empty", f"{_NO_BOOKS} {WHERE_TO_GET_IT}")


def _header(lines: list[str], *, complete: bool) -> tuple[int, str]:
    """How many lines there are up to and with the header, and the header: the first that says anything."""
    for count, line in enumerate(lines, 1):
        if not line.strip(" \t\r\n\x00") or re.fullmatch(r'"?sep=.?"?\s*', line):  # Excel's hint on the first line
            continue
        if count == len(lines) and not complete:
            raise ExportRejected("line_too_long", f"{_ENDLESS_LINE} {WHERE_TO_GET_IT}")
        return count, line
    if not complete:
        raise ExportRejected("too_many_blank_lines", f"{_BLANK} {WHERE_TO_GET_IT}")
    raise ExportRejected("empty", f"{_EMPTY} {WHERE_TO_GET_IT}")


def _delimiter_of(header: str) -> str:
    """The sign that parts most columns, counted outside of quotes: csv.Sniffer takes ten seconds over 16 KB."""
    bare = re.sub(r'"[^"]*"?', "", header)
    return max(_DELIMITERS, key=bare.count)


def _door_for(columns: list[str], *, cut: bool) -> Door:
    keys = keys_of(columns)
    for door in DOORS:
        if keys_of(door.required) <= keys:
            return door
    likest = max(DOORS, key=lambda door: len(keys & keys_of(door.columns)))
    if len(keys & keys_of(likest.columns)) < _ENOUGH_TO_MEAN_IT or other_service(keys):
        raise _not_an_export(columns, keys)
    if cut:
        raise ExportRejected("truncated", f"{_CUT} {WHERE_TO_GET_IT}")
    raise _missing(likest, [name for name in likest.required if not keys_of([name]) <= keys], columns)


def _missing(door: Door, missing: list[str], columns: list[str]) -> ExportRejected:
    names = " or ".join(f"'{name}'" for name in missing)
    return ExportRejected(
        "missing_columns",
        f"{_MISSING % {'missing': names, 'service': door.title, 'columns': named(columns)}} {WHERE_TO_GET_IT}",
    )


def _not_an_export(columns: list[str], keys: frozenset[str]) -> ExportRejected:
    if service := other_service(keys):
        message = _OTHER_SERVICE % {"service": service}
    elif len(columns) > 1:
        message = _OTHER_TABLE % {"columns": named(columns)}
    else:
        message = _TEXT
    return ExportRejected("not_goodreads", f"{message} {WHERE_TO_GET_IT}")
