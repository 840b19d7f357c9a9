"""How a reader's book is named to the catalogue."""

from __future__ import annotations

from enrichment.catalogue import Naming
from uploads.parsing.records import ParsedBook


def naming_of(book: ParsedBook) -> Naming:
    """How the catalogue is told which book it is."""
    return Naming(
        title=book.title,
        author=book.author,
        isbn13=book.isbn13,
        goodreads_id=book.goodreads_id,
        year=book.original_publication_year or book.publication_year,
    )
