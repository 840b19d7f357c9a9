"""What may be wrong with a library, deciding about it, undoing that, and applying all of it."""

from __future__ import annotations

import datetime as dt
import uuid as uuid_module
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from goodreads_site.api import ApiError, ErrorAnswer, read_id
from goodreads_site.saying import in_their_language
from uploads.issues import IssueQuerySet
from uploads.mending import asking, deciding, finalizing, own_edits, undoing
from uploads.mending.asking import Question
from uploads.mending.deciding import Decision, DecisionRefused
from uploads.mending.fields import FieldRefused
from uploads.mending.own_edits import NoSuchBook
from uploads.mending.questions import Choice
from uploads.mending.trail import row_of, steps, trail_of
from uploads.models import Action, Issue, Resolution, Upload
from uploads.parsing.records import IssueKind, ParsedBook

router = Router(tags=["mending"])
_MISMEANT = {"unknown_choice", "not_for_all"}  # refused whenever they are sent; the rest is refused for now
_NOT_NUL = r"^[^\x00]*$"
_REFUSALS = {404: ErrorAnswer, 409: ErrorAnswer, 422: ErrorAnswer}


class KindOut(Schema):
    kind: IssueKind
    is_required: bool = Field(description="Must be decided, if only to leave it, before decisions are applied")
    open: int
    decided: int
    left_out: int = Field(description="Found beyond the most that are kept of a kind")


class BookOut(Schema):
    row: int = Field(description="Row of the export, from 1")
    title: str
    author: str


class CandidateOut(Schema):
    title: str
    author: str
    isbn13: str | None
    year: int | None
    cover_url: str | None
    because: str = Field(description="What speaks for and against it")
    is_taken: bool = Field(description="Its facts are shown with the book now")


class ChoiceOut(Schema):
    id: str = Field(description="To be sent back as `choice`")
    is_proposed: bool
    candidate: CandidateOut | None = Field(description="For a doubtful match: the catalogue's book")


class StepOut(Schema):
    field: str
    before: str
    after: str


class ResolutionOut(Schema):
    id: str = Field(description="To undo it with")
    issue: str | None = Field(description="null where a book was edited that nobody asked about")
    row: int | None = Field(description="Row of the export; null for a shelf or the file as a whole")
    action: Action
    choice: str
    before: str = Field(description="What the issue found")
    after: str
    steps: list[StepOut] = Field(description="The fields that were changed, from what to what")
    together: str | None = Field(description="Names those that were decided with one press")
    decided_at: dt.datetime
    undone_at: dt.datetime | None
    is_applied: bool = Field(description="The published dashboard shows it")


class IssueOut(Schema):
    id: str
    kind: IssueKind
    is_required: bool
    row: int | None = Field(description="Row of the export, from 1; null for the file as a whole")
    books: int = Field(description="How many books it is about")
    field: str
    found: str
    reason: str
    proposal: str
    book: BookOut | None
    other_book: BookOut | None
    fields: list[str] = Field(description="What an edit may fill in")
    choices: list[ChoiceOut]
    decision: ResolutionOut | None


class Issues(Schema):
    kinds: list[KindOut]
    required_open: int
    count: int = Field(description="Issues that fit the query, on all pages")
    page: int
    pages: int
    issues: list[IssueOut]


class Wanted(Schema):
    kind: IssueKind | None = None
    state: Literal["open", "decided", "all"] = "all"
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(25, ge=1, le=100)


class Resolve(Schema):
    action: Action
    fields: dict[str, str] | None = Field(None, description="For an edit: what each field is to hold")
    choice: str = Field("", description="For a choice: the id of one of the issue's choices")


class EditBook(Schema):
    fields: dict[str, str] = Field(description="What each field is to hold; the others stay as they are")
    seen: str | None = Field(
        None, description="The id of the latest decision about the book that the reader knows of, empty for none"
    )


class Trail(Schema):
    count: int
    page: int
    pages: int
    resolutions: list[ResolutionOut]


class Paged(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(25, ge=1, le=100)


class UndoTogether(Schema):
    together: uuid_module.UUID = Field(description="As the decisions say it")


class UndoneTogether(Schema):
    undone: int


class ResolveAll(Schema):
    kind: IssueKind
    action: Action = Field(description="choose or skip: what is typed for one book cannot hold for all")
    choice: str = Field("", description="The id of a choice; empty: for each what is proposed for it")
    found: Annotated[str, Field(pattern=_NOT_NUL)] | None = Field(None, description="Only those where this was found")


class ResolvedAll(Schema):
    resolved: int
    open: int = Field(description="Of the kind, still open: it suited them not, or they were not meant")
    resolutions: list[str] = Field(description="Their ids")
    together: str | None = Field(description="To undo all of them with one call; null where there are none")


class FinalizedOut(Schema):
    applied: int
    taken_back: int
    looked_up: int = Field(description="Books that are looked up again, as their name or number changed")


@router.get(
    "/uploads/{uuid}/issues",
    response={200: Issues, 404: ErrorAnswer, 422: ErrorAnswer},
    summary="What may be wrong with the library",
)
def issues(request: HttpRequest, uuid: str, wanted: Query[Wanted]) -> dict[str, Any]:
    """Counts by kind, those that change numbers most first, and a page of issues in the same order."""
    upload = _upload(uuid)
    pages = Paginator(asking.in_order(_picked(upload, wanted)), wanted.per_page)
    page = pages.get_page(wanted.page)
    kinds = asking.counted(upload)
    return {
        "kinds": kinds,
        "required_open": sum(kind.open for kind in kinds if kind.is_required),
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "issues": [_issue(question) for question in asking.questions_about(upload, list(page))],
    }


@router.post("/issues/{token}/resolve", response={200: ResolutionOut, **_REFUSALS}, summary="Decide about one")
def resolve(request: HttpRequest, token: str, wanted: Resolve) -> dict[str, Any]:
    """Edit, choose or skip. Nothing changes on the dashboard before all of it is applied."""
    with _answering():
        decision = Decision(wanted.action, wanted.fields, wanted.choice)
        return _resolution(deciding.decide(read_id(token), decision))


@router.post("/uploads/{uuid}/issues/resolve", response={200: ResolvedAll, **_REFUSALS}, summary="Decide about many")
def resolve_all(request: HttpRequest, uuid: str, wanted: ResolveAll) -> dict[str, Any]:
    """The same for all open issues of a kind. Those that the choice does not suit stay open."""
    upload_id = read_id(uuid)
    with _answering():
        decision = Decision(wanted.action, choice=wanted.choice)
        made = deciding.decide_all(upload_id, wanted.kind, decision, found=wanted.found)
    left = Issue.objects.open(_upload(uuid)).filter(kind=wanted.kind).count()
    return {
        "resolved": len(made),
        "open": left,
        "resolutions": [str(one.token) for one in made],
        "together": str(made[0].together) if made else None,
    }


@router.post("/resolutions/{token}/undo", response={200: ResolutionOut, **_REFUSALS}, summary="Take a decision back")
def undo(request: HttpRequest, token: str) -> dict[str, Any]:
    """Its issue is open again; the dashboard shows that once all is applied."""
    with _answering():
        return _resolution(undoing.undo(read_id(token)))


@router.post(
    "/uploads/{uuid}/resolutions/undo", response={200: UndoneTogether, **_REFUSALS}, summary="Take many decisions back"
)
def undo_together(request: HttpRequest, uuid: str, wanted: UndoTogether) -> dict[str, int]:
    """All that were decided with one press. Sent again it is 0."""
    with _answering():
        return {"undone": undoing.undo_together(read_id(uuid), wanted.together)}


@router.get(
    "/uploads/{uuid}/resolutions",
    response={200: Trail, 404: ErrorAnswer, 422: ErrorAnswer},
    summary="What was decided, and when",
)
def trail(request: HttpRequest, uuid: str, wanted: Query[Paged]) -> dict[str, Any]:
    """The latest first, also what was undone."""
    pages = Paginator(trail_of(_upload(uuid)), wanted.per_page)
    page = pages.get_page(wanted.page)
    return {
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "resolutions": [_resolution(resolution) for resolution in page],
    }


@router.post("/uploads/{uuid}/books/{int:row}", response={200: ResolutionOut, **_REFUSALS}, summary="Edit a book")
def edit_book(request: HttpRequest, uuid: str, row: int, wanted: EditBook) -> dict[str, Any]:
    """Whether or not anything was wrong with it. It is published at once, and can be undone like a decision."""
    with _answering():
        return _resolution(own_edits.edit_book(read_id(uuid), row, wanted.fields, seen=wanted.seen))


@router.post("/uploads/{uuid}/finalize", response={200: FinalizedOut, **_REFUSALS}, summary="Apply all decisions")
def finalize(request: HttpRequest, uuid: str) -> finalizing.Finalized:
    """In one transaction, and publish anew. 409 while something that is required is open."""
    with _answering():
        return finalizing.finalize(read_id(uuid))


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (Upload.DoesNotExist, Issue.DoesNotExist, Resolution.DoesNotExist, NoSuchBook):
        raise Http404 from None
    except FieldRefused as refused:
        raise ApiError(
            422, "field_refused", in_their_language(str(refused)), field=f"fields.{refused.field}"
        ) from refused
    except DecisionRefused as refused:
        status = 422 if refused.code in _MISMEANT else 409
        raise ApiError(status, refused.code, in_their_language(str(refused)), field=refused.field) from refused


def _upload(uuid: str) -> Upload:
    found = Upload.objects.filter(id=read_id(uuid)).first()
    if found is None:
        raise Http404
    return found


def _picked(upload: Upload, wanted: Wanted) -> IssueQuerySet:
    match wanted.state:
        case "open":
            found = Issue.objects.open(upload)
        case "decided":
            found = Issue.objects.decided(upload)
        case _:
            found = Issue.objects.filter(upload=upload)
    return found.filter(kind=wanted.kind) if wanted.kind else found


def _issue(question: Question) -> dict[str, Any]:
    issue = question.issue
    return {
        "id": str(issue.token),
        "kind": question.kind,
        "is_required": question.is_required,
        "row": issue.row,
        "books": issue.books,
        "field": issue.field,
        "found": issue.found,
        "reason": in_their_language(issue.reason),
        "proposal": issue.proposal,
        "book": _book(question.book),
        "other_book": _book(question.other_book),
        "fields": list(question.fields),
        "choices": [_choice(choice, issue.proposal) for choice in question.choices],
        "decision": _resolution(question.decided) if question.decided else None,
    }


def _book(book: ParsedBook | None) -> dict[str, Any] | None:
    return {"row": book.row, "title": book.title, "author": book.author} if book else None


def _choice(choice: Choice, proposal: str) -> dict[str, Any]:
    one = choice.candidate
    shown = replace(one, because=in_their_language(one.because)) if one else None
    return {"id": choice.id, "is_proposed": choice.id == proposal, "candidate": shown}


def _resolution(resolution: Resolution) -> dict[str, Any]:
    return {
        "id": str(resolution.token),
        "issue": str(resolution.issue.token) if resolution.issue else None,
        "row": row_of(resolution),
        "action": resolution.action,
        "choice": resolution.choice,
        "before": resolution.before,
        "after": resolution.after,
        "steps": steps(resolution),
        "together": str(resolution.together) if resolution.together else None,
        "decided_at": resolution.decided_at,
        "undone_at": resolution.undone_at,
        "is_applied": resolution.is_applied,
    }
