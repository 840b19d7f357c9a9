"""The services' books that one of the reader's may be."""

from __future__ import annotations

from collections.abc import Sequence

from enrichment.doubts import Possible, possible_books
from uploads.mending.questions import Candidate
from uploads.mending.reading import mended_rows
from uploads.models import Issue
from uploads.parsing.records import IssueKind


def candidates_for(issue: Issue) -> Sequence[Candidate]:
    """For a doubtful match, what there is to choose from; nothing for the other kinds."""
    if issue.kind != IssueKind.DOUBTFUL_MATCH or issue.row is None:
        return ()
    try:
        rows = mended_rows(issue.upload, {issue.row})
    except FileNotFoundError:  # deleted this moment
        return ()
    return [candidate for _, catalogue_id in rows.values() for candidate in candidates_of(catalogue_id)]


def candidates_of(catalogue_id: int) -> Sequence[Candidate]:
    return [_candidate(possible) for possible in possible_books(catalogue_id)]


def _candidate(possible: Possible) -> Candidate:
    return Candidate(
        id=possible.id,
        title=possible.title,
        author=possible.author,
        isbn13=possible.isbn13,
        year=possible.year,
        cover_url=possible.cover_url,
        because=possible.reason,
        is_taken=possible.is_taken,
    )
