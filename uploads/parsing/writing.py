"""A book written as a row of Goodreads' library export: the inverse of `uploads.parsing.goodreads`.

The columns are those of the newest export that still has Average Rating; Goodreads left that one out in 2026. What we do not
keep stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enrichment.isbn import to_isbn10
from uploads.parsing.formulas import guarded
from uploads.parsing.records import UNKNOWN_AUTHOR, Format, ParsedBook, ReadDate, Status
from uploads.parsing.shelves import status_of
from uploads.parsing.titles import Title, take_apart

COLUMNS = (
    "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Average Rating",
    "Publisher", "Binding", "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added",
    "Bookshelves", "Bookshelves with positions", "Exclusive Shelf", "My Review", "Spoiler", "Private Notes", "Read Count",
    "Owned Copies",
)  # fmt: skip
# For a book of which another service said no more than the format: words that `formats.format_of` understands.
_BINDINGS = {Format.PRINT: "Print", Format.EBOOK: "ebook", Format.AUDIO: "Audiobook", Format.OTHER: "Other"}


def csv_row(book: ParsedBook) -> list[str]:
    """The cells of the book's row, one for each of `COLUMNS`."""
    cells = {
        "Book Id": book.goodreads_id or "",
        "Title": guarded(_full_title(book)),
        "Author": "" if book.author == UNKNOWN_AUTHOR else guarded(book.author),
        "Additional Authors": guarded(", ".join(book.additional_authors)),
        "ISBN": _isbn(to_isbn10(book.isbn13) if book.isbn13 else None),
        "ISBN13": _isbn(book.isbn13),
        "My Rating": f"{book.rating or 0:.9f}".rstrip("0").rstrip("."),  # Goodreads writes 0 for "not rated"
        "Average Rating": _average(book.average_rating),
        "Publisher": guarded(book.publisher or ""),
        "Binding": guarded(_binding(book)),
        "Number of Pages": _number(book.pages),
        "Year Published": _number(book.publication_year),
        "Original Publication Year": _number(book.original_publication_year),
        "Date Read": _date(book.date_read),
        "Date Added": _date(book.date_added),
        **_shelves(book),
        "My Review": guarded(book.review or ""),
        "Spoiler": "true" if book.has_spoilers else "",
        "Read Count": _number(book.read_count),
    }
    return [cells.get(name, "") for name in COLUMNS]


def json_book(book: ParsedBook) -> Mapping[str, Any]:
    """The book as the reader's own facts, named as in the dashboard's document; every key is there."""
    return {
        "row": book.row,
        "goodreads_id": book.goodreads_id,
        "title": book.title,
        "full_title": book.full_title,
        "series": book.series,
        "series_number": book.series_number,
        "author": book.author,
        "additional_authors": book.additional_authors,
        "isbn13": book.isbn13,
        "my_rating": book.rating,
        "average_rating": book.average_rating,
        "num_pages": book.pages,
        "publisher": book.publisher,
        "binding": book.binding,
        "format": book.format,
        "publication_year": book.publication_year,
        "original_publication_year": book.original_publication_year,
        "date_read": book.date_read.text if book.date_read else None,
        "date_added": book.date_added.text if book.date_added else None,
        "reading_status": book.status,
        "shelf": book.shelf,
        "shelves": book.shelves,
        "read_count": book.read_count,
        "review": book.review,
        "has_spoilers": book.has_spoilers,
    }


def _full_title(book: ParsedBook) -> str:
    """The title with its series as Goodreads writes it; other services give the two apart."""
    wanted = Title(book.title, book.series, book.series_number)
    composed = f"{book.title} ({book.series}, #{book.series_number})"
    return composed if take_apart(book.full_title) != wanted == take_apart(composed) else book.full_title


def _isbn(digits: str | None) -> str:
    """Within ="…", as Goodreads writes it: spreadsheets would eat the zeros. A constant, it runs nothing."""
    return f'="{digits or ""}"'


def _average(stars: float | None) -> str:
    if stars is None:
        return ""
    return f"{stars:.2f}" if round(stars, 2) == stars else f"{stars:.9f}".rstrip("0")


def _binding(book: ParsedBook) -> str:
    return book.binding or (_BINDINGS[book.format] if book.format else "")


def _date(date: ReadDate | None) -> str:
    """A year alone, or a month, where no more is known: an invented first day would be taken for one."""
    return date.text.replace("-", "/") if date else ""


def _shelves(book: ParsedBook) -> Mapping[str, str]:
    """The exclusive shelf, and before the others in Bookshelves too unless it is "read".

    Where its name does not say what its reader decided that it means, a shelf that says it takes its place, and its
    name stays among the others.
    """
    said = (status_of(book.shelf) or Status.OTHER) is book.status
    exclusive = book.shelf if said else book.status.value
    names = [exclusive, *book.shelves] if said else [exclusive, book.shelf, *book.shelves]
    listed = [name for name in dict.fromkeys(names) if name != Status.READ.value and "," not in name]
    return {"Exclusive Shelf": guarded(exclusive), "Bookshelves": guarded(", ".join(listed))}


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
