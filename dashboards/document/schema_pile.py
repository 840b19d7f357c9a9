"""The part of the document's JSON Schema that describes the pile and the records."""

from __future__ import annotations

from dashboards.document.schema_terms import DATE, Schema, count, integer, listed, or_null, record, text

_DAY = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MONTH = {"pattern": "^[0-9]{4}-[0-9]{2}$"}


def pile_schema(spine: Schema) -> Schema:
    """How the pile grew and how long its books waited. `spine` describes a book in short."""
    month = text("The month.", **_MONTH)
    return record(
        "The pile: books from the day they were shelved to the day they were finished. Those that were shelved when they "
        "were finished or later never lay on it; those that are being read or were given up are left out.",
        {
            "bulk_days": listed(
                "Days on which so many books were shelved that it tells of an import: at least 10, and more than a "
                "twentieth of all. Those of the whole library, also where only a part of it is counted.",
                record("A day.", {"day": text("The day.", **_DAY), "books": count("Books shelved on it.")}),
            ),
            "months": listed(
                "Ascending, those in which anything came or went.",
                record(
                    "A month.",
                    {
                        "month": month,
                        "added": count("Books that came, those of bulk_days apart."),
                        "in_bulk": count("Books that came on one of bulk_days."),
                        "finished": count("Books that left because they were finished."),
                    },
                ),
            ),
            "undated": count("Books to be read of which nobody knows since when: not in months."),
            "finished": listed(
                "All read books, also those that never lay on the pile: the last months that have any, ascending.",
                record(
                    "A month.",
                    {
                        "month": month,
                        "books": count("Books finished."),
                        "pages": count("Their pages."),
                        "pages_counted": count("How many of them have a page count."),
                    },
                ),
                maxItems=24,
            ),
            "oldest": listed("The books to be read that were shelved first; date is when.", spine, maxItems=10),
            "waits": record(
                "From shelving to finishing, of read books with both days, those of bulk_days left out.",
                {
                    "usable": count("Books whose wait is known."),
                    "in_bulk": count("Books left out because they were shelved on one of bulk_days."),
                    "median": or_null({"description": "Days.", "type": "number", "minimum": 1}),
                    "bins": listed(
                        "All spans that the filter wait knows, the shortest first.",
                        record(
                            "A span.",
                            {"days": text("Days, both within; an open end is the longest."), "books": count("Books.")},
                        ),
                    ),
                    **_ends(spine, "days"),
                },
            ),
        },
    )


def records_schema(spine: Schema) -> Schema:
    """What stands out among the read books. `spine` describes a book in short."""
    date = text("The day or month.", **DATE)
    return record(
        "What stands out among the read books; of equals the first row. Null where nothing does.",
        {
            "pages": _range(spine, "num_pages"),
            "year": _range(spine, "original_publication_year"),
            "gap": _range(spine, "my_rating less community_rating"),
            "popularity": _range(spine, "ratings_count"),
            "crowd": _range(
                spine,
                "community_rating; one that a service has from fewer than 20 of its readers is left out, as in gap",
            ),
            "day": or_null(_busiest(spine, date)),
            "month": or_null(_busiest(spine, date)),
            "pause": or_null(
                record(
                    "The longest time between two days with a finished book, if no date names only a month or year in it.",
                    {
                        "days": integer("Days from the one to the other.", minimum=1),
                        "from": text("The last day with a book before it.", **_DAY),
                        "to": text("The day of the book that ended it.", **_DAY),
                        "book": spine,
                    },
                )
            ),
        },
    )


def _busiest(spine: Schema, date: Schema) -> Schema:
    return record(
        "When most books were finished, two at least. Days with so many that they tell of an import are left out.",
        {"date": date, "books": integer("How many.", minimum=2), "book": spine},
    )


def _range(spine: Schema, what: str) -> Schema:
    return record(f"By {what}.", _ends(spine, what))


def _ends(spine: Schema, what: str) -> dict[str, Schema]:
    value = {"description": what, "type": "number"}
    return {
        end: or_null(record(f"The book with the {end} value.", {"value": value, "book": spine}))
        for end in ("lowest", "highest")
    }
