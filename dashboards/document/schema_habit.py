"""The JSON Schema of what the chapters on habit and verdicts count beyond years, months and ratings."""

from __future__ import annotations

from dashboards.document.schema_terms import (
    AUTHOR,
    BOOK_ID,
    TITLE,
    Schema,
    count,
    integer,
    listed,
    mapping,
    record,
    text,
)
from dashboards.document.schema_terms import stars as a_rating

_DAY = text("ISO 8601.", format="date")
_BOOKS = count("How many books.")
_MINE, _CROWD = a_rating("my_rating."), a_rating("community_rating.")

_DAYS = record(
    "The days on which books were finished: only dates precise to the day.",
    {
        "counted": count("Books with such a date."),
        "years": listed(
            "The years that have any, ascending.",
            record(
                "A year.",
                {
                    "year": integer("The year."),
                    "books": listed(
                        "From 1 January on, up to the last day that has any: a number above 0 is the books of a day, one "
                        "below 0 stands for as many days without.",
                        {"description": "Books, or days.", "type": "integer", "not": {"const": 0}},
                        maxItems=366,
                    ),
                },
            ),
        ),
        "weekdays": listed("Books by day of the week, from Monday.", _BOOKS, minItems=7, maxItems=7),
        "crowded": listed(
            "Days with five books and more that hold over a tenth of all: they look like days of importing. They are "
            "counted in the other figures here.",
            record("A day.", {"date": _DAY, "books": _BOOKS}),
            maxItems=9,
        ),
        "named": listed(
            "The days of the latest two years, ascending, with their books.",
            record(
                "A day.",
                {
                    "date": _DAY,
                    "books": listed(
                        "In the file's order.",
                        record("A book.", {"id": text(BOOK_ID), "title": TITLE}),
                        minItems=1,
                        maxItems=5,
                    ),
                },
            ),
        ),
    },
)

_BESIDE_CROWD = record(
    "The reader's ratings beside the crowd's, over the books that have both.",
    {
        "sources": mapping(
            "By who counted the crowd (community_rating_source, or unknown): how many books.", count("Books.")
        ),
        "gaps": listed(
            "By the reader's rating minus the crowd's, in half stars, ascending, those that have books.",
            record(
                "A difference.",
                {
                    "gap": {
                        "description": "Stars, to the nearest half, quarters upwards; below 0 is harsher.",
                        "type": "number",
                        "multipleOf": 0.5,
                    },
                    "books": count("How many books."),
                },
            ),
        ),
        "points": listed(
            "Each book as [id, title, my_rating, community_rating], in the file's order; none where there are over 1,500.",
            {
                "description": "A book.",
                "type": "array",
                "prefixItems": [text(BOOK_ID), TITLE, _MINE, _CROWD],
                "minItems": 4,
                "maxItems": 4,
            },
            maxItems=1500,
        ),
        "cells": listed(
            "In place of points: [column of the ratings chart, tenths of a star of the crowd, rounded down, books].",
            listed("A cell.", count("A number."), minItems=3, maxItems=3),
        ),
        "widest": listed(
            "The books farthest from the crowd, the farthest first, then in the file's order.",
            record("A book.", {"id": text(BOOK_ID), "title": TITLE, "author": AUTHOR, "mine": _MINE, "crowd": _CROWD}),
            maxItems=20,
        ),
    },
)

HABIT: dict[str, Schema] = {
    "days": _DAYS,
    "pages_by_month": listed(
        "Pages by month of date_read, from January, over all years; only dates precise to the month or the day.",
        count("Pages."),
        minItems=12,
        maxItems=12,
    ),
    "beside_crowd": _BESIDE_CROWD,
    "rating_spread": listed(
        "By year of date_read, ascending, those that have ratings.",
        record(
            "The ratings of a year.",
            {
                "year": integer("The year."),
                "rated": count("How many."),
                "lower": a_rating("The first quartile, on the straight line between two ratings."),
                "upper": a_rating("The third."),
            },
        ),
    ),
}
