"""The document's JSON Schema (draft 2020-12): each key, what it means and how it is counted.

A new SCHEMA_VERSION is for a change that a reader of the old one would trip over; a new key is not.
"""

from __future__ import annotations

from typing import Any

from uploads.parsing.records import Format, Precision, Status

SCHEMA_VERSION = 1

Schema = dict[str, Any]


def _object(description: str, properties: dict[str, Schema]) -> Schema:
    """An object that has exactly these keys."""
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(description: str, items: Schema, **limits: int) -> Schema:
    return {"description": description, "type": "array", "items": items, **limits}


def _map(description: str, values: Schema) -> Schema:
    return {"description": description, "type": "object", "additionalProperties": values}


def _text(description: str, **more: Any) -> Schema:
    return {"description": description, "type": "string", "minLength": 1, **more}


def _count(description: str) -> Schema:
    return {"description": description, "type": "integer", "minimum": 0}


def _integer(description: str, **more: Any) -> Schema:
    return {"description": description, "type": "integer", **more}


def _stars(description: str) -> Schema:
    return {"description": description, "type": "number", "exclusiveMinimum": 0, "maximum": 5}


def _share(description: str) -> Schema:
    return {"description": description, "type": "number", "minimum": 0, "maximum": 1}


def _flag(description: str) -> Schema:
    return {"description": description, "type": "boolean"}


def _or_null(schema: Schema) -> Schema:
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


_DATE = {"pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_BOOK_ID = "The book's id in this document."
_SLUG = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_STATUS = {"enum": [status.value for status in Status]}
_FORMAT = {"enum": [kind.value for kind in Format]}
_TITLE = _text("Without the series suffix.")
_AUTHOR = _text('First Last; "Unknown author" where the row has none.')

_BOOK = _object(
    "One row of the export, with what the services know of the book.",
    {
        "id": _text("Unique in the document: the Goodreads id, or row-N where there is none or it repeats."),
        "row": _integer("The data row in the export, from 1.", minimum=1),
        "goodreads_id": _or_null(_text("As the export has it.")),
        "title": _TITLE,
        "full_title": _text("As the export has it."),
        "series": _or_null(_text("The first series that the title names.")),
        "series_number": _or_null(_text("As printed: 1, 2.9, 1-4.")),
        "author": _AUTHOR,
        "additional_authors": _list("Further authors, translators, illustrators.", _text("A name.")),
        "isbn13": _or_null(_text("Digits, check digit valid.", pattern=r"^\d{13}$")),
        "my_rating": _or_null(_stars("The reader's, halves possible; null is not rated, never 0.")),
        "average_rating": _or_null(_stars("Goodreads' mean, as the export has it.")),
        "num_pages": _or_null(_integer("Of the export; of a service where `filled` says so.", minimum=1)),
        "publisher": _or_null(_text("Of the edition.")),
        "binding": _or_null(_text("As the export names it.")),
        "format": _or_null(_text("What the binding comes to.", **_FORMAT)),
        "publication_year": _or_null(_integer("Of the edition; negative is BCE.")),
        "original_publication_year": _or_null(
            _integer("Of the work; negative is BCE; of a service where `filled` says so.")
        ),
        "date_read": _or_null(_text("When it was finished: ISO 8601, cut to its precision.", **_DATE)),
        "date_read_precision": _or_null(
            _text("How much of date_read is known.", enum=[precision.value for precision in Precision])
        ),
        "date_added": _or_null(_text("When it was put on a shelf; not when it was begun.", **_DATE)),
        "reading_status": _text("What the exclusive shelf means.", **_STATUS),
        "shelf": {"description": "The exclusive shelf, as the reader named it.", "type": "string"},
        "shelves": _list("The reader's other shelves.", _text("A shelf.")),
        "read_count": _or_null(_count("How often it was read.")),
        "review": _or_null(_text("Sanitised HTML.")),
        "has_spoilers": _flag("The reader marked the review as giving the story away."),
        "genres": _list("Of the closed list, the surest first.", _text("A genre's name.")),
        "genres_because": _map(
            "Why: by genre, the subjects and shelves that spoke for it.",
            _list("Reasons, the strongest first.", _text("A reason.")),
        ),
        "fiction": _or_null(_flag("Fiction or nonfiction; null where nothing tells.")),
        "audience": _or_null(_text("For whom it was written.")),
        "language": _or_null(_text("ISO 639-1, or 639-3 where that has none. From a service: exports name none.")),
        "cover_url": _or_null(_text("A picture at a service.", pattern="^https://")),
        "community_rating": _or_null(_stars("The crowd's mean: average_rating, or a service's where that is null.")),
        "community_rating_source": _or_null(
            _text("Whose crowd: goodreads or a provider; null also where several answered and it is not known which.")
        ),
        "ratings_count": _or_null(_count("Ratings at the service, even where community_rating is Goodreads'.")),
        "sources": _list("The providers that gave facts.", _text("openlibrary, googlebooks, ...")),
        "looked_up": _text("How far the looking up has come.", enum=["known", "not_known", "waiting"]),
        "match": _map("By provider: why its answer was believed to mean this book.", _text("A reason.")),
        "filled": _list(
            "Which of the export's fields a service filled.",
            {"type": "string", "enum": ["num_pages", "original_publication_year"]},
        ),
    },
)

_BOOKS = _count("How many books.")
_RATED = _count("How many of them are rated.")
_AVERAGE = _or_null(_stars("The reader's mean over the rated ones."))
_PAGES = _count("Their pages, of those that have a page count.")
_PAGES_COUNTED = _count("How many of them have a page count.")

_SPINE = _object(
    "A book in short.",
    {
        "id": _text(_BOOK_ID),
        "title": _TITLE,
        "author": _AUTHOR,
        "pages": _or_null(_integer("num_pages.", minimum=1)),
        "rating": _or_null(_stars("my_rating.")),
        "genre": _or_null(_text("The slug of its first genre.", **_SLUG)),
        "date": _or_null(_text("The date that it is listed for: read or added.", **_DATE)),
        "cover_url": _or_null(_text("cover_url.")),
    },
)

_HEADLINE = _object(
    "The library in a few numbers. Pages, ratings and authors are of read books.",
    {
        "books": _count("All books, whatever their shelf."),
        "read": _count("Books with the status read: the only ones that count as read anywhere here."),
        "reading": _count("Currently reading."),
        "to_read": _count("To read."),
        "abandoned": _count("Not finished."),
        "other": _count("On an exclusive shelf that says none of these."),
        "pages": _PAGES,
        "pages_counted": _PAGES_COUNTED,
        "average_rating": _AVERAGE,
        "rated": _RATED,
        "crowd_average": _or_null(_stars("Mean community_rating over the books of crowd_counted.")),
        "crowd_counted": _count("Books rated by the reader and by the crowd."),
        "average_rating_beside_crowd": _or_null(_stars("The reader's mean over those same books: what to compare.")),
        "first_year": _or_null(_integer("The first year with a date read.")),
        "last_year": _or_null(_integer("The last.")),
        "authors": _count("Different authors; additional ones and unknown ones are not counted."),
        "this_year": _object(
            "Finished in the year of publishing.",
            {
                "year": _integer("The year of published_at."),
                "books": _BOOKS,
                "pages": _PAGES,
                "pages_counted": _PAGES_COUNTED,
            },
        ),
    },
)

_YEAR = _object(
    "A year of reading.",
    {
        "year": _integer("The year."),
        "books": _BOOKS,
        "pages": _PAGES,
        "pages_counted": _PAGES_COUNTED,
        "rated": _RATED,
        "average_rating": _AVERAGE,
    },
)

_GENRE = _object(
    "A genre.",
    {
        "name": _text("Its name."),
        "slug": _text("Its name in addresses.", **_SLUG),
        "books": _BOOKS,
        "rated": _RATED,
        "average_rating": _AVERAGE,
    },
)

_WRITER = _object(
    "An author.",
    {"name": _text("First Last."), "books": _BOOKS, "rated": _RATED, "average_rating": _AVERAGE, "pages": _PAGES},
)

_LENGTHS = _object(
    "How long the read books are.",
    {
        "counted": _PAGES_COUNTED,
        "median": _or_null({"description": "Pages.", "type": "number", "minimum": 1}),
        "mean": _or_null({"description": "Pages.", "type": "number", "minimum": 1}),
        "longest": _or_null(_text(_BOOK_ID + " The first row where several are as long.")),
        "shortest": _or_null(_text(_BOOK_ID + " The first row where several are as short.")),
    },
)

_SHELF = _object(
    "The shelf of spines.",
    {
        "title": _text('The year, or "Last added".'),
        "is": _text("What the books have in common.", enum=["year", "added"]),
        "books": _list(
            "Those finished in the last year that has any; where none is dated, the read books last added (all books, "
            "where none is read). The newest first, then by row.",
            _SPINE,
            maxItems=120,
        ),
    },
)

_SUMMARY = _object(
    "What the library adds up to. Of read books, if not said otherwise.",
    {
        "headline": _HEADLINE,
        "by_year": _list("By year of date_read, every year from the first to the last; vague dates count.", _YEAR),
        "undated": _count("Read books without date_read: missing from by_year."),
        "by_month": _list(
            "January to December over all years; only dates precise to the month or the day.",
            _object("A month.", {"month": _integer("1 is January.", minimum=1, maximum=12), "books": _BOOKS}),
            minItems=12,
            maxItems=12,
        ),
        "ratings": _list(
            "From 5 stars to 1; halves round up (4.5 counts as 5).",
            _object("A rating.", {"stars": _integer("Stars.", minimum=1, maximum=5), "books": _BOOKS}),
            minItems=5,
            maxItems=5,
        ),
        "unrated": _count("Read books without a rating."),
        "genres": _list("Most books first. A book counts for each of its genres.", _GENRE),
        "without_genre": _count("Read books without a genre."),
        "fiction": _object(
            "Fiction and nonfiction.",
            {"fiction": _BOOKS, "nonfiction": _BOOKS, "unknown": _count("Nothing tells.")},
        ),
        "authors": _list("Most books first.", _WRITER, maxItems=50),
        "authors_total": _count("How many authors there are, those not listed included."),
        "formats": _list(
            "Most books first; books of unknown format are in none.",
            _object("A format.", {"name": _text("print, ebook, audio or other.", **_FORMAT), "books": _BOOKS}),
        ),
        "languages": _list(
            "Most books first; books of unknown language are in none.",
            _object("A language.", {"code": _text("As in a book."), "books": _BOOKS}),
        ),
        "decades": _list(
            "Of the original publication, ascending, those that have books.",
            _object(
                "A decade.",
                {
                    "decade": _integer("Its first year, a multiple of 10; negative is BCE.", multipleOf=10),
                    "books": _BOOKS,
                },
            ),
        ),
        "lengths": _LENGTHS,
        "recent": _list("Last read first; where none is dated, last added first, as in shelf.", _SPINE, maxItems=12),
        "recent_is": _text("Which date recent goes by.", enum=["read", "added"]),
        "shelf": _SHELF,
        "to_read": _object("The pile.", {"books": _BOOKS, "pages": _PAGES, "pages_counted": _PAGES_COUNTED}),
        "rereads": _list(
            "Read more than once, the most often first.",
            _object(
                "A book read again.",
                {
                    "id": _text(_BOOK_ID),
                    "title": _TITLE,
                    "author": _AUTHOR,
                    "read_count": _integer("How often.", minimum=2),
                },
            ),
            maxItems=20,
        ),
    },
)

_COVERAGE = _object(
    "How many books have a fact: of the read ones, and with _all of all.",
    {
        "read": _count("Read books: what the counts without _all are out of."),
        "date_read": _count("With a date read, however vague."),
        "date_read_day": _count("With a date read, precise to the day."),
        "rating": _count("Rated by the reader."),
        "average_rating": _count("With Goodreads' mean."),
        "num_pages": _count("With a page count, filled ones included."),
        "genres": _count("With at least one genre."),
        "cover_url": _count("With a cover."),
        "language": _count("With a language."),
        "original_publication_year": _count("With the work's year, filled ones included."),
        "isbn13": _count("With an ISBN."),
        "genres_all": _count("Of all books: with at least one genre."),
        "cover_url_all": _count("Of all books: with a cover."),
        "language_all": _count("Of all books: with a language."),
    },
)

_ENRICHMENT = _object(
    "How far the services were asked, and what came of it. Of all books.",
    {
        "books": _BOOKS,
        "known": _count("Some service knows them."),
        "not_known": _count("No service knows them."),
        "waiting": _count("Not asked yet."),
        "google_success_rate": _or_null(
            _share(
                "Google Books' share of the books asked about; null where it gave none: it may never have been asked."
            )
        ),
        "openlibrary_success_rate": _or_null(
            _share("Open Library's share of the books asked about; null before any was.")
        ),
        "by_source": _map("By provider: how many books it gave facts for.", _count("Books.")),
        "complete": _flag("No book is waiting."),
    },
)

DOCUMENT_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Goodreads Stats dashboard",
    **_object(
        "A reader's library and what it adds up to.",
        {
            "schema_version": {"description": "The version of this schema.", "const": SCHEMA_VERSION},
            "export_id": _text("The upload's UUID; in a shared document the share link's."),
            "export_timestamp": _text("When the export was uploaded, ISO 8601.", format="date-time"),
            "published_at": _text("When this document was written, ISO 8601.", format="date-time"),
            "total_books": _count("Rows of the export that are books here."),
            "unreadable_rows": _count("Rows that could not be read: not in books."),
            "issues_open": _count("What is left for the reader to mend."),
            "source": _text("What the library was exported from: goodreads."),
            "enrichment_stats": _ENRICHMENT,
            "coverage": _COVERAGE,
            "summary": _SUMMARY,
            "books": _list("Every book, in the file's order.", _BOOK),
        },
    ),
}
