"""The fields of a book that its reader can mend, checked as the browser has checked them before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from uploads.parsing import cells
from uploads.parsing.cells import Doubt
from uploads.parsing.habits import Habits, read_date
from uploads.parsing.records import UNKNOWN_AUTHOR, UNTITLED, Status
from uploads.parsing.titles import take_apart

_MOST_PAGES = 30_000
_DATE = re.compile(r"[0-9]{4}(?:[-/.][0-9]{1,2}){0,2}")
_ANNOUNCED = 10  # years ahead

Patch = Mapping[str, Any]  # fields of a book in its JSON form; None empties one


class FieldRefused(Exception):
    """What was typed cannot be so. The message is for the reader; `field` names the field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def read_field(name: str, text: str, *, today: dt.date) -> Patch:
    """What a field's text makes of a book. Raises `FieldRefused`.

    >>> read_field("isbn13", "0-7653-1218-2", today=dt.date(2026, 1, 1))
    {'isbn13': '9780765312181'}
    >>> read_field("title", "Tides (Shores, #2)", today=dt.date(2026, 1, 1))["series_number"]
    '2'
    """
    try:
        return _READERS[name](name, cells.plain(text), today)
    except KeyError:
        raise FieldRefused(name, "There is no such field here.") from None
    except Doubt as doubt:
        raise FieldRefused(name, doubt.reason) from None


def written(record: Patch) -> dict[str, str]:
    """The text that stands in each field of a book's JSON form, as it would be typed; "" where there is nothing.

    >>> written({"title": "Tides", "full_title": "Tides (Shores, #2)", "rating": 4.0})["title"]
    'Tides (Shores, #2)'
    """
    texts = {name: _text(record.get(name)) for name in FIELDS}
    texts["title"] = _text(record.get("full_title") or record.get("title"))
    stands_in = {"title": UNTITLED, "author": UNKNOWN_AUTHOR}
    return {name: "" if text == stands_in.get(name) else text for name, text in texts.items()}


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)


def _title(name: str, text: str, today: dt.date) -> Patch:
    if not text:
        raise Doubt("A book needs a title.")
    parts = take_apart(text)
    return {"title": parts.title, "full_title": text, "series": parts.series, "series_number": parts.number}


def _author(name: str, text: str, today: dt.date) -> Patch:
    if not text:
        raise Doubt("A book needs an author.")
    return {name: text}


def _isbn13(name: str, text: str, today: dt.date) -> Patch:
    return {name: cells.isbn13(text)}


def _date(name: str, text: str, today: dt.date) -> Patch:
    """Year first alone: 3/4/2021 is in March for one reader and in April for the next."""
    if not text:
        return {name: None}
    if not _DATE.fullmatch(text):
        raise Doubt("Write the year first: 2021-03-09, or 2021-03, or 2021.")
    found = read_date(text, Habits(), latest=today + dt.timedelta(days=1))
    return {name: found.text if found else None}


def _rating(name: str, text: str, today: dt.date) -> Patch:
    return {name: cells.rating(text)}


def _pages(name: str, text: str, today: dt.date) -> Patch:
    if not text:
        return {name: None}
    count = cells.whole(text)
    if count is None or not 1 <= count <= _MOST_PAGES:
        raise Doubt("Pages are a whole number over 0.")
    return {name: count}


def _year(name: str, text: str, today: dt.date) -> Patch:
    return {name: cells.year(text, latest=today.year + _ANNOUNCED)}


def _status(name: str, text: str, today: dt.date) -> Patch:
    if text not in set(Status):
        raise Doubt("This is none of the shelves.")
    return {name: text}


_READERS: Mapping[str, Callable[[str, str, dt.date], Patch]] = {
    "title": _title,
    "author": _author,
    "isbn13": _isbn13,
    "date_read": _date,
    "date_added": _date,
    "rating": _rating,
    "pages": _pages,
    "publication_year": _year,
    "original_publication_year": _year,
    "status": _status,
}
FIELDS = tuple(_READERS)
