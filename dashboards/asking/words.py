"""The parts of a question in words: fields, values, numbers and conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import words
from dashboards.ask.spec import TIMES, Filter, Kind, Measure, Spec, Value
from dashboards.naming.filters import FORMATS, STATUSES
from dashboards.naming.genres import genre_name
from dashboards.naming.languages import language_name

FIELDS: dict[str, str | Promise] = {  # as the heading of a column
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "series": gettext_lazy("Series"),
    "publisher": gettext_lazy("Publisher"),
    "format": gettext_lazy("Format"),
    "language": gettext_lazy("Language"),
    "fiction": gettext_lazy("Fiction or nonfiction"),
    "status": gettext_lazy("Status"),
    "genre": gettext_lazy("Genre"),
    "shelf": gettext_lazy("Shelf"),
    "my_rating": gettext_lazy("Your rating"),
    "average_rating": gettext_lazy("The crowd’s rating"),
    "pages": gettext_lazy("Pages"),
    "original_year": gettext_lazy("First published"),
    "decade": gettext_lazy("Decade of publication"),
    "ratings_count": gettext_lazy("How many rated it"),
    "weekday": gettext_lazy("Day of the week"),
    "genres": gettext_lazy("Genres"),
    "shelves": gettext_lazy("Shelves"),
    "year_read": gettext_lazy("Year read"),
    "month_read": gettext_lazy("Month read"),
    "month_of_year": gettext_lazy("Month of the year"),
    "quarter": gettext_lazy("Quarter"),
    "date_read": gettext_lazy("Date read"),
    "date_added": gettext_lazy("Date added"),
    "year_added": gettext_lazy("Year added"),
    "read_count": gettext_lazy("Times read"),
    "review": gettext_lazy("Review"),
    "review_length": gettext_lazy("Characters of the review"),
    "gap": gettext_lazy("Your rating less the crowd’s"),
    "disagreement": gettext_lazy("How far you and the crowd are apart"),
    "days_waiting": gettext_lazy("Days from added to read"),
    "books": gettext_lazy("Books"),
    "percent": gettext_lazy("Per cent"),
    "r": gettext_lazy("Correlation (r)"),
    "total": gettext_lazy("In all"),
}


def what_said(spec: Spec) -> str:
    """What is shown: books in an order, or a number, and for each of what."""
    if spec.kind is Kind.LIST:
        return _list_said(spec)
    if spec.kind is Kind.LINK:
        return _("whether your rating goes with: %(field)s") % {"field": FIELDS[spec.measure.field]}
    measured = _("their share in per cent") if spec.share else measure_said(spec.measure)
    if spec.kind is Kind.PACE:
        return _("%(measured)s, %(per)s") % {"measured": measured, "per": _PER[spec.per]}
    if spec.kind is Kind.GROUPS:
        said = _("%(measured)s, for each: %(group)s") % {"measured": measured, "group": FIELDS[spec.group]}
        if spec.order is None and spec.group not in TIMES and spec.group != "my_rating":
            return f"{said}, {_('highest first')}"
        if spec.order and spec.order.by == "measure":
            return f"{said}, {_('highest first') if spec.order.descending else _('lowest first')}"
        return said
    return measured


def compared_said(spec: Spec) -> str:
    """Which groups alone are compared, or which are left out; nothing where all are."""
    if spec.besides:
        names = words.listed([value_said(spec.group, value) for value in spec.besides])
        return _("These are left out: %(names)s") % {"names": names}
    if not spec.only:
        return ""
    names = words.listed([value_said(spec.group, value) for value in spec.only])
    return _("Only these are compared: %(names)s") % {"names": names}


def _list_said(spec: Spec) -> str:
    if spec.group and spec.order:
        first = _("descending") if spec.order.descending else _("ascending")
        said = {"group": FIELDS[spec.group], "field": FIELDS[spec.order.by], "direction": first}
        return _("for each: %(group)s the first of its books by: %(field)s, %(direction)s") % said
    if not spec.order or spec.order.by == "title":
        return _("the books, by title")
    direction = _("descending") if spec.order.descending else _("ascending")
    return _("the books, by: %(field)s, %(direction)s") % {"field": FIELDS[spec.order.by], "direction": direction}


def least_said(spec: Spec) -> str:
    """How many books a group must have; nothing where that is all the same."""
    if spec.having:
        sign, number = spec.having
        return _("Only those with a number of books %(sign)s %(count)s") % {"sign": _SIGNS[sign], "count": number}
    if spec.least:
        return ngettext(
            "Only those with %(count)s book or more", "Only those with %(count)s books or more", spec.least
        ) % {"count": words.number(spec.least)}
    return ""


_PER: dict[str, str | Promise] = {
    "day": gettext_lazy("a day"),
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
}
_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def measure_said(measure: Measure) -> str:
    if measure.function == "count" or measure.field == "books":
        return _("how many books")
    said: dict[str, str] = {
        "average": _("the average of: %(field)s"),
        "median": _("the median of: %(field)s"),
        "stddev": _("the standard deviation of: %(field)s"),
        "sum": _("the sum of: %(field)s"),
        "distinct": _("how many different ones of: %(field)s"),
    }
    return said[measure.function] % {"field": FIELDS[measure.field]}


def condition(one: Filter) -> str:
    """A condition within a sentence.

    >>> condition(Filter("pages", ">", (600,))), condition(Filter("author", "!=", ("Edda Quill",)))
    ('Pages > 600', 'Author not “Edda Quill”')
    """
    field = FIELDS[one.field]
    if (one.field, one.op) == ("fiction", "="):  # "Fiction or nonfiction: Fiction" says it twice
        return _either([value_said("fiction", value) for value in one.values])
    if one.op == "known":
        return _("%(field)s known") % {"field": field}
    if one.op == "unknown":
        return _("%(field)s not known") % {"field": field}
    texts = [_quoted(one.field, value) for value in one.values]
    if one.op == "all":
        return _("%(field)s both %(values)s") % {"field": field, "values": words.listed(texts)}
    values = _either(texts)
    if one.op == "=":
        return f"{field} {values}"
    if one.op == "!=":
        return _("%(field)s not %(values)s") % {"field": field, "values": values}
    return f"{field} {_SIGNS[one.op]} {values}"


def _either(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else _("one of %(values)s") % {"values": ", ".join(texts)}


def _quoted(field: str, value: Value) -> str:
    said = value_said(field, value)
    return _("“%(name)s”") % {"name": said} if isinstance(value, str) and field not in _DATES else said


_DATES = {"date_read", "date_added", "month_read"}


def value_said(field: str, value: Any) -> str:
    """A value of this field as readers know it; a dash for none.

    >>> value_said("my_rating", 4.5), value_said("decade", 1990), value_said("pages", 1234), value_said("pages", None)
    ('4.5 stars', '1990s', '1,234', '–')
    """
    if value is None:
        return "–"
    if field in _SAID:
        return str(_SAID[field](value))
    if isinstance(value, str):
        return value
    return decimal(value)


def decimal(value: float, places: int = 2) -> str:
    """A number with no more decimals than it needs, and at most so many.

    >>> decimal(303.0), decimal(4.14285), decimal(12345)
    ('303', '4.14', '12,345')
    """
    rounded = round(value, places)
    needed = next(count for count in range(places + 1) if round(value, count) == rounded)
    digits = number_format(abs(rounded), decimal_pos=needed, use_l10n=True, force_grouping=True)
    return f"{words.MINUS}{digits}" if rounded < 0 else digits


_SAID: Mapping[str, Callable[[Any], Any]] = {
    "author": words.author,
    "my_rating": words.spoken_stars,
    "genre": genre_name,
    "language": language_name,
    "format": lambda value: FORMATS.get(value, value),
    "status": lambda value: STATUSES.get(value, value),
    "fiction": lambda value: _("Fiction") if value else _("Nonfiction"),
    "date_read": words.date,
    "date_added": words.date,
    "month_read": words.date,
    "month_of_year": words.month,
    "quarter": lambda value: _("%(quarter)s %(year)s") % {"year": value[:4], "quarter": value[5:]},
    "weekday": lambda value: WEEKDAYS[(int(value) - 1) % 7],  # SQLite's week begins on Sunday
    "genres": lambda value: ", ".join(genre_name(name) for name in value.split(", ")),
    "original_year": words.year,
    "year_read": str,
    "year_added": str,
    "decade": lambda value: (
        _("%(decade)ss BCE") % {"decade": -value} if value < 0 else _("%(decade)ss") % {"decade": value}
    ),
}
