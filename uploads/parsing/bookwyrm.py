"""A row of BookWyrm's book export, made into a book.

Built from BookWyrm's own source, which is open (the view that writes the export, and the rows in its tests); no whole
export was handed to us by its reader. Exports of before 2022 lack the columns of shelf and dates.

- shelf is to-read, reading, read, stopped-reading or the slug of the reader's own, whose name is shelf_name. A book on
  several shelves comes with one of them: then its dates say how far it was read.
- start_date, finish_date and stopped_date are of the last reading. rating has halves; nothing or 0 is "not rated".
- goodreads_key is Goodreads' number, where BookWyrm knows it.
- review_cw is what a reader is warned of, in BookWyrm's own words "spoiler alert".
- Titles that were brought from Goodreads bear its series: "Tides (Northern Shores, #2)".
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from uploads.parsing import cells
from uploads.parsing.drafting import Draft, RowByRow
from uploads.parsing.records import ParsedBook, Status
from uploads.parsing.reviews import sanitised_blocks
from uploads.parsing.shelves import status_of
from uploads.parsing.titles import take_apart

_SHELVES = {"to-read": "to-read", "reading": "currently-reading", "read": "read", "stopped-reading": "stopped-reading"}


class BookWyrm(RowByRow):
    """The door for BookWyrm's export."""

    name = "bookwyrm"
    title = "BookWyrm"
    columns: Sequence[str] = (
        "title", "author_text", "goodreads_key", "isbn_10", "isbn_13", "start_date", "finish_date", "stopped_date", "rating",
        "review_name", "review_cw", "review_content", "shelf", "shelf_name", "shelf_date",
    )  # fmt: skip
    required: Sequence[str] = ("title", "author_text", "isbn_13")
    named_by: Sequence[str] = ("title", "author_text", "isbn_13", "isbn_10")
    dates = ("finish_date", "shelf_date")

    def book(self, draft: Draft) -> ParsedBook:
        full_title = draft.title("title")
        parts = take_apart(full_title)
        author, others = draft.authors("author_text", cells.people(draft.cell("author_text")))
        date_added = draft.date("shelf_date")
        ended = "finish_date" if draft.plain("finish_date") or not draft.plain("stopped_date") else "stopped_date"
        date_read = draft.day_or_year(ended, draft.date(ended), date_added)
        rating = draft.rating("rating")
        review = _review(draft)
        shelf, status = _shelf(draft, judged=bool(rating or review))
        draft.compare(ended, date_read, status)
        return ParsedBook(
            row=draft.number,
            title=parts.title,
            full_title=full_title,
            author=author,
            shelf=shelf,
            status=status,
            goodreads_id=cells.goodreads_id(draft.cell("goodreads_key")),
            series=parts.series,
            series_number=parts.number,
            additional_authors=others,
            isbn13=draft.isbn13("isbn_13", "isbn_10"),
            rating=rating,
            date_read=date_read,
            date_added=date_added,
            shelves=_own_shelf(draft, besides=shelf),
            review=review,
            has_spoilers=bool(draft.plain("review_cw")),
        )


def _shelf(draft: Draft, *, judged: bool) -> tuple[str, Status]:
    """The shelf and its meaning; where it is one of the reader's own that says none, what the dates say."""
    said = draft.plain("shelf", at_most=100)
    shelf = _SHELVES.get(said.casefold()) or draft.plain("shelf_name", at_most=100) or said
    if meaning := status_of(shelf):
        return shelf, meaning
    if draft.plain("finish_date"):
        return "read", Status.READ
    if draft.plain("stopped_date"):
        return "stopped-reading", Status.ABANDONED
    if draft.plain("start_date"):
        return "currently-reading", Status.READING
    if judged:
        return "read", Status.READ
    return (shelf, Status.OTHER) if shelf else draft.unsaid_shelf("shelf", "to-read")


def _own_shelf(draft: Draft, *, besides: str) -> tuple[str, ...]:
    name = draft.plain("shelf_name", at_most=100) or draft.plain("shelf", at_most=100)
    is_own = name and draft.plain("shelf").casefold() not in _SHELVES and name != besides
    return (name,) if is_own else ()


def _review(draft: Draft) -> str | None:
    """The review with its heading."""
    heading, text = draft.plain("review_name"), draft.cell("review_content").strip()
    if not heading:
        return sanitised_blocks(text)
    return sanitised_blocks(f"<b>{html.escape(heading)}</b><br>{'<br>'.join(text.splitlines())}")
