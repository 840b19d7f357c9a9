"""One press for all issues of a kind: what may be pressed, and what is asked about once more before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.mending.words import choice_label
from uploads.mending.asking import ForAll
from uploads.parsing.records import IssueKind


@dataclass(frozen=True, slots=True)
class Press:
    """One decision for all open issues of a kind: the query that asks about it once more, the form's values, the words."""

    action: str
    choice: str
    label: str
    count: int
    is_proposal: bool = False

    @property
    def query(self) -> dict[str, str]:
        return {"ask": self.action, "choice": self.choice}


def presses(everything: ForAll, kind: IssueKind) -> list[Press]:
    """What may be pressed for all; nothing where there are not several."""
    if everything.open < 2:
        return []
    pressed = [Press("choose", id_, choice_label(kind, id_), everything.open) for id_ in everything.choices]
    if everything.proposals:
        label = _("What we propose for each")
        pressed.insert(0, Press("choose", "", label, everything.proposals, is_proposal=True))
    return [*pressed, Press("skip", "", _("Leave all as they are"), everything.open)]


def to_confirm(everything: ForAll, kind: IssueKind, query: QueryDict) -> Press | None:
    """What is to be confirmed."""
    wanted = {"ask": query.get("ask"), "choice": query.get("choice", "")}
    return next((press for press in presses(everything, kind) if press.query == wanted), None)
