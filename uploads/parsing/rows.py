"""A file's rows, one at a time, within bounds, and past what is broken.

csv.reader alone would take 50 MB of line ends, two million columns, or a file that one stray quote
has turned into a single cell. Here it is fed bounded lines and told to be strict, and a row that
cannot be right costs that row only: reading goes on at the next line that looks like a row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from enrichment.sentences import Sentence
from uploads.parsing.limits import Limits
from uploads.parsing.lines import Feed, OverBound, read_lines
from uploads.parsing.rejected import ExportRejected


@dataclass(frozen=True, slots=True)
class Row:
    """One data row. `trouble` completes "This row …" where it cannot be read; then it has no cells."""

    number: int  # from 1; blank lines do not count
    line: int  # of the file, from 1, where the row begins
    cells: list[str]
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a file look like, as its head shows."""

    encoding: str
    delimiter: str
    width: int  # cells in a row
    skip: int  # lines up to and with the header
    numbered: bool  # whether the first cell of a row is a number, as Goodreads' Book Id


_LONG_CELL = Sentence("has a cell of more than %(letters)s characters")
_TOO_WIDE = Sentence("has %(cells)s cells where the header has %(width)s")
_OPEN_QUOTE = Sentence("has a quote that is not closed, or one too many")
_CUT = Sentence("is not complete: the file ends in the middle of it")
_TOO_MANY_ROWS = Sentence("This file has more than %(rows)s rows, more than we can read.")
_BLANK = Sentence("This file consists of blank lines for the most part.")


class _Records(Protocol):
    def __next__(self) -> list[str]: ...


class RowReader:
    """Iterates over the data rows of `file`, from its start.

    Raises ExportRejected where a bound of the whole file is passed; whatever is wrong with one row
    comes as a `Row` with its `trouble`.
    """

    def __init__(self, file: BinaryIO, layout: Layout, limits: Limits) -> None:
        self._layout = layout
        self._limits = limits
        self._feed = Feed(read_lines(file, layout.encoding, limits), layout.delimiter, limits)
        self._numbered = re.compile(rf'"?[0-9]{{1,18}}"?{re.escape(layout.delimiter)}') if layout.numbered else None
        self._replayable = limits.replayed
        self._rows = 0
        self._blanks = 0
        self._blanks_since_row = 0

    def __iter__(self) -> Iterator[Row]:
        self._feed.skip_until(lambda line: False, at_most=self._layout.skip)
        # strict: a quote in the wrong place raises, where it would else run two rows into one
        records = csv.reader(self._feed, delimiter=self._layout.delimiter, strict=True)
        while True:
            self._feed.begin_row()
            line = self._feed.position + 1
            try:
                cells, trouble = self._next_record(records)
            except StopIteration:
                return
            if trouble or len(cells) > 1 or "".join(cells).strip():
                self._count_row()
                yield Row(self._rows, line, cells, trouble)
            else:
                self._count_blank()

    def _next_record(self, records: _Records) -> tuple[list[str], str | None]:
        try:
            cells = next(records)
        except OverBound as error:
            return self._give_up(str(error))
        except csv.Error as error:
            return self._read_loosely() or self._give_up(self._what_is_wrong(error))
        if len(self._feed.taken) > 1 and len(cells) != self._layout.width and (start := self._swallowed_row()):
            return self._give_up(_OPEN_QUOTE, start)
        if self._feed.size > self._limits.field and max(map(len, cells)) > self._limits.field:
            return [], _LONG_CELL % {"letters": f"{self._limits.field:,}"}
        if any(cells[self._layout.width :]):
            return [], _TOO_WIDE % {"cells": len(cells), "width": self._layout.width}
        return cells[: self._layout.width], None

    def _read_loosely(self) -> tuple[list[str], None] | None:
        """The row at hand with quotes inside of quotes ("The "Great" Gatsby"), if it is one line and fits then."""
        if len(self._feed.taken) > 1 or self._feed.ended:
            return None
        cells = self._alone(self._feed.taken[0])
        return (cells, None) if len(cells) == self._layout.width else None

    def _read_unquoted(self) -> tuple[list[str], None] | None:
        """The first line at hand with its quotes as they stand, if it fits so: who parts cells by tabs may quote none."""
        first = self._feed.taken[0].rstrip("\r\n") if self._feed.taken else ""
        if self._layout.delimiter != "\t" or first.count("\t") + 1 != self._layout.width or self._replayable < 0:
            return None
        cells = first.split("\t")
        if max(map(len, cells)) > self._limits.field:
            return None
        self._replayable -= self._feed.size
        self._feed.give_back(self._feed.taken[1:])
        return cells, None

    def _give_up(self, trouble: str, start: int | None = None) -> tuple[list[str], str | None]:
        """Leave the row at hand, and go on at the next line that looks like a row: its `start`th, if it is known."""
        if unquoted := self._read_unquoted():
            return unquoted
        if start := start or self._swallowed_row():
            self._feed.give_back(self._feed.taken[start:])
        elif not self._feed.ended:
            self._feed.skip_until(self._looks_like_a_row, at_most=self._limits.record_lines)
        return [], trouble

    def _swallowed_row(self) -> int | None:
        """Where in the lines at hand, past the first, another row begins.

        Looks only while `limits.replayed` lasts: a file made so that each line opens a quote would be read
        thousands of times otherwise.
        """
        if self._replayable < 0:
            return None
        self._replayable -= self._feed.size
        return next((i for i, line in enumerate(self._feed.taken) if i and self._looks_like_a_row(line)), None)

    def _looks_like_a_row(self, line: str) -> bool:
        cells = line.count(self._layout.delimiter) + 1
        if self._numbered and self._numbered.match(line) and cells > self._layout.width // 3:
            return True  # what follows may be a review of many lines
        return cells >= self._layout.width and len(self._alone(line)) == self._layout.width

    def _alone(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self._layout.delimiter), [])
        except csv.Error:
            return []

    def _what_is_wrong(self, error: csv.Error) -> str:
        if "field limit" in str(error):
            return _LONG_CELL % {"letters": f"{self._limits.field:,}"}
        if self._feed.ended:
            return _CUT
        return _OPEN_QUOTE

    def _count_row(self) -> None:
        self._rows += 1
        self._blanks_since_row = 0
        if self._rows > self._limits.rows:
            raise ExportRejected("too_many_rows", _TOO_MANY_ROWS % {"rows": f"{self._limits.rows:,}"})

    def _count_blank(self) -> None:
        self._blanks += 1
        self._blanks_since_row += 1
        in_all = self._limits.blank_lines + 2 * self._rows
        if self._blanks_since_row > self._limits.blank_lines or self._blanks > in_all:
            raise ExportRejected("too_many_blank_lines", _BLANK)
