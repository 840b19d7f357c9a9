"""Every figure of a summary, counted by SQL: `recounted(database)` has the summary's own keys.

It follows what the schema says of each figure, not the code that counts it.
"""

# ruff: noqa: S608  (the statements are put together from this module's own words)

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.dashboards.independent.database import Database, Rows
from tests.dashboards.independent.groups import groups
from tests.dashboards.independent.waiting_and_records import pile, records, spines

Counts = dict[str, Any]

NAMED_AUTHOR = "author <> 'Unknown author'"
GROUP = "count(*) AS books, count(my_rating) AS rated, round(avg(my_rating), 4) AS average_rating"
PAGES = "coalesce(sum(num_pages), 0) AS pages, count(num_pages) AS pages_counted"
AGES = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
BY_STATUS = {
    "reading": "currently-reading",
    "to_read": "to-read",
    "abandoned": "abandoned",
    "other": "other",
}


def recounted(db: Database, *, this_year: int, is_part: bool = False) -> Counts:
    return {
        "headline": headline(db, this_year),
        **years_and_months(db),
        **verdicts(db),
        **subjects(db),
        **sizes(db),
        **groups(db),
        **days(db),
        **pile(db),
        **spines(db, is_part=is_part),
        "records": records(db),
    }


# --- the headline and the years -----------------------------------------------------------------


def headline(db: Database, this_year: int) -> Counts:
    books = {name: db.value("count(*) FROM book WHERE reading_status = :s", s=s) for name, s in BY_STATUS.items()}
    beside = db.row(
        "SELECT round(avg(community_rating), 4) AS crowd_average, count(*) AS crowd_counted, "
        "round(avg(my_rating), 4) AS average_rating_beside_crowd FROM beside_crowd"
    )
    return {
        "books": db.value("count(*) FROM book"),
        "read": db.value("count(*) FROM read"),
        **books,
        **beside,
        **db.row(f"SELECT {PAGES}, count(my_rating) AS rated, round(avg(my_rating), 4) AS average_rating FROM read"),
        **db.row("SELECT min(year) AS first_year, max(year) AS last_year FROM dated"),
        "authors": db.value(f"count(DISTINCT author) FROM read WHERE {NAMED_AUTHOR}"),
        "this_year": db.row(f"SELECT :y AS year, count(*) AS books, {PAGES} FROM dated WHERE year = :y", y=this_year),
    }


def years_and_months(db: Database) -> Counts:
    every_year = (
        "WITH RECURSIVE one (year, last) AS (SELECT min(year), max(year) FROM dated WHERE true HAVING count(*) "
        "UNION ALL SELECT year + 1, last FROM one WHERE year < last) "
    )
    every_month = "WITH RECURSIVE one (month) AS (SELECT 1 UNION ALL SELECT month + 1 FROM one WHERE month < 12) "
    of_month = "date_read_precision <> 'year' AND CAST(substr(date_read, 6, 2) AS INTEGER) = month"
    return {
        "by_year": db.rows(
            f"{every_year} SELECT one.year, count(id) AS books, {PAGES}, count(my_rating) AS rated, "
            "round(avg(my_rating), 4) AS average_rating FROM one LEFT JOIN dated USING (year) GROUP BY 1 ORDER BY 1"
        ),
        "undated": db.value("count(*) FROM read WHERE date_read IS NULL"),
        "by_month": db.rows(
            f"{every_month} SELECT month, count(id) AS books FROM one LEFT JOIN dated ON {of_month} GROUP BY 1 ORDER BY 1"
        ),
        "pages_by_month": db.column(
            f"{every_month} SELECT coalesce(sum(num_pages), 0) FROM one LEFT JOIN dated ON {of_month} "
            "GROUP BY month ORDER BY month"
        ),
    }


def days(db: Database) -> Counts:
    last_years = "SELECT DISTINCT year FROM finished ORDER BY year DESC LIMIT 2"
    return {
        "days": {
            "counted": db.value("count(*) FROM finished"),
            "years": db.rows("SELECT day, count(*) AS books FROM finished GROUP BY day ORDER BY day"),
            "weekdays": [
                db.value("count(*) FROM finished WHERE strftime('%w', day) = :w", w=str(weekday % 7))
                for weekday in range(1, 8)
            ],
            "crowded": db.rows(
                "SELECT day AS date, count(*) AS books FROM finished GROUP BY day "
                "HAVING books >= 5 AND books > 0.1 * (SELECT count(*) FROM finished) ORDER BY day"
            ),
            "named": [
                {
                    "date": day,
                    "books": db.rows("SELECT id, title FROM finished WHERE day = :d ORDER BY row, id LIMIT 5", d=day),
                }
                for day in db.column(f"SELECT DISTINCT day FROM finished WHERE year IN ({last_years}) ORDER BY day")
            ],
        }
    }


def unpacked_days(said: Counts) -> Counts:
    """A summary whose calendar is written day by day, as it is counted here."""
    found: Rows = []
    for year in said["days"]["years"]:
        day = dt.date(year["year"], 1, 1)
        for entry in year["books"]:
            if entry > 0:
                found.append({"day": day.isoformat(), "books": entry})
            day += dt.timedelta(days=1 if entry > 0 else -entry)
    return {**said, "days": said["days"] | {"years": found}}


# --- ratings and the crowd ----------------------------------------------------------------------


def verdicts(db: Database) -> Counts:
    few = db.value("count(*) <= 1500 FROM beside_crowd")
    points = db.rows("SELECT id, title, my_rating, community_rating FROM beside_crowd ORDER BY row, id") if few else []
    cells = db.rows("SELECT stars, tenth, count(*) FROM beside_crowd GROUP BY 1, 2 ORDER BY 1, 2") if not few else []
    return {
        "ratings": [
            {"stars": s, "books": db.value("count(*) FROM rated WHERE max(1, stars) = :s", s=s)}
            for s in (5, 4, 3, 2, 1)
        ],
        "unrated": db.value("count(*) FROM read WHERE my_rating IS NULL"),
        "beside_crowd": {
            "sources": {
                row["source"]: row["books"]
                for row in db.rows(
                    "SELECT coalesce(community_rating_source, 'unknown') AS source, count(*) AS books "
                    "FROM beside_crowd GROUP BY source"
                )
            },
            # to the nearest half star: ten thousandths, moved above 0, where division rounds down
            "gaps": db.rows(
                "SELECT ((gap * 2 + 5000 + 200000) / 10000 - 20) / 2.0 AS gap, count(*) AS books FROM beside_crowd "
                "GROUP BY 1 ORDER BY 1"
            ),
            "points": [list(row.values()) for row in points],
            "cells": [list(row.values()) for row in cells],
            "widest": db.rows(
                "SELECT id, title, author, my_rating AS mine, community_rating AS crowd FROM beside_crowd "
                "ORDER BY abs(gap) DESC, row LIMIT 20"
            ),
        },
        "rating_spread": [
            {
                "year": year,
                "rated": db.value("count(my_rating) FROM dated WHERE year = :y", y=year),
                "lower": quantile(db, f"SELECT my_rating AS value FROM dated WHERE year = {year}", 0.25),
                "upper": quantile(db, f"SELECT my_rating AS value FROM dated WHERE year = {year}", 0.75),
            }
            for year in db.column("SELECT DISTINCT year FROM dated WHERE my_rating IS NOT NULL ORDER BY year")
        ],
    }


def quantile(db: Database, values: str, share: float) -> float | None:
    """Where this share of the values lies: the nearer a value stands to that place, the more it weighs."""
    found: float | None = db.value(
        "sum(value * max(0.0, 1 - abs(place - (n - 1) * :share))) FROM "
        "(SELECT value, row_number() OVER (ORDER BY value) - 1 AS place, count(*) OVER () AS n "
        f"FROM ({values}) WHERE value IS NOT NULL)",
        share=share,
    )
    return found


# --- genres, forms, lengths, ages ---------------------------------------------------------------


def subjects(db: Database) -> Counts:
    with_genre = "id IN (SELECT book FROM genre)"
    forms = {"fiction": "fiction = 1", "nonfiction": "fiction = 0", "unknown": "fiction IS NULL"}
    return {
        "genres": db.rows(
            f"SELECT name, {GROUP} FROM read JOIN genre ON book = id GROUP BY name ORDER BY books DESC, name"
        ),
        "without_genre": db.value(f"count(*) FROM read WHERE NOT {with_genre}"),
        "guessed_genre": db.value("count(*) FROM read WHERE genres_guessed"),
        "fiction": {form: db.value(f"count(*) FROM read WHERE {means}") for form, means in forms.items()},
        "formats": most_first(db, "format", "name"),
        "languages": most_first(db, "language", "code"),
        "decades": db.rows(
            "SELECT y - (y % 10 + 10) % 10 AS decade, count(*) AS books FROM "
            "(SELECT original_publication_year AS y FROM read) WHERE y IS NOT NULL GROUP BY 1 ORDER BY 1"
        ),
    }


def most_first(db: Database, column: str, key: str) -> Rows:
    return db.rows(
        f"SELECT {column} AS {key}, count(*) AS books FROM read WHERE {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY books DESC, {column}"
    )


def sizes(db: Database) -> Counts:
    by_length = "(SELECT id FROM read WHERE num_pages IS NOT NULL ORDER BY num_pages {}, row LIMIT 1)"
    age = "SELECT max(0, year - original_publication_year) AS value FROM dated WHERE original_publication_year IS NOT NULL"
    return {
        "lengths": {
            "counted": db.value("count(num_pages) FROM read"),
            "median": quantile(db, "SELECT num_pages AS value FROM read", 0.5),
            "mean": db.value("avg(num_pages) FROM read"),
            "longest": db.value(by_length.format("DESC")),
            "shortest": db.value(by_length.format("ASC")),
        },
        "lengths_by_pages": bins(
            db, "SELECT num_pages AS value FROM read WHERE num_pages IS NOT NULL", tuple(range(0, 1001, 50))
        ),
        "ratings_by_length": [
            ratings_of_length(db, low, low + 100 if low < 700 else 10**9) for low in range(0, 701, 100)
        ],
        "ages": {
            "counted": db.value(f"count(*) FROM ({age})"),
            "median": quantile(db, age, 0.5),
            "bins": bins(db, age, AGES),
        },
        "to_read": db.row(f"SELECT count(*) AS books, {PAGES} FROM book WHERE reading_status = 'to-read'"),
    }


def bins(db: Database, values: str, bounds: tuple[int, ...]) -> Rows:
    within = f"count(*) FROM ({values}) WHERE value >= :low AND value < :end"
    ends = [*bounds[1:], 10**9]
    return [{"from": low, "books": db.value(within, low=low, end=end)} for low, end in zip(bounds, ends, strict=True)]


def ratings_of_length(db: Database, low: int, end: int) -> Counts:
    of = f"FROM rated WHERE num_pages >= {low} AND num_pages < {end}"
    rated = db.value(f"count(*) {of}")
    quartiles = [quantile(db, f"SELECT my_rating AS value {of}", share) for share in (0.25, 0.5, 0.75)]
    return {
        "from": low,
        "rated": rated,
        "average_rating": db.value(f"round(avg(my_rating), 4) {of}"),
        "quartiles": quartiles if rated else None,
    }
