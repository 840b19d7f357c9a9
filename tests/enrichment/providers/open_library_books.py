"""Made-up books, and an Open Library that knows them: what the tests of its client have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx

from enrichment.providers.base import Answers, Wanted
from enrichment.providers.open_library import OpenLibrary
from tests.enrichment.providers.stand_ins import RecordingPacer, Service, ok

AGENT = "GoodreadsStats/1 (books@example.org)"


def isbn(number: int) -> str:
    """A made-up ISBN-13 with a valid check digit."""
    twelve = f"9791{number:08d}"
    return twelve + str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve)) % 10)


def wanted(number: int, **fields: Any) -> Wanted:
    plain = {"title": f"The Book of {name(number)}", "author": f"Ann {name(number)}", "isbn13": isbn(number)}
    return Wanted(number, **{**plain, **fields})


def name(number: int) -> str:
    """A word for a number, and no numeral, so that titles differ in letters: 12 is "Ffgg"."""
    return "".join("bfghjknprs"[int(digit)] * 2 for digit in str(number)).capitalize()


def doc(number: int, *, edition: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """One of search.json's docs, for `wanted(number)`."""
    title = f"The Book of {name(number)}"
    answered = {"key": f"/books/OL{number}M", "title": title, "isbn": [isbn(number)]} if edition is None else edition
    return {
        "key": f"/works/OL{number}W",
        "title": title,
        "author_name": [f"Ann {name(number)}"],
        "editions": {"numFound": 1, "start": 0, "numFoundExact": True, "docs": [answered] if answered else []},
        **fields,
    }


def answer(*docs: dict[str, Any], exact: bool = True) -> httpx.Response:
    return ok({"numFound": len(docs), "start": 0, "numFoundExact": exact, "docs": list(docs)})


def catalogue(*docs: dict[str, Any]) -> Callable[[httpx.Request], httpx.Response]:
    """A search that knows `docs` by their edition's ISBNs and Goodreads ids and their title."""

    def search(request: httpx.Request) -> httpx.Response:
        question = request.url.params["q"]
        numbers = set(re.findall(r"\d+", question))
        phrases = set(re.findall(r'title:"([^"]*)"', question))
        return answer(*(known for known in docs if _ids(known) & numbers or known["title"] in phrases))

    return search


def _ids(known: dict[str, Any]) -> set[str]:
    editions = known["editions"]["docs"]
    return {number for edition in editions for key in ("isbn", "id_goodreads") for number in edition.get(key, [])}


def look_up(service: Service, *books: Wanted, pacer: RecordingPacer | None = None) -> Answers:
    provider = OpenLibrary(
        "https://ol.example", pacer=pacer or RecordingPacer(), user_agent=AGENT, transport=service.transport
    )
    return provider.look_up(books)
