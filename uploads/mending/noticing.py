"""What only the looking up shows to be doubtful: books that no service knows, and matches that may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from enrichment import doubts
from enrichment.sentences import Sentence
from uploads.ingest import MOST_OF_A_KIND
from uploads.mending.reading import NOBODY, read_mended_links
from uploads.models import Issue, Upload
from uploads.parsing.records import IssueKind

AT_ONCE = 5_000  # books
REASONS = {
    IssueKind.NOT_KNOWN: Sentence("No catalogue that we asked knows this book."),
    IssueKind.DOUBTFUL_MATCH: Sentence(
        "A catalogue has a book that may be this one, but too little agrees to be sure."
    ),
}


def notice(upload: Upload) -> None:
    """Bring the issues that rest on the catalogue up to date: add what is new, take away what nobody needs to decide.

    Safe to repeat. What was decided stays. Raises FileNotFoundError where the library is gone.
    """
    found: dict[IssueKind, list[int]] = {kind: [] for kind in REASONS}
    links = read_mended_links(upload)
    while chunk := list(islice(links, AT_ONCE)):
        for kind, row in _doubts(chunk):
            found[kind].append(row)
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(id=upload.id).first()
        if held is None:
            return
        for kind, rows in found.items():
            _bring_up_to_date(held, kind, sorted(rows))
        held.save(update_fields=["issues_left_out"])


def _doubts(links: Iterable[tuple[int, int]]) -> Iterator[tuple[IssueKind, int]]:
    rows = [(row, catalogue_id) for row, catalogue_id in links if catalogue_id != NOBODY]
    ids = {catalogue_id for _, catalogue_id in rows}
    unknown = doubts.unknown(ids)
    doubtful = doubts.doubtful(ids, among_unknown=unknown)
    for row, catalogue_id in rows:
        if catalogue_id in doubtful:
            yield IssueKind.DOUBTFUL_MATCH, row
        elif catalogue_id in unknown:
            yield IssueKind.NOT_KNOWN, row


def _bring_up_to_date(upload: Upload, kind: IssueKind, rows: list[int]) -> None:
    kept = rows[:MOST_OF_A_KIND]
    there = dict(Issue.objects.filter(upload=upload, kind=kind).values_list("row", "pk"))
    gone = there.keys() - set(kept)
    Issue.objects.open(upload).filter(pk__in=[there[row] for row in gone]).delete()
    new = [Issue(upload=upload, kind=kind, row=row, reason=REASONS[kind]) for row in kept if row not in there]
    Issue.objects.bulk_create(new, batch_size=500)
    upload.issues_left_out.pop(kind.value, None)
    if len(rows) > len(kept):
        upload.issues_left_out[kind.value] = len(rows) - len(kept)
