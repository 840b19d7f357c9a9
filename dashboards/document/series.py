"""The series that were begun: which volumes are read, which are at hand, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dashboards.document.folding import fold
from dashboards.document.groups import volumes
from dashboards.document.tallies import Book
from uploads.parsing.records import Status

SERIES_KEPT = 80
MOST_VOLUMES = 50  # higher numbers are no counting: years, issues of a magazine


@dataclass(slots=True)
class Volumes:
    """The volumes of one series on the reader's shelves, by their whole numbers."""

    name: str
    read: set[int] = field(default_factory=set)
    at_hand: set[int] = field(default_factory=set)  # on any other shelf
    unnumbered: int = 0  # read books that are no whole volume: novellas, companions

    def missing(self) -> int:
        """How many up to the highest volume known are not read; 0 where the numbers are no counting."""
        highest = max(self.read | self.at_hand, default=0)
        return highest - len(self.read - {0}) if highest <= MOST_VOLUMES else 0


class BegunSeries:
    """Counts volumes by series. Takes all books: what is at hand is told by those that are not read."""

    def __init__(self) -> None:
        self._series: dict[str, Volumes] = {}

    def add(self, book: Book) -> None:
        name = book["series"]
        if not name:
            return
        key = fold(name)
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = Volumes(name)
        numbers = volumes(book["series_number"])
        if book["reading_status"] != Status.READ:
            series.at_hand.update(numbers)
        elif numbers:
            series.read.update(numbers)
        else:
            series.unnumbered += 1

    def as_json(self) -> dict[str, Any]:
        begun = [series for series in self._series.values() if series.read]
        unfinished = sum(bool(series.missing()) for series in begun)
        begun.sort(key=lambda series: (not series.missing(), -len(series.read), series.missing(), fold(series.name)))
        return {
            "series": {
                "begun": len(begun),
                "unfinished": unfinished,
                "series": [
                    {
                        "name": series.name,
                        "read": _few(series.read),
                        "at_hand": _few(series.at_hand - series.read),
                        "missing": series.missing(),
                        "unnumbered": series.unnumbered,
                    }
                    for series in begun[:SERIES_KEPT]
                ],
            }
        }


def _few(numbers: set[int]) -> list[int]:
    return sorted(numbers)[:MOST_VOLUMES]
