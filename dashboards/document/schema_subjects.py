"""The part of the document's JSON Schema that describes subjects, authors and books: chapters iii to v."""

from __future__ import annotations

from dashboards.document.distributions import AGES, DEPTHS, LENGTHS, LENGTHS_RATED
from dashboards.document.over_years import YEARS_KEPT
from dashboards.document.own_shelves import SHELVES_KEPT
from dashboards.document.schema_terms import (
    FORMAT,
    SLUG,
    Schema,
    count,
    integer,
    listed,
    or_null,
    record,
    stars,
    text,
)
from dashboards.document.series import MOST_VOLUMES, SERIES_KEPT

_BOOKS = count("How many books.")
_BY_YEAR = listed("How many books in each of the years.", count("Books."), maxItems=YEARS_KEPT)
_YEARS = listed(
    f"Of date_read, without gaps, the last {YEARS_KEPT}; vague dates count.", integer("A year."), maxItems=YEARS_KEPT
)
_VOLUMES = listed("Whole numbers, ascending.", count("A volume."), maxItems=MOST_VOLUMES)


def _bins(description: str, bounds: tuple[int, ...], **figures: Schema) -> Schema:
    """A list with an object for each of the bounds."""
    bound = integer("Where it begins; it ends before the next one.", enum=list(bounds))
    return listed(description, record("A bin.", {"from": bound, **figures}), minItems=len(bounds), maxItems=len(bounds))


_TASTE = record(
    "Genres by year of reading.",
    {
        "books": count("Read books that have both a date and a genre."),
        "years": _YEARS,
        "genres": listed(
            "Most books first. A book counts for each of its genres.",
            record(
                "A genre.",
                {"name": text("Its name."), "slug": text("Its name in addresses.", **SLUG), "by_year": _BY_YEAR},
            ),
        ),
    },
)

_OWN_SHELVES = record(
    "The reader's own shelves, of all books whatever their status.",
    {
        "shelves": listed(
            "Most books first.",
            record(
                "A shelf.",
                {
                    "name": text("As the reader named it."),
                    "books": _BOOKS,
                    "alone": count("Books that stand on no other of these shelves."),
                    "beside": or_null(text("The other shelf that most of its books stand on, too.")),
                    "shared": count("How many do."),
                },
            ),
            maxItems=SHELVES_KEPT,
        ),
        "total": count("How many shelves there are, those not listed included."),
        "books": count("Books on any of them."),
        "on_several": count("Books on two or more."),
    },
)

_SERIES = record(
    "The series of which a numbered volume was read.",
    {
        "begun": count("How many."),
        "unfinished": count("Those of which a volume below the highest on any shelf is not read."),
        "series": listed(
            "The unfinished ones first, then by volumes read.",
            record(
                "A series.",
                {
                    "name": text("As the titles name it."),
                    "read": _VOLUMES,
                    "at_hand": _VOLUMES,
                    "missing": count("Not read, up to the highest volume on any shelf; at_hand included."),
                    "unnumbered": count("Read books of it that are no whole volume."),
                },
            ),
            maxItems=SERIES_KEPT,
        ),
    },
)

_QUARTILES = or_null(
    listed("First quartile, median, third quartile; null without a rating.", stars("Stars."), minItems=3, maxItems=3)
)

SUBJECTS: dict[str, Schema] = {
    "taste": _TASTE,
    "own_shelves": _OWN_SHELVES,
    "depth": _bins("Authors by how many of their books were read.", DEPTHS, authors=count("Authors."), books=_BOOKS),
    "series": _SERIES,
    "ages": record(
        "Years from first publication to the year of reading; less than none counts as none.",
        {
            "counted": count("Read books with both years."),
            "median": or_null({"description": "Years.", "type": "number", "minimum": 0}),
            "bins": _bins("By age in years.", AGES, books=_BOOKS),
        },
    ),
    "lengths_by_pages": _bins("Books by pages.", LENGTHS, books=_BOOKS),
    "ratings_by_length": _bins(
        "The reader's ratings by pages.",
        LENGTHS_RATED,
        rated=count("Rated books."),
        average_rating=or_null(stars("Their mean.")),
        quartiles=_QUARTILES,
    ),
    "formats_by_year": record(
        "Formats by year of reading.",
        {
            "years": _YEARS,
            "formats": listed(
                "Most books first.", record("A format.", {"name": text("Of `formats`.", **FORMAT), "by_year": _BY_YEAR})
            ),
        },
    ),
}
