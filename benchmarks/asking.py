"""How many questions a second are answered through the API, and what they cost: in plain words, and as SELECTs.

Several clients ask at once. Where other work shares the cores, what counts is the CPU time: what the web process and
the processes that it starts spent on a question.
"""

from __future__ import annotations

import itertools
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psutil

from benchmarks.installation import Installation
from benchmarks.made_up import looked_up
from benchmarks.printing import megabytes, print_table
from benchmarks.readers import FIRST, LAST, OF, OWN_SHELVES

SIZES = (742, 2638, 4948)  # books
CLIENTS = 8
WARMING, QUESTIONS, SELECTS = 250, 500, 200  # what is compiled late, and each thread's heap, come with the first ones
JSON = {"Content-Type": "application/json"}

_WORDED = (
    "how many books did I read in {year}?",
    "which genre did I rate highest in {year}?",
    "books by {author}",
    "average rating of {genre} books",
    "how many pages did I read in {year} per month",
    "longest book on my {shelf} shelf",
    "do I rate long books higher?",
    "which authors have I read at least three books by",
    "{genre} books I gave 5 stars",
    "what did I read in march {year}",
    "to-read books published before 1990",
    "how many books from the {series} Cycle have I read",  # most of these are refused: there are several such series
    "what should I read after my {genre} books?",  # refused
    "how many boks by {misspelt}",  # a name that must be guessed at
)
_SELECTS = (
    "SELECT count(*) FROM books WHERE year_read = {year}",
    "SELECT author, count(*) FROM books WHERE status = 'read' GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
    "SELECT genre, avg(my_rating) FROM books b JOIN book_genres g ON g.book_id = b.id GROUP BY 1",
    "SELECT median(pages), stddev(pages), corr(pages, my_rating) FROM books WHERE year_read <= {year}",
    "SELECT title, rank() OVER (PARTITION BY author ORDER BY my_rating DESC) FROM books LIMIT 200",
    "SELECT b.title FROM books b JOIN book_shelves s ON s.book_id = b.id WHERE s.shelf = '{shelf}'",
)
# None of these may take more than a few seconds or leave anything behind.
_HOSTILE = (
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
    "WITH RECURSIVE r(s) AS (SELECT 'ab' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r",
    "SELECT count(*) FROM books a, books b, books c, books d",
    "SELECT a.title || b.title t FROM books a, books b, books c ORDER BY t",
    "SELECT count(*) FROM (SELECT DISTINCT a.id, b.id, c.id FROM books a, books b, books c)",
    "SELECT length(group_concat(a.title || b.title)) FROM books a, books b",
    "SELECT median(a.pages) FROM books a, books b",
    "SELECT title FROM books ORDER BY (SELECT count(*) FROM books a, books b, books c)",
    "ATTACH '/tmp/anything.db' AS x",
    "SELECT load_extension('/tmp/anything.so')",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """So many requests by several clients at once."""

    statuses: Counter[int]
    seconds: Sequence[float]  # of each, as its client waited
    took: float  # seconds, for all of them
    own_cpu: float  # seconds of the web process a request
    other_cpu: float  # seconds of the processes that it started, a request

    @property
    def allowed(self) -> float:
        """How many a second the CPU time allows on two cores; the web process is Python, and takes one of them at most."""
        return min(1 / self.own_cpu, 2 / (self.own_cpu + self.other_cpu))

    def row(self) -> list[str]:
        ordered = sorted(self.seconds)
        return [
            f"{len(ordered) / self.took:.1f}",
            f"{1000 * statistics.median(ordered):.0f}",
            f"{1000 * ordered[int(len(ordered) * 0.95)]:.0f}",
            f"{ordered[-1]:.2f}",
            f"{1000 * self.own_cpu:.1f}",
            f"{1000 * self.other_cpu:.1f}",
            f"{self.allowed:.0f}",
            ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items())),
        ]


ROWS = (
    "a second",
    "median, ms",
    "95th percentile, ms",
    "slowest, s",
    "CPU ms each, web process",
    "CPU ms each, its children",
    "a second that CPU allows on 2 cores",
    "answers",
)


def measure_asking() -> None:
    columns = [_figures(books) for books in SIZES]
    rows = [(name, [column[name] for column in columns]) for name in columns[0]]
    print_table(f"Questions by {CLIENTS} clients at once", [f"{books:,} books" for books in SIZES], rows)


def questions() -> Iterator[str]:
    """Of the made-up reader's own authors, genres, years and shelves, one after another without an end."""
    genres = ("fantasy", "history", "poetry", "romance", "horror", "philosophy")
    for number, words in enumerate(itertools.cycle(_WORDED)):
        author = f"{FIRST[number % 10]} {LAST[number // 10 % 12]}"
        yield words.format(
            year=2012 + number % 13,
            author=author,
            misspelt=author[:-2] + author[-1],
            genre=genres[number % len(genres)],
            shelf=OWN_SHELVES[number % len(OWN_SHELVES)],
            series=f"{OF[number % 10]}",
        )


def selects() -> Iterator[str]:
    for number, sql in enumerate(itertools.cycle(_SELECTS)):
        yield sql.format(year=2012 + number % 13, shelf=OWN_SHELVES[number % len(OWN_SHELVES)])


def _figures(books: int) -> dict[str, str]:
    with looked_up(books, settings={"QUESTIONS_PER_MINUTE": "1000000"}) as (site, uuid):
        ask, select = (
            _asking(site, f"/api/data/{uuid}/ask", "question"),
            _asking(site, f"/api/data/{uuid}/query", "sql"),
        )
        ask("how many books have I read?")  # the first one finds the tables not yet in memory
        memory = {"before": site.web.memory_info().rss}
        _measured(site.web, ask, itertools.islice(questions(), WARMING))
        memory[f"after {WARMING} questions, warm"] = site.web.memory_info().rss
        worded = _measured(site.web, ask, itertools.islice(questions(), QUESTIONS))
        memory[f"after {QUESTIONS} more"] = site.web.memory_info().rss
        written = _measured(site.web, select, itertools.islice(selects(), SELECTS))
        memory[f"after {SELECTS} SELECTs"] = site.web.memory_info().rss
        hostile = _measured(site.web, select, _HOSTILE)
        memory["after the hostile ones"] = site.web.memory_info().rss
    return {
        **dict(zip((f"questions {name}" for name in ROWS), worded.row(), strict=True)),
        **dict(zip((f"SELECTs {name}" for name in ROWS), written.row(), strict=True)),
        "hostile SELECTs, slowest, s": f"{max(hostile.seconds):.1f}",
        "hostile SELECTs, answers": hostile.row()[-1],
        **{f"web process, {when}": megabytes(size) for when, size in memory.items()},
    }


def _asking(site: Installation, path: str, name: str) -> Callable[[str], int]:
    def ask(said: str) -> int:
        return int(site.call(path, method="POST", data=json.dumps({name: said}).encode(), headers=JSON)[0])

    return ask


def _measured(web: psutil.Process, ask: Callable[[str], int], said: Iterable[str]) -> Asked:
    statuses: Counter[int] = Counter()

    def timed(one: str) -> float:
        started = time.perf_counter()
        statuses[ask(one)] += 1
        return time.perf_counter() - started

    before, started = web.cpu_times(), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        seconds = list(clients.map(timed, said))
    after, took = web.cpu_times(), time.perf_counter() - started
    own = after.user + after.system - before.user - before.system
    others = after.children_user + after.children_system - before.children_user - before.children_system
    return Asked(statuses, seconds, took, own / len(seconds), others / len(seconds))
