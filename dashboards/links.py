"""The addresses of a library's pages, whichever link its reader came by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

from dashboards.document.filters import Filters
from dashboards.library import Library

_PREFIXES = {"owner": "", "shared": "shared_", "sample": "sample_"}  # of the names in urls.py
_DASHBOARDS = {"owner": "dashboard", "shared": "shared", "sample": "sample"}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that stay under the link: a share link's pages never lead to the owner's."""

    library: Library

    @property
    def dashboard(self) -> str:
        return self._reverse(_DASHBOARDS[self.library.kind])

    def filtered(self, filters: Filters, *, at: str = "") -> str:
        """The dashboard through these filters, at the figure with the id `at`."""
        address = with_query(self.dashboard, **filters.wanted)
        return f"{address}#{at}" if at else address

    def spines(self, filters: Filters, year: int | None = None) -> str:
        """The dashboard through these filters, with a year's shelf; "" where there is no other page to show it."""
        asked = {"spines": year} if year is not None else {}
        return with_query(self.dashboard, **filters.wanted, **asked) + "#shelf"

    def books(self, **query: object) -> str:
        """The list of all books, or of those that a query of its form picks."""
        return with_query(self.page("books"), **query)

    def book(self, book_id: str) -> str:
        return self.page("book", book_id)

    @property
    def each_book(self) -> str:
        """A book's address up to the id that ends it, for drawings of very many books."""
        return self.book("0").removesuffix("0")

    def picture(self, shape: str, year: int | None = None) -> str:
        """The share picture of the library, or of one of its years."""
        return self.page("picture", shape) if year is None else self.page("year_picture", str(year), shape)

    @property
    def genres(self) -> str:
        return self.page("genres")

    @property
    def authors(self) -> str:
        return self.page("authors")

    @property
    def all_series(self) -> str:
        return self.page("all_series")

    @property
    def ask(self) -> str:
        return self.page("ask")

    @property
    def sql(self) -> str:
        """Where a SELECT of one's own is written."""
        return self.page("sql")

    @property
    def all_books(self) -> str:
        """`books` without a query, for templates."""
        return self.books()

    def page(self, name: str, *more: str) -> str:
        """A page below the link, by its name in urls.py."""
        return self._reverse(f"{_PREFIXES[self.library.kind]}{name}", *more)

    def _reverse(self, name: str, *more: str) -> str:
        own = () if self.library.kind == "sample" else (self.library.id,)
        return _address(get_script_prefix(), name, *own, *more)


@lru_cache(maxsize=1024)
def _address(prefix: str, name: str, *arguments: str) -> str:
    """A page leads to hundreds of addresses, most of them to the same few. `prefix` is what Django puts before them."""
    return reverse(f"dashboards:{name}", args=arguments)


def with_query(address: str, **query: object) -> str:
    """The address with its query, if there is one."""
    return f"{address}?{urlencode(query)}" if query else address
