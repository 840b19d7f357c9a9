"""Trying assumptions one by one, and telling what differs. No service is asked on once it refuses or limits us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enrichment.assumptions.shapes import gone, other_kinds, shape_of

STOPS = frozenset({401, 403, 429})  # whoever says so is asked no more


@dataclass(frozen=True, slots=True)
class Question:
    """One GET. `with_key` sends Google's key along."""

    service: str  # its name for people
    path: str
    params: Mapping[str, str]
    with_key: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it came: `content` is None where it was no JSON; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: Any


class Unreachable(Exception):
    """The service could not be asked: no network, no answer in time. Says nothing about our assumptions."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something is not as we assume."""

    what: str
    change: str  # which setting or which line of ours to change


Verdict = Difference | str  # a text is only worth knowing
Fetch = Callable[[Question], Said]
Recorded = Callable[[str], Any]  # name of a recorded answer -> its content


@dataclass(frozen=True, slots=True)
class Assumption:
    """What we assume, in a sentence, and how an answer is compared with it."""

    says: str
    question: Question
    compare: Callable[[Said], Iterable[Verdict]]
    status: int | None = 200  # that the answer must have; None: `compare` looks at it


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one assumption. `skipped` says why it could not be tried."""

    assumption: Assumption
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str = ""


def check(assumptions: Iterable[Assumption], fetch: Fetch) -> Iterator[Finding]:
    """Try one after the other. A service that refuses us, limits us or cannot be reached is asked no more."""
    left_alone: dict[str, str] = {}
    for assumption in assumptions:
        service = assumption.question.service
        if service in left_alone:
            yield Finding(assumption, skipped=left_alone[service])
            continue
        try:
            said = fetch(assumption.question)
        except Unreachable as unreachable:
            left_alone[service] = str(unreachable)
            yield Finding(assumption, skipped=str(unreachable))
            continue
        if said.status >= 500:
            left_alone[service] = f"it answered {said.status}: it is not well at the moment"
            yield Finding(assumption, skipped=left_alone[service])
            continue
        if said.status in STOPS and assumption.status is not None:
            left_alone[service] = f"it answered {said.status} before, and is left alone"
        yield _finding(assumption, said)


def _finding(assumption: Assumption, said: Said) -> Finding:
    if assumption.status is not None and said.status != assumption.status:
        return Finding(assumption, differences=(_other_status(assumption.question, said),))
    verdicts = [*assumption.compare(said), *_limits_told(said)]
    return Finding(
        assumption,
        differences=tuple(verdict for verdict in verdicts if isinstance(verdict, Difference)),
        notes=tuple(verdict for verdict in verdicts if isinstance(verdict, str)),
    )


def _other_status(question: Question, said: Said) -> Difference:
    key = "GOOGLE_BOOKS_API_KEY: this key is not taken, or not for the Books API"
    changes = {
        401: key if question.with_key else "the service wants a key now",
        403: key if question.with_key else "CONTACT: it wants an address of yours in the User-Agent, or has banned you",
        404: f"the address of {question.service} among the settings, or the path in its provider: it has moved",
        429: f"how often {question.service} is asked (…_PER_SECOND, …_CALLS_A_DAY), if nobody else asks from your address",
    }
    change = changes.get(said.status, "nothing yet: run it again; if it stays, look at the service's own pages")
    return Difference(f"It answered {said.status}, not 200.", change)


def _limits_told(said: Said) -> Iterator[str]:
    """What an answer says of limits by itself: we only read it."""
    for name, value in said.headers.items():
        if "ratelimit" in name or name == "retry-after":
            yield f"it says {name}: {value}"


def compare_shape(
    said: Said, recorded: Any, *, change: str, needed: Callable[[str], bool] = lambda place: False
) -> Iterator[Difference]:
    """What has another kind than in the recorded answer, and which of the `needed` places is nowhere."""
    expected, found = shape_of(recorded), shape_of(said.content)
    for words in other_kinds(expected, found):
        yield Difference(f"{words}.", change)
    for place in gone(expected, found):
        if needed(place):
            yield Difference(f"{place} is nowhere in the answer.", change)
