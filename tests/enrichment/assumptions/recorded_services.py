"""The services as they are recorded: every question gets the recorded answer, filled with what was asked for."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from enrichment.assumptions.checking import Question, Said
from enrichment.assumptions.well_known import NO_BOOK

FOLDER = Path(__file__).resolve().parents[1] / "recorded"
Change = Callable[[dict[str, Any]], None]


def recorded(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


class RecordedServices:
    """A fetch function. `change` alters each content before it is handed on, `status` stands for all answers."""

    def __init__(
        self, *, change: Change = lambda content: None, status: int | None = None, headers: dict[str, str] | None = None
    ) -> None:
        self.asked: list[Question] = []
        self.change = change
        self.status = status
        self.headers = headers or {}

    def __call__(self, question: Question) -> Said:
        self.asked.append(question)
        status, content = answer(question.path, question.params, with_key=question.with_key)
        self.change(content)
        return Said(self.status or status, self.headers, content)


def answer(path: str, params: Any, *, with_key: bool) -> tuple[int, dict[str, Any]]:
    """Status and content for a question to any of the services."""
    query = params.get("q", "")
    if path == "/search.json":
        return 200, _works(query)
    if path == "/api/books":
        (edition,) = recorded("open_library_books").values()
        return 200, {bibkey: copy.deepcopy(edition) for bibkey in params["bibkeys"].split(",")}
    if not with_key:
        return 429, recorded("google_error")
    if path != "/books/v1/volumes":
        return 200, recorded("google_volume")
    return 200, {"kind": "books#volumes", "totalItems": 0} if NO_BOOK in query else _volume(query.removeprefix("isbn:"))


def _works(query: str) -> dict[str, Any]:
    """A work for each ISBN, Goodreads id, or title with its author; none for the number that nobody has."""
    content: dict[str, Any] = recorded("open_library_search")
    full = content["docs"][0]
    content["docs"] = []
    ids = {"isbn": [isbn for isbn in re.findall(r"\b97\d{11}\b", query) if isbn != NO_BOOK]}
    ids["id_goodreads"] = re.findall(r"\b\d{1,12}\b", "".join(re.findall(r"id_goodreads:\(([^)]*)\)", query)))
    for name, numbers in ids.items():
        for number in numbers:
            content["docs"].append(doc := copy.deepcopy(full))
            doc["editions"]["docs"][0][name] = [number]
    for title, words, author in re.findall(r'\(title:(?:"([^"]*)"|\(([^)]*)\)) AND author:"([^"]*)"\)', query):
        content["docs"].append(doc := {"key": full["key"], "title": title or words, "author_name": [author]})
    return content


def _volume(isbn: str) -> dict[str, Any]:
    content: dict[str, Any] = recorded("google_volumes")
    content["items"][0]["volumeInfo"]["industryIdentifiers"][1]["identifier"] = isbn
    return content
