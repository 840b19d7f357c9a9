"""The services whose exports we read. Another one is another file like goodreads.py, named here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from uploads.parsing.bookwyrm import BookWyrm
from uploads.parsing.goodreads import Goodreads
from uploads.parsing.habits import Habits
from uploads.parsing.hardcover import Hardcover
from uploads.parsing.librarything import LibraryThing
from uploads.parsing.records import ParsedBook, RowIssue
from uploads.parsing.rows import Row
from uploads.parsing.storygraph import StoryGraph


class Door(Protocol):
    """One service's export: how it is recognised, and how its rows become books.

    A door must yield for every row either one ParsedBook or one UNREADABLE_ROW issue, and may yield
    any number of other issues.
    """

    name: str  # a slug
    title: str  # for the reader
    columns: Sequence[str]  # what it reads; the header of a file tells doors apart
    required: Sequence[str]  # without which a file is not this export
    own_encodings: Sequence[str]  # besides UTF-8 and UTF-16, that the service itself writes: no spreadsheet's doing

    def survey(self, rows: Iterable[Row], columns: Sequence[str]) -> Habits:
        """Read all rows once to see how this reader writes dates."""

    def read(
        self, rows: Iterable[Row], columns: Sequence[str], *, habits: Habits, today: dt.date
    ) -> Iterator[ParsedBook | RowIssue]:
        """The library, row by row."""


DOORS: tuple[Door, ...] = (Goodreads(), StoryGraph(), LibraryThing(), Hardcover(), BookWyrm())
