"""Centuries, and decades in words, which are of publication; days of the week, which are of finishing a book."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import Draft, Refused

_CENTURIES = {
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "last": 20,
    "previous": 20,
    "twenty-first": 21,
    "twenty first": 21,
    "this": 21,
    "present": 21,
    "current": 21,
}
_WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_PUBLISHED = (
    r"(?:(?:that )?(?:was |were |came )?(?:originally |first )?(?:published|written|released|out) )?(?:(?:in"
    r"|from|of|during) )?"
)


def read_eras(draft: Draft) -> None:
    which = rf"(?:the )?({'|'.join(_CENTURIES)}|\d\d(?:st|nd|rd|th))[- ]centur(?:y|ies)"
    if found := draft.take(rf"{_PUBLISHED}(before|after|since) {which}"):
        first = _first_year(found[2])
        op, year = {"before": ("<", first), "after": (">", first + 99), "since": (">=", first)}[found[1]]
        draft.add("original_year", op, year)
        draft.note("time_of_publication")
    elif found := draft.take(rf"{_PUBLISHED}{which}"):
        draft.add("original_year", ">=", _first_year(found[1]))
        draft.add("original_year", "<=", _first_year(found[1]) + 99)
        draft.note("time_of_publication")
    _weekdays(draft)


def _first_year(century: str) -> int:
    number = _CENTURIES.get(century) or int(century[:2])
    return 100 * (number - 1)


def _weekdays(draft: Draft) -> None:
    """On which day a book was finished is known, not on which days it was read."""
    if not draft.has(r".*\bfinish\w*"):
        if found := re.search(
            rf" (?:{'|'.join(_WEEKDAYS)}|weekday|weekend|day of the week|day of week)s? ", draft.text
        ):
            raise Refused("weekday", found[0].strip())
        return
    if found := draft.take(rf"on (?:a |an |the )?({'|'.join(_WEEKDAYS)})s?"):
        draft.add("weekday", "=", _WEEKDAYS.index(found[1]))
    elif draft.take(r"(?:on|at) (?:a |the )?weekends?"):
        draft.add("weekday", "=", 6)
        draft.add("weekday", "=", 0)
    else:
        return
    draft.note("weekday")
