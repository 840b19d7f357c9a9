"""The document's JSON Schema (draft 2020-12): each key, what it means and how it is counted.

A new SCHEMA_VERSION is for a change that a reader of the old one would trip over; a new key is not.
"""

from __future__ import annotations

from dashboards.document.schema_book import BOOK
from dashboards.document.schema_summary import COVERAGE, ENRICHMENT, SUMMARY
from dashboards.document.schema_terms import Schema, count, listed, record, text

SCHEMA_VERSION = 1

DOCUMENT_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Goodreads Stats dashboard",
    **record(
        "A reader's library and what it adds up to.",
        {
            "schema_version": {"description": "The version of this schema.", "const": SCHEMA_VERSION},
            "export_id": text("The upload's UUID; in a shared document the share link's."),
            "export_timestamp": text("When the export was uploaded, ISO 8601.", format="date-time"),
            "published_at": text("When this document was written, ISO 8601.", format="date-time"),
            "total_books": count("Rows of the export that are books here."),
            "unreadable_rows": count("Rows that could not be read: not in books."),
            "issues_open": count("What is left for the reader to mend."),
            "source": text("What the library was exported from: goodreads."),
            "enrichment_stats": ENRICHMENT,
            "coverage": COVERAGE,
            "summary": SUMMARY,
            "books": listed("Every book, in the file's order.", BOOK),
        },
    ),
}
