"""The aggregate functions that SQLite lacks. They pass over NULL, as SQL's own do."""

from __future__ import annotations

import math
import sqlite3
import statistics
from typing import Any

MOST = 100_000  # values that one call may collect: these lists lie outside SQLite's own limits


class TooManyValues(Exception):
    """A call collected more values than it may."""


class _Collecting:
    def __init__(self) -> None:
        self.values: list[float] = []

    def step(self, value: Any, *more: Any) -> None:
        if not isinstance(value, int | float):
            return
        self.values.append(value)
        if len(self.values) > MOST:
            raise TooManyValues


class Median(_Collecting):
    def finalize(self) -> float | None:
        return statistics.median(self.values) if self.values else None


class Stddev(_Collecting):
    def finalize(self) -> float | None:
        return statistics.stdev(self.values) if len(self.values) > 1 else None


class Quantile(_Collecting):
    """Between two values it is read off the line that joins them."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.5

    def step(self, value: Any, *more: Any) -> None:
        if more and isinstance(more[0], int | float):
            self.share = min(1.0, max(0.0, more[0]))
        super().step(value)

    def finalize(self) -> float | None:
        if not self.values:
            return None
        values = sorted(self.values)
        at = (len(values) - 1) * self.share
        low = math.floor(at)
        high = min(low + 1, len(values) - 1)
        return values[low] + (values[high] - values[low]) * (at - low)


class Corr:
    def __init__(self) -> None:
        self.pairs: list[tuple[float, float]] = []

    def step(self, x: Any, y: Any) -> None:
        if isinstance(x, int | float) and isinstance(y, int | float):
            self.pairs.append((x, y))
            if len(self.pairs) > MOST:
                raise TooManyValues

    def finalize(self) -> float | None:
        try:
            return statistics.correlation([x for x, _ in self.pairs], [y for _, y in self.pairs])
        except statistics.StatisticsError:  # fewer than two, or all alike
            return None


_ALL: tuple[tuple[str, int, Any], ...] = (  # typeshed knows no aggregate but one of a whole number
    ("median", 1, Median),
    ("stddev", 1, Stddev),
    ("quantile", 2, Quantile),
    ("corr", 2, Corr),
)


def add_aggregates(connection: sqlite3.Connection) -> None:
    for name, arguments, aggregate in _ALL:
        connection.create_aggregate(name, arguments, aggregate)
