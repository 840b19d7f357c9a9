"""The addresses of a library's pages, whichever link its reader came by."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.library import Library

_NAMES = {
    "owner": ("dashboards:dashboard", "dashboards:books", "dashboards:book", "dashboards:picture"),
    "shared": ("dashboards:shared", "dashboards:shared_books", "dashboards:shared_book", "dashboards:shared_picture"),
    "sample": ("dashboards:sample", "dashboards:sample_books", "dashboards:sample_book", "dashboards:sample_picture"),
}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that stay under the link: a share link's pages never lead to the owner's."""

    library: Library

    @property
    def dashboard(self) -> str:
        return self._reverse(0)

    def books(self, **query: object) -> str:
        """The list of all books, or of those that a query of its form picks."""
        address = self._reverse(1)
        return f"{address}?{urlencode(query)}" if query else address

    def book(self, book_id: str) -> str:
        return self._reverse(2, book_id)

    def picture(self, shape: str) -> str:
        return self._reverse(3, shape)

    @property
    def all_books(self) -> str:
        """`books` without a query, for templates."""
        return self.books()

    def _reverse(self, page: int, *more: str) -> str:
        own = [] if self.library.kind == "sample" else [self.library.id]
        return reverse(_NAMES[self.library.kind][page], args=[*own, *more])
