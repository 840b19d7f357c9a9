"""Numbers of an answer as readers know them, with and without their units."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.spec import Measure, Spec
from dashboards.asking.words import decimal


def number_said(spec: Spec, value: Any) -> str:
    """The number of a group as readers know it."""
    if spec.share and value is not None:
        return words.percent(value, 100)
    return measured(spec.measure, value)


def measured(measure: Measure, value: Any) -> str:
    """A number of the answer as readers know it."""
    if value is None:
        return "–"
    if measure.function == "average" and measure.field in ("my_rating", "average_rating"):
        return words.rating(value)
    if measure.function in ("average", "median") and measure.field in ("original_year", "year_read"):
        return str(round(value))
    return decimal(value, 2 if measure.field in ("my_rating", "average_rating", "gap") else 1)


def characters(value: float) -> str:
    """How long a review is."""
    return ngettext("%(count)s character", "%(count)s characters", words.plural_of(value)) % {
        "count": decimal(value, 1)
    }


def with_unit(measure: Measure, value: Any) -> str:
    """A number with what it is a number of, where that has a name.

    >>> with_unit(Measure("average", "my_rating"), 3.666), with_unit(Measure("median", "pages"), 304.5)
    ('3.67 stars', '304.5 pages')
    """
    if value is None:
        return "–"
    if measure.function == "count":
        return words.books(value)
    said, plural = {"count": measured(measure, value)}, words.plural_of(value)
    if measure.function == "distinct":
        return said["count"]
    if measure.field in ("my_rating", "average_rating", "gap", "disagreement"):
        return ngettext("%(count)s star", "%(count)s stars", plural) % said
    if measure.field == "pages":
        return ngettext("%(count)s page", "%(count)s pages", plural) % said
    if measure.field == "review_length":
        return characters(value)
    if measure.field == "days_waiting":
        return ngettext("%(count)s day", "%(count)s days", plural) % said
    return said["count"]
