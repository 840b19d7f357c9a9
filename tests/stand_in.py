"""A small Open Library on loopback for tests that need real requests: made-up books, answers in the service's shape.

It knows the books that it is given, by ISBN, and can be told to be slow or away. (For measuring there is a
larger one beside this checkout; the tests pass without it.)
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import served


@dataclass(slots=True)
class StandIn:
    """What the service knows (`works`: ISBN-13 -> search document) and how it behaves."""

    works: Mapping[str, dict[str, Any]]
    address: str = ""
    seconds: float = 0.0  # for each answer
    away: bool = False
    asked: list[str] = field(default_factory=list)  # the queries, in order


def work(isbn13: str, title: str, author: str, *, subjects: tuple[str, ...] = ("Fantasy fiction",)) -> dict[str, Any]:
    """A search document of Open Library with its one edition."""
    number = isbn13[-8:-1]
    return {
        "key": f"/works/OL{number}W",
        "title": title,
        "author_name": [author],
        "first_publish_year": 1990,
        "number_of_pages_median": 320,
        "subject": list(subjects),
        "cover_i": int(number),
        "edition_count": 3,
        "language": ["eng"],
        "ratings_average": 4.1,
        "ratings_count": 120,
        "editions": {
            "numFound": 1,
            "start": 0,
            "numFoundExact": True,
            "docs": [{"key": f"/books/OL{number}M", "isbn": [isbn13], "language": ["eng"], "cover_i": int(number)}],
        },
    }


@contextmanager
def serving(works: Mapping[str, dict[str, Any]]) -> Iterator[StandIn]:
    """Serve until the block ends. `address` goes into OPEN_LIBRARY_URL."""
    stand_in = StandIn(works)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
            stand_in.asked.append(query)
            time.sleep(stand_in.seconds)
            body = b"away" if stand_in.away else json.dumps(_answer(stand_in.works, query)).encode()
            self.send_response(503 if stand_in.away else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(BrokenPipeError):  # who asked may have been killed meanwhile
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    with served(Handler) as stand_in.address:
        yield stand_in


def _answer(works: Mapping[str, dict[str, Any]], query: str) -> dict[str, Any]:
    isbns = re.findall(r"\b97[89]\d{10}\b", query)
    docs = [works[isbn] for isbn in dict.fromkeys(isbns) if isbn in works]
    return {"numFound": len(docs), "start": 0, "numFoundExact": True, "docs": docs}
