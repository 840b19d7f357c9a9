"""The two books at the ends of a scale, found while books pass by."""

from __future__ import annotations

from typing import Any

from dashboards.document.tallies import Book, spine

Extreme = tuple[float, int, Book]  # the value, the book's row, the book in short


class Range:
    """The books with the lowest and the highest value; of equals the first row."""

    __slots__ = ("high", "low")

    def __init__(self) -> None:
        self.low: Extreme | None = None
        self.high: Extreme | None = None

    def offer(self, value: float, book: Book) -> None:
        if self.low is None or self.high is None or not self.low[0] < value < self.high[0]:
            row = book["row"]
            if _lower(value, row, self.low) or _lower(-value, row, _turned(self.high)):
                self._take((value, row, spine(book, book["date_read"])))

    def join(self, other: Range) -> None:
        """Take in what another range has found."""
        for extreme in (other.low, other.high):
            if extreme is not None:
                self._take(extreme)

    def as_json(self) -> dict[str, Any]:
        """Both ends; None where nothing was offered."""
        return {"lowest": _extreme_as_json(self.low), "highest": _extreme_as_json(self.high)}

    def _take(self, entry: Extreme) -> None:
        value, row, _book = entry
        if _lower(value, row, self.low):
            self.low = entry
        if _lower(-value, row, _turned(self.high)):
            self.high = entry


def _lower(value: float, row: int, than: Extreme | None) -> bool:
    return than is None or value < than[0] or (value == than[0] and row < than[1])


def _turned(extreme: Extreme | None) -> Extreme | None:
    return extreme and (-extreme[0], extreme[1], extreme[2])


def _extreme_as_json(extreme: Extreme | None) -> dict[str, Any] | None:
    return extreme and {"value": extreme[0], "book": extreme[2]}
