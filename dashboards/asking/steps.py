"""How an answer came about, step by step with the time that each took, and all of it as a text to be kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.ask.literals import filled
from dashboards.asking.answering import Answer, Asked
from dashboards.asking.answers import cells, checks, heads, notes
from dashboards.asking.model.words import read_by
from dashboards.asking.read_as import read_as
from dashboards.asking.sentences import sentence
from dashboards.asking.words import decimal

LOGGED = 100  # rows in the text; the files have them all


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    said: Sequence[str] = ()
    code: str = ""
    editable: str = ""  # the same SQL with its parameters in it, for the editor
    time: str = ""


def steps_of(asked: Asked, answer: Answer) -> list[Step]:
    values = json.dumps(answer.statement.parameters, ensure_ascii=False)
    spec = {name: value for name, value in answer.spec.as_json().items() if value}
    return [
        Step(_("Question"), [answer.reading.question, *_understood_by(asked)]),
        Step(
            _("What it was taken for"),
            [read_as(answer.spec)],
            json.dumps(spec, ensure_ascii=False, indent=1),
            time=_time(asked.milliseconds),
        ),
        Step(
            _("SQL"),
            [_("Parameters: %(values)s") % {"values": values}],
            answer.statement.sql,
            filled(answer.statement),
            _time(answer.building),
        ),
        Step(_("Answer"), [sentence(answer)], time=_time(answer.milliseconds)),
        Step(_("Checks"), checks(answer), time=_time(answer.checking)),
    ]


def _understood_by(asked: Asked) -> list[str]:
    return [_("A model read it: only the question was sent."), read_by(asked.read_by)] if asked.read_by else []


def log_of(asked: Asked, answer: Answer) -> str:
    """The steps with the rows as one text, for a letter or a report of an error."""
    parts = []
    for number, step in enumerate(steps_of(asked, answer), 1):
        title = f"{number}. {step.title}" + (f" ({step.time})" if step.time else "")
        parts.append("\n".join([title, *step.said, *([step.code] if step.code else [])]))
    parts.insert(-1, "\n".join("\t".join(row) for row in [heads(answer), *_rows(answer)]))
    if said := notes(answer):
        parts.append("\n".join(said))
    return "\n\n".join(parts) + "\n"


def _rows(answer: Answer) -> list[list[str]]:
    return [cells(answer, row) for row in answer.rows[:LOGGED]]


def _time(milliseconds: float) -> str:
    return _("%(time)s ms") % {"time": decimal(milliseconds, 1)}
