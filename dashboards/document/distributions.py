"""How the read books are spread: by length, by age, over their authors. Counts of whole numbers, never the books."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.document.tallies import Book, mean
from uploads.parsing.records import UNKNOWN_AUTHOR

AGES = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years: each column is about twice as wide as the one before it
LENGTHS = tuple(range(0, 1001, 50))  # pages
LENGTHS_RATED = tuple(range(0, 701, 100))  # pages: wider, so that there are ratings enough in each
DEPTHS = (1, 2, 3, 6)  # books of an author


def quantile(counts: Mapping[Any, int], share: float) -> float | None:
    """The value below which this share of all lies, between two values in proportion; None over nothing.

    >>> quantile({1: 2, 4: 1}, 0.5), quantile({1: 1, 2: 1}, 0.5), quantile({}, 0.5)
    (1.0, 1.5, None)
    """
    total = sum(counts.values())
    if not total:
        return None
    place = (total - 1) * share
    lower, upper = _at(counts, int(place)), _at(counts, min(int(place) + 1, total - 1))
    return lower + (upper - lower) * (place - int(place))


def _at(counts: Mapping[Any, int], place: int) -> float:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return float(value)
    raise IndexError(place)


def bin_of(value: int, bounds: Sequence[int]) -> int:
    """The bound from which the bin of this value begins; the last bin is open.

    >>> bin_of(49, (0, 50, 100)), bin_of(50, (0, 50, 100)), bin_of(900, (0, 50, 100))
    (0, 50, 100)
    """
    return bounds[bisect_right(bounds, value) - 1]


def binned(counts: Mapping[int, int], bounds: Sequence[int]) -> list[dict[str, int]]:
    """How many books lie from each bound to the next.

    >>> binned({3: 2, 70: 1}, (0, 50, 100))
    [{'from': 0, 'books': 2}, {'from': 50, 'books': 1}, {'from': 100, 'books': 0}]
    """
    books: Counter[int] = Counter()
    for value, count in counts.items():
        books[bin_of(value, bounds)] += count
    return [{"from": low, "books": books[low]} for low in bounds]


class Ages:
    """How old books are in the year in which they are read. Takes read books; undated ones are passed over."""

    def __init__(self) -> None:
        self._ages: Counter[int] = Counter()

    def add(self, book: Book) -> None:
        year, date = book["original_publication_year"], book["date_read"]
        if year is not None and date is not None:
            self._ages[max(0, int(date[:4]) - year)] += 1  # an advance copy is as new as can be

    def as_json(self) -> dict[str, Any]:
        return {
            "ages": {
                "counted": self._ages.total(),
                "median": quantile(self._ages, 0.5),
                "bins": binned(self._ages, AGES),
            }
        }


class LengthsAndRatings:
    """How many books are how long, and how books of each length are rated. Takes read books with a page count."""

    def __init__(self) -> None:
        self._pages: Counter[int] = Counter()
        self._ratings: dict[int, Counter[float]] = {low: Counter() for low in LENGTHS_RATED}

    def add(self, book: Book) -> None:
        pages, rating = book["num_pages"], book["my_rating"]
        if not pages:
            return
        self._pages[pages] += 1
        if rating is not None:
            self._ratings[bin_of(pages, LENGTHS_RATED)][rating] += 1

    def as_json(self) -> dict[str, Any]:
        return {
            "lengths_by_pages": binned(self._pages, LENGTHS),
            "ratings_by_length": [_spread(low, ratings) for low, ratings in self._ratings.items()],
        }


def _spread(low: int, ratings: Counter[float]) -> dict[str, Any]:
    return {
        "from": low,
        "rated": ratings.total(),
        "average_rating": mean(sum(rating * books for rating, books in ratings.items()), ratings.total()),
        "quartiles": [quantile(ratings, share) for share in (0.25, 0.5, 0.75)] if ratings else None,
    }


class Depth:
    """How many authors the reader knows from one book, and how many from several. Takes read books."""

    def __init__(self) -> None:
        self._authors: Counter[str] = Counter()

    def add(self, book: Book) -> None:
        if book["author"] != UNKNOWN_AUTHOR:
            self._authors[book["author"]] += 1

    def as_json(self) -> dict[str, Any]:
        authors: Counter[int] = Counter()
        books: Counter[int] = Counter()
        for count in self._authors.values():
            step = bin_of(count, DEPTHS)
            authors[step] += 1
            books[step] += count
        return {"depth": [{"from": low, "authors": authors[low], "books": books[low]} for low in DEPTHS]}
