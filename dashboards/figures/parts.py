"""What a chapter is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words

Head = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a drawing. The first column names the row."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Figure:
    id: str  # in the page: "years"
    question: str
    answer: str  # may hold <b>; made with format_html
    rests_on: str  # how many books it is drawn from
    table: Table
    columns: int  # of the page's twelve
    chart: str = ""  # the module of static/js/charts that draws it; none: the table is the figure
    data: Mapping[str, Any] = field(default_factory=dict)  # what that module's layout() takes

    @property
    def data_id(self) -> str:
        """Of the element that holds the data."""
        return f"{self.id}-data"


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands where a figure cannot: the same question, and why there is no answer, or the answer in a sentence."""

    id: str
    question: str
    answer: str
    columns: int
    steps: Sequence[str] = ()  # what the reader can do about it

    rests_on = ""  # what tells it from a Figure in a template


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: str
    short: str  # in the bar at the top
    intro: str
    figures: Sequence[Figure | Instead]
    not_shown: str = ""
    numeral: str = ""  # "iv."


def mark(title: str, value: float, text: str, lines: Sequence[str], **more: Any) -> dict[str, Any]:
    """One mark of a chart: a column, a bar, a dot. `text` labels it; `title` and `lines` are its tip."""
    return {"title": title, "value": value, "text": text, "lines": [line for line in lines if line], **more}


def out_of(counted: int, read: int, *, one: str, more: str) -> str:
    """ "From 145 of 157 books that you have read: 12 have no date." `one` is for a single book left out."""
    if counted >= read:
        return _("From all %(books)s that you have read.") % {"books": words.books(read)}
    return _("From %(counted)s of %(books)s that you have read: %(left)s %(missing)s.") % {
        "counted": words.number(counted),
        "books": words.books(read),
        "left": words.number(read - counted),
        "missing": one if read - counted == 1 else more,
    }
