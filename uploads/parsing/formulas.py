"""Cells that a spreadsheet would run as a formula: made harmless where we write, and read back as they were.

A title or a shelf may begin with "=". An apostrophe before it makes every spreadsheet take the cell for text. Where a
cell had one there already it gets another, so that taking one off always gives back what was there.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell as no spreadsheet runs it.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'Tis")
    ("'=1+1", "''=1+1", "'Tis")
    """
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """The inverse of `guarded`; a cell that it did not write is left as it is, unless it looks just like one.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'Tis")
    ('=1+1', "'=1+1", "'Tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
