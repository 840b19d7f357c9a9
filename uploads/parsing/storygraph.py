"""A row of StoryGraph's library export, made into a book.

Built from the 23 columns of the export and from rows of it that other projects keep in their tests (one of them of real
books by a real reader), and from what their importers say of it; no export was handed to us by its reader.
What StoryGraph alone asks (moods, pace, content warnings) and what a reader owns is not read.

- Read Status: to-read, currently-reading, read, did-not-finish or paused.
- Star Rating in quarters: 4.25. Empty is "not rated".
- Date Added and Last Date Read as 2021/05/10, or only as far as known. Dates Read holds every reading, in no order to
  rely on: "2022/10/29-2022/11/28, 2021/09/14".
- ISBN/UID is an ISBN-13 or ISBN-10, else Amazon's or StoryGraph's own number, which is no mistake of the reader's.
- Review is HTML with a <div> for each paragraph. Tags are parted by commas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment import isbn
from uploads.parsing import cells
from uploads.parsing.drafting import Draft, RowByRow, without_role
from uploads.parsing.formats import format_of
from uploads.parsing.records import ParsedBook, ReadDate, Status
from uploads.parsing.reviews import sanitised_blocks
from uploads.parsing.shelves import shelves_of, status_of
from uploads.parsing.titles import take_apart

_READINGS = 200  # of one book that are looked at
_LIKE_AN_ISBN = re.compile(r"[0-9-]{9,17}[0-9Xx]")


class StoryGraph(RowByRow):
    """The door for StoryGraph's export."""

    name = "storygraph"
    title = "StoryGraph"
    columns: Sequence[str] = (
        "Title", "Authors", "Contributors", "ISBN/UID", "Format", "Read Status", "Date Added", "Last Date Read", "Dates Read",
        "Read Count", "Star Rating", "Review", "Tags",
    )  # fmt: skip
    required: Sequence[str] = ("Title", "Authors", "Read Status")
    named_by: Sequence[str] = ("Title", "Authors", "ISBN/UID")
    dates = ("Last Date Read", "Date Added")

    def book(self, draft: Draft) -> ParsedBook:
        full_title = draft.title("Title")
        parts = take_apart(full_title)
        author, others = draft.authors(
            "Authors",
            cells.people(draft.cell("Authors")),
            [without_role(name) for name in cells.people(draft.cell("Contributors"))],
        )
        binding = draft.plain("Format") or None
        date_added = draft.date("Date Added")
        readings = _ends_of(draft)
        date_read = draft.day_or_year("Last Date Read", _last(draft, readings), date_added)
        rating = draft.rating("Star Rating")
        read_count = max(cells.read_count(draft.cell("Read Count")) or 0, len(readings)) or None
        shelf, status = _shelf(draft, has_been_read=bool(date_read or rating or read_count))
        draft.compare("Last Date Read", date_read, status)
        return ParsedBook(
            row=draft.number,
            title=parts.title,
            full_title=full_title,
            author=author,
            shelf=shelf,
            status=status,
            series=parts.series,
            series_number=parts.number,
            additional_authors=others,
            isbn13=draft.isbn13("ISBN/UID", of=_isbn),
            rating=rating,
            binding=binding,
            format=format_of(binding) if binding else None,
            date_read=date_read,
            date_added=date_added,
            shelves=tuple(name for name in shelves_of(draft.cell("Tags")) if name != shelf),
            read_count=read_count,
            review=sanitised_blocks(draft.cell("Review")),
        )


def _isbn(cell: str) -> str:
    """What may be an ISBN; "" for a number of Amazon's or of StoryGraph's own."""
    bare = cells.unwrap(cell)
    return cell if _LIKE_AN_ISBN.fullmatch(bare) or isbn.to_isbn13(bare) or "E+" in bare.upper() else ""


def _shelf(draft: Draft, *, has_been_read: bool) -> tuple[str, Status]:
    shelf = draft.plain("Read Status", at_most=100)
    if not shelf:
        return draft.unsaid_shelf("Read Status", "read" if has_been_read else "to-read")
    return shelf, status_of(shelf) or Status.OTHER  # "paused" is asked about once for all its books


def _last(draft: Draft, readings: list[ReadDate]) -> ReadDate | None:
    """The day on which the book was last finished, by its own column or else by the readings."""
    return draft.date("Last Date Read") or max(readings, key=lambda date: date.day, default=None)


def _ends_of(draft: Draft) -> list[ReadDate]:
    """When each reading ended, of those that did and whose end is known."""
    parts = draft.cell("Dates Read")[:20_000].split(",")[:_READINGS]
    return [date for part in parts if (date := draft.date_or_none(_end_of(part)))]


def _end_of(reading: str) -> str:
    """The end of "2022/10/29-2022/11/28"; "" where it has none; a single day is one.

    >>> _end_of("2022/10/29-2022/11/28"), _end_of("2022/10/29-"), _end_of("2021-09-14"), _end_of(" 2021 ")
    ('2022/11/28', '', '2021-09-14', ' 2021 ')
    """
    start, dash, end = reading.rpartition("-")
    return end if dash and ("/" in start or not end.strip()) else reading
