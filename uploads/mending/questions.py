"""What may be decided about each kind of issue: the fields to edit, the choices, and what each does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enrichment.isbn import to_isbn13
from uploads.mending.changes import Change
from uploads.mending.fields import FieldRefused, Patch, read_field, written
from uploads.parsing import cells
from uploads.parsing.cells import unwrap
from uploads.parsing.records import IssueKind, RowIssue, Status

_FIELD_OF_COLUMN = {
    "Date Read": "date_read",
    "Date Added": "date_added",
    "Entry Date": "date_added",
    "shelf_date": "date_added",
    "Date": "publication_year",
    "Publish Date": "publication_year",
    "Year Published": "publication_year",
    "Original Publication Year": "original_publication_year",
}
NOTHING_CHANGED = "This is what stands there already."
NONE = "none"  # the choice that there is no such thing: no match, no date, no page count


@dataclass(frozen=True, slots=True)
class Candidate:
    """A book of a service that may be the reader's."""

    id: str
    title: str
    author: str
    isbn13: str | None = None
    year: int | None = None
    cover_url: str | None = None
    because: str = ""
    is_taken: bool = False  # its facts are shown with the book now


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide. The one whose id is the issue's proposal is what we would do."""

    id: str
    change: Change
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """How issues of a kind are asked about.

    `weight` orders them: what changes numbers most comes first. `is_required`: it must be decided, if only to leave
    it, before decisions are applied, for no default is safe.
    """

    kind: IssueKind
    weight: int
    is_required: bool = False
    fields: tuple[str, ...] = ()  # that may be edited; empty with `by_column`
    needed: tuple[str, ...] = ()  # of these the ones that must be filled in
    by_column: bool = False  # the field to edit is the column that the issue is about
    choices: Callable[[RowIssue, Sequence[Candidate]], Sequence[Choice]] = lambda issue, candidates: ()


def _isbns(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    """What we propose, and what the cell says if that is valid too."""
    found = to_isbn13(unwrap(issue.found or ""))
    return [
        Choice(isbn, Change(issue.row, {"isbn13": isbn})) for isbn in dict.fromkeys((issue.proposal, found)) if isbn
    ]


def _no_date(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    name = _FIELD_OF_COLUMN.get(issue.field or "", "date_read")
    return [Choice(NONE, Change(issue.row, {name: None}))]


def _unread(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    return [
        Choice("read", Change(issue.row, {"status": Status.READ.value})),
        Choice(NONE, Change(issue.row, {"date_read": None})),
    ]


def _placeholder(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    year = issue.proposal or ""
    return [Choice(text, Change(issue.row, {"date_read": text})) for text in (year, f"{year}-01-01")]


def _no_pages(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    return [Choice(NONE, Change(issue.row, {"pages": None}))]


def _duplicates(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    first, second = issue.other_row, issue.row
    return [
        Choice("first", Change(drop=second)),
        Choice("second", Change(drop=first)),
        Choice("both", Change()),
        Choice("reread", Change(first, reread=second)),
    ]


def _shelf(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    """For all books of the shelf, or, where a row names none, for that one."""
    about = Change(shelf=issue.found) if issue.found else Change(issue.row)
    return [
        Choice(status.value, Change(about.row, {"status": status.value}, about.shelf))
        for status in (Status.READ, Status.READING, Status.TO_READ, Status.ABANDONED, Status.OTHER)
    ]


def _matches(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    """The services' books, and none of them. To take what is taken already changes nothing."""
    found = [
        Choice(one.id, Change() if one.is_taken else Change(issue.row, match=_naming(one)), one) for one in candidates
    ]
    return [*found, Choice(NONE, Change(issue.row, match={}))]


def _gone(issue: RowIssue, candidates: Sequence[Candidate]) -> Sequence[Choice]:
    return [Choice("keep", Change()), Choice("remove", Change(drop=issue.row))]


def _naming(candidate: Candidate) -> Mapping[str, str]:
    named = {"title": candidate.title, "author": candidate.author, "isbn13": candidate.isbn13}
    return {name: text for name, text in named.items() if text}


KINDS: Mapping[IssueKind, Kind] = {
    kind.kind: kind
    for kind in (
        Kind(
            IssueKind.UNREADABLE_ROW,
            100,
            is_required=True,
            fields=("title", "author", "isbn13", "status", "rating", "date_read"),
            needed=("title", "author"),
        ),
        Kind(IssueKind.UNCLEAR_SHELF, 95, is_required=True, choices=_shelf),
        Kind(IssueKind.GONE, 92, choices=_gone),
        Kind(IssueKind.DUPLICATE, 90, choices=_duplicates),
        Kind(IssueKind.MISSING_TITLE, 85, is_required=True, fields=("title",), needed=("title",)),
        Kind(IssueKind.MISSING_AUTHOR, 80, is_required=True, fields=("author",), needed=("author",)),
        Kind(IssueKind.DATE_ON_UNREAD, 75, fields=("date_read",), choices=_unread),
        Kind(IssueKind.INVALID_DATE, 70, by_column=True, choices=_no_date),
        Kind(IssueKind.PLACEHOLDER_DATE, 65, fields=("date_read",), choices=_placeholder),
        Kind(IssueKind.READ_WITHOUT_DATE, 60, fields=("date_read",)),
        Kind(IssueKind.IMPOSSIBLE_PAGES, 55, fields=("pages",), choices=_no_pages),
        Kind(IssueKind.INVALID_RATING, 50, fields=("rating",)),
        Kind(IssueKind.DOUBTFUL_MATCH, 45, fields=("isbn13", "title", "author"), choices=_matches),
        Kind(IssueKind.ISBNS_DISAGREE, 40, fields=("isbn13",), choices=_isbns),
        Kind(IssueKind.INVALID_ISBN, 35, fields=("isbn13",), choices=_isbns),
        Kind(IssueKind.NOT_KNOWN, 30, fields=("isbn13", "title", "author")),
        Kind(IssueKind.ENCODING, 10),
    )
}
REQUIRED = tuple(kind.kind for kind in KINDS.values() if kind.is_required)


def choices_of(issue: RowIssue, candidates: Sequence[Candidate] = ()) -> Sequence[Choice]:
    return KINDS[issue.kind].choices(issue, candidates)


def fields_of(issue: RowIssue) -> tuple[str, ...]:
    """The names of the fields that may be edited, the first one the most likely."""
    kind = KINDS[issue.kind]
    return (_FIELD_OF_COLUMN.get(issue.field or "", "date_read"),) if kind.by_column else kind.fields


def edit(issue: RowIssue, values: Mapping[str, str], *, today: dt.date, book: Patch | None = None) -> Change:
    """The change that what was typed makes of the book, given in its JSON form. Raises `FieldRefused`."""
    names, kind = fields_of(issue), KINDS[issue.kind]
    if foreign := next((name for name in values if name not in names), None):
        raise FieldRefused(foreign, "This field is not asked about here.")
    for name in kind.needed:
        if not values.get(name, "").strip():
            raise FieldRefused(name, "This has to be filled in.")
    if not values:
        raise FieldRefused(names[0] if names else "", "Nothing was filled in.")
    fields = changed_fields(book or {}, values, today=today)
    return Change(issue.row, fields, is_new=issue.kind is IssueKind.UNREADABLE_ROW)


def changed_fields(book: Patch, values: Mapping[str, str], *, today: dt.date) -> dict[str, Any]:
    """What was typed otherwise than it stands in the book: forms send all of their fields. Raises `FieldRefused`."""
    stands = written(book)
    changed = {name: text for name, text in values.items() if cells.plain(text) != stands.get(name)}
    if values and not changed:
        raise FieldRefused(next(iter(values)), NOTHING_CHANGED)
    return {key: value for name, text in changed.items() for key, value in read_field(name, text, today=today).items()}
