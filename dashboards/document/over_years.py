"""What changes from year to year: how many books of each genre and of each format were read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboards.document.tallies import Book
from enrichment.genres import slug_of

YEARS_KEPT = 40  # the last ones; what lies before is a date that somebody mistyped, or a very long life


class OverYears:
    """Counts things by year, for as many years as are kept, without gaps. Keeps no book."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()

    def count(self, name: str, date: str) -> None:
        self._counts[name, int(date[:4])] += 1

    @property
    def years(self) -> Sequence[int]:
        """From the first that has anything to the last."""
        there = {year for _name, year in self._counts}
        return range(max(min(there), max(there) - YEARS_KEPT + 1), max(there) + 1) if there else ()

    def rows(self) -> list[tuple[str, list[int]]]:
        """(name, how many in each of the years), the most first; what has nothing in these years is left out."""
        years = self.years
        names = sorted({name for name, _year in self._counts})
        rows = [(name, [self._counts[name, year] for year in years]) for name in names]
        return sorted((row for row in rows if any(row[1])), key=lambda row: -sum(row[1]))


class Taste:
    """Genres by the year of reading. Takes read books; those without a date or a genre are passed over."""

    def __init__(self) -> None:
        self._by_year = OverYears()
        self._books = 0

    def add(self, book: Book) -> None:
        if book["date_read"] is not None and book["genres"]:
            self._books += 1
            for genre in book["genres"]:
                self._by_year.count(genre, book["date_read"])

    def as_json(self) -> dict[str, Any]:
        genres = [{"name": name, "slug": slug_of(name), "by_year": counts} for name, counts in self._by_year.rows()]
        return {"taste": {"books": self._books, "years": list(self._by_year.years), "genres": genres}}


class FormatsOverYears:
    """Formats by the year of reading. Takes read books; those without a date or a format are passed over."""

    def __init__(self) -> None:
        self._by_year = OverYears()

    def add(self, book: Book) -> None:
        if book["date_read"] is not None and book["format"] is not None:
            self._by_year.count(book["format"], book["date_read"])

    def as_json(self) -> dict[str, Any]:
        formats = [{"name": name, "by_year": counts} for name, counts in self._by_year.rows()]
        return {"formats_by_year": {"years": list(self._by_year.years), "formats": formats}}
