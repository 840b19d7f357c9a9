"""The part of the document's JSON Schema that describes what a library adds up to."""

from __future__ import annotations

from dashboards.document.schema_habit import HABIT
from dashboards.document.schema_pile import pile_schema, records_schema
from dashboards.document.schema_subjects import SUBJECTS
from dashboards.document.schema_terms import (
    AUTHOR,
    BOOK_ID,
    DATE,
    FORMAT,
    SLUG,
    TITLE,
    count,
    flag,
    integer,
    listed,
    mapping,
    or_null,
    record,
    share,
    stars,
    text,
)

_BOOKS = count("How many books.")
_RATED = count("How many of them are rated.")
_AVERAGE = or_null(stars("The reader's mean over the rated ones."))
_PAGES = count("Their pages, of those that have a page count.")
_PAGES_COUNTED = count("How many of them have a page count.")

_SPINE = record(
    "A book in short.",
    {
        "id": text(BOOK_ID),
        "title": TITLE,
        "author": AUTHOR,
        "pages": or_null(integer("num_pages.", minimum=1)),
        "rating": or_null(stars("my_rating.")),
        "genre": or_null(text("The slug of its first genre.", **SLUG)),
        "date": or_null(text("The date that it is listed for: read or added.", **DATE)),
        "cover_url": or_null(text("cover_url.")),
    },
)

_HEADLINE = record(
    "The library in a few numbers. Pages, ratings and authors are of read books.",
    {
        "books": count("All books, whatever their shelf."),
        "read": count("Books with the status read: the only ones that count as read anywhere here."),
        "reading": count("Currently reading."),
        "to_read": count("To read."),
        "abandoned": count("Not finished."),
        "other": count("On an exclusive shelf that says none of these."),
        "pages": _PAGES,
        "pages_counted": _PAGES_COUNTED,
        "average_rating": _AVERAGE,
        "rated": _RATED,
        "crowd_average": or_null(stars("Mean community_rating over the books of crowd_counted.")),
        "crowd_counted": count("Books rated by the reader and by the crowd."),
        "average_rating_beside_crowd": or_null(stars("The reader's mean over those same books: what to compare.")),
        "first_year": or_null(integer("The first year with a date read.")),
        "last_year": or_null(integer("The last.")),
        "authors": count("Different authors; additional ones and unknown ones are not counted."),
        "this_year": record(
            "Finished in the year of publishing.",
            {
                "year": integer("The year of published_at."),
                "books": _BOOKS,
                "pages": _PAGES,
                "pages_counted": _PAGES_COUNTED,
            },
        ),
    },
)

_YEAR = record(
    "A year of reading.",
    {
        "year": integer("The year."),
        "books": _BOOKS,
        "pages": _PAGES,
        "pages_counted": _PAGES_COUNTED,
        "rated": _RATED,
        "average_rating": _AVERAGE,
    },
)

_GENRE = record(
    "A genre.",
    {
        "name": text("Its name."),
        "slug": text("Its name in addresses.", **SLUG),
        "books": _BOOKS,
        "rated": _RATED,
        "average_rating": _AVERAGE,
    },
)

_WRITER = record(
    "An author.",
    {"name": text("First Last."), "books": _BOOKS, "rated": _RATED, "average_rating": _AVERAGE, "pages": _PAGES},
)

_LENGTHS = record(
    "How long the read books are.",
    {
        "counted": _PAGES_COUNTED,
        "median": or_null({"description": "Pages.", "type": "number", "minimum": 1}),
        "mean": or_null({"description": "Pages.", "type": "number", "minimum": 1}),
        "longest": or_null(text(BOOK_ID + " The first row where several are as long.")),
        "shortest": or_null(text(BOOK_ID + " The first row where several are as short.")),
    },
)

_SHELF = record(
    "The shelf of spines.",
    {
        "title": text('The year, or "Last added".'),
        "is": text("What the books have in common.", enum=["year", "added"]),
        "books": listed(
            "Those finished in the last year that has any; where none is dated, the read books last added (all books, "
            "where none is read). The newest first, then by row.",
            _SPINE,
            maxItems=120,
        ),
    },
)

_WRITERS = count("How many authors.")

_AUTHOR_FACTS = record(
    "Who wrote the read books, as far as a source of facts about authors knows. Missing where it knows nobody.",
    {
        "authors": count("Authors that the source knows: what the counts are out of."),
        "books": count("Books by them."),
        "countries": listed(
            "Most books first. An author counts for each country of their citizenship.",
            record("A country.", {"code": text("ISO 3166-1 alpha-2."), "authors": _WRITERS, "books": _BOOKS}),
        ),
        "with_country": count("Authors of whom a country is known."),
        "genders": listed(
            "Most books first, in the source's words.",
            record("A gender.", {"name": text("Its name."), "authors": _WRITERS, "books": _BOOKS}),
        ),
        "with_gender": count("Authors of whom a gender is known."),
        "born": listed(
            "By decade of birth, ascending, those that have authors.",
            record(
                "A decade.",
                {
                    "decade": integer("Its first year, a multiple of 10; negative is BCE.", multipleOf=10),
                    "authors": _WRITERS,
                    "books": _BOOKS,
                },
            ),
        ),
        "with_birth_year": count("Authors of whom the year of birth is known."),
    },
)

SUMMARY = record(
    "What the library adds up to. Of read books, if not said otherwise.",
    {
        "headline": _HEADLINE,
        "by_year": listed("By year of date_read, every year from the first to the last; vague dates count.", _YEAR),
        "undated": count("Read books without date_read: missing from by_year."),
        "by_month": listed(
            "January to December over all years; only dates precise to the month or the day.",
            record("A month.", {"month": integer("1 is January.", minimum=1, maximum=12), "books": _BOOKS}),
            minItems=12,
            maxItems=12,
        ),
        "ratings": listed(
            "From 5 stars to 1; halves round up (4.5 counts as 5).",
            record("A rating.", {"stars": integer("Stars.", minimum=1, maximum=5), "books": _BOOKS}),
            minItems=5,
            maxItems=5,
        ),
        "unrated": count("Read books without a rating."),
        "genres": listed("Most books first. A book counts for each of its genres.", _GENRE),
        "without_genre": count("Read books without a genre."),
        "guessed_genre": count("Read books whose genre is a guess: counted in genres, too."),
        "fiction": record(
            "Fiction and nonfiction.",
            {"fiction": _BOOKS, "nonfiction": _BOOKS, "unknown": count("Nothing tells.")},
        ),
        "authors": listed("Most books first.", _WRITER, maxItems=50),
        "authors_total": count("How many authors there are, those not listed included."),
        "formats": listed(
            "Most books first; books of unknown format are in none.",
            record("A format.", {"name": text("print, ebook, audio or other.", **FORMAT), "books": _BOOKS}),
        ),
        "languages": listed(
            "Most books first; books of unknown language are in none.",
            record("A language.", {"code": text("As in a book."), "books": _BOOKS}),
        ),
        "decades": listed(
            "Of the original publication, ascending, those that have books.",
            record(
                "A decade.",
                {
                    "decade": integer("Its first year, a multiple of 10; negative is BCE.", multipleOf=10),
                    "books": _BOOKS,
                },
            ),
        ),
        "lengths": _LENGTHS,
        "recent": listed("Last read first; where none is dated, last added first, as in shelf.", _SPINE, maxItems=24),
        "recent_is": text("Which date recent goes by.", enum=["read", "added"]),
        "shelf": _SHELF,
        "to_read": record("The pile.", {"books": _BOOKS, "pages": _PAGES, "pages_counted": _PAGES_COUNTED}),
        "rereads": listed(
            "Read more than once, the most often first.",
            record(
                "A book read again, in short.", _SPINE["properties"] | {"read_count": integer("How often.", minimum=2)}
            ),
            maxItems=20,
        ),
        "pile": pile_schema(_SPINE),
        "records": records_schema(_SPINE),
        **HABIT,
        **SUBJECTS,
    },
    optional={"author_facts": _AUTHOR_FACTS},
)

COVERAGE = record(
    "How many books have a fact: of the read ones, and with _all of all.",
    {
        "read": count("Read books: what the counts without _all are out of."),
        "date_read": count("With a date read, however vague."),
        "date_read_day": count("With a date read, precise to the day."),
        "rating": count("Rated by the reader."),
        "average_rating": count("With Goodreads' mean."),
        "num_pages": count("With a page count, filled ones included."),
        "genres": count("With at least one genre."),
        "cover_url": count("With a cover."),
        "language": count("With a language."),
        "original_publication_year": count("With the work's year, filled ones included."),
        "isbn13": count("With an ISBN."),
        "genres_all": count("Of all books: with at least one genre."),
        "cover_url_all": count("Of all books: with a cover."),
        "language_all": count("Of all books: with a language."),
    },
)

ENRICHMENT = record(
    "How far the services were asked, and what came of it. Of all books.",
    {
        "books": _BOOKS,
        "known": count("Some service knows them."),
        "not_known": count("No service knows them."),
        "waiting": count("Not asked yet."),
        "google_success_rate": or_null(
            share(
                "Google Books' share of the books asked about; null where it gave none: it may never have been asked."
            )
        ),
        "openlibrary_success_rate": or_null(
            share("Open Library's share of the books asked about; null before any was.")
        ),
        "by_source": mapping("By provider: how many books it gave facts for.", count("Books.")),
        "complete": flag("No book is waiting."),
    },
)
