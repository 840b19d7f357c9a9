"""The reader's ratings beside the crowd's, book by book: how far apart, and where most of all."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import Any

from dashboards.document.tallies import Book, half_stars, stars, tenth

MOST_POINTS = 1500  # books that are drawn one by one; of more only the cells are kept
WIDEST_SHOWN = 20
HAIR = 0.001  # stars: 5 - 4.9 and 4 - 3.9 are equally far
UNKNOWN = "unknown"  # who counted the crowd, where a service did not say

_Far = tuple[float, int, str, str, str, float, float]  # how far, -row, then what is shown


class BesideCrowd:
    """Counts read books that both the reader and the crowd have rated. Takes them one by one."""

    def __init__(self) -> None:
        self._sources: Counter[str | None] = Counter()
        self._pairs: Counter[tuple[float, float]] = Counter()
        self._points: list[tuple[int, str, str, float, float]] = []
        self._widest: list[_Far] = []  # a heap, the nearest first

    def add(self, book: Book) -> None:
        mine, crowd = book["my_rating"], book["community_rating"]
        if mine is None or crowd is None:
            return
        self._sources[book["community_rating_source"]] += 1
        self._pairs[mine, crowd] += 1
        if len(self._points) <= MOST_POINTS:  # one more than are shown: it says that there are too many
            self._points.append((book["row"], book["id"], book["title"], mine, crowd))
        far = abs(mine - crowd)
        if len(self._widest) < WIDEST_SHOWN or far > self._widest[0][0] - HAIR:
            self._offer((round(far, 4), -book["row"], book["id"], book["title"], book["author"], mine, crowd))

    def as_json(self) -> dict[str, Any]:
        few = len(self._points) <= MOST_POINTS
        gaps: Counter[float] = Counter()
        cells: Counter[tuple[int, int]] = Counter()
        for (mine, crowd), books in self._pairs.items():
            gaps[half_stars(mine - crowd)] += books
            cells[stars(mine), tenth(crowd)] += books
        return {
            "beside_crowd": {
                "sources": dict(sorted((source or UNKNOWN, books) for source, books in self._sources.items())),
                "gaps": [{"gap": gap, "books": books} for gap, books in sorted(gaps.items())],
                "points": [list(point[1:]) for point in sorted(self._points)] if few else [],
                "cells": [] if few else [[*place, books] for place, books in sorted(cells.items())],
                "widest": [
                    {"id": id, "title": title, "author": author, "mine": mine, "crowd": crowd}
                    for _, _, id, title, author, mine, crowd in sorted(self._widest, reverse=True)
                ],
            }
        }

    def _offer(self, far: _Far) -> None:
        if len(self._widest) < WIDEST_SHOWN:
            heapq.heappush(self._widest, far)
        elif far[:2] > self._widest[0][:2]:
            heapq.heapreplace(self._widest, far)
