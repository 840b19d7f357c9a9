"""Filters in words: for their chips, for the fields that set them, and within a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dashboards import words
from dashboards.document.filters import NONE, Filters
from dashboards.naming.genres import genre_name
from dashboards.naming.languages import language_name
from dashboards.naming.waits import wait_said
from enrichment.genres import genre_named
from uploads.parsing.records import Status

STATUSES: dict[str, str | Promise] = {
    Status.READ: gettext_lazy("Read"),
    Status.READING: gettext_lazy("Reading now"),
    Status.TO_READ: gettext_lazy("To read"),
    Status.ABANDONED: gettext_lazy("Not finished"),
    Status.OTHER: gettext_lazy("On other shelves"),
}
FORMATS: dict[str, str | Promise] = {
    "print": gettext_lazy("Print"),
    "ebook": gettext_lazy("E-book"),
    "audio": gettext_lazy("Audiobook"),
    "other": gettext_lazy("Other format"),
}
_WITHIN: dict[str, dict[str, str | Promise]] = {  # a sentence about books
    "status": {
        Status.READ: pgettext_lazy("books that are", "read"),
        Status.READING: pgettext_lazy("books that are", "reading now"),
        Status.TO_READ: pgettext_lazy("books that are", "to read"),
        Status.ABANDONED: pgettext_lazy("books that are", "not finished"),
        Status.OTHER: pgettext_lazy("books that are", "on other shelves"),
    },
    "format": {
        "print": pgettext_lazy("books that are", "print"),
        "ebook": pgettext_lazy("books that are", "e-book"),
        "audio": pgettext_lazy("books that are", "audiobook"),
        "other": pgettext_lazy("books that are", "other format"),
    },
}
LABELS: dict[str, str | Promise] = {  # of the fields that set them
    "status": gettext_lazy("Status"),
    "year": gettext_lazy("Year read"),
    "month": gettext_lazy("Month read"),
    "weekday": gettext_lazy("Day of the week"),
    "day": gettext_lazy("Day finished"),
    "genre": gettext_lazy("Genre"),
    "rating": gettext_lazy("Rating"),
    "crowd": gettext_lazy("The crowd’s rating"),
    "gap": gettext_lazy("You beside the crowd"),
    "author": gettext_lazy("Author"),
    "shelf": gettext_lazy("Shelf"),
    "decade": gettext_lazy("First published"),
    "length": gettext_lazy("Length"),
    "format": gettext_lazy("Format"),
    "language": gettext_lazy("Language"),
}

_WITHOUT: dict[str, str | Promise] = {
    "rating": gettext_lazy("not rated"),
    "genre": gettext_lazy("no genre"),
    "year": gettext_lazy("no date"),
    "month": gettext_lazy("no month"),
    "weekday": gettext_lazy("no day"),
    "day": gettext_lazy("no day"),
    "crowd": gettext_lazy("not rated by the crowd"),
    "gap": gettext_lazy("not rated by you and the crowd both"),
    "series": gettext_lazy("in no series"),
    "decade": gettext_lazy("age not known"),
    "length": gettext_lazy("length not known"),
    "format": gettext_lazy("format not known"),
    "language": gettext_lazy("language not known"),
}
_SENTENCES: dict[str, str | Promise] = {
    "year": pgettext_lazy("year", "read in %(value)s"),
    "month": pgettext_lazy("month", "read in %(value)s"),
    "weekday": gettext_lazy("finished on a %(value)s"),
    "day": gettext_lazy("finished on %(value)s"),
    "crowd": gettext_lazy("%(value)s by the crowd"),
    "author": gettext_lazy("by %(value)s"),
    "series": gettext_lazy("in the series “%(value)s”"),
    "shelf": gettext_lazy("on “%(value)s”"),
    "decade": gettext_lazy("first published in the %(value)s"),
    "wait": gettext_lazy("on the pile for %(value)s"),
    "language": gettext_lazy("in %(value)s"),
}


def said(name: str, value: str) -> str:
    """A filter in words, as its chip says it.

    >>> said("year", "2020"), said("genre", "science-fiction"), said("rating", "none")
    ('Read in 2020', 'Science Fiction', 'Not rated')
    """
    return value_said(name, value) if name == "genre" and value != NONE else capfirst(phrase(name, value))


def phrase(name: str, value: str) -> str:
    """A filter within a sentence about books.

    >>> phrase("year", "2020"), phrase("genre", "science-fiction"), phrase("status", "to-read")
    ('read in 2020', 'science fiction', 'to read')
    """
    if value == NONE:
        return str(_WITHOUT.get(name, _("not known")))
    text = value_said(name, value)
    if name in _SENTENCES:
        return _SENTENCES[name] % {"value": text}
    if name == "genre":
        return words.genre(value)
    return str(_WITHIN.get(name, {}).get(value, text))


def all_said(filters: Filters) -> str:
    """All filters that are on, within a sentence.

    >>> all_said(Filters.of({"year": "2020", "rating": "5"}))
    'read in 2020 and ★★★★★'
    """
    return words.listed([phrase(name, value) for name, value in filters])


def value_said(name: str, value: str) -> str:
    """What a filter is set to, as the field that sets it offers it. A value that nothing has a name for is itself."""
    if value == NONE:
        return capfirst(phrase(name, value))
    if name == "genre":
        genre = genre_named(value)
        return genre_name(genre.name) if genre else value
    if name == "status":
        return str(STATUSES.get(value, value))
    if name == "format":
        return str(FORMATS.get(value, value))
    if name == "language":
        return language_name(value)
    return _SAID[name](value) if name in _SAID else value


def _month(value: str) -> str:
    return words.month(int(value)) if value in {str(month) for month in range(1, 13)} else value


def _weekday(value: str) -> str:
    return str(WEEKDAYS[int(value) - 1]) if value in set("1234567") else value


def _day(value: str) -> str:
    try:
        return words.date(dt.date.fromisoformat(value).isoformat())
    except ValueError:  # an address may say anything
        return value


def _rating(value: str) -> str:
    if not re.fullmatch(r"[1-5](-[1-5])?", value):
        return value
    first, _dash, last = value.partition("-")
    if not last or first == last:
        return "★" * int(first)
    return _("%(first)s to %(last)s") % {"first": "★" * int(first), "last": "★" * int(last)}


def _crowd(value: str) -> str:
    if not re.fullmatch(r"[0-5](\.\d)?-[0-5](\.\d)?", value):
        return value
    return "–".join(number_format(end, use_l10n=True) for end in value.split("-"))


def _gap(value: str) -> str:
    if not re.fullmatch(r"-?[0-5](\.5)?", value):
        return value
    stars = abs(float(value))
    if not stars:
        return _("as the crowd")
    number = number_format(stars, decimal_pos=0 if stars.is_integer() else 1, use_l10n=True)
    if value.startswith("-"):
        return ngettext("%(stars)s star below the crowd", "%(stars)s stars below the crowd", words.plural_of(stars)) % {
            "stars": number
        }
    return ngettext("%(stars)s star above the crowd", "%(stars)s stars above the crowd", words.plural_of(stars)) % {
        "stars": number
    }


def _decade(value: str) -> str:
    if not value.removeprefix("-").isdecimal() or len(value) > 6:
        return value
    return (
        _("%(decade)ss BCE") % {"decade": value[1:]} if value.startswith("-") else _("%(decade)ss") % {"decade": value}
    )


def _length(value: str) -> str:
    first, dash, last = value.partition("-")
    if not (dash and first.isdecimal() and (last.isdecimal() or not last)):
        return value
    if not last:
        return _("%(pages)s and more") % {"pages": words.pages(int(first))}
    if int(first) == 0:
        return _("under %(pages)s") % {"pages": words.pages(int(last) + 1)}
    return ngettext("%(first)s–%(last)s page", "%(first)s–%(last)s pages", int(last)) % {
        "first": words.number(int(first)),
        "last": words.number(int(last)),
    }


_SAID: dict[str, Callable[[str], str]] = {  # what a value of these is called; it is itself where it says nothing
    "month": _month,
    "weekday": _weekday,
    "day": _day,
    "rating": _rating,
    "crowd": _crowd,
    "gap": _gap,
    "decade": _decade,
    "length": _length,
    "wait": wait_said,
}
