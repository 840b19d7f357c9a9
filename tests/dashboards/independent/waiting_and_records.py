"""The pile, the shelf of spines and the records, counted by SQL."""

# ruff: noqa: S608  (the statements are put together from this module's own words)

from __future__ import annotations

from typing import Any

from tests.dashboards.independent.database import Database, Rows

SPINE = "id, title, author, num_pages AS pages, my_rating AS rating, cover_url"
BINS = ((1, 6), (7, 29), (30, 89), (90, 179), (180, 364), (365, 729), (730, 1824), (1825, None))  # days
OF_ENOUGH = (
    "community_rating IS NOT NULL AND (community_rating_source = 'goodreads' OR coalesce(ratings_count, 0) >= 20)"
)
RANGES = {
    "pages": "num_pages AS value FROM read WHERE num_pages > 0",
    "year": "original_publication_year AS value FROM read WHERE value IS NOT NULL",
    "gap": f"round(my_rating - community_rating, 4) AS value FROM read WHERE my_rating IS NOT NULL AND {OF_ENOUGH}",
    "popularity": "ratings_count AS value FROM read WHERE ratings_count > 0",
    "crowd": f"community_rating AS value FROM read WHERE {OF_ENOUGH}",
}


# --- the pile -----------------------------------------------------------------------------------


def pile(db: Database) -> dict[str, Any]:
    counts = "count(*) AS books, coalesce(sum(num_pages), 0) AS pages, count(num_pages) AS pages_counted"
    paced = f"SELECT substr(date_read, 1, 7) AS month, {counts} FROM read WHERE length(date_read) >= 7 GROUP BY month"
    return {
        "pile": {
            "bulk_days": db.rows(
                "SELECT bulk.day, coalesce(books, 0) AS books FROM bulk LEFT JOIN shelved_on USING (day) ORDER BY bulk.day"
            ),
            "months": months(db),
            "undated": db.value(
                "count(*) FROM book WHERE reading_status = 'to-read' AND coalesce(length(date_added), 0) < 7"
            ),
            "finished": db.rows(f"SELECT * FROM ({paced} ORDER BY month DESC LIMIT 24) ORDER BY month"),
            "oldest": db.rows(
                f"SELECT {SPINE}, date_added AS date FROM piled WHERE reading_status = 'to-read' "
                "ORDER BY date_added, row LIMIT 10"
            ),
            "waits": waits(db),
        }
    }


def months(db: Database) -> Rows:
    in_bulk = "date_added IN (SELECT day FROM bulk)"
    return db.rows(
        "SELECT month, sum(added) AS added, sum(in_bulk) AS in_bulk, sum(finished) AS finished FROM ("
        f"SELECT substr(date_added, 1, 7) AS month, NOT {in_bulk} AS added, {in_bulk} AS in_bulk, 0 AS finished FROM piled "
        "UNION ALL SELECT substr(date_read, 1, 7), 0, 0, 1 FROM piled WHERE reading_status = 'read') "
        "GROUP BY month ORDER BY month"
    )


def waits(db: Database) -> dict[str, Any]:
    usable = "FROM waited WHERE date_added NOT IN (SELECT day FROM bulk)"
    middle = f"SELECT days, row_number() OVER (ORDER BY days) AS place, count(*) OVER () AS n {usable}"
    return {
        "usable": db.value(f"count(*) {usable}"),
        "in_bulk": db.value("count(*) FROM waited WHERE date_added IN (SELECT day FROM bulk)"),
        "median": db.value(f"avg(days) FROM ({middle}) WHERE place IN ((n + 1) / 2, n / 2 + 1)"),
        "bins": [
            {
                "days": f"{low}-{high or ''}",
                "books": db.value(f"count(*) {usable} AND days BETWEEN :low AND :high", low=low, high=high or 10**9),
            }
            for low, high in BINS
        ],
        **ends(db, f"days AS value {usable}"),
    }


def ends(db: Database, values: str) -> dict[str, Any]:
    """The books with the lowest and the highest value; of equals the first row."""
    found = {}
    for end, order in (("lowest", "ASC"), ("highest", "DESC")):
        rows = db.rows(f"SELECT {SPINE}, date_read AS date, {values} ORDER BY value {order}, row, id LIMIT 1")
        found[end] = {"value": rows[0].pop("value"), "book": rows[0]} if rows else None
    return found


# --- records ------------------------------------------------------------------------------------


def records(db: Database) -> dict[str, Any]:
    return {**{name: ends(db, values) for name, values in RANGES.items()}, **record_days(db)}


def record_days(db: Database) -> dict[str, Any]:
    """Days on which so many were finished that nobody did are passed over, and hide whatever lies in their year."""
    per_day = "SELECT date_read AS day, count(*) AS books FROM read WHERE length(date_read) = 10 GROUP BY day"
    given_in_bulk = f"books >= 10 AND books > 0.05 * (SELECT sum(books) FROM ({per_day}))"
    usual = f"SELECT * FROM ({per_day}) WHERE NOT ({given_in_bulk})"
    by_month = f"SELECT substr(day, 1, 7) AS date, sum(books) AS books, min(day) AS day FROM ({usual}) GROUP BY date"
    vague = (
        "SELECT date_read AS vague FROM read WHERE length(date_read) < 10 "
        f"UNION SELECT substr(day, 1, 4) FROM ({per_day}) WHERE {given_in_bulk}"
    )
    pause = (
        f"SELECT before AS 'from', day AS 'to', CAST(julianday(day) - julianday(before) AS INTEGER) AS days, day "
        f"FROM (SELECT day, lag(day) OVER (ORDER BY day) AS before FROM ({usual})) WHERE before IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM ({vague}) WHERE vague BETWEEN substr(before, 1, length(vague)) "
        "AND substr(day, 1, length(vague))) ORDER BY days DESC, day LIMIT 1"
    )
    return {
        "day": with_book(db, f"SELECT *, day AS date FROM ({usual}) WHERE books > 1 ORDER BY books DESC, day LIMIT 1"),
        "month": with_book(db, f"SELECT * FROM ({by_month}) WHERE books > 1 ORDER BY books DESC, date LIMIT 1"),
        "pause": with_book(db, pause),
    }


def with_book(db: Database, statement: str) -> dict[str, Any] | None:
    """The only row there is, if there is any, with the first book of its day."""
    rows = db.rows(statement)
    if not rows:
        return None
    day = rows[0].pop("day")
    book = db.row(
        f"SELECT {SPINE}, date_read AS date FROM read WHERE date_read = :day ORDER BY row, id LIMIT 1", day=day
    )
    return rows[0] | {"book": book}


# --- the shelf of spines ------------------------------------------------------------------------


def spines(db: Database, *, is_part: bool) -> dict[str, Any]:
    """By the date read where there is any, and by the date of shelving where not."""
    dated = bool(db.value("count(*) FROM dated"))
    of, date = ("dated", "date_read") if dated else ("read", "date_added")
    if not db.value("count(*) FROM read"):
        of = "book"
    latest = f"SELECT {SPINE}, {date} AS date FROM {of} ORDER BY coalesce({date}, '') DESC, row LIMIT 120"
    books = db.rows(latest)
    shown = books
    if dated and not is_part:
        shown = [book for book in books if book["date"][:4] == books[0]["date"][:4]]
    return {
        "recent": books[:24],
        "recent_is": "read" if dated else "added",
        "shelf": {"is": "added" if not dated else "read" if is_part else "year", "books": shown},
        "rereads": db.rows(
            f"SELECT {SPINE}, date_read AS date, read_count FROM read WHERE read_count > 1 "
            "ORDER BY read_count DESC, row LIMIT 20"
        ),
    }
