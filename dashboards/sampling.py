"""The sample dashboard: a made-up reader's export and made-up answers of the services, through the real code."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dashboards.document.writing import Written, write_document
from enrichment.facts import BookFacts, merge
from enrichment.providers.base import Facts
from enrichment.sentences import Sentence
from uploads.parsing import parse_export
from uploads.parsing.records import IssueKind, ParsedBook, RowIssue

MADE_UP = Sentence("made up with the sample")

FOLDER = Path(__file__).parent / "sample"
EXPORTED_AT = dt.datetime(2026, 11, 14, 18, 30, tzinfo=dt.UTC)


def write_sample(out: IO[bytes]) -> Written:
    """Write the sample's document; the same bytes each time."""
    with (FOLDER / "library.csv").open("rb") as export:
        records = list(parse_export(export, today=EXPORTED_AT.date()))
    issues = [record for record in records if isinstance(record, RowIssue)]
    return write_document(
        out,
        _with_facts(record for record in records if isinstance(record, ParsedBook)),
        export_id="sample",
        uploaded_at=EXPORTED_AT,
        now=EXPORTED_AT,
        unreadable_rows=sum(issue.kind is IssueKind.UNREADABLE_ROW for issue in issues),
        issues_open=len(issues),
    )


def _with_facts(books: Iterator[ParsedBook]) -> Iterator[tuple[ParsedBook, BookFacts]]:
    said = json.loads((FOLDER / "facts.json").read_text("utf-8"))
    for book in books:
        facts = said.get(book.goodreads_id)
        yield book, merge({"openlibrary": _facts(facts)} if facts else {})


def _facts(said: dict[str, object]) -> Facts:
    languages = [said["language"]] if said.get("language") else []
    return Facts.from_json({"matched_by": "isbn", "score": 1.0, "reason": MADE_UP, "languages": languages, **said})
