"""A question as a small form: what is counted, of which books, in which groups and order.

Whoever fills it in (the planner, a model), the builder takes nothing but this form, and every value goes into the SQL as a
parameter.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

Value = str | int | float


class Kind(StrEnum):
    LIST = "list"  # books
    NUMBER = "number"  # one number over books
    GROUPS = "groups"  # a number for each group of books
    PACE = "pace"  # a number a day, week, month or year
    LINK = "link"  # whether a field and the reader's rating go together


@dataclass(frozen=True, slots=True)
class Field:
    """What a filter, a measure or an order may name. `sql` is over `books b`."""

    sql: str
    numeric: bool = False
    many: str = ""  # the table of (book_id, field) where a book has several


FIELDS = {
    "title": Field("b.title"),
    "author": Field("b.author"),
    "series": Field("b.series"),
    "publisher": Field("b.publisher"),
    "format": Field("b.format"),
    "language": Field("b.language"),
    "fiction": Field("b.fiction"),
    "status": Field("b.status"),
    "genre": Field("g.genre", many="book_genres"),
    "shelf": Field("s.shelf", many="book_shelves"),
    "my_rating": Field("b.my_rating", numeric=True),
    "average_rating": Field("b.average_rating", numeric=True),
    "ratings_count": Field("b.ratings_count", numeric=True),
    "pages": Field("b.pages", numeric=True),
    "original_year": Field("b.original_year", numeric=True),
    "decade": Field("b.decade", numeric=True),
    "year_read": Field("b.year_read", numeric=True),
    "month_read": Field("b.month_read"),
    "month_of_year": Field("nullif(CAST(substr(b.date_read, 6, 2) AS INTEGER), 0)", numeric=True),
    "quarter": Field(
        "substr(b.date_read, 1, 4) || '-Q' || nullif((CAST(substr(b.date_read, 6, 2) AS INTEGER) + 2) / 3, 0)"
    ),
    "date_read": Field("b.date_read"),
    "date_added": Field("b.date_added"),
    "year_added": Field("b.year_added", numeric=True),
    "read_count": Field("b.read_count", numeric=True),
    "review": Field("b.review"),
    "review_length": Field("length(b.review)", numeric=True),
    "gap": Field("b.my_rating - b.average_rating", numeric=True),
    "disagreement": Field("abs(b.my_rating - b.average_rating)", numeric=True),
    "weekday": Field(
        "CASE WHEN length(b.date_read) = 10 THEN CAST(strftime('%w', b.date_read) AS INTEGER) END", numeric=True
    ),
    "genres": Field("(SELECT group_concat(genre, ', ') FROM book_genres WHERE book_id = b.id)"),
    "shelves": Field("(SELECT group_concat(shelf, ', ') FROM book_shelves WHERE book_id = b.id)"),
    "days_waiting": Field("julianday(b.date_read) - julianday(b.date_added)", numeric=True),
}
GROUPS = (
    "genre",
    "author",
    "series",
    "shelf",
    "format",
    "language",
    "publisher",
    "fiction",
    "month_read",
    "month_of_year",
    "quarter",
    "weekday",
    "year_read",
    "year_added",
    "original_year",
    "decade",
    "my_rating",
)
FUNCTIONS = ("count", "average", "median", "stddev", "sum", "distinct")
OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "known", "unknown", "all")
TIMES = {
    "month_read",
    "month_of_year",
    "quarter",
    "weekday",
    "year_read",
    "year_added",
    "original_year",
    "decade",
}  # groups that have an order of their own


@dataclass(frozen=True, slots=True)
class Filter:
    """`=` with several values means any of them, `!=` none of them, `all` each of them."""

    field: str
    op: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    function: str = "count"
    field: str = "books"


@dataclass(frozen=True, slots=True)
class Order:
    by: str  # a field, or "measure"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Spec:
    kind: Kind
    filters: tuple[Filter, ...] = ()
    measure: Measure = Measure()
    beside: tuple[Measure, ...] = ()  # further numbers in the same row
    group: str = ""  # of a list: its first books in each of these
    only: tuple[Value, ...] = ()  # the groups to compare; all where empty
    order: Order | None = None
    limit: int | None = None
    having: tuple[str, int] | None = None  # what a group's number of books must be: (">", 3)
    least: int = 0  # books that a group needs to be compared fairly
    share: bool = False  # the number as a percentage of the books of `whole`
    whole: tuple[Filter, ...] = ()
    per: str = ""  # of a pace: day, week, month, year
    one: bool = False  # the question wants the first only; the others are shown for comparison
    besides: tuple[Value, ...] = ()  # groups to leave out
    show: tuple[str, ...] = ()  # further facts of each book in a list

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def values_of(self, field: str, op: str = "=") -> tuple[Value, ...]:
        return next((one.values for one in self.filters if (one.field, one.op) == (field, op)), ())


def spec_from_json(said: dict[str, Any]) -> Spec:
    """The spec that `as_json` wrote."""
    order, having = said["order"], said["having"]
    return Spec(
        **said
        | {
            "kind": Kind(said["kind"]),
            "filters": _filters(said["filters"]),
            "whole": _filters(said["whole"]),
            "measure": Measure(**said["measure"]),
            "beside": tuple(Measure(**one) for one in said["beside"]),
            "only": tuple(said["only"]),
            "besides": tuple(said.get("besides", ())),
            "show": tuple(said.get("show", ())),
            "order": Order(**order) if order else None,
            "having": (having[0], having[1]) if having else None,
        }
    )


def _filters(said: list[dict[str, Any]]) -> tuple[Filter, ...]:
    return tuple(Filter(one["field"], one["op"], tuple(one["values"])) for one in said)
