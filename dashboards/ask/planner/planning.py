"""From a question to one reading of it or several, or to a refusal that says why and what could be asked instead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboards.ask.planner.accounting import account, share_of_rating
from dashboards.ask.planner.comparing import read_comparisons
from dashboards.ask.planner.conditions import read_conditions
from dashboards.ask.planner.draft import Draft, Note, Refused
from dashboards.ask.planner.forks import forks_of
from dashboards.ask.planner.limits import refuse_the_impossible
from dashboards.ask.planner.linking import link
from dashboards.ask.planner.measuring import read_wishes
from dashboards.ask.planner.near import near_questions
from dashboards.ask.planner.shaping import shape
from dashboards.ask.planner.times import read_times
from dashboards.ask.planner.vocabulary import Vocabulary
from dashboards.ask.planner.wording import reword, reworded
from dashboards.ask.spec import Filter, Kind, Measure, Spec

_OF_READ_BOOKS = {"year_read", "month_read", "month_of_year", "date_read", "my_rating"}
_READ_FIELDS = {"my_rating", "days_waiting", "gap", "disagreement", "date_read", "read_count"}
_SAYS_READ = re.compile(r" (?:read|reading|finish\w*|rate|rated|gave|reads) ")
_I_READ = re.compile(
    r" (?:i (?:have )?(?:ever )?(?:read|finished)|(?:have|did) i (?:ever )?(?:read|finish)|my reading) "
)
_STEPS: tuple[Callable[[Draft], None], ...] = (
    refuse_the_impossible,
    link,
    read_conditions,
    read_times,
    read_comparisons,
    read_wishes,
    shape,
    account,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the question."""

    question: str  # what was read: the question, or it with the doubtful word made plain
    spec: Spec
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: str
    words: tuple[str, ...]
    values: dict[str, object]
    near: tuple[str, ...]  # three questions that can be answered


def plan(question: str, vocabulary: Vocabulary, today: dt.date) -> list[Reading] | Refusal:
    """The readings of a question, the likelier first; or why there is none."""
    readings: list[Reading] = []
    refused: Refused | None = None
    for wording in forks_of(question, reworded(question, vocabulary), vocabulary.genres, vocabulary.shelves):
        try:
            reading = understand(wording, vocabulary, today)
        except Refused as no:
            refused = refused or no
            continue
        if all(reading.spec != other.spec for other in readings):
            readings.append(reading)
    if readings:
        return readings
    assert refused is not None  # noqa: S101 - there is one wording at least
    near = near_questions(question, refused, today, lambda one: _can_answer(one, vocabulary, today), vocabulary)
    return Refusal(refused.reason, refused.words, dict(refused.values), near)


def understand(question: str, vocabulary: Vocabulary, today: dt.date) -> Reading:
    """One question as a spec. Raises `Refused`."""
    draft = Draft(question, vocabulary, today)
    if not draft.text.strip():
        raise Refused("empty")
    reword(draft)
    text = draft.text
    for step in _STEPS:
        if draft.about_one_book and step is not refuse_the_impossible:
            break
        step(draft)
    if draft.about_one_book:
        draft.kind = Kind.LIST
    else:
        _only_read_books(draft, text)
        if draft.names("read_count") and draft.names("year_read", "month_read", "month_of_year", "date_read"):
            draft.note("reread_date")
    return Reading(question, _spec(draft), tuple(draft.notes))


def _only_read_books(draft: Draft, text: str) -> None:
    """Questions about reading and rating are about books that were read, unless another shelf was named."""
    of_reading = (
        (draft.measure is not None and draft.measure.field in _READ_FIELDS)
        or draft.group in ("month_read", "year_read", "my_rating")
        or draft.names(*_OF_READ_BOOKS)
        or bool(_SAYS_READ.search(text))
        or draft.kind in (Kind.LINK, Kind.PACE)
        or (draft.kind is Kind.GROUPS and draft.group not in ("shelf", "year_added"))
        or (draft.order is not None and draft.order.by in _READ_FIELDS)
    )
    if of_reading and not draft.names("status") and (not draft.names("shelf") or _I_READ.search(text)):
        draft.add("status", "=", "read")


def _spec(draft: Draft) -> Spec:
    assert draft.kind is not None  # noqa: S101 - `shape` settled it
    filters = draft.gathered()
    return Spec(
        kind=draft.kind,
        filters=filters,
        measure=draft.measure or Measure(),
        beside=tuple(draft.beside),
        group=draft.group,
        besides=draft.besides,
        only=draft.only,
        order=draft.order,
        limit=draft.limit,
        having=draft.having,
        least=draft.least,
        share=draft.share,
        whole=_whole(draft, filters) if draft.share else (),
        per=draft.per if draft.kind is Kind.PACE else "",
        one=draft.one,
        show=draft.show,
    )


def _whole(draft: Draft, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Of what a share is taken: the same shelf and time, and of a rating and another condition the one named first."""
    when = ("status", "year_read", "month_read", "month_of_year", "date_read")
    others = [one for one in filters if one.field not in when]
    if not others:  # "what share of my books is unread": of all; "how much of my reading was in 2020": of all reading
        status = [one for one in filters if one.field == "status"]
        return tuple(status) if len(filters) > len(status) else ()
    first: list[Filter] = []
    if len({one.field for one in others}) > 1:
        by_rating = share_of_rating(draft)
        first = [one for one in others if (one.field == "my_rating") == by_rating]
    return tuple(one for one in filters if one.field in when or one in first)


def _can_answer(question: str, vocabulary: Vocabulary, today: dt.date) -> bool:
    try:
        understand(question, vocabulary, today)
    except Refused:
        return False
    return True
