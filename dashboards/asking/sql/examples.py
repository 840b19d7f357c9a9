"""SELECTs about what is in this library, to begin with. Each was tried and finds something."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dashboards.ask.literals import literal

MOST = 6


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    sql: str


def examples(connection: sqlite3.Connection) -> list[Example]:
    """A handful, with an author, a shelf and a genre of this library in them."""
    filling = {name: _first(connection, sql) for name, sql in _FILLING.items()}
    found: list[Example] = []
    for title, sql in _EXAMPLES:
        wanted = [name for name in _FILLING if f"{{{name}}}" in sql]
        if len(found) == MOST or any(filling[name] is None for name in wanted):
            continue
        filled = sql
        for name in wanted:
            filled = filled.replace(f"{{{name}}}", literal(filling[name]))
        if connection.execute(filled).fetchone():
            found.append(Example(str(title) % {name: filling[name] for name in wanted}, filled))
    return found


def _first(connection: sqlite3.Connection, sql: str) -> str | int | None:
    row = connection.execute(sql).fetchone()
    value: str | int | None = row[0] if row else None
    return value


_FILLING = {
    "author": "SELECT author FROM books WHERE status = 'read' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "genre": "SELECT genre FROM book_genres GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "shelf": "SELECT s.shelf FROM book_shelves s JOIN books b ON b.id = s.book_id WHERE s.shelf <> b.shelf "
    "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
}
_EXAMPLES: tuple[tuple[str | Promise, str], ...] = (
    (
        gettext_lazy("Books and pages a year"),
        "SELECT year_read, count(*) AS books, sum(pages) AS pages\n"
        "FROM books\n"
        "WHERE year_read IS NOT NULL\n"
        "GROUP BY year_read\n"
        "ORDER BY year_read",
    ),
    (
        gettext_lazy("My average rating of each genre, from three rated books on"),
        "SELECT g.genre, round(avg(b.my_rating), 2) AS average, count(*) AS books\n"
        "FROM books b\n"
        "JOIN book_genres g ON g.book_id = b.id\n"
        "WHERE b.my_rating IS NOT NULL\n"
        "GROUP BY g.genre\n"
        "HAVING count(*) >= 3\n"
        "ORDER BY average DESC",
    ),
    (
        gettext_lazy("What I read by %(author)s, in the order of reading"),
        "SELECT id, title, my_rating, date_read\n"
        "FROM books\n"
        "WHERE author = {author} AND status = 'read'\n"
        "ORDER BY date_read NULLS LAST",
    ),
    (
        gettext_lazy("The best of each year"),
        "SELECT year_read, title, author, my_rating\n"
        "FROM (\n"
        "  SELECT *, row_number() OVER (PARTITION BY year_read ORDER BY my_rating DESC, average_rating DESC) AS place\n"
        "  FROM books\n"
        "  WHERE my_rating IS NOT NULL AND year_read IS NOT NULL\n"
        ")\n"
        "WHERE place = 1\n"
        "ORDER BY year_read",
    ),
    (
        gettext_lazy("Where the crowd and I are farthest apart"),
        "SELECT id, title, my_rating, average_rating, round(my_rating - average_rating, 2) AS apart\n"
        "FROM books\n"
        "WHERE my_rating IS NOT NULL AND average_rating IS NOT NULL\n"
        "ORDER BY abs(apart) DESC\n"
        "LIMIT 20",
    ),
    (
        gettext_lazy("How long my books are: the middle one, and the longest tenth"),
        "SELECT median(pages) AS middle, quantile(pages, 0.9) AS longest_tenth_from, max(pages) AS longest\n"
        "FROM books\n"
        "WHERE status = 'read' AND pages IS NOT NULL\n"
        "HAVING count(*) > 0",
    ),
    (
        gettext_lazy("%(genre)s on the shelf “%(shelf)s”"),
        "SELECT b.id, b.title, b.author\n"
        "FROM books b\n"
        "JOIN book_genres g ON g.book_id = b.id\n"
        "JOIN book_shelves s ON s.book_id = b.id\n"
        "WHERE g.genre = {genre} AND s.shelf = {shelf}\n"
        "ORDER BY b.title",
    ),
    (
        gettext_lazy("What has waited longest to be read"),
        "SELECT id, title, author, date_added\nFROM books\nWHERE status = 'to-read'\nORDER BY date_added\nLIMIT 20",
    ),
    (gettext_lazy("All books by title"), "SELECT id, title, author\nFROM books\nORDER BY title"),
)
