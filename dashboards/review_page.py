"""What a reader is asked about their books, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodreads_site.saying import in_their_language
from uploads.mending.asking import Question
from uploads.mending.questions import Candidate, Choice
from uploads.models import Action, Resolution
from uploads.parsing.records import IssueKind, ParsedBook, Status

KINDS: dict[str, str | Promise] = {
    IssueKind.UNREADABLE_ROW: gettext_lazy("Rows that could not be read"),
    IssueKind.UNCLEAR_SHELF: gettext_lazy("Shelves whose meaning is unclear"),
    IssueKind.DUPLICATE: gettext_lazy("The same book twice"),
    IssueKind.MISSING_TITLE: gettext_lazy("Books without a title"),
    IssueKind.MISSING_AUTHOR: gettext_lazy("Books without an author"),
    IssueKind.DATE_ON_UNREAD: gettext_lazy("A reading date on a book that is not read"),
    IssueKind.INVALID_DATE: gettext_lazy("Dates that cannot be"),
    IssueKind.PLACEHOLDER_DATE: gettext_lazy("First of January: perhaps only the year is meant"),
    IssueKind.READ_WITHOUT_DATE: gettext_lazy("Read, but nobody knows when"),
    IssueKind.IMPOSSIBLE_PAGES: gettext_lazy("Page counts that cannot be"),
    IssueKind.INVALID_RATING: gettext_lazy("Ratings that cannot be"),
    IssueKind.DOUBTFUL_MATCH: gettext_lazy("Perhaps another book"),
    IssueKind.ISBNS_DISAGREE: gettext_lazy("Two ISBNs that disagree"),
    IssueKind.INVALID_ISBN: gettext_lazy("ISBNs that cannot be"),
    IssueKind.NOT_KNOWN: gettext_lazy("Books that no catalogue knows"),
    IssueKind.ENCODING: gettext_lazy("Letters that had to be guessed"),
}
FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "isbn13": gettext_lazy("ISBN"),
    "date_read": gettext_lazy("Date read (2021-03-09, 2021-03 or 2021)"),
    "date_added": gettext_lazy("Date added (2021-03-09, 2021-03 or 2021)"),
    "rating": gettext_lazy("Rating, 1 to 5"),
    "pages": gettext_lazy("Pages"),
    "publication_year": gettext_lazy("Year published"),
    "original_publication_year": gettext_lazy("Year first published"),
    "status": gettext_lazy("Shelf"),
}
STATUSES: dict[str, str | Promise] = {
    Status.READ: gettext_lazy("Read"),
    Status.READING: gettext_lazy("Reading now"),
    Status.TO_READ: gettext_lazy("Still to read"),
    Status.ABANDONED: gettext_lazy("Abandoned"),
    Status.OTHER: gettext_lazy("None of these"),
}
_CHOICES: dict[str, str | Promise] = {
    **STATUSES,
    "first": gettext_lazy("Keep the first"),
    "second": gettext_lazy("Keep the second"),
    "both": gettext_lazy("Keep both"),
    "reread": gettext_lazy("Count as a re-read"),
    f"{IssueKind.DOUBTFUL_MATCH}.none": gettext_lazy("None of these books"),
    f"{IssueKind.IMPOSSIBLE_PAGES}.none": gettext_lazy("No page count"),
    "none": gettext_lazy("No date"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what is sent, what it says, and the catalogue's book that it stands for."""

    id: str
    label: str
    is_proposed: bool
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str | Promise
    options: Sequence[tuple[str, str | Promise]] = ()  # of a select; none: it is typed


@dataclass(frozen=True, slots=True)
class Asked:
    """An issue as the page shows it; `decided` says in words what stands."""

    token: str
    name: str  # of the book, for who hears the page
    reason: str
    row: int | None
    found: str
    books: Sequence[ParsedBook]
    offers: Sequence[Offer]
    fields: Sequence[Field]
    decided: str
    resolution: str


def asked(question: Question) -> Asked:
    issue, decided = question.issue, question.decided
    books = [book for book in (question.other_book, question.book) if book]
    return Asked(
        token=str(issue.token),
        name=books[-1].title if books else issue.found or _("the file"),
        reason=in_their_language(issue.reason),
        row=issue.row,
        found=issue.found,
        books=books,
        offers=[_offer(question, choice) for choice in question.choices],
        fields=[_field(name) for name in question.fields],
        decided=_said(question.kind, decided) if decided else "",
        resolution=str(decided.token) if decided else "",
    )


def choice_label(kind: str, id_: str) -> str:
    """A choice in words; one without words of its own is a date or a number to take.

    >>> choice_label("duplicate", "both"), choice_label("impossible_pages", "none")
    ('Keep both', 'No page count')
    """
    label = _CHOICES.get(f"{kind}.{id_}") or _CHOICES.get(id_)
    return str(label) if label else _("Take %(value)s") % {"value": id_}


def _offer(question: Question, choice: Choice) -> Offer:
    one = choice.candidate
    label = f"{one.title} – {one.author}" if one else choice_label(question.kind, choice.id)
    return Offer(choice.id, label, choice.id == question.issue.proposal, one)


def _field(name: str) -> Field:
    return Field(name, FIELDS[name], tuple(STATUSES.items()) if name == "status" else ())


def _said(kind: str, decided: Resolution) -> str:
    if decided.action == Action.SKIP:
        return _("Left as it is.")
    if decided.action == Action.CHOOSE and decided.after == decided.choice:
        return choice_label(kind, decided.choice)
    return decided.after
