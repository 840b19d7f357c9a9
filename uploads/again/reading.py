"""The rows of a newer export on their way into the library that is there, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from enrichment import catalogue
from enrichment.sentences import Sentence
from uploads.again.before import Library, Open
from uploads.again.comparing import Tally, What, differences, gist_of
from uploads.ingest import MOST_OF_A_KIND
from uploads.library import LibraryWriter, books_in
from uploads.naming import naming_of
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue

GONE = Sentence("This book is not in your newer export. It is kept until you decide.")


@dataclass(slots=True)
class Numbers:
    """The numbers that the rows of the newer export go by: those of the books that they are, else new ones."""

    known: dict[int, int]
    last: int

    def __call__(self, row: int) -> int:
        if row not in self.known:
            self.last += 1
            self.known[row] = self.last
        return self.known[row]


@dataclass(slots=True)
class Taken:
    """What came of reading the newer export."""

    tally: Tally = field(default_factory=Tally)
    seen: set[int] = field(default_factory=set)
    ids: list[int] = field(default_factory=list)  # of the catalogue, that no book of the library had
    books: int = 0
    unreadable_rows: int = 0
    found: Counter[str] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)
    now: dict[int, ParsedBook] = field(default_factory=dict)  # the books that decisions are about

    def report(self, issue: RowIssue) -> None:
        self.found[issue.kind.value] += 1
        if self.found[issue.kind.value] <= MOST_OF_A_KIND:
            self.issues.append(issue)

    @property
    def left_out(self) -> dict[str, int]:
        return {kind: found - MOST_OF_A_KIND for kind, found in self.found.items() if found > MOST_OF_A_KIND}


def take(
    chunk: list[ParsedBook | RowIssue], library: Library, about: set[int], written: LibraryWriter, taken: Taken
) -> None:
    books = [record for record in chunk if isinstance(record, ParsedBook)]
    for issue in (record for record in chunk if isinstance(record, RowIssue)):
        taken.report(issue)
        taken.unreadable_rows += issue.kind is IssueKind.UNREADABLE_ROW
    for book, catalogue_id in zip(books, catalogue.link([naming_of(book) for book in books]), strict=True):
        written.add(book, catalogue_id=catalogue_id)
        taken.seen.add(book.row)
        taken.books += 1
        if catalogue_id not in library.catalogue_ids:
            taken.ids.append(catalogue_id)
        if book.row in about:
            taken.now[book.row] = book
        for what in _changes(book, library):
            taken.tally.add(what, book.row)


def _changes(book: ParsedBook, library: Library) -> Iterator[What]:
    before = library.gists.get(book.row)
    if before is None:
        yield What.NEW
        return
    if book.row in library.were_gone:
        yield What.BACK
    yield from differences(before, gist_of(book))


def take_gone(
    gone: set[int], library: Library, open_before: Open, written: LibraryWriter, taken: Taken, *, replaces: bool
) -> None:
    """Keep the books that the export lacks, and ask about each; where the export replaces the library, let them go.

    Nobody misses a row that was left out already.
    """
    missed = gone if replaces else gone - (library.left_out - library.were_gone)
    for row in sorted(missed):
        if replaces or row not in library.were_gone:
            taken.tally.add(What.GONE, row)
        if not replaces:
            taken.report(RowIssue(IssueKind.GONE, row, GONE, proposal="keep"))
    if replaces or not gone:
        return
    with open_before() as before:
        for book, catalogue_id in books_in(before):
            if book.row in gone:
                written.add(book, catalogue_id=catalogue_id)
                taken.books += 1
