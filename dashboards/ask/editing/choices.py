"""What of the reader's own may be chosen for a condition: their genres, authors, series, shelves."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dashboards.ask.editing.reading import BadEdit
from dashboards.ask.planner.vocabulary import nearest, words_of
from dashboards.ask.spec import Filter, Spec, Value
from enrichment.genres import GENRES

MOST = 200  # of a field: a page must stay small
_FORMS_AND_MONTHS = {"fiction": (1, 0), "month_of_year": tuple(range(1, 13)), "weekday": (1, 2, 3, 4, 5, 6, 0)}
_STATUSES = ("read", "to-read", "currently-reading", "abandoned", "other")
_COLUMNS = {
    "genre": "SELECT genre FROM book_genres",
    "shelf": "SELECT shelf FROM book_shelves",
    "author": "SELECT author FROM books",
    "series": "SELECT series FROM books WHERE series IS NOT NULL",
    "publisher": "SELECT publisher FROM books WHERE publisher IS NOT NULL",
    "language": "SELECT language FROM books WHERE language IS NOT NULL",
    "format": "SELECT format FROM books WHERE format IS NOT NULL",
}
_BY_NAME = ("genre", "shelf", "author", "series", "publisher", "title")


def choices_of(connection: sqlite3.Connection, field: str) -> Sequence[Value]:
    """The values of a field that this library has, the most frequent first; none where any may be typed."""
    if field == "status":
        return _STATUSES
    if field == "fiction" and not _any(connection, "SELECT 1 FROM books WHERE fiction IS NOT NULL"):
        return ()
    if field in _FORMS_AND_MONTHS:
        return _FORMS_AND_MONTHS[field]
    if field not in _COLUMNS:
        return ()
    ranked = f"{_COLUMNS[field]} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST}"
    return [row[0] for row in connection.execute(ranked)]


def refuse_unknown_names(connection: sqlite3.Connection, spec: Spec) -> None:
    """Raises `BadEdit` where a name is none of this library's, with the one that is most like it."""
    compared = [Filter(spec.group, "=", spec.only)] if spec.only else []
    for one in [*spec.filters, *compared]:
        if one.field in _BY_NAME and one.values:
            known = _known(connection, one.field)
            for value in one.values:
                if words_of(str(value)) not in known:
                    near = nearest(words_of(str(value)), known, 0.75)
                    raise BadEdit("no_such_name", field=one.field, value=str(value), near=known[near] if near else "")


def _known(connection: sqlite3.Connection, field: str) -> dict[str, str]:
    """The names of a field by their folded form. Of genres the closed list is known, too: its answer is an honest none."""
    sql = "SELECT title FROM books" if field == "title" else _COLUMNS[field]
    names = [row[0] for row in connection.execute(f"{sql} GROUP BY 1")]
    if field == "genre":
        names += [genre.name for genre in GENRES]
    return {words_of(name): name for name in reversed(names)}


def _any(connection: sqlite3.Connection, sql: str) -> bool:
    return connection.execute(f"{sql} LIMIT 1").fetchone() is not None
