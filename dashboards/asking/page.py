"""The page where a question is asked of a library: each reading of it with its answer, its books and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.ask.behind import without
from dashboards.ask.editing import BadEdit, Pairs, fields_of, refuse_unknown_names, spec_of
from dashboards.ask.planner.plain import LONGEST
from dashboards.ask.spec import Filter, Kind, Spec
from dashboards.asking.answering import Answer, Asked, Questions
from dashboards.asking.answers import cells, heads, notes
from dashboards.asking.changes import bad_edit_said, changes_said
from dashboards.asking.changing import ChangeForm, Changing, Names
from dashboards.asking.drawing import bars_of, in_time
from dashboards.asking.leading_on import leads_of
from dashboards.asking.model.by_model import MAY_PASS, may_read
from dashboards.asking.model.outcome import Outcome
from dashboards.asking.model.words import failed_said, read_by
from dashboards.asking.read_as import read_as
from dashboards.asking.refusals import refusal_said
from dashboards.asking.said_conditions import postmodifier
from dashboards.asking.sentences import sentence
from dashboards.asking.steps import Step, log_of, steps_of
from dashboards.links import Links, with_query

SHOWN = 100  # rows in the page; the files have them all


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
class Wanted:
    """What an address asks for."""

    question: str
    dropped: Sequence[str] = ()  # fields whose conditions are taken away
    changed: Pairs = field(default_factory=list)  # the spec that the reader made of a reading, as fields of a form
    of: int = 0  # which reading that was
    outcome: Outcome | None = None  # what a model made of the question

    @property
    def token(self) -> str:
        """By which an address says what a model read."""
        return self.outcome.token if self.outcome and self.outcome.form is not None else ""

    def address(self, links: Links) -> str:
        if not self.changed:
            return self.as_asked(links)
        return changed_address(links, self.question, self.of, self.changed, self.token)

    def as_asked(self, links: Links) -> str:
        return _address(links, self.question, () if self.changed else self.dropped, self.token)


@dataclass(frozen=True, slots=True)
class ReadingShown:
    id: str
    answer: str
    read_as: str
    changes: Sequence[str]  # what the reader made of it
    notes: Sequence[str]
    without: Sequence[Link]  # the same with a condition taken away
    form: ChangeForm
    leads: Sequence[Link]  # questions that lead on from it
    heads: Sequence[str]
    lines: Sequence[Line]
    are_books: bool
    cut: str  # says that there are further rows
    bars: dict[str, Any] | None  # what the chart takes
    chart: str  # which it is: ranked bars, or columns in time
    behind: str  # how many books it is drawn from, where the rows are not those books
    books: Sequence[Link]
    csv: str
    steps: Sequence[Step]
    log: str  # the steps and the rows as one text
    alone: Link  # this reading, where there are others

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
    whole: str  # the address of the question as it was asked, where something was changed or taken away
    json: str
    problem: str = ""  # why a change came to nothing
    form: ChangeForm | None = None  # and the form as it was sent
    names: Sequence[Names] = ()  # to pick from while typing

    model: Link | None = None  # the model that may be asked to read it, and where to send that wish
    model_failed: str = ""  # why that gave no answer
    read_by: str = ""  # the model that read it, and what that took
    again: str = ""  # where to ask it again, where too much was asked

    @classmethod
    def to_be_asked_again(cls, wanted: Wanted, links: Links) -> AskPage:
        question = " ".join(wanted.question.split())[:LONGEST]
        return cls(question, "", [], [], [], "", "", again=wanted.address(links))


def ask_page(questions: Questions, wanted: Wanted, links: Links) -> AskPage:
    """The page for this question; for none, examples of what can be asked."""
    if not wanted.question.strip():
        return _examples(questions, links)
    changing = Changing(questions.connection)
    try:
        asked = asked_for(questions, wanted)
    except BadEdit as wrong:
        return _came_to_nothing(changing, wanted, wrong, links)
    refusal = asked.refusal
    shown = [_reading(questions, asked, at, wanted, links, changing) for at in range(len(asked.answers))]
    return AskPage(
        question=asked.question,
        refusal=refusal_said(refusal) if refusal else "",
        near=[Link(near, _address(links, near)) for near in refusal.near] if refusal else [],
        examples=[],
        readings=shown,
        whole=_address(links, asked.question, (), wanted.token) if wanted.dropped or wanted.changed else "",
        json=f"{wanted.address(links)}&format=json",
        names=changing.names(),
        **_of_the_model(asked, links),
    )


def _of_the_model(asked: Asked, links: Links) -> dict[str, Any]:
    failed = failed_said(asked.model_failed, asked.model_values, asked.question) if asked.model_failed else ""
    choice = may_read(asked.refusal) if not asked.model_failed or asked.model_failed in MAY_PASS else None
    return {
        "model": Link(choice.name, links.page("ask_model")) if choice else None,
        "model_failed": failed,
        "read_by": read_by(asked.read_by) if asked.read_by else "",
    }


def asked_for(questions: Questions, wanted: Wanted) -> Asked:
    """The answers. Raises `BadEdit` where what was changed makes no sense."""
    if not wanted.changed and wanted.outcome:
        return questions.ask_as_read(wanted.question, wanted.outcome, wanted.dropped)
    if not wanted.changed:
        return questions.ask(wanted.question, wanted.dropped)
    spec = spec_of(wanted.changed)
    refuse_unknown_names(questions.connection, spec)
    return questions.changed(wanted.question, wanted.of, spec, wanted.outcome)


def _examples(questions: Questions, links: Links) -> AskPage:
    examples = [Link(example, _address(links, example)) for example in questions.examples()]
    return AskPage("", "", [], examples, [], "", "")


def _came_to_nothing(changing: Changing, wanted: Wanted, wrong: BadEdit, links: Links) -> AskPage:
    """The form as it was sent, and why there is no answer to it."""
    question = " ".join(wanted.question.split())
    form = changing.form("change", wanted.changed, _kept(question, wanted.of, wanted.token))
    page = AskPage(
        question, "", [], [], [], _address(links, question, (), wanted.token), "", bad_edit_said(wrong), form
    )
    return replace(page, names=changing.names())


def _kept(question: str, of: int, token: str = "") -> Pairs:
    return [("q", question), ("of", str(of + 1)), *([("model", token)] if token else [])]


def _address(links: Links, question: str, dropped: Sequence[str] = (), token: str = "") -> str:
    asked = with_query(links.ask, q=question, **({"model": token} if token else {}))
    return "&".join([asked, *(f"without={field}" for field in dropped)])


def changed_address(links: Links, question: str, of: int, pairs: Pairs, token: str = "") -> str:
    """The address of a reading that its reader changed."""
    return f"{links.ask}?{urlencode([*_kept(question, of, token), *pairs])}"


def _reading(
    questions: Questions, asked: Asked, at: int, wanted: Wanted, links: Links, changing: Changing
) -> ReadingShown:
    answer = asked.answers[at]
    of, token = wanted.of if wanted.changed else at, wanted.token if asked.read_by else ""
    are_books = answer.spec.kind is Kind.LIST

    def changed_to(spec: Spec) -> str:
        return changed_address(links, asked.question, of, fields_of(spec), token)

    return ReadingShown(
        id=f"reading-{at + 1}",
        answer=sentence(answer),
        read_as=read_as(answer.spec),
        changes=changes_said(answer.changed_from, answer.spec) if answer.changed_from else [],
        notes=notes(answer),
        without=[Link(text, changed_to(spec)) for text, spec in _without(answer.spec)],
        form=changing.form(f"change-{at + 1}", fields_of(answer.spec), _kept(asked.question, of, token)),
        leads=[Link(text, changed_to(spec)) for text, spec in leads_of(questions, answer)],
        heads=heads(answer),
        lines=[_line(answer, row, links) for row in answer.rows[:SHOWN]],
        are_books=are_books,
        cut=_cut(answer),
        chart="columns" if in_time(answer.spec) else "ranked",
        bars=bars_of(answer),
        behind="" if are_books else words.books(answer.drawn_from),
        books=[]
        if are_books
        else [Link(f"{title} – {words.author(author)}", links.book(book)) for book, title, author in answer.books],
        csv=f"{wanted.address(links)}&format=csv&reading={at + 1}",
        steps=steps_of(asked, answer),
        log=log_of(asked, answer),
        alone=Link(answer.reading.question, changed_to(answer.spec)),
    )


def _without(spec: Spec) -> list[tuple[str, Spec]]:
    """The same with the conditions on a field taken away."""
    by_field: dict[str, list[Filter]] = {}
    for one in spec.filters:
        by_field.setdefault(one.field, []).append(one)
    relieved = []
    for filters in by_field.values():
        rest = spec
        for one in filters:
            rest = without(rest, one)
        if not rest.share or len(rest.whole) < len(rest.filters):
            relieved.append(("; ".join(map(postmodifier, filters)), rest))
    return relieved


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
