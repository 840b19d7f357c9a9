"""Chapter v: how old the books are when they are read, and how long they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.document.distributions import LENGTHS_RATED
from dashboards.figures.books import ENOUGH, counts
from dashboards.figures.length_ratings import by_length
from dashboards.figures.parts import LACKS_A_YEAR, NO_PAGE_COUNT, Entry, Figure, mark, out_of, with_ghosts
from dashboards.seeing import Seen

ENOUGH_FOR_AGES = 50  # read books of the library


def how_old(seen: Seen) -> Figure | None:
    """The age of books in the year of reading. None for a small library, or where too few have both years."""
    ages, read = seen.head["summary"]["ages"], seen.head["coverage"]["read"]
    if seen.whole["coverage"]["read"] < ENOUGH_FOR_AGES or ages["counted"] < ENOUGH:
        return None
    entries = with_ghosts(seen, seen.head, lambda head: head["summary"]["ages"]["bins"], "from")
    bounds = [entry["from"] for entry, _ghost in entries]
    names = spans(bounds)
    return Figure(
        id="ages",
        question=_("How old are books when you reach them?"),
        answer=_half_are_younger(ages["median"]),
        rests_on=out_of(ages["counted"], read, LACKS_A_YEAR),
        columns=5,
        chart="histogram",
        data={
            "label": _("Books by age in the year of reading; each column spans about twice as many years."),
            "marks": [
                _age_mark(name, entry, ghost, ages["counted"])
                for name, (entry, ghost) in zip(names, entries, strict=True)
            ],
            "median": _median(ages["median"], bounds),
        },
        table=counts(_("Age in years"), _rows(names, entries)),
    )


def how_long(seen: Seen) -> Figure | None:
    """Books by length, and how they are rated by it. None where too few have a page count."""
    head = seen.beside("length")
    lengths, read = head["summary"]["lengths"], head["coverage"]["read"]
    if lengths["counted"] < ENOUGH:
        return None
    entries = with_ghosts(seen, head, lambda head: head["summary"]["lengths_by_pages"], "from")
    bounds = [entry["from"] for entry, _ghost in entries]
    names = spans(bounds)
    ratings = by_length(seen, spans(LENGTHS_RATED), _values(LENGTHS_RATED))
    return Figure(
        id="lengths",
        question=_("How long are your books?"),
        answer=format_html(
            _("Half of them have <b>{pages}</b> or fewer."), pages=words.pages(round(lengths["median"]))
        ),
        rests_on=out_of(lengths["counted"], read, NO_PAGE_COUNT),
        columns=7,
        chart="histogram",
        data={
            "views": [
                {
                    "name": _("How many"),
                    "label": _("Books by pages, in steps of fifty. Each column leads to its books."),
                    "marks": [
                        _length_mark(name, span, pair, lengths["counted"], seen)
                        for name, span, pair in zip(names, _values(bounds), entries, strict=True)
                    ],
                    "median": _median(lengths["median"], bounds),
                },
                *([ratings.view] if ratings else ()),
            ]
        },
        table=counts(_("Pages"), _rows(names, entries)),
        asides=[ratings.aside] if ratings else (),
        further=[ratings.table] if ratings else (),
    )


def _age_mark(name: str, entry: Entry, ghost: Entry | None, counted: int) -> dict[str, Any]:
    return mark(
        _old(name) if entry["from"] else _("In the year it came out"),
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], counted)],
        short=name,
        ghost=ghost["books"] if ghost else None,
    )


def _old(span: str) -> str:
    return ngettext("%(span)s year old", "%(span)s years old", 1 if span == "1" else 2) % {"span": span}


def _length_mark(name: str, span: str, pair: tuple[Entry, Entry | None], counted: int, seen: Seen) -> dict[str, Any]:
    entry, ghost = pair
    return mark(
        _("%(span)s pages") % {"span": name},
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], counted)],
        short=name if name.endswith("+") else str(entry["from"]),
        href=seen.toggled("length", span, at="lengths") if entry["books"] else None,
        chosen=seen.filters.is_on("length", span),
        ghost=ghost["books"] if ghost else None,
    )


def _half_are_younger(median: float) -> str:
    years = round(median)
    if not years:
        return mark_safe(  # noqa: S308 - our own words
            _("<b>Fresh from the press</b>: half of them in the year they came out.")
        )
    text = ngettext(
        "Half of them are <b>{n} year old</b> or younger.", "Half of them are <b>{n} years old</b> or younger.", years
    )
    return format_html(text, n=words.number(years))


def spans(bounds: Sequence[int]) -> list[str]:
    """Bins in words: "2–4", "1" where there is but one value, "1000+" for the last."""
    ends = [low if high - low == 1 else high - 1 for low, high in pairwise(bounds)]
    closed = [str(low) if low == end else f"{low}–{end}" for low, end in zip(bounds, ends, strict=False)]
    return [*closed, f"{bounds[-1]}+"]


def _values(bounds: Sequence[int]) -> list[str]:
    """Bins as the filter on length takes them."""
    return [*(f"{low}-{high - 1}" for low, high in pairwise(bounds)), f"{bounds[-1]}-"]


def _median(value: float, bounds: Sequence[int]) -> dict[str, Any]:
    """Where the median lies, in columns from the left, and what it is."""
    at = max(place for place, low in enumerate(bounds) if low <= value)
    within = (value - bounds[at]) / (bounds[at + 1] - bounds[at]) if at + 1 < len(bounds) else 0.5
    return {"at": at + within, "text": _("median %(value)s") % {"value": words.number(value)}}


def _rows(names: Sequence[str], entries: Sequence[tuple[Entry, Entry | None]]) -> list[tuple[str, int]]:
    return [(name, entry["books"]) for name, (entry, _ghost) in zip(names, entries, strict=True)]
