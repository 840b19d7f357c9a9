"""Books as a plain list has them, brought into the form of a document's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_RENAMED = {
    "community_rating": "average_rating",
    "num_pages": "pages",
    "publication_year": "year_published",
    "original_publication_year": "original_year",
    "reading_status": "exclusive_shelf",
    "shelf": "exclusive_shelf",
}
_SAME = ("title", "author", "date_read", "date_added", "read_count", "review", "genres")
_NOT_TOLD = ("series", "series_number", "ratings_count", "format", "language", "fiction", "publisher", "isbn13")


def as_in_documents(book: Mapping[str, Any]) -> dict[str, Any]:
    """A book of a list like an export's columns: 0 is not rated, the exclusive shelf is among the shelves."""
    return {
        **dict.fromkeys(_NOT_TOLD),
        **{name: book[name] for name in _SAME},
        **{name: book[theirs] for name, theirs in _RENAMED.items()},
        "id": str(book["id"]),
        "my_rating": book["my_rating"] or None,
        "shelves": [shelf for shelf in book["shelves"] if shelf != book["exclusive_shelf"]],
    }
