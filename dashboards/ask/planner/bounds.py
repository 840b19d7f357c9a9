"""The words for more and less."""

from __future__ import annotations

LESS = (
    r"(?:under|less than|fewer than|shorter than|below|smaller than|lower than|worse than|at most|up to|no more than|"
    r"not more than|max(?:imum)?|<=?)"
)
MORE = (
    r"(?:over|more than|longer than|above|bigger than|higher than|greater than|better than|at least|no less than|"
    r"not less than|no fewer than|minimum|>=?)"
)


def comparison(words: str, sign: str) -> str:
    """The operator of "at least" and its kind.

    >>> comparison("at least", ">"), comparison("under", "<")
    ('>=', '<')
    """
    closed = ("at least", "at most", "up to", "no ", "not ", "max", "min", "=")
    return f"{sign}=" if any(mark in words for mark in closed) else sign
