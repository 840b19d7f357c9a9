"""Chapter v: whether long books are rated higher, as another look at the books by length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.figures.parts import NO_PAGES_OR_RATING, Aside, Entry, Head, Table, mark, out_of, with_ghosts
from dashboards.seeing import Seen

ENOUGH_FOR_BOX = 5  # ratings; the quartiles of fewer say nothing
ENOUGH_A_SIDE = 10  # ratings of longer and of shorter books
ALIKE = 0.1  # stars within which two averages are the same
STRAYS = 1.0  # stars by which a single rating strays from the average, about: what chance makes is reckoned from it


@dataclass(frozen=True, slots=True)
class LengthRatings:
    """What the figure on lengths shows and says when it is asked for ratings instead."""

    view: dict[str, Any]
    aside: Aside
    table: Table


@dataclass(frozen=True, slots=True)
class _Halves:
    """The rated books cut in two by their length, into as equal parts as the steps allow."""

    pages: int  # from which on a book is one of the longer ones
    shorter: int  # ratings
    longer: int
    average_shorter: float
    average_longer: float

    @property
    def gap(self) -> float:
        return self.average_longer - self.average_shorter

    @property
    def by_chance(self) -> float:
        """Stars between the two that mean nothing, with so few ratings."""
        return STRAYS * sqrt(1 / self.shorter + 1 / self.longer)


def by_length(seen: Seen, names: Sequence[str], spans: Sequence[str]) -> LengthRatings | None:
    """Ratings by length. None where the library has too few of longer or of shorter books.

    `names` and `spans` are those of the steps, in words and as the filter on length takes them.
    """
    head = seen.beside("length")
    entries = with_ghosts(seen, head, lambda head: head["summary"]["ratings_by_length"], "from")
    halves = _halves(head["summary"]["ratings_by_length"])
    if halves is None and _halves(seen.whole["summary"]["ratings_by_length"]) is None:
        return None
    return LengthRatings(
        view={
            "name": _("How you rate them"),
            "chart": "boxes",
            "label": _("Your ratings by pages, in steps of a hundred. Each leads to its books."),
            "rated": _("rated"),
            "marks": [_mark(name, span, pair, seen) for name, span, pair in zip(names, spans, entries, strict=True)],
        },
        aside=Aside(answer=_answer(halves), rests_on=_rests_on(head)),
        table=_table(names, [entry for entry, _ghost in entries]),
    )


def _halves(steps: Sequence[Entry]) -> _Halves | None:
    cuts = [_cut(steps, at) for at in range(1, len(steps))]
    enough = [cut for cut in cuts if cut and min(cut.shorter, cut.longer) >= ENOUGH_A_SIDE]
    return min(enough, key=lambda cut: abs(cut.shorter - cut.longer), default=None)


def _cut(steps: Sequence[Entry], at: int) -> _Halves | None:
    (shorter, below), (longer, above) = _together(steps[:at]), _together(steps[at:])
    if not shorter or not longer:
        return None
    return _Halves(steps[at]["from"], shorter, longer, below / shorter, above / longer)


def _together(steps: Sequence[Entry]) -> tuple[int, float]:
    """(ratings, their sum)"""
    return sum(step["rated"] for step in steps), sum(step["rated"] * (step["average_rating"] or 0) for step in steps)


_ANSWERS: dict[str, str | Promise] = {
    "alike": gettext_lazy("<b>Hardly</b>: {longer} for those of {pages} and more, {shorter} for the shorter ones."),
    "chance": gettext_lazy(
        "<b>Too close to say</b>: {longer} for those of {pages} and more, {shorter} for the shorter ones, from {count}."
    ),
    "longer": gettext_lazy(
        "<b>Yes, by {gap} stars</b>: {longer} for those of {pages} and more, {shorter} for the shorter ones."
    ),
    "shorter": gettext_lazy(
        "<b>No, lower by {gap} stars</b>: {longer} for those of {pages} and more, {shorter} for the shorter ones."
    ),
}


def _answer(halves: _Halves | None) -> str:
    said = _said(halves) if halves else _("Too few of these books to say.")
    return format_html("{} {}", _("Do you rate long books higher?"), said)


def _said(halves: _Halves) -> str:
    if abs(halves.gap) < ALIKE:
        kind = "alike"
    elif abs(halves.gap) < halves.by_chance:
        kind = "chance"
    else:
        kind = "longer" if halves.gap > 0 else "shorter"
    return format_html(
        str(_ANSWERS[kind]),
        gap=words.rating(abs(halves.gap)),
        longer=words.rating(halves.average_longer),
        shorter=words.rating(halves.average_shorter),
        pages=words.pages(halves.pages),
        count=words.ratings(halves.shorter + halves.longer),
    )


def _rests_on(head: Head) -> str:
    rated = sum(step["rated"] for step in head["summary"]["ratings_by_length"])
    said = out_of(rated, head["coverage"]["read"], NO_PAGES_OR_RATING)
    return (
        said
        + " "
        + _(
            "A box holds the middle half of the ratings, its bar is the median, the dot the average; "
            "fewer than five ratings are a dot alone."
        )
    )


def _mark(name: str, span: str, pair: tuple[Entry, Entry | None], seen: Seen) -> dict[str, Any]:
    entry, ghost = pair
    rated, average = entry["rated"], entry["average_rating"]
    enough = rated >= ENOUGH_FOR_BOX
    return mark(
        _("%(span)s pages") % {"span": name},
        average or 0,
        words.number(rated),
        [
            words.ratings(rated),
            _("average %(rating)s") % {"rating": words.rating(average)} if rated else "",
            _("half of them %(span)s") % {"span": _middle_half(entry)} if enough else "",
        ],
        short=name if name.endswith("+") else str(entry["from"]),
        box=entry["quartiles"] if enough else None,
        href=seen.toggled("length", span, at="lengths") if rated else None,
        chosen=seen.filters.is_on("length", span),
        ghost=ghost["average_rating"] if ghost else None,
        ghost_text=words.rating(ghost["average_rating"]) if ghost else "",
    )


def _middle_half(entry: Entry) -> str:
    """Between the first and the third quartile, and both the same where they are."""
    low, _middle, high = (words.quartile(value) for value in entry["quartiles"])
    return f"{low}★" if low == high else f"{low}–{high}★"


def _table(names: Sequence[str], entries: Sequence[Entry]) -> Table:
    return Table(
        [_("Pages"), _("Rated"), _("Your average"), _("Median"), _("Middle half")],
        [_row(name, entry) for name, entry in zip(names, entries, strict=True)],
        title=_("How you rate them"),
    )


def _row(name: str, entry: Entry) -> tuple[str, ...]:
    enough = entry["rated"] >= ENOUGH_FOR_BOX
    return (
        name,
        words.number(entry["rated"]),
        words.rating(entry["average_rating"]),
        f"{words.quartile(entry['quartiles'][1])}★" if enough else "–",
        _middle_half(entry) if enough else "–",
    )
