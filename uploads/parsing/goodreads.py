"""A row of the Goodreads library export, in any of its generations, made into a book.

The export has had 31, 24 and 23 columns over the years, and tools add their own. So columns are
found by name, and only those in `READ_COLUMNS` are ever looked at: Private Notes, Recommended By,
Recommended For, and all about copies owned and bought stay in the file, which is deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from enrichment.sentences import Sentence
from uploads.parsing import cells
from uploads.parsing.cells import Doubt
from uploads.parsing.columns import places_of
from uploads.parsing.editions import BooksSeen
from uploads.parsing.formats import format_of
from uploads.parsing.formulas import unguarded
from uploads.parsing.habits import Habits, HabitSurvey, is_placeholder, read_date
from uploads.parsing.records import (
    UNKNOWN_AUTHOR,
    UNTITLED,
    Format,
    IssueKind,
    ParsedBook,
    Precision,
    ReadDate,
    RowIssue,
    Status,
)
from uploads.parsing.reviews import sanitised
from uploads.parsing.rows import Row
from uploads.parsing.shelves import STANDARD, ShelvesToAskAbout, shelves_of, status_of
from uploads.parsing.titles import take_apart

T = TypeVar("T")

READ_COLUMNS = (
    "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Average Rating",
    "Publisher", "Binding", "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added",
    "Bookshelves", "Exclusive Shelf", "My Review", "Spoiler", "Read Count",
)  # fmt: skip
_UNREADABLE = Sentence("This row (line %(line)s of the file) %(clause)s.")
_HEADER_AGAIN = Sentence("repeats the header")
_NAMELESS = Sentence("has neither title nor author, ISBN or Book Id")
_TOO_SHORT = Sentence("ends before its title")
_SOME_END = Sentence("seems to be the end of another row")
_NO_TITLE = Sentence("This book has no title.")
_NO_AUTHOR = Sentence("This book has no author.")
_TWO_ISBNS = Sentence("ISBN and ISBN13 name two different books.")
_NEW_YEAR = Sentence("Read on 1 January: as so many books here, it stands for some time that year.")
_NO_SHELF = Sentence("This row does not say whether the book is read, being read or to be read.")
_UNDATED = Sentence("This book is read, but nobody knows when.")
_DATE_ON_UNREAD = Sentence(
    "This book has a date of being read, but its shelf says that it is not: is it a second reading?"
)
_READ_TOO_EARLY = Sentence("Read before the book was first published, in %(year)s: is one of the years wrong?")
_ANNOUNCED = 10  # years ahead in which a book may already be announced


class Goodreads:
    """The door for Goodreads' library export."""

    name = "goodreads"
    title = "Goodreads"
    columns: Sequence[str] = READ_COLUMNS
    required: Sequence[str] = ("Title", "Author", "Exclusive Shelf")

    def survey(self, rows: Iterable[Row], columns: Sequence[str]) -> Habits:
        """Read all rows once to see how this reader writes dates."""
        places = places_of(columns, ("Date Read", "Date Added"))
        survey = HabitSurvey()
        for row in rows:
            survey.see(_cell(row.cells, places, "Date Read"), _cell(row.cells, places, "Date Added"))
        return survey.habits()

    def read(
        self, rows: Iterable[Row], columns: Sequence[str], *, habits: Habits, today: dt.date
    ) -> Iterator[ParsedBook | RowIssue]:
        """One ParsedBook or one UNREADABLE_ROW issue for each row; a book's other issues follow it."""
        places = places_of(columns, READ_COLUMNS)
        seen, unclear = BooksSeen(), ShelvesToAskAbout()
        for row in rows:
            reading = _RowReading(row, places, habits, today)
            if trouble := reading.trouble():
                reason = _UNREADABLE % {"line": row.line, "clause": trouble}
                yield RowIssue(IssueKind.UNREADABLE_ROW, row.number, reason)
                continue
            book = reading.book()
            yield book
            yield from reading.issues
            unclear.see(book)
            if twice := seen.again(book):
                yield twice
        yield from unclear.issues()


class _RowReading:
    """One row on its way to a book, and what is found wrong with it underway."""

    def __init__(self, row: Row, places: dict[str, int], habits: Habits, today: dt.date) -> None:
        self.issues: list[RowIssue] = []
        self._row = row
        self._places = places
        self._habits = habits
        self._today = today

    def trouble(self) -> str | None:
        """Why the row cannot be a book, if it cannot. Completes "This row …".

        A row that is too short is read as if empty cells followed, as long as it has a title in place.
        """
        if self._row.trouble:
            return self._row.trouble
        title, author = self._plain("Title"), self._plain("Author")
        if (title, author) == ("Title", "Author"):
            return _HEADER_AGAIN
        if not (title or author or self._plain("ISBN") or self._plain("ISBN13") or self._plain("Book Id")):
            return _NAMELESS
        if len(self._row.cells) <= self._places["Exclusive Shelf"]:
            if not title:
                return _TOO_SHORT
            if self._plain("Book Id") and not cells.goodreads_id(self._cell("Book Id")):
                return _SOME_END
        return None

    def book(self) -> ParsedBook:
        """The book; whatever was wrong with it is in `issues` then."""
        full_title = self._title()
        parts = take_apart(full_title)
        binding = self._plain("Binding") or None
        form = format_of(binding) if binding else None
        date_added = self._date("Date Added")
        date_read = self._date_read(date_added)
        rating = self._take("My Rating", IssueKind.INVALID_RATING, cells.rating)
        read_count = cells.read_count(self._cell("Read Count"))
        shelf, status = self._shelf(has_been_read=bool(date_read or rating or read_count))
        self._compare_date_and_status(date_read, status)
        first_published = self._year("Original Publication Year")
        self._compare_date_and_year(date_read, first_published)
        return ParsedBook(
            row=self._row.number,
            title=parts.title,
            full_title=full_title,
            author=self._author(),
            shelf=shelf,
            status=status,
            goodreads_id=cells.goodreads_id(self._cell("Book Id")),
            series=parts.series,
            series_number=parts.number,
            additional_authors=cells.people(self._cell("Additional Authors")),
            isbn13=self._isbn13(),
            rating=rating,
            average_rating=cells.average_rating(self._cell("Average Rating")),
            pages=self._pages(form),
            publisher=self._plain("Publisher") or None,
            binding=binding,
            format=form,
            publication_year=self._year("Year Published"),
            original_publication_year=first_published,
            date_read=date_read,
            date_added=date_added,
            shelves=tuple(
                name for name in shelves_of(self._cell("Bookshelves")) if name != shelf and name not in STANDARD
            ),
            read_count=read_count,
            review=sanitised(self._cell("My Review")),
            has_spoilers=cells.is_yes(self._cell("Spoiler")),
        )

    def _title(self) -> str:
        if title := self._plain("Title"):
            return title
        self._report(IssueKind.MISSING_TITLE, "Title", _NO_TITLE, proposal=UNTITLED)
        return UNTITLED

    def _author(self) -> str:
        if author := self._plain("Author") or cells.first_last(self._cell("Author l-f")):
            return author
        self._report(IssueKind.MISSING_AUTHOR, "Author", _NO_AUTHOR, proposal=UNKNOWN_AUTHOR)
        return UNKNOWN_AUTHOR

    def _isbn13(self) -> str | None:
        """The ISBN13 column's number where it is valid, else the ISBN column's."""
        thirteen = self._isbn_doubt("ISBN13")
        ten = self._isbn_doubt("ISBN")
        valid = [found for found in (thirteen, ten) if isinstance(found, str)]
        for column, found in (("ISBN13", thirteen), ("ISBN", ten)):
            if isinstance(found, Doubt):
                self._report(
                    IssueKind.INVALID_ISBN, column, found.reason, proposal=valid[0] if valid else found.proposal
                )
        if len(set(valid)) == 2:
            self._report(IssueKind.ISBNS_DISAGREE, "ISBN", _TWO_ISBNS, proposal=valid[0])
        return valid[0] if valid else None

    def _isbn_doubt(self, column: str) -> str | Doubt | None:
        try:
            return cells.isbn13(self._cell(column))
        except Doubt as doubt:
            return doubt

    def _pages(self, form: Format | None) -> int | None:
        audio = form is Format.AUDIO
        return self._take("Number of Pages", IssueKind.IMPOSSIBLE_PAGES, lambda cell: cells.pages(cell, audio=audio))

    def _year(self, column: str) -> int | None:
        latest = self._today.year + _ANNOUNCED
        return self._take(column, IssueKind.INVALID_DATE, lambda cell: cells.year(cell, latest=latest))

    def _date(self, column: str) -> ReadDate | None:
        tomorrow = self._today + dt.timedelta(days=1)  # the reader may live east of us
        return self._take(column, IssueKind.INVALID_DATE, lambda cell: read_date(cell, self._habits, latest=tomorrow))

    def _date_read(self, added: ReadDate | None) -> ReadDate | None:
        date = self._date("Date Read")
        if date is None or not is_placeholder(date, added, self._habits):
            return date
        year = ReadDate(date.day, Precision.YEAR)
        self._report(IssueKind.PLACEHOLDER_DATE, "Date Read", _NEW_YEAR, proposal=year.text)
        return year

    def _shelf(self, *, has_been_read: bool) -> tuple[str, Status]:
        """The exclusive shelf and its meaning; where the row names none, what the rest of it says."""
        shelf = self._plain("Exclusive Shelf", at_most=100)
        if shelf:
            return shelf, status_of(
                shelf
            ) or Status.OTHER  # a name that is not clear is asked about once for all its books
        among = next((name for name in shelves_of(self._cell("Bookshelves")) if name in STANDARD), None)
        shelf = among or ("read" if has_been_read else "to-read")
        self._report(IssueKind.UNCLEAR_SHELF, "Exclusive Shelf", _NO_SHELF, proposal=shelf)
        return shelf, STANDARD[shelf]

    def _compare_date_and_status(self, date_read: ReadDate | None, status: Status) -> None:
        if status is Status.READ and not self._plain("Date Read"):
            self._report(IssueKind.READ_WITHOUT_DATE, "Date Read", _UNDATED)
        if date_read and status in (Status.TO_READ, Status.READING):
            self._report(IssueKind.DATE_ON_UNREAD, "Date Read", _DATE_ON_UNREAD, proposal=date_read.text)

    def _compare_date_and_year(self, date_read: ReadDate | None, first_published: int | None) -> None:
        if date_read and first_published and date_read.day.year < first_published:
            reason = _READ_TOO_EARLY % {"year": first_published}
            self._report(IssueKind.INVALID_DATE, "Date Read", reason)

    def _take(self, column: str, kind: IssueKind, read: Callable[[str], T | None]) -> T | None:
        """A cell's value; what is doubtful about it becomes an issue."""
        try:
            return read(self._cell(column))
        except Doubt as doubt:
            self._report(kind, column, doubt.reason, proposal=doubt.proposal)
            instead: T | None = doubt.instead
            return instead

    def _report(self, kind: IssueKind, column: str, reason: str, *, proposal: str | None = None) -> None:
        found = self._plain(column, at_most=200) or None
        self.issues.append(RowIssue(kind, self._row.number, reason, column, found, proposal))

    def _plain(self, column: str, *, at_most: int = 500) -> str:
        return cells.plain(self._cell(column), at_most=at_most)

    def _cell(self, column: str) -> str:
        return _cell(self._row.cells, self._places, column)


def _cell(row: list[str], places: dict[str, int], column: str) -> str:
    """The cell of a column; "" where the file lacks it or the row is too short for it."""
    place = places.get(column, len(row))
    return unguarded(row[place]) if place < len(row) else ""
