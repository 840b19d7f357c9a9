"""What may be chosen: which conditions there are, by what they compare, what is measured and ordered by."""

from __future__ import annotations

from enum import StrEnum

from dashboards.ask.spec import Measure


class Control(StrEnum):
    """How a value is typed."""

    NAME = "name"  # of the reader's own: an author, a shelf
    CODE = "code"  # of a closed list: a status, a format
    NUMBER = "number"
    WHOLE = "whole"  # a number without decimals
    DAY = "day"  # 2021, 2021-03 or 2021-03-09
    NONE = "none"  # it is known or it is not


_CONTROLS = {
    "genre": Control.NAME,
    "author": Control.NAME,
    "series": Control.NAME,
    "shelf": Control.NAME,
    "publisher": Control.NAME,
    "title": Control.NAME,
    "status": Control.CODE,
    "format": Control.CODE,
    "language": Control.CODE,
    "fiction": Control.CODE,
    "month_of_year": Control.CODE,
    "quarter": Control.CODE,
    "weekday": Control.CODE,
    "genres": Control.NONE,
    "shelves": Control.NONE,
    "my_rating": Control.NUMBER,
    "average_rating": Control.NUMBER,
    "gap": Control.NUMBER,
    "disagreement": Control.NUMBER,
    "pages": Control.WHOLE,
    "original_year": Control.WHOLE,
    "decade": Control.WHOLE,
    "year_read": Control.WHOLE,
    "year_added": Control.WHOLE,
    "read_count": Control.WHOLE,
    "ratings_count": Control.WHOLE,
    "review_length": Control.WHOLE,
    "days_waiting": Control.WHOLE,
    "month_read": Control.DAY,
    "date_read": Control.DAY,
    "date_added": Control.DAY,
    "review": Control.NONE,
}
# Those that are offered, the likelier first. The others stand only where the question brought them.
CONDITIONS = (
    "status",
    "year_read",
    "genre",
    "author",
    "my_rating",
    "pages",
    "shelf",
    "series",
    "format",
    "language",
    "fiction",
    "original_year",
    "year_added",
    "date_read",
    "month_of_year",
    "average_rating",
    "gap",
    "read_count",
    "review",
    "title",
    "publisher",
)
_PRESENCE = ("known", "unknown")
_ORDERED = ("=", "!=", "<", "<=", ">", ">=", *_PRESENCE)
OPERATORS_OF = {
    Control.NAME: ("=", "!=", *_PRESENCE),
    Control.CODE: ("=", "!=", *_PRESENCE),
    Control.NUMBER: _ORDERED,
    Control.WHOLE: _ORDERED,
    Control.DAY: _ORDERED,
    Control.NONE: _PRESENCE,
}
MEASURES = (
    Measure(),
    Measure("sum", "pages"),
    Measure("average", "pages"),
    Measure("median", "pages"),
    Measure("average", "my_rating"),
    Measure("median", "my_rating"),
    Measure("average", "average_rating"),
    Measure("average", "gap"),
    Measure("average", "days_waiting"),
    Measure("average", "review_length"),
    Measure("average", "original_year"),
    Measure("distinct", "author"),
    Measure("distinct", "genre"),
    Measure("distinct", "series"),
    Measure("distinct", "language"),
)
LINKED = ("pages", "original_year", "average_rating", "days_waiting", "review_length", "read_count")
ORDERS = (
    "title",
    "author",
    "my_rating",
    "average_rating",
    "pages",
    "date_read",
    "date_added",
    "original_year",
    "read_count",
    "ratings_count",
    "gap",
    "disagreement",
    "days_waiting",
    "review_length",
    "year_read",
)
MOST_LIMIT = 1_000


def control_of(field: str) -> Control:
    """How the values of a field are typed. Raises KeyError where there is no such field."""
    return _CONTROLS[field]


def operators_of(field: str) -> tuple[str, ...]:
    """How a field may be compared. A book has several genres and shelves: it may have to have all of those named."""
    every = OPERATORS_OF[control_of(field)]
    return (*every[:2], "all", *every[2:]) if field in ("genre", "shelf") else every
