"""A row of the Goodreads library export, in any of its generations, made into a book.

The export has had 31, 24 and 23 columns over the years, and tools add their own. So columns are
found by name, and only those in `READ_COLUMNS` are ever looked at: Private Notes, Recommended By,
Recommended For, and all about copies owned and bought stay in the file, which is deleted.
"""

from __future__ import annotations

from collections.abc import Sequence

from enrichment.sentences import Sentence
from uploads.parsing import cells
from uploads.parsing.drafting import Draft, RowByRow
from uploads.parsing.formats import format_of
from uploads.parsing.records import IssueKind, ParsedBook, ReadDate, Status
from uploads.parsing.reviews import sanitised
from uploads.parsing.shelves import STANDARD, shelves_of, status_of
from uploads.parsing.titles import take_apart

READ_COLUMNS = (
    "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Average Rating",
    "Publisher", "Binding", "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added",
    "Bookshelves", "Exclusive Shelf", "My Review", "Spoiler", "Read Count",
)  # fmt: skip
_NAMELESS = Sentence("has neither title nor author, ISBN or Book Id")
_TOO_SHORT = Sentence("ends before its title")
_SOME_END = Sentence("seems to be the end of another row")
_READ_TOO_EARLY = Sentence("Read before the book was first published, in %(year)s: is one of the years wrong?")


class Goodreads(RowByRow):
    """The door for Goodreads' library export."""

    name = "goodreads"
    title = "Goodreads"
    columns: Sequence[str] = READ_COLUMNS
    required: Sequence[str] = ("Title", "Author", "Exclusive Shelf")
    named_by: Sequence[str] = ("Title", "Author", "ISBN", "ISBN13", "Book Id")
    dates = ("Date Read", "Date Added")

    def trouble(self, draft: Draft) -> str | None:
        """A row that is too short is read as if empty cells followed, as long as it has a title in place."""
        if not any(map(draft.plain, self.named_by)):
            return _NAMELESS
        if not draft.reaches("Exclusive Shelf"):
            if not draft.plain("Title"):
                return _TOO_SHORT
            if draft.plain("Book Id") and not cells.goodreads_id(draft.cell("Book Id")):
                return _SOME_END
        return None

    def book(self, draft: Draft) -> ParsedBook:
        full_title = draft.title("Title")
        parts = take_apart(full_title)
        binding = draft.plain("Binding") or None
        form = format_of(binding) if binding else None
        date_added = draft.date("Date Added")
        date_read = draft.day_or_year("Date Read", draft.date("Date Read"), date_added)
        rating = draft.take("My Rating", IssueKind.INVALID_RATING, cells.rating)
        read_count = cells.read_count(draft.cell("Read Count"))
        shelf, status = _shelf(draft, has_been_read=bool(date_read or rating or read_count))
        draft.compare("Date Read", date_read, status)
        first_published = draft.year("Original Publication Year")
        _compare_date_and_year(draft, date_read, first_published)
        author = draft.plain("Author") or cells.first_last(draft.cell("Author l-f"))
        return ParsedBook(
            row=draft.number,
            title=parts.title,
            full_title=full_title,
            author=draft.author("Author", author),
            shelf=shelf,
            status=status,
            goodreads_id=cells.goodreads_id(draft.cell("Book Id")),
            series=parts.series,
            series_number=parts.number,
            additional_authors=cells.people(draft.cell("Additional Authors")),
            isbn13=draft.isbn13("ISBN13", "ISBN"),
            rating=rating,
            average_rating=cells.average_rating(draft.cell("Average Rating")),
            pages=draft.pages("Number of Pages", form),
            publisher=draft.plain("Publisher") or None,
            binding=binding,
            format=form,
            publication_year=draft.year("Year Published"),
            original_publication_year=first_published,
            date_read=date_read,
            date_added=date_added,
            shelves=tuple(
                name for name in shelves_of(draft.cell("Bookshelves")) if name != shelf and name not in STANDARD
            ),
            read_count=read_count,
            review=sanitised(draft.cell("My Review")),
            has_spoilers=cells.is_yes(draft.cell("Spoiler")),
        )


def _shelf(draft: Draft, *, has_been_read: bool) -> tuple[str, Status]:
    """The exclusive shelf and its meaning; where the row names none, what the rest of it says."""
    if shelf := draft.plain("Exclusive Shelf", at_most=100):
        return shelf, status_of(shelf) or Status.OTHER  # what is not clear is asked about once for all its books
    among = next((name for name in shelves_of(draft.cell("Bookshelves")) if name in STANDARD), None)
    return draft.unsaid_shelf("Exclusive Shelf", among or ("read" if has_been_read else "to-read"))


def _compare_date_and_year(draft: Draft, date_read: ReadDate | None, first_published: int | None) -> None:
    if date_read and first_published and date_read.day.year < first_published:
        draft.report(IssueKind.INVALID_DATE, "Date Read", _READ_TOO_EARLY % {"year": first_published})
