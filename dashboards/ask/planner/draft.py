"""A question while it is being read: what is left of its words, and what they have come to so far."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dashboards.ask.planner.plain import plain
from dashboards.ask.planner.vocabulary import Vocabulary
from dashboards.ask.spec import Filter, Kind, Measure, Order, Value

GONE = "¤"  # stands where words were that are accounted for


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was assumed: a code and what it speaks of."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


class Refused(Exception):
    """The question cannot be answered honestly. `reason` is a code, `words` are those that were not understood."""

    def __init__(self, reason: str, *words: str, near: tuple[str, ...] = (), **values: Value) -> None:
        super().__init__(reason)
        self.reason, self.words, self.near, self.values = reason, words, near, values


@dataclass(frozen=True, slots=True)
class Superlative:
    by: str  # a field, or "count", "oldest", "first"
    descending: bool
    words: str


@dataclass(slots=True)
class Draft:
    asked: str
    vocabulary: Vocabulary
    today: dt.date
    text: str = ""
    filters: list[tuple[str, str, Value | None]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    kind: Kind | None = None
    measure: Measure | None = None
    beside: list[Measure] = field(default_factory=list)
    group: str = ""
    only: tuple[Value, ...] = ()
    besides: tuple[Value, ...] = ()
    order: Order | None = None
    limit: int | None = None
    having: tuple[str, int] | None = None
    least: int = 0
    share: bool = False
    per: str = ""
    one: bool = False
    show: tuple[str, ...] = ()
    # what the words said, before it is known what they say it of
    subject: str = ""  # a dimension that was named: "which genre"
    superlative: Superlative | None = None
    top: int | None = None
    last: int | None = None
    first_order: Order | None = None  # "best rated first"
    on_average: bool = False
    years: tuple[int, ...] = ()  # to compare
    about_one_book: bool = False

    def __post_init__(self) -> None:
        self.text = self.text or plain(self.asked)

    def take(self, phrase: str) -> re.Match[str] | None:
        """Account for the first place where the phrase stands. A phrase is whole words."""
        return self._replace(_whole_words(phrase))

    def take_all(self, phrase: str) -> list[re.Match[str]]:
        found = []
        while one := self.take(phrase):
            found.append(one)
        return found

    def take_rest(self, phrase: str) -> re.Match[str] | None:
        """The same for a phrase that ends the question."""
        return self._replace(_to_the_end(phrase))

    def has(self, phrase: str) -> bool:
        return _whole_words(phrase).search(self.text) is not None

    def standing(self, forms: Iterable[str], *, last_word: bool = False) -> list[str]:
        """The forms, or those whose last word, stand in the question: a look at the text is cheaper than a pattern."""
        return [form for form in forms if (form.split()[-1] if last_word else form) in self.text]

    def add(self, name: str, op: str, value: Value | None = None) -> None:
        if (name, op, value) not in self.filters:
            self.filters.append((name, op, value))

    def drop(self, name: str) -> list[Value]:
        """Take the conditions on a field out again; their values."""
        gone = [value for field_name, _, value in self.filters if field_name == name and value is not None]
        self.filters = [one for one in self.filters if one[0] != name]
        return gone

    def values_of(self, name: str, op: str = "=") -> list[Value]:
        return [value for field_name, o, value in self.filters if (field_name, o) == (name, op) and value is not None]

    def names(self, *fields: str) -> bool:
        """Whether there is a condition on one of these fields."""
        return any(one[0] in fields for one in self.filters)

    def note(self, code: str, **values: Value) -> None:
        self.notes.append(Note(code, values))

    @property
    def unread(self) -> bool:
        return "to-read" in self.values_of("status")

    @property
    def rating(self) -> str:
        """Whose rating is meant where nobody is named: of books still to be read there is only the crowd's."""
        return "average_rating" if self.unread else "my_rating"

    def gathered(self) -> tuple[Filter, ...]:
        """The conditions, those on equal terms put together."""
        together: dict[tuple[str, str], list[Value]] = {}
        for name, op, value in self.filters:
            together.setdefault((name, op), []).extend([] if value is None else [value])
        gathered = []
        for (name, op), values in together.items():
            if op in ("=", "!=", "all", "known", "unknown"):
                gathered.append(Filter(name, op, tuple(dict.fromkeys(values))))
            else:
                gathered += [Filter(name, op, (value,)) for value in dict.fromkeys(values)]
        return tuple(gathered)

    def _replace(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text)
        if found:
            rest = f"{self.text[: found.start()]} {GONE} {self.text[found.end() :]}"
            self.text = f" {' '.join(rest.split())} "
        return found


@lru_cache(maxsize=2048)
def _whole_words(phrase: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{phrase})(?= )")


@lru_cache(maxsize=64)
def _to_the_end(phrase: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{phrase})(?= $)")
