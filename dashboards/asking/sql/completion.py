"""What the editor of a SELECT can complete."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.utils.translation import gettext as _

from dashboards.ask.explaining import KEYWORDS
from dashboards.ask.sealed.locking import FUNCTIONS as ALLOWED
from dashboards.ask.tables.columns import TABLES

MOST_VALUES = 400  # of an author, a series, a shelf …

_VALUES = {
    "author": "SELECT author FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "series": "SELECT series FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "genre": "SELECT genre FROM book_genres GROUP BY 1 ORDER BY count(*) DESC, 1",
    "shelf": "SELECT shelf FROM book_shelves GROUP BY 1 ORDER BY count(*) DESC, 1",
    "status": "SELECT status FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "format": "SELECT format FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "language": "SELECT language FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
    "publisher": "SELECT publisher FROM books GROUP BY 1 ORDER BY count(*) DESC, 1",
}


def completion_of(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the editor can complete: names of the schema, and what stands in this library, as far as the link shows it."""
    return {
        "tables": {
            table.name: [[column.name, column.type.split()[0].lower()] for column in table.columns] for table in TABLES
        },
        "functions": sorted(ALLOWED - {"like", "glob"}),
        "keywords": KEYWORDS,
        "kinds": {
            "table": _("table"),
            "function": _("function"),
            "keyword": _("keyword"),
            "value": _("in this library"),
        },
        "values": {
            column: [row[0] for row in connection.execute(f"{sql} LIMIT {MOST_VALUES}") if row[0]]
            for column, sql in _VALUES.items()
        },
    }
