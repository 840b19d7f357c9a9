"""The shelves that readers made themselves: how full they are, and how much they have in common."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from dashboards.document.tallies import Book

SHELVES_KEPT = 60
PAIRED = 12  # of a book's shelves: the pairs of forty would be 780


class OwnShelves:
    """Counts books by shelf and by pair of shelves. Takes all books, whatever their status."""

    def __init__(self) -> None:
        self._books: Counter[str] = Counter()
        self._alone: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._shelved = 0
        self._on_several = 0

    def add(self, book: Book) -> None:
        shelves = book["shelves"]
        if not shelves:
            return
        self._shelved += 1
        self._books.update(shelves)
        if len(shelves) == 1:
            self._alone[shelves[0]] += 1
            return
        self._on_several += 1
        self._pairs.update(combinations(sorted(shelves)[:PAIRED], 2))

    def as_json(self) -> dict[str, Any]:
        most_first = sorted(self._books.items(), key=lambda item: (-item[1], item[0]))
        beside = self._most_in_common()
        return {
            "own_shelves": {
                "shelves": [
                    {
                        "name": name,
                        "books": books,
                        "alone": self._alone[name],
                        "beside": beside[name][0] if name in beside else None,
                        "shared": beside[name][1] if name in beside else 0,
                    }
                    for name, books in most_first[:SHELVES_KEPT]
                ],
                "total": len(self._books),
                "books": self._shelved,
                "on_several": self._on_several,
            }
        }

    def _most_in_common(self) -> dict[str, tuple[str, int]]:
        """By shelf: the other one that most of its books stand on, and how many do."""
        best: dict[str, tuple[str, int]] = {}
        for (one, other), books in sorted(self._pairs.items(), key=lambda item: (-item[1], item[0])):
            best.setdefault(one, (other, books))
            best.setdefault(other, (one, books))
        return best
