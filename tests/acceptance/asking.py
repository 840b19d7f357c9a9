"""Questions about what is in a library, in several wordings; for some of them what the document says the answer is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Book = Mapping[str, Any]

_BY_AUTHOR = (
    "books by {}",
    "what is my average rating for {}",
    "which {} book did I rate highest?",
    "how many pages of {} have i read",
    "have I read anything by {}",
)
_BY_YEAR = (
    "which genre did I rate highest in {}?",
    "top 5 longest books I read in {}",
    "what did I read in {}",
    "how many pages per month in {}",
    "best book of {}",
    "who did I read most in {}?",
    "average rating by genre in {}",
    "what share of the books I read in {} was fiction?",
)
_BY_GENRE = (
    "list my {} books",
    "average rating of {}",
    "how many {} books are on my to-read list",
    "which {} book is the longest?",
    "{} books per year",
    "which author have I read the most {} by",
)
_BY_SHELF = ("books on my {} shelf", "average rating on my {} shelf", "longest book on my {} shelf")
_BY_SERIES = ("which books in {} have I read?", "average rating of the {} series")
_WHOLE = (
    "books per year",
    "pages per year",
    "books per month in the last year",
    "average rating by genre",
    "average rating by decade",
    "median pages",
    "do I rate long books higher?",
    "do I rate older books higher?",
    "longest book",
    "shortest book I read",
    "which book do I disagree with most?",
    "five star books",
    "one star books",
    "unrated books I have read",
    "books I have read more than once",
    "who is my most read author?",
    "authors I have read at least three books by",
    "oldest book I have read",
    "what percentage of my books is fiction?",
    "how many books do I read a year on average?",
    "how many pages a day do I read?",
    "what am I currently reading?",
    "what has been on my to-read list the longest?",
    "how many ratings of each star have I given?",
    "which publisher do I read most?",
    "how many different authors have I read?",
    "did I rate fiction or nonfiction higher?",
    "books I read before 2015 with more than 500 pages",
    "last ten books I finished",
    "longest review",
)
_UNANSWERABLE = (
    "what should I read next?",
    "how much did my books cost",
    "how many of my authors are women?",
    "what happens at the end of {title}",
    "how many hours did I spend reading",
    "delete my {title} rating",
    "which of my friends read {title}",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A question whose answer the document tells: a number, or the titles of which one must be named."""

    question: str
    number: float | None = None
    titles: frozenset[str] = frozenset()


def known_questions(books: Sequence[Book]) -> Iterator[Known]:
    read = [book for book in books if book["reading_status"] == "read"]
    for author in _most(book["author"] for book in read):
        yield Known(f"how many books by {author} have I read?", sum(book["author"] == author for book in read))
    for year in _years(read):
        of_year = [book for book in read if (book["date_read"] or "").startswith(year)]
        pages = [book["num_pages"] for book in of_year if book["num_pages"]]
        yield Known(f"how many books did I read in {year}?", len(of_year))
        if pages:
            yield Known(f"total pages read in {year}", sum(pages))
            longest = frozenset(book["title"] for book in of_year if book["num_pages"] == max(pages))
            yield Known(f"longest book I read in {year}", titles=longest)
    for genre in _most(genre for book in read for genre in book["genres"]):
        yield Known(f"how many {genre} books have I read?", sum(genre in book["genres"] for book in read))
    yield Known("how many books have I read?", len(read))


def other_questions(books: Sequence[Book]) -> Iterator[str]:
    read = [book for book in books if book["reading_status"] == "read"]
    for wordings, names in (
        (_BY_AUTHOR, _most(book["author"] for book in read)),
        (_BY_YEAR, _years(read)),
        (_BY_GENRE, _most(genre for book in read for genre in book["genres"])),
        (_BY_SHELF, _most(shelf for book in books for shelf in book["shelves"])),
        (_BY_SERIES, _most(book["series"] for book in read if book["series"])),
    ):
        yield from (wording.format(name) for name in names for wording in wordings)
    yield from _WHOLE


def unanswerable_questions(books: Sequence[Book]) -> Iterator[str]:
    for number, wording in enumerate(_UNANSWERABLE):
        yield wording.format(title=books[number % len(books)]["title"])


def _most(names: Iterable[str], most: int = 8) -> list[str]:
    return [name for name, _ in Counter(names).most_common(most)]


def _years(read: Sequence[Book]) -> list[str]:
    return _most((book["date_read"][:4] for book in read if book["date_read"]), 6)


def is_told(known: Known, reading: Mapping[str, Any]) -> bool:
    """Whether this reading of the question answers it as the document does."""
    if not reading["rows"]:
        return known.number == 0
    first = reading["rows"][0]
    if known.titles:
        return bool(known.titles & set(map(str, first)))
    if reading["spec"]["kind"] == "list":
        return len(reading["rows"]) == known.number
    return known.number in first


def what_is_inconsistent(reading: Mapping[str, Any]) -> list[str]:
    """Each thing that a reading says and its own rows do not."""
    checks: tuple[tuple[str, Callable[[Mapping[str, Any]], bool]], ...] = (
        ("columns and rows", _rows_fit_their_columns),
        ("a book twice", _names_each_once),
        ("a count that is not its books", _counts_its_books),
        ("books behind it", _has_its_books),
        ("a share", _is_a_share),
        ("a number in the sentence", _says_its_own_numbers),
    )
    return [name for name, holds in checks if not holds(reading)]


def _rows_fit_their_columns(reading: Mapping[str, Any]) -> bool:
    return all(len(row) == len(reading["columns"]) for row in reading["rows"])


def _names_each_once(reading: Mapping[str, Any]) -> bool:
    if reading["spec"]["kind"] not in ("list", "groups"):
        return True
    first = [row[0] for row in reading["rows"]]
    return len(first) == len(set(first))


def _counts_its_books(reading: Mapping[str, Any]) -> bool:
    spec, rows = reading["spec"], reading["rows"]
    if spec["kind"] == "list" and not spec["limit"] and not reading["more"]:
        return len(rows) == reading["drawn_from"]
    if spec["kind"] == "number" and spec["measure"]["function"] == "count" and not spec["share"]:
        return bool(rows[0][0] == reading["drawn_from"])
    return True


def _has_its_books(reading: Mapping[str, Any]) -> bool:
    return len(reading["books"]) == min(reading["drawn_from"], 200)


def _is_a_share(reading: Mapping[str, Any]) -> bool:
    share = reading["rows"][0][0] if reading["spec"]["share"] and reading["rows"] else 0
    return share is None or 0 <= share <= 100


def _says_its_own_numbers(reading: Mapping[str, Any]) -> bool:
    """Each number in the sentence is a cell, a column's sum, or how many rows, books or ties there are; names may hold any."""
    values = [value for row in reading["rows"] for value in row]
    names = " ".join(str(value) for value in values if isinstance(value, str))
    ties = Counter((at, value) for row in reading["rows"] for at, value in enumerate(row))
    told = {len(reading["rows"]), reading["drawn_from"], *ties.values()}
    cells = [float(value) for value in values if isinstance(value, int | float)]
    if reading["spec"]["kind"] == "groups":
        columns = zip(*reading["rows"], strict=True)
        cells += [sum(filter(None, column)) for column in columns if not any(isinstance(cell, str) for cell in column)]
    for said in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", reading["answer"]):
        number, places = float(said.replace(",", "")), len(said.partition(".")[2])
        near = 0.51 * 10**-places
        if number not in told and said not in names and not any(abs(abs(cell) - number) <= near for cell in cells):
            return False
    return True
