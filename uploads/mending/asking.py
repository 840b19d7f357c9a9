"""The issues of a library as they are put to its reader: counted by kind, and each with what may be decided about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Value, When

from uploads.issues import IssueQuerySet
from uploads.mending import questions
from uploads.mending.candidates import candidates_of
from uploads.mending.deciding import as_found
from uploads.mending.questions import KINDS, Candidate, Choice
from uploads.mending.reading import mended_rows
from uploads.models import Issue, Resolution, Upload
from uploads.parsing.records import IssueKind, ParsedBook


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of issue that the library has. `left_out`: found beyond the most that are kept of a kind."""

    kind: IssueKind
    is_required: bool
    open: int
    decided: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ForAll:
    """What may be decided about all open issues of a kind at once."""

    open: int
    proposals: int  # of the open ones, those for which there is a proposal to take
    choices: Sequence[str]  # ids that each of them offers


@dataclass(frozen=True, slots=True)
class Question:
    """One issue, its book as it is shown now (None: there is none), and what may be decided."""

    issue: Issue
    book: ParsedBook | None
    other_book: ParsedBook | None  # of a duplicate
    known_as: Mapping[int, int]  # the ids of those books in the catalogue, by row
    fields: tuple[str, ...]
    choices: Sequence[Choice]
    decided: Resolution | None

    @property
    def kind(self) -> IssueKind:
        return IssueKind(self.issue.kind)

    @property
    def is_required(self) -> bool:
        return KINDS[self.kind].is_required


def counted(upload: Upload) -> list[Counted]:
    """The kinds that there are, the one that changes numbers most first."""
    open_, decided = (
        dict(issues.values_list("kind").annotate(count=Count("pk")))
        for issues in (Issue.objects.open(upload), Issue.objects.decided(upload))
    )
    left_out = upload.issues_left_out
    return [
        Counted(kind, about.is_required, open_.get(kind, 0), decided.get(kind, 0), left_out.get(kind.value, 0))
        for kind, about in sorted(KINDS.items(), key=lambda item: -item[1].weight)
        if kind in open_ or kind in decided
    ]


def for_all(upload: Upload, kind: IssueKind) -> ForAll:
    """What one press may decide; the books of services are chosen one by one."""
    open_ = [as_found(issue) for issue in Issue.objects.open(upload).filter(kind=kind)]
    offered = [[choice.id for choice in questions.choices_of(issue)] for issue in open_]
    proposals = sum(issue.proposal in ids for issue, ids in zip(open_, offered, strict=True))
    everywhere = [id_ for id_ in offered[0] if all(id_ in ids for ids in offered)] if offered else []
    return ForAll(len(open_), proposals, everywhere)


def in_order(issues: IssueQuerySet) -> IssueQuerySet:
    """Those that change numbers most first, of a kind in the file's order."""
    weights = [When(kind=kind, then=Value(-about.weight)) for kind, about in KINDS.items()]
    return issues.order_by(Case(*weights, default=Value(0), output_field=IntegerField()), "row", "pk")


def questions_about(upload: Upload, issues: Sequence[Issue]) -> list[Question]:
    """What to ask about each; the library is read once for all of them."""
    decided = {
        one.issue_id: one for one in Resolution.objects.standing().filter(issue__in=issues).select_related("issue")
    }
    books = _books(upload, issues)
    return [_question(issue, books, decided.get(issue.pk)) for issue in issues]


_Books = Mapping[int, tuple[ParsedBook, int]]


def _books(upload: Upload, issues: Sequence[Issue]) -> _Books:
    rows = {row for issue in issues for row in (issue.row, issue.other_row) if row is not None}
    try:
        return mended_rows(upload, rows)
    except FileNotFoundError:  # deleted this moment
        return {}


def _question(issue: Issue, books: _Books, decided: Resolution | None) -> Question:
    found = as_found(issue)
    book, catalogue_id = books.get(issue.row or 0, (None, 0))
    other, other_id = books.get(issue.other_row or 0, (None, 0))
    candidates: Sequence[Candidate] = ()
    if issue.kind == IssueKind.DOUBTFUL_MATCH and catalogue_id and decided is None:
        candidates = candidates_of(catalogue_id)
    return Question(
        issue=issue,
        book=book,
        other_book=other,
        known_as={one.row: id_ for one, id_ in ((book, catalogue_id), (other, other_id)) if one},
        fields=questions.fields_of(found),
        choices=questions.choices_of(found, candidates),
        decided=decided,
    )
