"""Which books stand twice in a library: as one edition, or as two of one work. The volumes of a series do not."""

from __future__ import annotations

import re

from enrichment.sentences import Sentence
from uploads.parsing.records import UNKNOWN_AUTHOR, IssueKind, ParsedBook, RowIssue

_NOT_A_LETTER = re.compile(r"[\W_]+")
_TWICE = Sentence("The same book is in row %(row)s already.")
_OTHER_EDITION = Sentence("Another edition of this book is in row %(row)s: does it count twice?")
_SUBTITLE = re.compile(r":\s| [-–—] ")


class BooksSeen:
    """What has passed by of a library, to tell what comes again."""

    def __init__(self) -> None:
        self._ids: dict[int, int] = {}  # Goodreads id -> the row that had it first
        self._works = WorksSeen()

    def again(self, book: ParsedBook) -> RowIssue | None:
        """The issue of a book that was there before; the proposal is a choice of `uploads.mending.questions`."""
        if book.goodreads_id:
            first = self._ids.setdefault(int(book.goodreads_id), book.row)
            if first != book.row:
                reason = _TWICE % {"row": first}
                return RowIssue(IssueKind.DUPLICATE, book.row, reason, "Book Id", book.goodreads_id, "first", first)
        other = self._works.first_row(book)
        if other is None:
            return None
        reason = _OTHER_EDITION % {"row": other}
        return RowIssue(IssueKind.DUPLICATE, book.row, reason, "Title", book.full_title[:200], "both", other)


class WorksSeen:
    """Remembers the works that have passed by, each as a number: 100,000 of them must not weigh."""

    def __init__(self) -> None:
        self._whole: dict[int, int] = {}  # the hash of a work's name -> the row that had it first
        self._cut: dict[int, int] = {}  # the same for works with a subtitle, by what stands before it

    def first_row(self, book: ParsedBook) -> int | None:
        """The row that had this book's work first; None where it is the first itself.

        Title, author and the number in the series must agree. One side may lack the subtitle ("Sapiens"), but two
        different subtitles are two books, and one with a number in it is a volume.
        """
        if book.author == UNKNOWN_AUTHOR or not (named := letters(book.title)):
            return None
        beside = (letters(book.author), book.series_number)
        whole = hash((named, *beside))
        parts = _SUBTITLE.split(book.title, maxsplit=1)
        cut = hash((letters(parts[0]), *beside)) if len(parts) > 1 and not re.search("[0-9]", parts[1]) else None
        kin = self._whole.get(cut) if cut is not None else self._cut.get(whole)
        if (first := self._whole.get(whole, kin)) is not None:
            return first
        self._whole[whole] = book.row
        if cut is not None:
            self._cut.setdefault(cut, book.row)
        return None


def letters(text: str) -> str:
    """What is compared of a name: its letters and digits."""
    return _NOT_A_LETTER.sub("", text).casefold()
