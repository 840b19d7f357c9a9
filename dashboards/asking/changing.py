"""The form behind "Change this": what a question was taken for, each part of it with what it may be instead."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dashboards.ask.editing import (
    CONDITIONS,
    MEASURES,
    ORDERS,
    Control,
    Pairs,
    choices_of,
    control_of,
    measure_name,
    operators_of,
)
from dashboards.ask.spec import GROUPS
from dashboards.asking.words import FIELDS, measure_said, value_said

SELECTABLE = 60  # choices that a select may have; more are typed, with a list to pick from
_MOST_OF_A_KIND = 9  # conditions on one field

KINDS: dict[str, str | Promise] = {
    "list": gettext_lazy("the books"),
    "number": gettext_lazy("one number"),
    "groups": gettext_lazy("a number for each …"),
    "pace": gettext_lazy("a number a day, week, month or year"),
    "link": gettext_lazy("whether my rating goes with it"),
}
_PER: dict[str, str | Promise] = {
    "day": gettext_lazy("a day"),
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
}
_OPERATORS: dict[str, str | Promise] = {
    "=": gettext_lazy("is"),
    "!=": gettext_lazy("is not"),
    "all": gettext_lazy("is each of"),
    "<": gettext_lazy("less than"),
    "<=": gettext_lazy("at most"),
    ">": gettext_lazy("more than"),
    ">=": gettext_lazy("at least"),
    "known": gettext_lazy("is known"),
    "unknown": gettext_lazy("is not known"),
}
_OF_TIMES: dict[str, str | Promise] = {
    "<": pgettext_lazy("a time", "before"),
    "<=": pgettext_lazy("a time", "until"),
    ">": pgettext_lazy("a time", "after"),
    ">=": pgettext_lazy("a time", "since"),
}
_TIMES = {"year_read", "month_read", "date_read", "year_added", "date_added", "original_year", "decade"}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A select."""

    name: str
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: how it compares and with what. Where several values may stand, one more can be added."""

    name: str
    label: str
    operators: Sequence[Choice]
    picks: Sequence[Sequence[Choice]]  # a select for each value; where there are none it is typed
    typed: Sequence[str]
    control: str
    listed: str  # the id of the names to pick from
    in_whole: bool | None  # of a share: whether it belongs to the whole; None where nothing is a share

    @property
    def field(self) -> str:
        return self.name.split(".")[0]


@dataclass(frozen=True, slots=True)
class ChangeForm:
    id: str
    kind: Pick
    measure: Pick
    group: Pick
    by: Pick
    order: Pick
    per: Pick
    limit: str
    books_is: Pick
    books: str
    compared: Sequence[Pick]
    conditions: Sequence[ConditionRow]
    further: Sequence[ConditionRow]
    kept: Pairs  # what has no field of its own


@dataclass(frozen=True, slots=True)
class Names:
    """What may be picked while typing, by the id that fields refer to."""

    id: str
    names: Sequence[str]


class Changing:
    """Makes the forms of one page over a library's own names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._choices: dict[str, Sequence[str | int | float]] = {}

    def form(self, name: str, pairs: Pairs, kept: Pairs) -> ChangeForm:
        """`pairs` as `fields_of` gives them, or as a reader sent them; `kept` is sent along."""
        said = _Said(pairs)
        measure = said.one("measure")
        rows = [self._row(one, said) for one in said.conditions()]
        return ChangeForm(
            id=name,
            kind=_pick("as", _("Show"), KINDS, said),
            measure=Pick("measure", _("Number"), _measures(measure)),
            group=_pick("group", _("For each"), {"": "–"} | {group: str(FIELDS[group]) for group in GROUPS}, said),
            by=_pick("by", _("Order by"), {"": "–"} | {field: str(FIELDS[field]) for field in ORDERS}, said),
            order=_pick("order", _("Order"), _directions(), said),
            per=_pick("per", _("How often"), _PER, said),
            limit=said.one("limit"),
            books_is=_pick("books.is", _("Books in a group"), _signs(), said),
            books=said.one("books"),
            compared=[self._compared(said, value) for value in [*said.all("only"), ""]] if said.all("only") else [],
            conditions=rows,
            further=[self._new(field, said) for field in CONDITIONS if self._offers(field)],
            kept=[*kept, *((key, value) for key, value in pairs if key in ("beside", "besides", "show", "one"))],
        )

    def names(self) -> list[Names]:
        """The lists to pick from while typing."""
        return [
            Names(f"names-{field}", [str(value) for value in values])
            for field, values in self._choices.items()
            if len(values) > SELECTABLE
        ]

    def _choices_of(self, field: str) -> Sequence[str | int | float]:
        if field not in self._choices:
            self._choices[field] = choices_of(self.connection, field)
        return self._choices[field]

    def _offers(self, field: str) -> bool:
        """Whether there is anything to choose. What is typed freely there always is."""
        named = control_of(field) in (Control.NAME, Control.CODE) and field != "title"
        return not named or bool(self._choices_of(field))

    def _new(self, field: str, said: _Said) -> ConditionRow:
        """An empty row below those that there are."""
        taken = set(said.conditions())
        names = [f"{field}.{at}" for at in range(1, _MOST_OF_A_KIND + 1)]
        return self._row(next((name for name in names if name not in taken), names[-1]), _Said([]))

    def _row(self, name: str, said: _Said) -> ConditionRow:
        field = name.split(".")[0]
        operator, values = said.one(f"{name}.is"), said.all(name)
        control, known = control_of(field), self._choices_of(field)
        several = operator in ("=", "!=", "all") and control in (Control.NAME, Control.CODE)
        slots = [*values, ""] if several or not values else values
        selectable = control in (Control.NAME, Control.CODE) and field != "title" and len(known) <= SELECTABLE
        share = said.one("measure") == "share"
        return ConditionRow(
            name=name,
            label=str(FIELDS[field]),
            operators=_operators(field, operator),
            picks=[self._values(field, value) for value in slots] if selectable else [],
            typed=[] if selectable or control is Control.NONE else slots,
            control=str(control),
            listed=f"names-{field}" if len(known) > SELECTABLE else "",
            in_whole=field in said.all("whole") if share and operator else None,
        )

    def _values(self, field: str, chosen: str) -> list[Choice]:
        """A field's values, what was chosen among them even where this library has none of it."""
        known = [str(value) for value in self._choices_of(field)]
        if chosen and chosen not in known:
            known.append(chosen)
        codes = field in ("fiction", "month_of_year", "weekday")
        listed = [Choice(value, value_said(field, int(value) if codes else value), value == chosen) for value in known]
        if control_of(field) is Control.NAME or field == "language":
            listed.sort(key=lambda one: one.text.casefold())
        return [Choice("", "–", not chosen), *listed]

    def _compared(self, said: _Said, value: str) -> Pick:
        group = said.one("group")
        known = self._choices_of(group) if group in GROUPS else ()
        values = dict.fromkeys([*map(str, known), *said.all("only")])
        if not known:
            values = dict.fromkeys([*said.all("only")])
        return Pick("only", _("Compared"), [Choice("", "–"), *(Choice(one, one, one == value) for one in values)])


class _Said:
    """The fields as they stand."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = list(pairs)

    def one(self, name: str) -> str:
        return next((value for known, value in self.pairs if known == name), "")

    def all(self, name: str) -> list[str]:
        return list(dict.fromkeys(value for known, value in self.pairs if known == name and value))

    def conditions(self) -> list[str]:
        """The names of the conditions that say something: "genre.1"."""
        names = dict.fromkeys(name.removesuffix(".is") for name, _value in self.pairs if _is_condition(name))
        return [name for name in names if self.all(name) or self.one(f"{name}.is") in ("known", "unknown")]


def _is_condition(name: str) -> bool:
    field, _, number = name.removesuffix(".is").partition(".")
    try:
        control_of(field)
    except KeyError:
        return False
    return number.isdigit()


def _operators(field: str, chosen: str) -> list[Choice]:
    known = [Choice(one, _operator(field, one), one == chosen) for one in operators_of(field)]
    return [Choice("", "–"), *known] if control_of(field) is Control.NONE and not chosen else known


def _pick(name: str, label: str, texts: Mapping[str, str | Promise], said: _Said) -> Pick:
    chosen = said.one(name)
    return Pick(name, label, [Choice(value, str(text), value == chosen) for value, text in texts.items()])


def _measures(chosen: str) -> list[Choice]:
    texts = {measure_name(one): capfirst(measure_said(one)) for one in MEASURES}
    texts["share"] = capfirst(_("their share in per cent"))
    if chosen and chosen not in texts:
        texts[chosen] = chosen
    return [Choice(value, text, value == chosen) for value, text in texts.items()]


def _directions() -> dict[str, str | Promise]:
    return {"": _("as it comes"), "down": _("highest first"), "up": _("lowest first")}


def _signs() -> dict[str, str | Promise]:
    return {sign: _OPERATORS[sign] for sign in (">=", ">", "<=", "<", "=")}


def _operator(field: str, sign: str) -> str:
    return str(_OF_TIMES.get(sign, _OPERATORS[sign]) if field in _TIMES else _OPERATORS[sign])
