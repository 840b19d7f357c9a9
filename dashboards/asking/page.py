"""The page where a question is asked of a library: each reading of it with its answer, its books and its steps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.ask.literals import filled
from dashboards.ask.spec import Kind
from dashboards.asking.answering import Answer, Asked, Questions
from dashboards.asking.answers import cells, checks, heads, measured, notes, sentence
from dashboards.asking.words import condition, decimal, read_as, refusal_said, value_said
from dashboards.figures.parts import mark
from dashboards.links import Links, with_query

SHOWN = 100  # rows in the page; the files have them all
BARS = 20


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: the first cell leads to the book where the row is one."""

    name: str
    href: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    said: Sequence[str] = ()
    code: str = ""
    editable: str = ""  # the same SQL with its parameters in it, for the editor


@dataclass(frozen=True, slots=True)
class ReadingShown:
    id: str
    answer: str
    read_as: str
    notes: Sequence[str]
    without: Sequence[Link]  # follow-ups: the same with a condition taken away
    heads: Sequence[str]
    lines: Sequence[Line]
    are_books: bool
    cut: str  # says that there are further rows
    bars: dict[str, Any] | None  # what the chart of ranked bars takes
    behind: str  # how many books it is drawn from, where the rows are not those books
    books: Sequence[Link]
    csv: str
    steps: Sequence[Step]

    @property
    def data_id(self) -> str:
        return f"{self.id}-data"


@dataclass(frozen=True, slots=True)
class AskPage:
    question: str
    refusal: str
    near: Sequence[Link]
    examples: Sequence[Link]
    readings: Sequence[ReadingShown]
    whole: str  # the address of the question as it was asked, where conditions were taken away
    json: str


def ask_page(questions: Questions, question: str, dropped: Sequence[str], links: Links) -> AskPage:
    """The page for this question; for none, examples of what can be asked."""
    asked = questions.ask(question, dropped) if question.strip() else None
    refusal = asked.refusal if asked else None
    address = _address(links, asked.question, dropped) if asked else ""
    examples = [] if asked else questions.examples()
    return AskPage(
        question=asked.question if asked else "",
        refusal=refusal_said(refusal) if refusal else "",
        near=[Link(near, _address(links, near)) for near in refusal.near] if refusal else [],
        examples=[Link(example, _address(links, example)) for example in examples],
        readings=[_reading(asked, at, dropped, links) for at in range(len(asked.answers))] if asked else [],
        whole=_address(links, asked.question) if asked and dropped else "",
        json=f"{address}&format=json" if asked else "",
    )


def _address(links: Links, question: str, dropped: Sequence[str] = ()) -> str:
    return "&".join([with_query(links.ask, q=question), *(f"without={field}" for field in dropped)])


def _reading(asked: Asked, at: int, dropped: Sequence[str], links: Links) -> ReadingShown:
    answer = asked.answers[at]
    are_books = answer.spec.kind is Kind.LIST
    address = _address(links, asked.question, dropped)
    return ReadingShown(
        id=f"reading-{at + 1}",
        answer=sentence(answer),
        read_as=read_as(answer.spec),
        notes=notes(answer),
        without=_without(answer, asked.question, dropped, links),
        heads=heads(answer),
        lines=[_line(answer, row, links) for row in answer.rows[:SHOWN]],
        are_books=are_books,
        cut=_cut(answer),
        bars=_bars(answer),
        behind="" if are_books else words.books(answer.drawn_from),
        books=[]
        if are_books
        else [Link(f"{title} – {words.author(author)}", links.book(book)) for book, title, author in answer.books],
        csv=f"{address}&format=csv&reading={at + 1}",
        steps=_steps(asked, answer),
    )


def _without(answer: Answer, question: str, dropped: Sequence[str], links: Links) -> list[Link]:
    by_field: dict[str, list[str]] = {}
    for one in answer.spec.filters:
        by_field.setdefault(one.field, []).append(condition(one))
    return [Link("; ".join(said), _address(links, question, [*dropped, field])) for field, said in by_field.items()]


def _line(answer: Answer, row: Sequence[Any], links: Links) -> Line:
    name, *others = cells(answer, row)
    href = links.book(str(row[0])) if answer.columns[0] == "id" else ""
    return Line(name, href, others)


def _cut(answer: Answer) -> str:
    if len(answer.rows) <= SHOWN:
        return ""
    values = {"shown": words.number(SHOWN), "count": words.number(len(answer.rows))}
    if answer.more:
        return _("The first %(shown)s rows of more than %(count)s.") % values
    return _("The first %(shown)s of %(count)s rows; the files have them all.") % values


def _bars(answer: Answer) -> dict[str, Any] | None:
    """Bars for groups that can be compared at a glance: several, not too many, none below nothing."""
    if answer.spec.kind is not Kind.GROUPS or not 1 < len(answer.rows) <= BARS:
        return None
    if any(row[1] is None or row[1] < 0 for row in answer.rows):
        return None
    return {
        "label": read_as(answer.spec),
        "beside": "",
        "low": 1,
        "high": 5,
        "marks": [_bar(answer, row) for row in answer.rows],
    }


def _bar(answer: Answer, row: Sequence[Any]) -> dict[str, Any]:
    name, text = value_said(answer.spec.group, row[0]), measured(answer.spec.measure, row[1])
    return mark(name, row[1], text, [text], cloth="you")


def _steps(asked: Asked, answer: Answer) -> list[Step]:
    values = json.dumps(answer.statement.parameters, ensure_ascii=False)
    spec = {name: value for name, value in answer.spec.as_json().items() if value}
    return [
        Step(_("Question"), [answer.reading.question, _("Understood in %(time)s ms.") % _time(asked.milliseconds)]),
        Step(_("What it was taken for"), code=json.dumps(spec, ensure_ascii=False, indent=1)),
        Step(
            _("SQL"), [_("Parameters: %(values)s") % {"values": values}], answer.statement.sql, filled(answer.statement)
        ),
        Step(_("Answer"), [_("SQLite took %(time)s ms.") % _time(answer.milliseconds)]),
        Step(_("Checks"), checks(answer)),
    ]


def _time(milliseconds: float) -> dict[str, str]:
    return {"time": decimal(milliseconds, 1)}
