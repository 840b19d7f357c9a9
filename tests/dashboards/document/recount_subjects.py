"""A second, independent count of chapters iii to v: plain loops over the books, with `statistics` for what is ranked."""

from __future__ import annotations

import math
import re
import statistics
from collections import defaultdict
from typing import Any

Book = dict[str, Any]


def read_of(books: list[Book]) -> list[Book]:
    return [book for book in books if book["reading_status"] == "read"]


def taste(books: list[Book]) -> dict[tuple[str, int], int]:
    """(genre, year) -> books."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for book in read_of(books):
        for genre in book["genres"] if book["date_read"] else ():
            found[genre, int(book["date_read"].split("-")[0])] += 1
    return dict(found)


def formats(books: list[Book]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = defaultdict(int)
    for book in read_of(books):
        if book["date_read"] and book["format"]:
            found[book["format"], int(book["date_read"].split("-")[0])] += 1
    return dict(found)


def shelves(books: list[Book]) -> dict[str, tuple[int, int, int]]:
    """By shelf: books, those on no other shelf, and the most that it shares with any other one."""
    on: dict[str, set[int]] = defaultdict(set)
    for number, book in enumerate(books):
        for shelf in book["shelves"]:
            on[shelf].add(number)
    found = {}
    for shelf, mine in on.items():
        others = [theirs for other, theirs in on.items() if other != shelf]
        alone = mine.difference(*others)
        found[shelf] = (len(mine), len(alone), max((len(mine & theirs) for theirs in others), default=0))
    return found


def ages(books: list[Book]) -> list[int]:
    both = [(b["date_read"], b["original_publication_year"]) for b in read_of(books)]
    return [max(0, int(read[:4]) - year) for read, year in both if read and year is not None]


def in_bins(values: list[int], bounds: tuple[int, ...]) -> list[int]:
    ends = [*bounds[1:], math.inf]
    return [sum(low <= value < end for value in values) for low, end in zip(bounds, ends, strict=True)]


def pages(books: list[Book]) -> list[int]:
    return [book["num_pages"] for book in read_of(books) if book["num_pages"] is not None]


def ratings_of_length(books: list[Book], low: int, end: float) -> list[float]:
    rated = [book for book in read_of(books) if book["my_rating"] is not None and book["num_pages"] is not None]
    return [book["my_rating"] for book in rated if low <= book["num_pages"] < end]


def quartiles(values: list[float]) -> list[float] | None:
    if len(values) < 2:
        return values * 3 or None
    return statistics.quantiles(values, n=4, method="inclusive")


def by_author(books: list[Book]) -> list[int]:
    """How many books each author has, in no order."""
    authors = [book["author"] for book in read_of(books) if book["author"] != "Unknown author"]
    return [authors.count(author) for author in set(authors)]


def unfinished(books: list[Book]) -> dict[str, set[int]]:
    """By series of which a numbered volume was read, in lower case: the volumes not read up to the highest known."""
    read: dict[str, set[int]] = defaultdict(set)
    known: dict[str, set[int]] = defaultdict(set)
    for book in books:
        number = book["series_number"] or ""
        if not book["series"] or not re.fullmatch(r"\d+", number):
            continue
        known[book["series"].lower()].add(int(number))
        if book["reading_status"] == "read":
            read[book["series"].lower()].add(int(number))
    return {name: set(range(1, max(known[name]) + 1)) - volumes for name, volumes in read.items()}
