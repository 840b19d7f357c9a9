"""A file's lines, bounded, so that nothing that a stranger hands in is ever held in memory as a whole."""

from __future__ import annotations

import codecs
import io
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from enrichment.sentences import Sentence
from uploads.parsing.limits import Limits
from uploads.parsing.rejected import ExportRejected

_CHUNK = 256 << 10
_TOO_MANY_LINES = Sentence("This file has more than %(lines)s lines.")
_LONG_LINE = Sentence("has a line of more than %(letters)s characters")
_WIDE_LINE = Sentence("has a line of more than %(cells)s cells")
_ENDLESS_QUOTE = Sentence("has a quote that opens and is not closed in thousands of lines")


class OverBound(Exception):
    """A line or a row is too long to be handed on. The message completes "This row …"."""


def read_lines(file: BinaryIO, encoding: str, limits: Limits) -> Iterator[str]:
    r"""The lines of `file` from its start, each with its end ("\n", "\r\n" or "\r") as it stands.

    A line over `limits.line` is cut somewhere behind the bound, so that it can be seen to be over it.
    """
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    while chunk := file.read(_CHUNK):
        lines = list(io.StringIO(rest + decoder.decode(chunk), newline=""))
        # The last may go on in the next chunk, even past a "\r", which can be half of "\r\n".
        rest = lines.pop()[: limits.line + 1] if lines and not lines[-1].endswith("\n") else ""
        yield from lines
    yield from io.StringIO(rest + decoder.decode(b"", final=True), newline="")


class Feed:
    """Hands lines to csv.reader, within bounds, and remembers those of the row at hand.

    Raises OverBound where a line or a row passes its bound (the line counts as taken), and
    ExportRejected where the file has too many lines.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, limits: Limits) -> None:
        self.taken: list[str] = []  # the lines of the row at hand
        self.size = 0  # their characters
        self.position = 0  # lines handed out so far
        self.ended = False
        self._lines = lines
        self._again: deque[str] = deque()
        self._delimiter = delimiter
        self._limits = limits

    def __iter__(self) -> Feed:
        return self

    def __next__(self) -> str:
        try:
            line = self._again.popleft() if self._again else next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.position += 1
        self.taken.append(line)
        self.size += len(line)
        self._check(line)
        return line

    def begin_row(self) -> None:
        """Forget the lines of the last row."""
        self.taken = []
        self.size = 0

    def give_back(self, lines: list[str]) -> None:
        """Have `lines`, the last ones taken, come again."""
        self._again.extendleft(reversed(lines))
        self.position -= len(lines)
        self.ended = False

    def skip_until(self, wanted: Callable[[str], bool], *, at_most: int) -> None:
        """Drop the next lines up to one that is `wanted`, which comes next; `at_most` of them are dropped."""
        for _ in range(at_most):
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            if wanted(line):
                self._again.appendleft(line)
                return
            self.position += 1

    def _check(self, line: str) -> None:
        if self.position > self._limits.lines:
            raise ExportRejected("too_many_rows", _TOO_MANY_LINES % {"lines": f"{self._limits.lines:,}"})
        if len(line) > self._limits.line:
            raise OverBound(_LONG_LINE % {"letters": f"{self._limits.line:,}"})
        if line.count(self._delimiter) > self._limits.delimiters:
            raise OverBound(_WIDE_LINE % {"cells": f"{self._limits.delimiters:,}"})
        if self.size > self._limits.record or len(self.taken) > self._limits.record_lines:
            raise OverBound(_ENDLESS_QUOTE)
