"""The values of a model's conditions: numbers in their ranges, dates that exist, and words of our own lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from dashboards.ask.model.base import ModelFailed
from dashboards.ask.spec import FIELDS, Value
from uploads.parsing.records import Format, Status

RANGES = {
    "my_rating": (0.5, 5),
    "average_rating": (0, 5),
    "pages": (0, 100_000),
    "original_year": (-4000, 2200),
    "decade": (-4000, 2200),
    "year_read": (1900, 2200),
    "year_added": (1900, 2200),
    "month_of_year": (1, 12),
    "read_count": (0, 10_000),
    "review_length": (0, 10_000_000),
    "ratings_count": (0, 100_000_000),
    "gap": (-5, 5),
    "disagreement": (0, 5),
    "days_waiting": (0, 100_000),
    "weekday": (0, 6),
    "fiction": (0, 1),
}
BROKEN = {"my_rating", "average_rating", "gap", "disagreement"}  # those that need not be whole
DATES = {"date_read", "date_added", "month_read", "quarter"}
WORDS = {"status": frozenset(map(str, Status)), "format": frozenset(map(str, Format))}
NAMES = {"title", "author", "series", "publisher", "genre", "shelf"}  # the reader's own: `naming` looks them up
COMPARED = DATES | {name for name, field in FIELDS.items() if field.numeric}  # what may be more or less


def values_of(field: str, given: Iterable[Value]) -> tuple[Value, ...]:
    """The values as the field has them. Raises `ModelFailed`."""
    return tuple(_value(field, value) for value in given)


def _value(field: str, value: Value) -> Value:
    if field in RANGES:
        return _number(field, value)
    if not isinstance(value, str) or not (text := value.strip()):
        raise ModelFailed("absurd", f"{field}: no text")
    if field in DATES:
        return _date(field, text)
    if field in NAMES:
        return text
    text = text.lower()
    if field == "language" and re.fullmatch("[a-z]{2,3}", text):
        return text
    if text not in WORDS.get(field, ()):
        raise ModelFailed("absurd", f"{field}: not one of its words")
    return text


def _number(field: str, value: Value) -> Value:
    """Numbers may come as text: "2020". What is no number, or beyond all that can be, is refused."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise ModelFailed("absurd", f"{field}: no number") from None
    low, high = RANGES[field]
    if not low <= value <= high:  # nor for NaN
        raise ModelFailed("absurd", f"{field}: out of range")
    whole = int(value)
    if whole != value and field not in BROKEN:
        raise ModelFailed("absurd", f"{field}: not whole")
    if field == "decade" and whole % 10:
        raise ModelFailed("absurd", "decade: not its first year")
    return whole if whole == value else value


def _date(field: str, text: str) -> str:
    """2021, 2021-03 or 2021-03-09; of a month the middle one alone, of a quarter 2021-Q3."""
    if field == "quarter":
        if not re.fullmatch("[0-9]{4}-Q[1-4]", text):
            raise ModelFailed("absurd", "quarter: none")
        return text
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not found or (field == "month_read" and (not found[2] or found[3])):
        raise ModelFailed("absurd", f"{field}: no date")
    try:
        dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise ModelFailed("absurd", f"{field}: no such day") from None
    return text
