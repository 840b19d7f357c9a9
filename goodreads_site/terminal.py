"""What commands show to those who wait for them: counts in words, and a progress bar."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

EVERY = 0.1  # seconds between two drawings
WIDTH = 30  # characters of the bar itself
CLEAR = "\r\x1b[K"  # to the line's start, then wipe it


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "book"), counted(2638, "book")
    ('1 book', '2,638 books')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class ProgressBar:
    """`Looking up  [#########---------------------]  1,234/2,638  3:12 left`, over and over in one line.

    It shows on a terminal only: logs and pipes get none.
    """

    def __init__(
        self, what: str, total: int, *, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self._out = out or sys.stderr
        self._clock = clock
        self._shows = self._out.isatty()
        self._started = clock()
        self._drawn = float("-inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.say("")

    def advance(self, by: int) -> None:
        self.reach(self.done + by)

    def reach(self, done: int) -> None:
        self.done = min(done, self.total)
        now = self._clock()
        if now - self._drawn >= EVERY or self.done == self.total:
            self._drawn = now
            self.say(self._line(now - self._started))

    def say(self, line: str) -> None:
        """Show another text in the bar's place, until it moves."""
        if self._shows:
            self._out.write(CLEAR + line[: shutil.get_terminal_size().columns - 1])
            self._out.flush()

    def _line(self, elapsed: float) -> str:
        filled = WIDTH * self.done // self.total if self.total else WIDTH
        bar = "#" * filled + "-" * (WIDTH - filled)
        return f"{self.what}  [{bar}]  {self.done:,}/{self.total:,}{self._left(elapsed)}"

    def _left(self, elapsed: float) -> str:
        if not self.done or self.done == self.total or elapsed < 1:
            return ""
        seconds = round(elapsed * (self.total - self.done) / self.done)
        return f"  {seconds // 60}:{seconds % 60:02d} left"
