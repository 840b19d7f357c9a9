"""Authors, series, shelves, and what changes over the years, counted by SQL."""

# ruff: noqa: S608  (the statements are put together from this module's own words)

from __future__ import annotations

from typing import Any

from tests.dashboards.independent.database import Database, Rows

DEPTHS = ((1, 1), (2, 2), (3, 5), (6, 10**9))


def groups(db: Database) -> dict[str, Any]:
    return {**authors(db), "series": series(db), "own_shelves": own_shelves(db), **over_years(db)}


def authors(db: Database) -> dict[str, Any]:
    by_author = (
        "SELECT author AS name, count(*) AS books, count(my_rating) AS rated, round(avg(my_rating), 4) AS average_rating,"
        " coalesce(sum(num_pages), 0) AS pages FROM read WHERE author <> 'Unknown author' GROUP BY author"
    )
    within = f"FROM ({by_author}) WHERE books BETWEEN :low AND :high"
    return {
        "authors": db.rows(f"{by_author} ORDER BY books DESC, name LIMIT 50"),
        "authors_total": db.value(f"count(*) FROM ({by_author})"),
        "depth": [
            {"from": low}
            | db.row(f"SELECT count(*) AS authors, coalesce(sum(books), 0) AS books {within}", low=low, high=high)
            for low, high in DEPTHS
        ],
    }


def series(db: Database) -> dict[str, Any]:
    begun = """
        WITH numbered AS (
            SELECT plain(series) AS name, number, max(reading_status = 'read') AS is_read
            FROM book LEFT JOIN volume ON volume.book = id WHERE series <> '' GROUP BY plain(series), number
        ), counted AS (
            SELECT name, sum(is_read) AS volumes, max(number) AS highest, sum(is_read AND number > 0) AS whole
            FROM numbered WHERE number IS NOT NULL GROUP BY name
        )
        SELECT *, volumes AS read, CASE WHEN highest <= 50 THEN highest - whole ELSE 0 END AS missing
        FROM counted WHERE volumes > 0
        """
    first = db.rows(f"{begun} ORDER BY missing = 0, read DESC, missing, name LIMIT 80")
    return {
        "begun": db.value(f"count(*) FROM ({begun})"),
        "unfinished": db.value(f"count(*) FROM ({begun}) WHERE missing > 0"),
        "series": [{"missing": one["missing"]} | volumes(db, one["name"]) for one in first],
    }


def volumes(db: Database, name: str) -> dict[str, Any]:
    of_it = "FROM book LEFT JOIN volume ON volume.book = id WHERE plain(series) = :name"
    read = f"SELECT DISTINCT number {of_it} AND number IS NOT NULL AND reading_status = 'read'"
    others = f"SELECT DISTINCT number {of_it} AND number IS NOT NULL AND number NOT IN ({read})"
    return {
        "read": db.column(f"{read} ORDER BY 1 LIMIT 50", name=name),
        "at_hand": db.column(f"{others} ORDER BY 1 LIMIT 50", name=name),
        "unnumbered": db.value(f"count(*) {of_it} AND number IS NULL AND reading_status = 'read'", name=name),
    }


def own_shelves(db: Database) -> dict[str, Any]:
    shelves = """
        WITH ranked AS (
            SELECT *, count(*) OVER (PARTITION BY book) AS of_book,
                row_number() OVER (PARTITION BY book ORDER BY name) AS rank FROM own_shelf
        ), pair AS (
            SELECT one.name AS one, other.name AS other, count(*) AS shared FROM ranked AS one JOIN ranked AS other
            USING (book) WHERE one.name < other.name AND max(one.rank, other.rank) <= 12 GROUP BY 1, 2
        ), beside AS (
            SELECT name, other_one, shared, row_number() OVER (PARTITION BY name ORDER BY shared DESC, one, other) AS rank
            FROM (SELECT one AS name, other AS other_one, * FROM pair UNION ALL SELECT other, one, * FROM pair)
        )
        SELECT ranked.name, count(*) AS books, sum(of_book = 1) AS alone, max(beside.other_one) AS beside,
            coalesce(max(shared), 0) AS shared
        FROM ranked LEFT JOIN beside ON beside.name = ranked.name AND beside.rank = 1
        GROUP BY ranked.name ORDER BY books DESC, ranked.name LIMIT 60
        """
    return {
        "shelves": db.rows(shelves),
        "total": db.value("count(DISTINCT name) FROM own_shelf"),
        "books": db.value("count(DISTINCT book) FROM own_shelf"),
        "on_several": db.value("count(*) FROM (SELECT book FROM own_shelf GROUP BY book HAVING count(*) > 1)"),
    }


def over_years(db: Database) -> dict[str, Any]:
    genres = "SELECT genre.name, year FROM dated JOIN genre ON genre.book = id"
    formats = "SELECT format AS name, year FROM dated WHERE format IS NOT NULL"
    return {
        "taste": {
            "books": db.value("count(*) FROM dated WHERE id IN (SELECT book FROM genre)"),
            "years": years_of(db, genres),
            "genres": by_year(db, genres),
        },
        "formats_by_year": {"years": years_of(db, formats), "formats": by_year(db, formats)},
    }


def years_of(db: Database, of: str) -> list[int]:
    """The last forty years at most, without gaps."""
    there = db.row(f"SELECT min(year) AS first, max(year) AS last FROM ({of})")
    return list(range(max(there["first"], there["last"] - 39), there["last"] + 1)) if there["last"] else []


def by_year(db: Database, of: str) -> Rows:
    years = years_of(db, of)
    kept = f"FROM ({of}) WHERE year >= :first"
    names = f"SELECT name {kept} GROUP BY name ORDER BY count(*) DESC, name"
    return [
        {
            "name": name,
            "by_year": [db.value(f"count(*) {kept} AND year = :y AND name = :n", **at, y=y, n=name) for y in years],
        }
        for at in [{"first": min(years, default=0)}]
        for name in db.column(names, **at)
    ]
