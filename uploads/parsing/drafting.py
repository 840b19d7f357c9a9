"""What all doors do alike: a row on its way to a book, cell by cell, and what is found wrong with it.

A door names its columns and says how its cells make a book. What stands twice, which shelves are asked about, and when
a date is a placeholder is judged here, alike for every service.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from enrichment.sentences import Sentence
from uploads.parsing import cells
from uploads.parsing.cells import Doubt
from uploads.parsing.columns import places_of
from uploads.parsing.editions import BooksSeen
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
from uploads.parsing.rows import Row
from uploads.parsing.shelves import STANDARD, ShelvesToAskAbout

T = TypeVar("T")

LEAST_STARS = 1.0
_ANNOUNCED = 10  # years ahead in which a book may already be announced
_ROLE = re.compile(r"\s*\([^()]*\)\s*$")

_UNREADABLE = Sentence("This row (line %(line)s of the file) %(clause)s.")
_HEADER_AGAIN = Sentence("repeats the header")
_NAMELESS = Sentence("has neither title nor author nor ISBN")
_SOME_END = Sentence("seems to be the end of another row")
_NO_TITLE = Sentence("This book has no title.")
_NO_AUTHOR = Sentence("This book has no author.")
_TWO_ISBNS = Sentence("ISBN and ISBN13 name two different books.")
_LESS_THAN_A_STAR = Sentence("Less than one star: it counts as one, the least that there is here.")
_NEW_YEAR = Sentence("Read on 1 January: as so many books here, it stands for some time that year.")
_NO_SHELF = Sentence("This row does not say whether the book is read, being read or to be read.")
_UNDATED = Sentence("This book is read, but nobody knows when.")
_DATE_ON_UNREAD = Sentence(
    "This book has a date of being read, but its shelf says that it is not: is it a second reading?"
)


class Draft:
    """One row. Whatever is wrong with it is in `issues`, once the book is made."""

    def __init__(self, row: Row, places: dict[str, int], habits: Habits, today: dt.date) -> None:
        self.issues: list[RowIssue] = []
        self.number = row.number
        self._cells = row.cells
        self._places = places
        self._habits = habits
        self._today = today

    def cell(self, column: str) -> str:
        """The cell of a column; "" where the file lacks it or the row is too short for it."""
        place = self._places.get(column, len(self._cells))
        return unguarded(self._cells[place]) if place < len(self._cells) else ""

    def reaches(self, column: str) -> bool:
        """Whether the row is long enough to have a cell there."""
        return self._places[column] < len(self._cells)

    def plain(self, column: str, *, at_most: int = 500) -> str:
        """The cell on one line, cut to `at_most` characters."""
        return cells.plain(self.cell(column), at_most=at_most)

    def title(self, column: str) -> str:
        if title := self.plain(column):
            return title
        self.report(IssueKind.MISSING_TITLE, column, _NO_TITLE, proposal=UNTITLED)
        return UNTITLED

    def author(self, column: str, name: str) -> str:
        """The name that a column gave, or what stands in for it."""
        if not name:
            self.report(IssueKind.MISSING_AUTHOR, column, _NO_AUTHOR, proposal=UNKNOWN_AUTHOR)
        return name or UNKNOWN_AUTHOR

    def authors(self, column: str, names: Sequence[str], *others: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The first of the names that a column gave, and the rest of them with those of others, each once."""
        author = self.author(column, names[0] if names else "")
        rest = dict.fromkeys((*names[1:], *(name for more in others for name in more)))
        rest.pop(author, None)
        return author, tuple(rest)[:100]

    def isbn13(self, *columns: str, of: Callable[[str], str] = str) -> str | None:
        """The first valid ISBN of these columns, `of` what stands in them."""
        found = [(column, self._isbn_or_doubt(of(self.cell(column)))) for column in columns]
        valid = list(dict.fromkeys(one for _, one in found if isinstance(one, str)))
        for column, one in found:
            if isinstance(one, Doubt):
                self.report(IssueKind.INVALID_ISBN, column, one.reason, proposal=valid[0] if valid else one.proposal)
        if len(valid) > 1:
            self.report(IssueKind.ISBNS_DISAGREE, columns[-1], _TWO_ISBNS, proposal=valid[0])
        return valid[0] if valid else None

    def rating(self, column: str) -> float | None:
        """The reader's stars with their halves and quarters; 1 at least, as here there is none below."""
        return self.take(column, IssueKind.INVALID_RATING, _stars)

    def pages(self, column: str, form: Format | None, *, of: Callable[[str], str] = str) -> int | None:
        audio = form is Format.AUDIO
        return self.take(column, IssueKind.IMPOSSIBLE_PAGES, lambda cell: cells.pages(of(cell), audio=audio))

    def year(self, column: str, *, of: Callable[[str], str] = str) -> int | None:
        latest = self._today.year + _ANNOUNCED
        return self.take(column, IssueKind.INVALID_DATE, lambda cell: cells.year(of(cell), latest=latest))

    def date(self, column: str, *, of: Callable[[str], str] = str) -> ReadDate | None:
        tomorrow = self._today + dt.timedelta(days=1)  # the reader may live east of us
        return self.take(
            column, IssueKind.INVALID_DATE, lambda cell: read_date(of(cell), self._habits, latest=tomorrow)
        )

    def date_or_none(self, text: str) -> ReadDate | None:
        """The date that a text says; None where it says none that can be, and nothing is reported."""
        try:
            return read_date(text, self._habits, latest=self._today + dt.timedelta(days=1))
        except Doubt:
            return None

    def day_or_year(self, column: str, date: ReadDate | None, added: ReadDate | None) -> ReadDate | None:
        """The date read, or its year where it is the 1 January that stands for one."""
        if date is None or not is_placeholder(date, added, self._habits):
            return date
        year = ReadDate(date.day, Precision.YEAR)
        self.report(IssueKind.PLACEHOLDER_DATE, column, _NEW_YEAR, proposal=year.text)
        return year

    def unsaid_shelf(self, column: str, shelf: str) -> tuple[str, Status]:
        """The standard shelf that the rest of a row speaks for, where it names none."""
        self.report(IssueKind.UNCLEAR_SHELF, column, _NO_SHELF, proposal=shelf)
        return shelf, STANDARD[shelf]

    def compare(self, column: str, date_read: ReadDate | None, status: Status) -> None:
        """Report where the date read and the shelf say different things."""
        if status is Status.READ and not date_read and not self.plain(column):
            self.report(IssueKind.READ_WITHOUT_DATE, column, _UNDATED)
        if date_read and status in (Status.TO_READ, Status.READING):
            self.report(IssueKind.DATE_ON_UNREAD, column, _DATE_ON_UNREAD, proposal=date_read.text)

    def take(self, column: str, kind: IssueKind, read: Callable[[str], T | None]) -> T | None:
        """A cell's value; what is doubtful about it becomes an issue."""
        try:
            return read(self.cell(column))
        except Doubt as doubt:
            self.report(kind, column, doubt.reason, proposal=doubt.proposal)
            instead: T | None = doubt.instead
            return instead

    def report(self, kind: IssueKind, column: str, reason: str, *, proposal: str | None = None) -> None:
        found = self.plain(column, at_most=200) or None
        self.issues.append(RowIssue(kind, self.number, reason, column, found, proposal))

    def _isbn_or_doubt(self, text: str) -> str | Doubt | None:
        try:
            return cells.isbn13(text)
        except Doubt as doubt:
            return doubt


class RowByRow(ABC):
    """A door whose rows are books: the part of `uploads.parsing.doors.Door` that does not depend on the service."""

    name: str
    title: str
    columns: Sequence[str]
    required: Sequence[str]
    named_by: Sequence[str]  # the columns of which a row must fill one: title, author, ISBN
    dates: tuple[str, str]  # the columns of the day read and the day added
    own_encodings: Sequence[str] = ()

    @abstractmethod
    def book(self, draft: Draft) -> ParsedBook:
        """The book of a row that is none of the unreadable ones."""

    @staticmethod
    def bare_date(cell: str) -> str:
        """A date's cell without what the service puts around it."""
        return cell

    def survey(self, rows: Iterable[Row], columns: Sequence[str]) -> Habits:
        """Read all rows once to see how this reader writes dates."""
        places = places_of(columns, self.dates)
        read, added = self.dates
        survey = HabitSurvey()
        for row in rows:
            draft = Draft(row, places, Habits(), dt.date.max)
            survey.see(self.bare_date(draft.cell(read)), self.bare_date(draft.cell(added)))
        return survey.habits()

    def read(
        self, rows: Iterable[Row], columns: Sequence[str], *, habits: Habits, today: dt.date
    ) -> Iterator[ParsedBook | RowIssue]:
        """One ParsedBook or one UNREADABLE_ROW issue for each row; a book's other issues follow it."""
        places = places_of(columns, self.columns)
        seen, unclear = BooksSeen(), ShelvesToAskAbout()
        for row in rows:
            draft = Draft(row, places, habits, today)
            if trouble := row.trouble or self._header_again(draft) or self.trouble(draft):
                reason = _UNREADABLE % {"line": row.line, "clause": trouble}
                yield RowIssue(IssueKind.UNREADABLE_ROW, row.number, reason)
                continue
            book = self.book(draft)
            yield book
            yield from draft.issues
            unclear.see(book)
            if twice := seen.again(book):
                yield twice
        yield from unclear.issues()

    def trouble(self, draft: Draft) -> str | None:
        """Why the row cannot be a book, if it cannot. Completes "This row …"."""
        if not all(map(draft.reaches, self.required)):
            return _SOME_END
        return None if any(map(draft.plain, self.named_by)) else _NAMELESS

    def _header_again(self, draft: Draft) -> str | None:
        title, author = self.named_by[:2]
        again = draft.plain(title) == title and draft.plain(author) == author
        return _HEADER_AGAIN if again else None


def without_role(name: str) -> str:
    """A name without what its bearer did, which stands in brackets behind it.

    >>> without_role("Ann Roe (Translator)")
    'Ann Roe'
    """
    return _ROLE.sub("", name)


def _stars(cell: str) -> float | None:
    stars = cells.number(cell)
    if stars is not None and 0 < stars < LEAST_STARS:
        raise Doubt(_LESS_THAN_A_STAR, instead=LEAST_STARS, proposal="1")
    return cells.rating(cell)
