"""How large a file's parts may grow before we stop: every bound that keeps a hostile file cheap.

They lie far above any real library: the largest row seen has some 20,000 characters, and readers
with 20,000 books are rare. A row over a bound is reported and left; a file over one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. Sizes are in characters."""

    line: int = 1 << 20
    delimiters: int = 5_000  # in one line
    columns: int = 100
    rows: int = 200_000
    lines: int = 1_500_000  # in all, for reviews hold line breaks
    blank_lines: int = 1_000  # one after the other; as many and two a row in all, for some tools write "\r\r\n"
    record: int = 1 << 20  # one row with all its lines
    record_lines: int = 5_000
    field: int = 128 << 10  # csv's own default, which is a setting of the whole process and so left alone
    replayed: int = 4 << 20  # read a second time in all, to find rows that a stray quote has swallowed
