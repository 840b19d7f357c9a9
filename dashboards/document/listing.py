"""A page of a library's books: searched, filtered, sorted and cut, without holding the library.

One pass over the document keeps a sort key and a place in the file for each book that matches; then the page's own
lines are read again. Where the books are in memory already, the file is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from dashboards.document.filters import Filters
from dashboards.document.folding import fold
from dashboards.document.reading import book_at, placed_books
from dashboards.document.tallies import Book

Value = str | int | float
DEFAULT_SORT = "-date_read"
PER_PAGE = 100

_ISBN10 = re.compile(r"\d{9}[\dx]")


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of books: `rows` are book objects, `matching` of the `total` fit the search and the filters."""

    rows: list[Book]
    total: int
    matching: int
    page: int  # from 1, within `pages`
    pages: int  # 1 at least
    sort: str  # the order that was used


def page_of_books(
    file: IO[bytes],
    *,
    kept: Sequence[Book] | None = None,
    search: str = "",
    sort: str = DEFAULT_SORT,
    filters: Filters | None = None,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Listing:
    """The books of a document that match, in order. `kept` are all its books, where they are in memory.

    `search` wants each of its words somewhere in title, author, series, shelves, genres or ISBN, whatever the case and
    the accents. `sort` is a key of SORTS, with "-" before it for descending; books without the value come last either
    way, equal ones in the file's order; an unknown key means DEFAULT_SORT. A page out of range is the nearest that there
    is.
    """
    sort = sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT
    matches = _matcher(search, filters or Filters())
    placed = placed_books(file) if kept is None else enumerate(kept)
    places, total = _places(placed, matches, SORTS[sort.removeprefix("-")], descending=sort.startswith("-"))
    pages = max(1, -(-len(places) // per_page))
    page = min(max(1, page), pages)
    shown = places[(page - 1) * per_page : page * per_page]
    return Listing(
        rows=[book_at(file, place) if kept is None else kept[place] for place in shown],
        total=total,
        matching=len(places),
        page=page,
        pages=pages,
        sort=sort,
    )


def _places(
    placed: Iterable[tuple[int, Book]],
    matches: Callable[[Book], bool],
    key: Callable[[Book], Value | None],
    *,
    descending: bool,
) -> tuple[list[int], int]:
    """The places of the matching books, in order; and how many books there are in all."""
    with_value: list[tuple[Value, int]] = []
    without: list[int] = []
    total = 0
    for total, (place, book) in enumerate(placed, start=1):  # noqa: B007
        if matches(book):
            value = key(book)
            if value is None:
                without.append(place)
            else:
                with_value.append((value, place))
    with_value.sort(key=lambda entry: entry[0], reverse=descending)  # stable either way: equal ones keep their order
    return [place for _, place in with_value] + without, total


def _matcher(search: str, filters: Filters) -> Callable[[Book], bool]:
    words = [_search_word(word) for word in fold(search).split()]

    def matches(book: Book) -> bool:
        if not filters.matches(book):
            return False
        if not words:
            return True
        text = _searchable(book)
        return all(word in text for word in words)

    return matches


def _search_word(word: str) -> str:
    """An ISBN-10 or a hyphenated ISBN as the document would have it; any other word as it is."""
    plain = word.replace("-", "")
    if _ISBN10.fullmatch(plain):
        return f"978{plain[:9]}"  # the check digit differs
    return plain if plain.isdigit() and len(plain) == 13 else word


def _searchable(book: Book) -> str:
    parts = [book["full_title"], book["title"], book["author"], book["series"], book["shelf"], book["isbn13"]]
    parts += book["additional_authors"] + book["shelves"] + book["genres"]
    return fold("\n".join(part for part in parts if part))


def _folded(key: str) -> Callable[[Book], Value | None]:
    return lambda book: fold(book[key])


def _plain(key: str) -> Callable[[Book], Value | None]:
    return lambda book: book[key]


SORTS: dict[str, Callable[[Book], Value | None]] = {
    "title": _folded("title"),
    "author": _folded("author"),
    "my_rating": _plain("my_rating"),
    "community_rating": _plain("community_rating"),
    "num_pages": _plain("num_pages"),
    "original_publication_year": _plain("original_publication_year"),
    "date_read": _plain("date_read"),
    "date_added": _plain("date_added"),
}
