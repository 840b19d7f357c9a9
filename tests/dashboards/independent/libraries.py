"""The made-up libraries that every statistic is checked on: one for each way in which a library is odd."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import random
from collections.abc import Callable
from typing import Any

from tests.dashboards.document.made_up import Pair, a_book, a_date, a_library, published, waiting
from tests.exports import book, export
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook

TODAY = dt.date(2026, 3, 2)
RIGHT_TO_LEFT = ("שלום לים", "الكتاب الأزرق", "ספר הרוחות", "دفتر المطر")


def without(field: str) -> list[Pair]:
    return [(dataclasses.replace(book, **{field: None}), facts) for book, facts in a_library(150)]


def on_one_january() -> list[Pair]:
    """As an export writes "some time that year", and as a reader writes who began on New Year's Day."""
    rows = [book(number, date_read=f"{2015 + number % 7}/01/01") for number in range(1, 60)]
    return parsed(export(*rows, book(60, date_read="2020/05/05"), book(61, date_read="2021/01/01")))


def before_our_era() -> list[Pair]:
    years = (-800, -751, -400, -9, -1, 0, 1, 9, 10)
    return waiting(a_book(n, original_publication_year=year, read="2020-02-03") for n, year in enumerate(years, 1))


def right_to_left() -> list[Pair]:
    return [
        (dataclasses.replace(one, title=title, full_title=title, author=title[::-1]), facts)
        for (one, facts), title in zip(varied(120, seed=8), RIGHT_TO_LEFT * 30, strict=True)
    ]


def varied(size: int, *, seed: int) -> list[Pair]:
    """Any facts, and beside them volumes of several series, days on which many were shelved, and well-known books."""
    chance = random.Random(seed)
    books = []
    for one, facts in a_library(size, seed=seed):
        series = chance.choice([None, "Tides", "TIDES", "Ébène", "סיפורי הים", f"Cycle {chance.randrange(9)}"])
        number = chance.choice([None, "1", "2", "3", "5-6", "1.5", "0", "2019", "Prequel"])
        more = dataclasses.replace(one, series=series, series_number=number)
        if chance.random() < 0.2:
            more = dataclasses.replace(more, date_added=a_date(chance.choice(["2020-06-01", "2021-02-03"])))
        count = chance.choice([None, 19, 20, 4000, 90_000])
        books.append((more, dataclasses.replace(facts, ratings_count=count) if facts.sources else facts))
    return books


def parsed(content: bytes) -> list[Pair]:
    return waiting(r for r in parse_export(io.BytesIO(content), today=TODAY) if isinstance(r, ParsedBook))


LIBRARIES: dict[str, Callable[[], list[Pair]]] = {
    "nothing": list,
    "one book": lambda: a_library(1, seed=2),
    "3 books": lambda: a_library(3, seed=9),
    "any facts missing": lambda: varied(400, seed=5),
    "undated": lambda: without("date_read"),
    "unrated": lambda: without("rating"),
    "no day of shelving": lambda: without("date_added"),
    "all on 1 January": on_one_january,
    "before our era": before_our_era,
    "right to left": right_to_left,
    "5,000 books": lambda: varied(5000, seed=7),
}


def document_of(name: str) -> dict[str, Any]:
    return published(LIBRARIES[name]())
