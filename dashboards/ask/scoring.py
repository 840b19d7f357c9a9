"""How well the planner does on questions whose answers are known."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboards.ask.agreeing import Row, agrees
from dashboards.ask.builder import statement_of
from dashboards.ask.planner import Reading, Refusal, plan, vocabulary_of

KINDS = ("top", "list", "olist", "scalar", "table", "refuse")
_CANNOT_BE_ANSWERED = "refuse"


class BadQuestions(ValueError):
    """The file is not a list of questions. The message says what is wrong with which."""


class Verdict(StrEnum):
    RIGHT = "right"
    REFUSED_RIGHTLY = "refused rightly"
    REFUSED_WRONGLY = "refused wrongly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    kind: str
    references: tuple[str, ...]  # SELECTs, each of which gives an answer that is right; none where nothing is


@dataclass(frozen=True, slots=True)
class Judged:
    question: Question
    verdict: Verdict
    answer: tuple[Reading, ...] | Refusal


def questions_of(said: Any) -> list[Question]:
    """The questions of a file: a list of objects with `id`, `q`, `kind` and `sql`. Raises `BadQuestions`."""
    if not isinstance(said, list):
        raise BadQuestions("A file of questions is a list.")
    return [_question(one) for one in said]


def judge(questions: Iterable[Question], connection: sqlite3.Connection, today: dt.date) -> list[Judged]:
    """Each question put to the planner, over the library that `tables.fill` put into this database.

    Raises `BadQuestions` where a reference is no SELECT over its tables.
    """
    vocabulary = vocabulary_of(connection)
    judged = []
    for question in questions:
        planned = plan(question.text, vocabulary, today)
        answer = planned if isinstance(planned, Refusal) else tuple(planned)
        judged.append(Judged(question, _verdict(question, answer, connection), answer))
    return judged


def counts_by_kind(judged: Iterable[Judged]) -> dict[str, Counter[Verdict]]:
    """How often each verdict fell, by kind of question."""
    counts: dict[str, Counter[Verdict]] = {}
    for one in judged:
        counts.setdefault(one.question.kind, Counter())[one.verdict] += 1
    return {kind: counts[kind] for kind in KINDS if kind in counts}


def shares_of(by_kind: Mapping[str, Mapping[Verdict, int]]) -> list[str]:
    """The three shares that the planner is measured by, as far as there are questions for them, in words."""
    total: Counter[Verdict] = sum((Counter(counts) for counts in by_kind.values()), Counter())
    impossible = sum(by_kind.get(_CANNOT_BE_ANSWERED, {}).values())
    return [
        f"{verdict}: {count} of {of} {asked} ({count / of:.1%})"
        for verdict, count, of, asked in (
            ("right", total[Verdict.RIGHT], total.total() - impossible, "that can be answered"),
            ("refused", total[Verdict.REFUSED_RIGHTLY], impossible, "that cannot be answered"),
            ("wrong but confident", total[Verdict.WRONG], total.total(), "in all"),
        )
        if of
    ]


def _question(said: Any) -> Question:
    try:
        text, kind, sql = said["q"], said["kind"], said["sql"]
        name = str(said["id"])
    except (TypeError, KeyError) as wrong:
        raise BadQuestions(f"A question is an object with id, q, kind and sql, not {said!r}.") from wrong
    if kind not in KINDS:
        raise BadQuestions(f"Question {name} is of kind {kind!r}: there are {', '.join(KINDS)}.")
    references = (sql,) if isinstance(sql, str) else tuple(sql or ())
    if (kind == _CANNOT_BE_ANSWERED) == bool(references):
        raise BadQuestions(f"Question {name} needs a SELECT that answers it, unless its kind is {_CANNOT_BE_ANSWERED}.")
    return Question(name, text, kind, references)


def _verdict(question: Question, answer: tuple[Reading, ...] | Refusal, connection: sqlite3.Connection) -> Verdict:
    """Where a question has two readings both are shown: it is right if one of them is."""
    impossible = question.kind == _CANNOT_BE_ANSWERED
    if isinstance(answer, Refusal):
        return Verdict.REFUSED_RIGHTLY if impossible else Verdict.REFUSED_WRONGLY
    for reading in answer:
        statement = statement_of(reading.spec)
        rows = connection.execute(statement.sql, statement.parameters).fetchall()
        if _is_right(question, rows, connection):
            return Verdict.RIGHT
    return Verdict.WRONG


def _is_right(question: Question, rows: Sequence[Row], connection: sqlite3.Connection) -> bool:
    try:
        return any(agrees(question.kind, rows, reference, connection) for reference in question.references)
    except sqlite3.Error as wrong:
        raise BadQuestions(f"The SELECT of question {question.id} cannot be run: {wrong}.") from wrong
