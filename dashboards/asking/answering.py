"""A question in plain words put to the library that a link leads to: the readings of it, each with its rows and its steps.

What runs here is the builder's SQL alone, over a database in memory: no text of a question is ever SQL.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from dashboards.ask.behind import books_behind, counted, left_out, without
from dashboards.ask.builder import Statement, statement_of
from dashboards.ask.editing import choices_of
from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.sense import reading_of
from dashboards.ask.planner import Reading, Refusal, Vocabulary, plan
from dashboards.ask.planner.plain import LONGEST
from dashboards.ask.spec import Filter, Kind, Spec, Value
from dashboards.asking.model.outcome import Mark, Outcome
from dashboards.document import reading as documents
from dashboards.kept_tables import kept_tables
from dashboards.library import Library

logger = logging.getLogger(__name__)
MOST_ROWS = 1_000
EXAMPLES = 6
_EXAMPLES = (
    "which genre did I rate highest in {year}?",
    "books on my to-read list under 250 pages, best rated first",
    "do I rate long books higher?",
    "how many {genre} books have I read?",
    "which books by {author} have I read?",
    "longest book I gave 5 stars",
    "books on my {shelf} shelf",
    "which books in {series} have I read?",
    "who is my most read author?",
    "how many books did I read per year?",
    "how many books are on my to-read list?",
    "how many books do I read a year on average?",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading of the question, with what came of it."""

    reading: Reading
    statement: Statement
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    more: bool  # there would be further rows
    drawn_from: int  # books
    books: Sequence[tuple[str, str, str]]  # id, title, author; the first 200 of those that it is drawn from
    lacking: tuple[tuple[str, int], ...]  # (field, how many books would belong to it but lack the field)
    ties_beyond: bool  # what the limit cut off is level with the last row
    milliseconds: float  # that SQLite took
    building: float = 0  # milliseconds that the SQL took to be written
    checking: float = 0  # and what was looked at afterwards
    changed_from: Spec | None = None  # what the question was taken for before its reader changed it

    @property
    def spec(self) -> Spec:
        return self.reading.spec


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    answers: tuple[Answer, ...]
    refusal: Refusal | None
    milliseconds: float  # that it took to be understood
    read_by: Mark | None = None  # the model that read it, where the planner did not understand it
    model_failed: str = ""  # why the model's reading is none: a code
    model_values: Mapping[str, str] = field(default_factory=dict)  # what that speaks of


@contextlib.contextmanager
def opened(found: Library) -> Iterator[Questions]:
    """The library, ready to be asked. Raises FileNotFoundError before the first publication."""
    with found.open() as file:
        head = documents.read_head(file)
        tables = kept_tables.of(file, (found.document_name, head["published_at"]))
    with contextlib.closing(tables.opened()) as connection:
        yield Questions(connection, tables.vocabulary, _today(found, head["published_at"]))


def _today(found: Library, published_at: str) -> dt.date:
    """What "last year" is counted from: the sample's reader stopped on the day of its publication."""
    return dt.datetime.fromisoformat(published_at).date() if found.kind == "sample" else timezone.localdate()


class Questions:
    """What can be asked of the library that was filled into this database."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary, today: dt.date) -> None:
        self.connection, self.vocabulary, self.today = connection, vocabulary, today

    def ask(self, question: str, dropped: Sequence[str] = ()) -> Asked:
        """The answers, or why there are none. Conditions on the `dropped` fields are taken away."""
        question = " ".join(question.split())
        started = time.perf_counter()
        planned = self._plan(question)
        taken = (time.perf_counter() - started) * 1000
        if isinstance(planned, Refusal):
            return Asked(question, (), planned, taken)
        return Asked(question, tuple(self._answer(_relieved(one, dropped)) for one in planned), None, taken)

    def ask_as_read(self, question: str, outcome: Outcome, dropped: Sequence[str] = ()) -> Asked:
        """The answer as a model read the question; the planner's, with a word on the model, where that read nothing."""
        question = " ".join(question.split())
        values: Mapping[str, str] = {}
        failed = outcome.failed
        if outcome.form is not None:
            try:
                answer = self._answer(_relieved(reading_of(question, outcome.form, self.vocabulary), dropped))
                taken = outcome.mark.milliseconds if outcome.mark else 0.0
                return Asked(question, (answer,), None, taken, read_by=outcome.mark)
            except ModelFailed as error:
                failed, values = error.reason, error.values
            except sqlite3.Error:  # a form that `sense` should not have let through
                logger.exception("A model's form could not be answered")
                failed = "absurd"
        asked = self.ask(question, dropped)
        return asked if asked.answers else replace(asked, model_failed=failed, model_values=values)

    def changed(self, question: str, at: int, spec: Spec, outcome: Outcome | None = None) -> Asked:
        """The answer to a spec that the reader made of the question's reading `at`, or of the one that a model read."""
        if outcome and (read := self.ask_as_read(question, outcome)).read_by:
            answer = self._answer(Reading(read.question, spec, ()))
            return replace(read, answers=(replace(answer, changed_from=read.answers[0].spec),))
        started = time.perf_counter()
        planned = self._plan(" ".join(question.split()))
        readings = [] if isinstance(planned, Refusal) else planned
        before = readings[at].spec if at < len(readings) else None
        wording = readings[at].question if at < len(readings) else question
        taken = (time.perf_counter() - started) * 1000
        answer = replace(self._answer(Reading(wording, spec, ())), changed_from=before)
        return Asked(" ".join(question.split()), (answer,), None, taken)

    def examples(self) -> list[str]:
        """Questions about what is in this library, each of which was tried and finds something."""
        filling = {
            "year": self._first(
                "SELECT year_read FROM books WHERE my_rating IS NOT NULL AND year_read IS NOT NULL "
                "GROUP BY 1 ORDER BY count(*) DESC, 1"
            ),
            "genre": self._first("SELECT genre FROM book_genres GROUP BY 1 ORDER BY count(*) DESC, 1"),
            "author": self._first(
                "SELECT author FROM books WHERE status = 'read' GROUP BY 1 ORDER BY count(*) DESC, 1"
            ),
            "series": self._first(
                "SELECT series FROM books WHERE status = 'read' AND series IS NOT NULL "
                "GROUP BY 1 ORDER BY count(*) DESC, 1"
            ),
            "shelf": next(iter(self.vocabulary.shelves.values()), None),
        }
        found: list[str] = []
        for example in _EXAMPLES:
            if len(found) == EXAMPLES:
                break
            if any(value is None and f"{{{name}}}" in example for name, value in filling.items()):
                continue
            question = example.format(**filling)
            if self._is_answered(question):
                found.append(question)
        return found

    def _plan(self, question: str) -> list[Reading] | Refusal:
        if (
            len(question) > LONGEST
        ):  # the planner would not read the rest, and that would be an answer to something else
            return Refusal("too_long", (), {"most": LONGEST}, tuple(self.examples()[:3]))
        return plan(question, self.vocabulary, self.today)

    def _is_answered(self, question: str) -> bool:
        planned = plan(question, self.vocabulary, self.today)
        return not isinstance(planned, Refusal) and len(planned) == 1 and self.finds_something(planned[0].spec)

    def finds_something(self, spec: Spec) -> bool:
        """Whether there are books behind the answer, a number in it, and of groups two at least."""
        rows = self._rows(statement_of(spec))[1]
        if not rows or not self._first(counted(spec)):
            return False
        if spec.kind is Kind.LIST:
            return True
        column = 1 if spec.kind is Kind.GROUPS else 0
        return any(row[column] is not None for row in rows) and (spec.kind is not Kind.GROUPS or len(rows) > 1)

    def most_frequent(self, field: str) -> list[Value]:
        """The values of a field that a reader may choose, the most frequent first."""
        return list(choices_of(self.connection, field))

    def _answer(self, reading: Reading) -> Answer:
        began = time.perf_counter()
        statement = statement_of(reading.spec)
        built = time.perf_counter()
        columns, rows = self._rows(statement)
        ran = time.perf_counter()
        compared = _compared(reading.spec)
        behind = [(row[0], row[1], row[2]) for row in self._rows(books_behind(compared))[1]]
        lacking = [
            (field, int(self._first(left_out(_whole_of(reading.spec), field)) or 0)) for field in needed(reading.spec)
        ]
        answer = Answer(
            reading=reading,
            statement=statement,
            columns=columns,
            rows=rows[:MOST_ROWS],
            more=len(rows) > MOST_ROWS,
            drawn_from=int(self._first(counted(compared)) or 0),
            books=behind,
            lacking=tuple((field, count) for field, count in lacking if count),
            ties_beyond=self._ties_beyond(reading.spec, columns, rows),
            milliseconds=(ran - built) * 1000,
            building=(built - began) * 1000,
        )
        return replace(answer, checking=(time.perf_counter() - ran) * 1000)

    def _ties_beyond(self, spec: Spec, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
        if not spec.limit or not spec.order or (spec.kind is Kind.LIST and spec.group) or len(rows) < spec.limit:
            return False
        by = "value" if spec.order.by == "measure" else spec.order.by
        if by not in columns:
            return False
        at = columns.index(by)
        further = self._rows(statement_of(replace(spec, limit=spec.limit + 1)))[1]
        return len(further) > spec.limit and further[-1][at] == rows[-1][at]

    def _rows(self, statement: Statement) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        cursor = self.connection.execute(statement.sql, statement.parameters)
        return tuple(column[0] for column in cursor.description), cursor.fetchmany(MOST_ROWS + 1)

    def _first(self, asked: Statement | str) -> Any:
        """The first value of the first row; None where there is no row."""
        statement = Statement(asked) if isinstance(asked, str) else asked
        row = self.connection.execute(statement.sql, statement.parameters).fetchone()
        return row[0] if row else None


def needed(spec: Spec) -> list[str]:
    """The fields without which a book cannot be in the answer, though nobody asked for them."""
    fields = [spec.group] if spec.group else []
    if spec.kind is Kind.LINK:
        fields += [spec.measure.field, "my_rating"]
    elif spec.kind is Kind.LIST:
        fields += [spec.order.by] if spec.order and (spec.limit or spec.group) else []
    elif spec.measure.function in ("average", "median", "stddev", "sum"):
        fields.append(spec.measure.field)
    if spec.kind is Kind.PACE:
        fields.append("date_read")
    fields += [one.field for one in spec.filters if one.op in ("=", "<", "<=", ">", ">=") and one.field in _MAY_LACK]
    known = {one.field for one in spec.filters if one.op in ("known", "unknown")}
    return [field for field in dict.fromkeys(fields) if field not in known and field not in _ALWAYS_THERE]


_MAY_LACK = {"year_read", "month_read", "date_read", "month_of_year", "pages", "original_year", "language", "format"}
_ALWAYS_THERE = {"books", "genres", "shelves", "title", "author", "read_count", "days_waiting", "shelf"}


def _compared(spec: Spec) -> Spec:
    """Where named groups are compared, the books of these groups alone are behind the answer."""
    if not spec.only:
        return spec
    named = Filter(spec.group, "=", spec.only)
    return replace(spec, filters=(*spec.filters, named), whole=(*spec.whole, named) if spec.share else ())


def _whole_of(spec: Spec) -> Spec:
    """A share can lack what its whole lacks."""
    return replace(spec, filters=spec.whole) if spec.share else spec


def _relieved(reading: Reading, dropped: Sequence[str]) -> Reading:
    spec = reading.spec
    for one in spec.filters:
        if one.field in dropped:
            spec = without(spec, one)
    return replace(reading, spec=spec)
