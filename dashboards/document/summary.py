"""What a library adds up to: counted while its books pass by, so that memory does not grow with their text.

Honest figures: only status "read" counts as read; unrated is not 0 and means are over rated books alone; every
sum stands beside the number of books it is drawn from; a vague date counts for its year and never for a month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from dashboards.document.beside_crowd import BesideCrowd
from dashboards.document.days import Days
from dashboards.document.distributions import Ages, Depth, LengthsAndRatings
from dashboards.document.over_years import FormatsOverYears, Taste
from dashboards.document.own_shelves import OwnShelves
from dashboards.document.pile import Pile
from dashboards.document.records import Records
from dashboards.document.schema import SCHEMA_VERSION
from dashboards.document.series import BegunSeries
from dashboards.document.spread import Spread
from dashboards.document.tallies import Book, Latest, Lengths, Tally, decade, mean, spine, stars
from dashboards.document.writers import Writers
from enrichment.facts import LookedUp
from enrichment.genres import slug_of
from uploads.parsing.records import UNKNOWN_AUTHOR, Precision, Status

Key = TypeVar("Key")

AUTHORS_SHOWN = 50
RECENT_SHOWN = 24  # as many as fill a board of the shelf
SHELF_SHOWN = 120
REREADS_SHOWN = 20

# The figures of `coverage`: whether a book has the fact.
COVERED = (
    "date_read",
    "date_read_day",
    "rating",
    "average_rating",
    "num_pages",
    "genres",
    "cover_url",
    "language",
    "original_publication_year",
    "isbn13",
)
_KEYS = {"rating": "my_rating"}  # of a book, where they are named otherwise
_BY_NOT_NONE = tuple((fact, _KEYS.get(fact, fact)) for fact in COVERED if fact not in {"date_read_day", "genres"})
COVERED_BY_SERVICES = ("genres", "cover_url", "language")  # counted among all books, too: key + "_all"
_OF_ALL = tuple((f"{fact}_all", fact) for fact in COVERED_BY_SERVICES)


class Part(Protocol):
    """What one chapter of the dashboard counts. Takes books one by one, keeps none, and gives keys of the summary."""

    def add(self, book: Book) -> None: ...

    def as_json(self) -> dict[str, Any]: ...


OF_READ_BOOKS: tuple[Callable[[], Part], ...] = (
    Writers,
    Days,
    BesideCrowd,
    Spread,
    Records,
    Taste,
    Depth,
    Ages,
    LengthsAndRatings,
    FormatsOverYears,
)
NOT_ALWAYS_THERE = (Writers,)  # of those: what gives no key for books of which nothing is known
OF_ALL_BOOKS: tuple[Callable[[], Part], ...] = (
    OwnShelves,
    BegunSeries,
)


class Summary:
    """Takes the books of a document one by one, in any order, and gives the document's head.

    `bulk_days` are those of the whole library, where these books are a part of it: see `document.pile`. Without `parts`
    what single chapters count is left out: `document.on_demand` has it counted later.
    """

    def __init__(self, *, bulk_days: Collection[str] | None = None, parts: bool = True) -> None:
        self._of_read = [part() for part in (OF_READ_BOOKS if parts else NOT_ALWAYS_THERE)]
        self._of_all = [*(part() for part in OF_ALL_BOOKS), Pile(bulk_days)] if parts else []
        self._statuses: Counter[str] = Counter()
        self._looked_up: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._coverage: Counter[str] = Counter()
        self._read = Tally()
        self._to_read = Tally()
        self._beside_crowd = Tally()  # rated by the reader and by the crowd
        self._crowd_sum = 0.0
        self._by_year: dict[int, Tally] = {}
        self._by_month: Counter[int] = Counter()
        self._stars: Counter[int] = Counter()
        self._genres: dict[str, Tally] = {}
        self._authors: dict[str, Tally] = {}
        self._without_genre = 0
        self._guessed_genre = 0
        self._fiction: Counter[bool | None] = Counter()
        self._formats: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._decades: Counter[int] = Counter()
        self._lengths = Lengths()
        self._last_read = Latest(SHELF_SHOWN)
        self._last_added_read = Latest(SHELF_SHOWN)
        self._last_added = Latest(SHELF_SHOWN)
        self._rereads: list[tuple[int, int, Book]] = []

    def add(self, book: Book) -> None:
        """Count a book object, as `build.book_object` makes it."""
        self._statuses[book["reading_status"]] += 1
        self._looked_up[book["looked_up"]] += 1
        self._sources.update(book["sources"])
        self._last_added.offer(book["date_added"], book)
        for part in self._of_all:
            part.add(book)
        self._coverage.update([fact for fact, key in _OF_ALL if book[key] is not None and book[key] != []])
        if book["reading_status"] == Status.READ:
            self._add_read(book)
        elif book["reading_status"] == Status.TO_READ:
            self._to_read.add(book["num_pages"], None)

    def head(
        self,
        *,
        export_id: str,
        uploaded_at: datetime,
        now: datetime,
        unreadable_rows: int,
        issues_open: int,
        source: str,
    ) -> dict[str, Any]:
        """Everything of the document but its books. `now` is when it is published, and says which year is this one."""
        return {
            "schema_version": SCHEMA_VERSION,
            "export_id": export_id,
            "export_timestamp": uploaded_at.isoformat(),
            "published_at": now.isoformat(),
            "total_books": self._statuses.total(),
            "unreadable_rows": unreadable_rows,
            "issues_open": issues_open,
            "source": source,
            **self.counts(this_year=now.year),
        }

    def counts(self, *, this_year: int, is_part: bool = False) -> dict[str, Any]:
        """The keys of the head that are counted from the books added so far.

        Where these are but a part of the library, the shelf holds the last of them whatever their year.
        """
        return {
            "enrichment_stats": self._enrichment_stats(),
            "coverage": self._coverage_counts(),
            "summary": self._summary(this_year=this_year) | (self._shelves(of_a_year=False) if is_part else {}),
        }

    def _add_read(self, book: Book) -> None:
        pages, rating = book["num_pages"], book["my_rating"]
        self._read.add(pages, rating)
        self._lengths.add(book)
        self._last_added_read.offer(book["date_added"], book)
        self._coverage.update([fact for fact, key in _BY_NOT_NONE if book[key] is not None])
        self._coverage["genres"] += bool(book["genres"])
        self._coverage["date_read_day"] += book["date_read_precision"] == Precision.DAY
        if book["date_read"] is not None:
            self._add_date(book)
        if rating is not None:
            self._stars[stars(rating)] += 1
            if book["community_rating"] is not None:
                self._beside_crowd.add(None, rating)
                self._crowd_sum += book["community_rating"]
        if book["author"] != UNKNOWN_AUTHOR:  # not a person, so not counted as one
            _tally(self._authors, book["author"]).add(pages, rating)
        self._add_subject(book)
        for part in self._of_read:
            part.add(book)
        if (book["read_count"] or 0) > 1:
            self._add_reread(book)

    def _add_date(self, book: Book) -> None:
        date: str = book["date_read"]
        _tally(self._by_year, int(date[:4])).add(book["num_pages"], book["my_rating"])
        if book["date_read_precision"] != Precision.YEAR:
            self._by_month[int(date[5:7])] += 1
        self._last_read.offer(date, book)

    def _add_subject(self, book: Book) -> None:
        for genre in book["genres"]:
            _tally(self._genres, genre).add(book["num_pages"], book["my_rating"])
        self._without_genre += not book["genres"]
        self._guessed_genre += book["genres_guessed"]
        self._fiction[book["fiction"]] += 1
        if book["format"] is not None:
            self._formats[book["format"]] += 1
        if book["language"] is not None:
            self._languages[book["language"]] += 1
        if book["original_publication_year"] is not None:
            self._decades[decade(book["original_publication_year"])] += 1

    def _add_reread(self, book: Book) -> None:
        short = spine(book, book["date_read"]) | {"read_count": book["read_count"]}
        self._rereads.append((-book["read_count"], book["row"], short))
        if len(self._rereads) > 10 * REREADS_SHOWN:
            self._cut_rereads()

    def _cut_rereads(self) -> None:
        self._rereads.sort(key=lambda reread: reread[:2])
        del self._rereads[REREADS_SHOWN:]

    def _enrichment_stats(self) -> dict[str, Any]:
        known, not_known = self._looked_up[LookedUp.KNOWN], self._looked_up[LookedUp.NOT_KNOWN]
        by_source = {"openlibrary": 0, "googlebooks": 0} | dict(sorted(self._sources.items()))
        google = by_source["googlebooks"]
        return {
            "books": self._statuses.total(),
            "known": known,
            "not_known": not_known,
            "waiting": self._looked_up[LookedUp.WAITING],
            # Google is asked only with a key and only for the gaps: none from it may mean that it was never asked.
            "google_success_rate": mean(google, known + not_known) if google else None,
            "openlibrary_success_rate": mean(by_source["openlibrary"], known + not_known),
            "by_source": by_source,
            "complete": not self._looked_up[LookedUp.WAITING],
        }

    def _coverage_counts(self) -> dict[str, int]:
        facts = [*COVERED, *(f"{fact}_all" for fact in COVERED_BY_SERVICES)]
        return {"read": self._read.books} | {fact: self._coverage[fact] for fact in facts}

    def _summary(self, this_year: int) -> dict[str, Any]:
        self._cut_rereads()
        return {
            "headline": self._headline(this_year),
            "by_year": [{"year": year, **_figures(tally)} for year, tally in self._years()],
            "undated": self._read.books - self._coverage["date_read"],
            "by_month": [{"month": month, "books": self._by_month[month]} for month in range(1, 13)],
            "ratings": [{"stars": number, "books": self._stars[number]} for number in (5, 4, 3, 2, 1)],
            "unrated": self._read.books - self._read.rated,
            "genres": [
                {"name": name, "slug": slug_of(name), **_only(tally, "books", "rated", "average_rating")}
                for name, tally in _most_first(self._genres)
            ],
            "without_genre": self._without_genre,
            "guessed_genre": self._guessed_genre,
            "fiction": {
                "fiction": self._fiction[True],
                "nonfiction": self._fiction[False],
                "unknown": self._fiction[None],
            },
            "authors": [
                {"name": name, **_only(tally, "books", "rated", "average_rating", "pages")}
                for name, tally in _most_first(self._authors)[:AUTHORS_SHOWN]
            ],
            "authors_total": len(self._authors),
            "formats": _counts("name", self._formats),
            "languages": _counts("code", self._languages),
            "decades": [{"decade": first, "books": books} for first, books in sorted(self._decades.items())],
            "lengths": self._lengths.as_json(),
            **self._shelves(),
            "to_read": _only(self._to_read, "books", "pages", "pages_counted"),
            "rereads": [reread for _, _, reread in self._rereads],
            **{key: value for part in (*self._of_read, *self._of_all) for key, value in part.as_json().items()},
        }

    def _headline(self, this_year: int) -> dict[str, Any]:
        current = self._by_year.get(this_year, Tally())
        return {
            "books": self._statuses.total(),
            "read": self._read.books,
            "reading": self._statuses[Status.READING],
            "to_read": self._statuses[Status.TO_READ],
            "abandoned": self._statuses[Status.ABANDONED],
            "other": self._statuses[Status.OTHER],
            **_only(self._read, "pages", "pages_counted", "average_rating", "rated"),
            "crowd_average": mean(self._crowd_sum, self._beside_crowd.rated),
            "crowd_counted": self._beside_crowd.rated,
            "average_rating_beside_crowd": self._beside_crowd.average_rating,
            "first_year": min(self._by_year, default=None),
            "last_year": max(self._by_year, default=None),
            "authors": len(self._authors),
            "this_year": {"year": this_year, **_only(current, "books", "pages", "pages_counted")},
        }

    def _years(self) -> Iterable[tuple[int, Tally]]:
        if not self._by_year:
            return []
        years = range(min(self._by_year), max(self._by_year) + 1)
        return [(year, self._by_year.get(year, Tally())) for year in years]

    def _shelves(self, *, of_a_year: bool = True) -> dict[str, Any]:
        """The spines and the recent books: by date read where there is any, else by date added."""
        read = self._last_read.books()
        if read and not of_a_year:
            return {
                "recent": read[:RECENT_SHOWN],
                "recent_is": "read",
                "shelf": {"title": "", "is": "read", "books": read},
            }
        if read:
            year = read[0]["date"][:4]
            finished = [book for book in read if book["date"].startswith(year)]
            shelf = {"title": str(int(year)), "is": "year", "books": finished}
            return {"recent": read[:RECENT_SHOWN], "recent_is": "read", "shelf": shelf}
        added = self._last_added_read.books() or self._last_added.books()
        shelf = {"title": "Last added", "is": "added", "books": added}
        return {"recent": added[:RECENT_SHOWN], "recent_is": "added", "shelf": shelf}


def _tally(tallies: dict[Key, Tally], key: Key) -> Tally:
    tally = tallies.get(key)
    if tally is None:
        tally = tallies[key] = Tally()
    return tally


def _figures(tally: Tally) -> dict[str, Any]:
    return _only(tally, "books", "pages", "pages_counted", "rated", "average_rating")


def _only(tally: Tally, *figures: str) -> dict[str, Any]:
    return {figure: getattr(tally, figure) for figure in figures}


def _most_first(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    return sorted(tallies.items(), key=lambda item: (-item[1].books, item[0]))


def _counts(key: str, counter: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{key: name, "books": books} for name, books in sorted(counter.items(), key=lambda i: (-i[1], i[0]))]
