"""What some books of a library add up to, each chapter's counts only when they are asked for.

A page that shows three figures of thirty need not count for the others. The same counters as for a whole document
(`document.summary`); the price is that the books stay in memory, so this is for books that are kept there anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial
from typing import Any

from dashboards.document.pile import Pile
from dashboards.document.summary import OF_ALL_BOOKS, OF_READ_BOOKS, Part, Summary
from dashboards.document.tallies import Book
from uploads.parsing.records import Status


class SummaryOnDemand:
    """Takes books one by one as a `Summary` does, and gives the same counts."""

    def __init__(self, *, bulk_days: Collection[str] | None = None) -> None:
        self._bulk_days = bulk_days
        self._books: list[Book] = []
        self.add = self._books.append

    def counts(self, *, this_year: int, is_part: bool = False) -> dict[str, Any]:
        """As `Summary.counts`, with a summary that counts on demand."""
        common = Summary(parts=False)
        for book in self._books:
            common.add(book)
        counts = common.counts(this_year=this_year, is_part=is_part)
        return counts | {"summary": _Counted(counts["summary"], self._books, self._bulk_days)}


class _Counted(Mapping[str, Any]):
    """A summary: what is `common` to all pages is there, the parts are counted when one of their keys is looked up."""

    def __init__(self, common: dict[str, Any], books: list[Book], bulk_days: Collection[str] | None) -> None:
        self._there = common
        self._books = books
        self._bulk_days = bulk_days

    def __getitem__(self, key: str) -> Any:
        if key not in self._there:
            self._there.update(self._counted(key))
        return self._there[key]

    def __iter__(self) -> Iterator[str]:
        yield from self._there.keys() | _parts().keys()

    def __len__(self) -> int:
        return len(self._there.keys() | _parts().keys())

    def __contains__(self, key: object) -> bool:  # else by counting
        return key in self._there or key in _parts()

    def _counted(self, key: str) -> dict[str, Any]:
        make, of_read = _parts()[key]
        part = make(self._bulk_days)
        for book in self._books:
            if not of_read or book["reading_status"] == Status.READ:
                part.add(book)
        return part.as_json()


Maker = Callable[[Collection[str] | None], Part]  # takes the bulk days


@cache
def _parts() -> dict[str, tuple[Maker, bool]]:
    """By key of the summary: the part that gives it, and whether it counts read books alone."""
    parts: list[tuple[Maker, bool]] = [
        *((partial(_without_days, part), True) for part in OF_READ_BOOKS),
        *((partial(_without_days, part), False) for part in OF_ALL_BOOKS),
        (Pile, False),
    ]
    return {key: (make, of_read) for make, of_read in parts for key in make(None).as_json()}


def _without_days(part: Callable[[], Part], _bulk_days: Collection[str] | None) -> Part:
    return part()
