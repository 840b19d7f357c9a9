"""How the reader's ratings of a year are spread: the half of them that lies in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dashboards.document.tallies import Book


class Spread:
    """Counts the ratings of read books by year of date_read; vague dates count, too."""

    def __init__(self) -> None:
        self._ratings: Counter[tuple[str, float]] = Counter()

    def add(self, book: Book) -> None:
        rating, date = book["my_rating"], book["date_read"]
        if rating is not None and date is not None:
            self._ratings[date[:4], rating] += 1

    def as_json(self) -> dict[str, Any]:
        years: dict[int, dict[float, int]] = {}
        for (year, rating), books in self._ratings.items():
            years.setdefault(int(year), {})[rating] = books
        return {
            "rating_spread": [
                {
                    "year": year,
                    "rated": sum(ratings.values()),
                    "lower": quantile(ratings, 1),
                    "upper": quantile(ratings, 3),
                }
                for year, ratings in sorted(years.items())
            ]
        }


def quantile(counts: Mapping[float, int], quarter: int) -> float:
    """The first, second or third quartile of values given with how often each occurs, one at least.

    Between two values it lies on the straight line, as spreadsheets reckon it.

    >>> quantile({1.0: 1, 2.0: 1, 3.0: 2}, 1), quantile({4.0: 9}, 3)
    (1.75, 4.0)
    """
    values = sorted(counts)
    whole, rest = divmod((sum(counts.values()) - 1) * quarter, 4)
    low, high = _at(counts, values, whole), _at(counts, values, whole + (rest > 0))
    return low + (high - low) * rest / 4


def _at(counts: Mapping[float, int], values: list[float], place: int) -> float:
    """The value at a place of all of them in order, from 0."""
    for value in values:
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)
