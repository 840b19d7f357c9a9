"""A row of Hardcover's library export, made into a book.

Built from the 37 columns of the export and real rows of it that public projects keep in their tests, and from what their
importers say of it; no whole export was handed to us by its reader.

- Status: Want to Read, Currently Reading, Read, Did Not Finish, Paused or Ignored.
- Rating has halves. Dates are 2025-01-15, and those of the last reading only.
- Author names everybody who had a part in the edition, each but the authors with what it was: "Ann Roe (Translator)".
- Series is "Northern Shores (#2.0)". Lists are "Owned, Sea stories (#19)": the number is the book's place.
- Genres and Tags, which the reader has given, are parted by commas or written as a list: ["Sea", "Winter"].

Private Notes, ASIN, moods and content warnings are not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uploads.parsing import cells
from uploads.parsing.drafting import Draft, RowByRow, without_role
from uploads.parsing.formats import format_of
from uploads.parsing.records import ParsedBook, Status
from uploads.parsing.reviews import sanitised_blocks
from uploads.parsing.shelves import shelves_of, status_of

_SHELVES = {"want to read": "to-read", "currently reading": "currently-reading", "read": "read"}
_SERIES = re.compile(r"(?P<name>[^#]{1,300}?)\s*\(#(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3})?)\)")
_PLACE_IN_LIST = re.compile(r"\s*\(#[0-9]{1,9}\)$")


class Hardcover(RowByRow):
    """The door for Hardcover's export."""

    name = "hardcover"
    title = "Hardcover"
    columns: Sequence[str] = (
        "Title", "Author", "Series", "Status", "Hardcover Book ID", "ISBN 10", "ISBN 13", "Media", "Binding", "Pages",
        "Publish Date", "Publisher", "Genres", "Tags", "Lists", "Date Added", "Date Finished", "Rating", "Review",
        "Review Contains Spoilers",
    )  # fmt: skip
    required: Sequence[str] = ("Title", "Author", "Status", "Hardcover Book ID")
    named_by: Sequence[str] = ("Title", "Author", "ISBN 13", "ISBN 10")
    dates = ("Date Finished", "Date Added")

    def book(self, draft: Draft) -> ParsedBook:
        full_title = draft.title("Title")
        series, number = _series(draft.plain("Series"))
        author, others = draft.authors("Author", *_authors_and_others(draft.cell("Author")))
        binding = draft.plain("Binding") or draft.plain("Media") or None
        # "Book" and "Audio" are the surer word: a binding may be of the paper edition
        form = format_of(draft.plain("Media")) or (format_of(binding) if binding else None)
        date_added = draft.date("Date Added")
        date_read = draft.day_or_year("Date Finished", draft.date("Date Finished"), date_added)
        rating = draft.rating("Rating")
        shelf, status = _shelf(draft, has_been_read=bool(date_read or rating))
        draft.compare("Date Finished", date_read, status)
        return ParsedBook(
            row=draft.number,
            title=full_title,
            full_title=full_title,
            author=author,
            shelf=shelf,
            status=status,
            series=series,
            series_number=number,
            additional_authors=others,
            isbn13=draft.isbn13("ISBN 13", "ISBN 10"),
            rating=rating,
            pages=draft.pages("Pages", form),
            publisher=draft.plain("Publisher") or None,
            binding=binding,
            format=form,
            publication_year=draft.year("Publish Date", of=lambda cell: cell.strip()[:4]),
            date_read=date_read,
            date_added=date_added,
            shelves=_own_shelves(draft),
            review=sanitised_blocks(draft.cell("Review")),
            has_spoilers=cells.is_yes(draft.cell("Review Contains Spoilers")),
        )


def _shelf(draft: Draft, *, has_been_read: bool) -> tuple[str, Status]:
    said = draft.plain("Status", at_most=100)
    if not said:
        return draft.unsaid_shelf("Status", "read" if has_been_read else "to-read")
    shelf = _SHELVES.get(said.casefold(), said)
    return shelf, status_of(shelf) or Status.OTHER  # "Paused" and "Ignored" are asked about once for all their books


def _authors_and_others(cell: str) -> tuple[list[str], list[str]]:
    """The authors, and who had another part. Where all had one, the first of them stands for the author."""
    names = cells.people(cell)
    authors = [name for name in names if without_role(name) == name] or [without_role(name) for name in names[:1]]
    return authors, [bare for name in names if (bare := without_role(name)) != name and bare not in authors]


def _series(cell: str) -> tuple[str | None, str | None]:
    """The first series and the book's place in it.

    >>> _series("Northern Shores (#2.0), Winters (#4.5)"), _series("Northern Shores")
    (('Northern Shores', '2'), ('Northern Shores', None))
    """
    found = _SERIES.match(cell)
    return (found["name"], f"{float(found['number']):g}") if found else (cell or None, None)


def _own_shelves(draft: Draft) -> tuple[str, ...]:
    given = (name for column in ("Tags", "Genres") for name in shelves_of(draft.cell(column).strip().strip("[]")))
    lists = (_PLACE_IN_LIST.sub("", name) for name in shelves_of(draft.cell("Lists")))
    names = (name.strip('" ') for name in (*lists, *given))
    return tuple(dict.fromkeys(filter(None, names)))[:200]
