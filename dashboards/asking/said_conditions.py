"""Which books are meant, as a person would say it: "books read in 2022, with more than 500 pages"."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dashboards import words
from dashboards.ask.spec import Filter, Value
from dashboards.asking.said_times import RANGES, TIMES_SAID, family_of
from dashboards.asking.words import condition, decimal, value_said
from uploads.parsing.records import Status

_STATUSES: dict[str, str | Promise] = {
    Status.READ: gettext_lazy("that you have read"),
    Status.READING: gettext_lazy("that you are reading"),
    Status.TO_READ: gettext_lazy("on your to-read list"),
    Status.ABANDONED: gettext_lazy("that you did not finish"),
    Status.OTHER: gettext_lazy("on other shelves of yours"),
}
_FORMATS: dict[str, str | Promise] = {
    "print": gettext_lazy("in print"),
    "ebook": gettext_lazy("that are e-books"),
    "audio": gettext_lazy("that are audiobooks"),
    "other": gettext_lazy("in other formats"),
}
_SAID: dict[tuple[str, str], str | Promise] = {
    ("title", "="): gettext_lazy("called %(value)s"),
    ("title", "!="): gettext_lazy("not called %(value)s"),
    ("author", "="): gettext_lazy("by %(value)s"),
    ("author", "!="): gettext_lazy("not by %(value)s"),
    ("series", "="): gettext_lazy("in the series %(value)s"),
    ("series", "!="): gettext_lazy("not in the series %(value)s"),
    ("series", "known"): gettext_lazy("that belong to a series"),
    ("series", "unknown"): gettext_lazy("in no series"),
    ("publisher", "="): gettext_lazy("published by %(value)s"),
    ("publisher", "!="): gettext_lazy("not published by %(value)s"),
    ("language", "="): gettext_lazy("in %(value)s"),
    ("language", "!="): gettext_lazy("not in %(value)s"),
    ("language", "known"): gettext_lazy("whose language is known"),
    ("language", "unknown"): gettext_lazy("whose language is not known"),
    ("format", "known"): gettext_lazy("whose format is known"),
    ("format", "unknown"): gettext_lazy("whose format is not known"),
    ("genre", "="): gettext_lazy("of the genre %(value)s"),
    ("genre", "!="): gettext_lazy("not of the genre %(value)s"),
    ("genre", "all"): gettext_lazy("of the genres %(value)s"),
    ("genre", "known"): gettext_lazy("that have a genre"),
    ("genre", "unknown"): gettext_lazy("without a genre"),
    ("shelf", "="): gettext_lazy("on your shelf %(value)s"),
    ("shelf", "!="): gettext_lazy("not on your shelf %(value)s"),
    ("shelf", "all"): gettext_lazy("on your shelves %(value)s"),
    ("my_rating", "="): gettext_lazy("rated %(value)s"),
    ("my_rating", "!="): gettext_lazy("not rated %(value)s"),
    ("my_rating", "<"): gettext_lazy("rated below %(value)s"),
    ("my_rating", "<="): gettext_lazy("rated %(value)s or less"),
    ("my_rating", ">"): gettext_lazy("rated above %(value)s"),
    ("my_rating", ">="): gettext_lazy("rated %(value)s or more"),
    ("my_rating", "known"): gettext_lazy("that you rated"),
    ("my_rating", "unknown"): gettext_lazy("that you have not rated"),
    ("average_rating", "="): gettext_lazy("rated %(value)s by the crowd"),
    ("average_rating", "<"): gettext_lazy("rated below %(value)s by the crowd"),
    ("average_rating", "<="): gettext_lazy("rated %(value)s or less by the crowd"),
    ("average_rating", ">"): gettext_lazy("rated above %(value)s by the crowd"),
    ("average_rating", ">="): gettext_lazy("rated %(value)s or more by the crowd"),
    ("ratings_count", "<"): gettext_lazy("that fewer than %(value)s readers rated"),
    ("ratings_count", "<="): gettext_lazy("that %(value)s readers rated at most"),
    ("ratings_count", ">"): gettext_lazy("that more than %(value)s readers rated"),
    ("ratings_count", ">="): gettext_lazy("that at least %(value)s readers rated"),
    ("pages", "="): gettext_lazy("with %(value)s"),
    ("pages", "<"): gettext_lazy("with fewer than %(value)s"),
    ("pages", "<="): gettext_lazy("with %(value)s at most"),
    ("pages", ">"): gettext_lazy("with more than %(value)s"),
    ("pages", ">="): gettext_lazy("with at least %(value)s"),
    ("pages", "known"): gettext_lazy("whose length is known"),
    ("pages", "unknown"): gettext_lazy("whose length is not known"),
    ("read_count", "="): gettext_lazy("read %(value)s"),
    ("read_count", "<"): gettext_lazy("read less than %(value)s"),
    ("read_count", "<="): gettext_lazy("read %(value)s at most"),
    ("read_count", ">"): gettext_lazy("read more than %(value)s"),
    ("read_count", ">="): gettext_lazy("read at least %(value)s"),
    ("review", "known"): gettext_lazy("with a review"),
    ("review", "unknown"): gettext_lazy("without a review"),
    ("days_waiting", "<"): gettext_lazy("that waited less than %(value)s"),
    ("days_waiting", "<="): gettext_lazy("that waited %(value)s at most"),
    ("days_waiting", ">"): gettext_lazy("that waited more than %(value)s"),
    ("days_waiting", ">="): gettext_lazy("that waited at least %(value)s"),
}
_BESIDE_CROWD: dict[str, str | Promise] = {
    "<": gettext_lazy("that you rated lower than the crowd"),
    ">": gettext_lazy("that you rated higher than the crowd"),
    "=": gettext_lazy("that you rated as the crowd did"),
}
_WITH_NOUNS = {"pages": words.pages, "days_waiting": words.days, "read_count": words.times}
_QUOTED = ("title", "series", "shelf")
WHEN_READ = ("year_read", "month_read", "date_read", "month_of_year", "quarter", "weekday", "read_count")
_COMPARED = ("=", "<", "<=", ">", ">=")


def books_said(filters: Sequence[Filter]) -> str:
    """The books that meet these conditions.

    >>> books_said([Filter("pages", ">", (500,)), Filter("status", "=", ("read",)), Filter("year_read", "=", (2022,))])
    'books read in 2022, with more than 500 pages'
    >>> books_said([])
    'all your books'
    """
    if not filters:
        return _("all your books")
    return _("books %(conditions)s") % {"conditions": conditions_said(filters)}


def conditions_said(filters: Sequence[Filter]) -> str:
    """What books have to meet, as it follows the word: none of it twice, and whether they are read first."""
    needed = [one for one in filters if not _is_implied(one, filters)]
    needed.sort(key=lambda one: one.field != "status" and one.field not in WHEN_READ)
    return ", ".join(dict.fromkeys(_of_field(one, needed) for one in needed))


def _is_implied(one: Filter, filters: Sequence[Filter]) -> bool:
    """Books read in 2022 are read; what you rated lower than the crowd you rated."""
    others = [other for other in filters if other != one and other.op in _COMPARED]
    if (one.field, one.op, one.values) == ("status", "=", ("read",)):
        return any(other.field in WHEN_READ for other in others)
    if one.op != "known":
        return False
    by_rating = one.field == "my_rating" and any(other.field in ("gap", "disagreement") for other in others)
    return by_rating or any(other.field == one.field and other.op != "unknown" for other in filters if other != one)


def _of_field(one: Filter, filters: Sequence[Filter]) -> str:
    """A condition; with its counterpart, where two of them are the ends of a span of time."""
    ends = [_end(one.field, op, filters) for op in (">=", "<=")]
    family = family_of(one.field) or one.field
    if family in RANGES and one in ends and all(ends):
        first, last = [value_said(end.field, end.values[0]) for end in ends if end]
        return RANGES[family] % {"first": first, "last": last}
    return postmodifier(one)


def _end(field: str, op: str, filters: Sequence[Filter]) -> Filter | None:
    found = [one for one in filters if one.field == field and one.op in (">=", "<=", "<", ">")]
    if len(found) != 2:
        return None
    return next((one for one in found if one.op == op), None)


def postmodifier(one: Filter) -> str:
    """A condition as it follows "books".

    >>> postmodifier(Filter("author", "=", ("Edda Quill",))), postmodifier(Filter("my_rating", "unknown"))
    ('by Edda Quill', 'that you have not rated')
    """
    if one.field == "status" and one.op in ("=", "!="):
        return _of_codes(one, _STATUSES)
    if one.field == "format" and one.op in ("=", "!="):
        return _of_codes(one, _FORMATS)
    if one.field == "fiction" and one.op == "=" and len(one.values) == 1:
        return _("that are fiction") if one.values[0] else _("that are nonfiction")
    if one.field == "gap" and one.op in _BESIDE_CROWD and one.values == (0,):
        return str(_BESIDE_CROWD[one.op])
    if family_of(one.field):
        return _of_time(one)
    if (one.field, one.op) not in _SAID:
        return _("with %(condition)s") % {"condition": condition(one)}
    return _SAID[one.field, one.op] % {"value": _values(one)}


def _of_codes(one: Filter, texts: dict[str, str | Promise]) -> str:
    if one.op == "!=" and one.values == (Status.READ,):
        return _("that you have not read")
    said = either([str(texts.get(str(value), value)) for value in one.values])
    return said if one.op == "=" else _("not %(condition)s") % {"condition": said}


def _of_time(one: Filter) -> str:
    if (one.field, one.op) in _SPECIAL_TIMES:
        frame = _SPECIAL_TIMES[one.field, one.op]
    elif one.op == "=" and one.field.startswith("date_") and any(len(str(value)) == 10 for value in one.values):
        frame = TIMES_SAID[family_of(one.field), "on"]
    elif one.op == "=" and one.field in ("month_read", "date_read") and any("-" in str(value) for value in one.values):
        frame = pgettext_lazy("month", "read in %(value)s")
    else:
        frame = TIMES_SAID.get((family_of(one.field), one.op), "")
    if not frame:
        return _("with %(condition)s") % {"condition": condition(one)}
    return str(frame) % {"value": _values(one)}


_SPECIAL_TIMES: dict[tuple[str, str], str | Promise] = {
    ("weekday", "="): gettext_lazy("finished on a %(value)s"),
    ("month_of_year", "="): pgettext_lazy("month", "read in %(value)s"),
    ("decade", "="): gettext_lazy("first published in the %(value)s"),
}


def _values(one: Filter) -> str:
    texts = [_value(one.field, value) for value in one.values]
    return words.listed(texts) if one.op == "all" else either(texts)


def _value(field: str, value: Value) -> str:
    if field in _WITH_NOUNS and not isinstance(value, str):
        return _WITH_NOUNS[field](int(value))
    if field in _QUOTED:
        return _("“%(name)s”") % {"name": value}
    return decimal(value, 2) if field == "average_rating" and not isinstance(value, str) else value_said(field, value)


def either(texts: Sequence[str]) -> str:
    """One of these.

    >>> either(["Ada", "Bo", "Cy"])
    'Ada, Bo or Cy'
    """
    if len(texts) < 2:
        return "".join(texts)
    return _("%(first)s or %(last)s") % {"first": ", ".join(texts[:-1]), "last": texts[-1]}
