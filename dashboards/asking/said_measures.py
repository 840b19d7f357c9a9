"""What is counted, for each of what and in which order, in words that stand within a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from dashboards import words
from dashboards.ask.spec import Measure, Order
from dashboards.asking.words import FIELDS, measure_said

_MEASURES: dict[tuple[str, str], str | Promise] = {
    ("average", "my_rating"): gettext_lazy("your average rating"),
    ("average", "average_rating"): gettext_lazy("the crowd’s average rating"),
    ("average", "pages"): gettext_lazy("the average number of pages"),
    ("average", "original_year"): gettext_lazy("the average year of publication"),
    ("average", "days_waiting"): gettext_lazy("the average wait from added to read"),
    ("average", "review_length"): gettext_lazy("the average length of your reviews"),
    ("average", "gap"): gettext_lazy("how far you are above or below the crowd on average"),
    ("average", "disagreement"): gettext_lazy("how far you and the crowd are apart on average"),
    ("median", "my_rating"): gettext_lazy("your median rating"),
    ("median", "average_rating"): gettext_lazy("the crowd’s median rating"),
    ("median", "pages"): gettext_lazy("the median number of pages"),
    ("median", "original_year"): gettext_lazy("the median year of publication"),
    ("median", "days_waiting"): gettext_lazy("the median wait"),
    ("stddev", "my_rating"): gettext_lazy("the standard deviation of your ratings"),
    ("stddev", "pages"): gettext_lazy("the standard deviation of the number of pages"),
    ("sum", "pages"): gettext_lazy("the number of pages"),
    ("sum", "read_count"): gettext_lazy("how many times in all you read"),
    ("distinct", "author"): gettext_lazy("the number of different authors"),
    ("distinct", "series"): gettext_lazy("the number of different series"),
    ("distinct", "genre"): gettext_lazy("the number of different genres"),
    ("distinct", "publisher"): gettext_lazy("the number of different publishers"),
    ("distinct", "language"): gettext_lazy("the number of different languages"),
    ("distinct", "shelf"): gettext_lazy("the number of different shelves"),
}
_GROUPS: dict[str, str | Promise] = {
    "genre": gettext_lazy("by genre"),
    "author": gettext_lazy("by author"),
    "series": gettext_lazy("by series"),
    "shelf": gettext_lazy("by shelf"),
    "format": gettext_lazy("by format"),
    "language": gettext_lazy("by language"),
    "publisher": gettext_lazy("by publisher"),
    "fiction": gettext_lazy("fiction apart from nonfiction"),
    "month_read": gettext_lazy("by the month you read them"),
    "month_of_year": gettext_lazy("by the month of the year you read them"),
    "quarter": gettext_lazy("by the quarter you read them"),
    "weekday": gettext_lazy("by the day of the week you finished them"),
    "year_read": gettext_lazy("by the year you read them"),
    "year_added": gettext_lazy("by the year you added them"),
    "original_year": gettext_lazy("by year of first publication"),
    "decade": gettext_lazy("by decade of first publication"),
    "my_rating": gettext_lazy("by your rating"),
}
_COUNTED: dict[str, Any] = {
    "genre": ngettext_lazy("%(count)s genre", "%(count)s genres", "number"),
    "author": ngettext_lazy("%(count)s author", "%(count)s authors", "number"),
    "series": ngettext_lazy("%(count)s series", "%(count)s different series", "number"),
    "shelf": ngettext_lazy("%(count)s shelf", "%(count)s shelves", "number"),
    "format": ngettext_lazy("%(count)s format", "%(count)s formats", "number"),
    "language": ngettext_lazy("%(count)s language", "%(count)s languages", "number"),
    "publisher": ngettext_lazy("%(count)s publisher", "%(count)s publishers", "number"),
    "month_read": ngettext_lazy("%(count)s month", "%(count)s months", "number"),
    "month_of_year": ngettext_lazy("%(count)s month", "%(count)s months", "number"),
    "quarter": ngettext_lazy("%(count)s quarter", "%(count)s quarters", "number"),
    "weekday": ngettext_lazy("%(count)s day of the week", "%(count)s days of the week", "number"),
    "year_read": ngettext_lazy("%(count)s year", "%(count)s years", "number"),
    "year_added": ngettext_lazy("%(count)s year", "%(count)s years", "number"),
    "original_year": ngettext_lazy("%(count)s year of publication", "%(count)s years of publication", "number"),
    "decade": ngettext_lazy("%(count)s decade", "%(count)s decades", "number"),
    "my_rating": ngettext_lazy("%(count)s rating given", "%(count)s different ratings", "number"),
    "": ngettext_lazy("%(count)s row", "%(count)s rows", "number"),
}
_ORDERS: dict[tuple[str, bool], str | Promise] = {  # (field, descending)
    ("pages", True): gettext_lazy("the longest first"),
    ("pages", False): gettext_lazy("the shortest first"),
    ("my_rating", True): gettext_lazy("your highest rated first"),
    ("my_rating", False): gettext_lazy("your lowest rated first"),
    ("average_rating", True): gettext_lazy("the crowd’s highest rated first"),
    ("average_rating", False): gettext_lazy("the crowd’s lowest rated first"),
    ("date_read", True): gettext_lazy("the last read first"),
    ("date_read", False): gettext_lazy("the first read first"),
    ("date_added", True): gettext_lazy("the last added first"),
    ("date_added", False): gettext_lazy("the first added first"),
    ("original_year", True): gettext_lazy("the newest first"),
    ("original_year", False): gettext_lazy("the oldest first"),
    ("ratings_count", True): gettext_lazy("those that most readers rated first"),
    ("ratings_count", False): gettext_lazy("those that fewest readers rated first"),
    ("read_count", True): gettext_lazy("the most often read first"),
    ("read_count", False): gettext_lazy("the least often read first"),
    ("review_length", True): gettext_lazy("your longest review first"),
    ("review_length", False): gettext_lazy("your shortest review first"),
    ("gap", True): gettext_lazy("those you rated furthest above the crowd first"),
    ("gap", False): gettext_lazy("those you rated furthest below the crowd first"),
    ("disagreement", True): gettext_lazy("those first on which you and the crowd are furthest apart"),
    ("disagreement", False): gettext_lazy("those first on which you and the crowd are closest"),
    ("days_waiting", True): gettext_lazy("those that waited longest first"),
    ("days_waiting", False): gettext_lazy("those that waited shortest first"),
    ("title", False): gettext_lazy("by title"),
    ("title", True): gettext_lazy("by title from the end of the alphabet"),
    ("measure", True): gettext_lazy("highest first"),
    ("measure", False): gettext_lazy("lowest first"),
}
_GOES_WITH: dict[str, str | Promise] = {
    "pages": gettext_lazy("the number of pages"),
    "original_year": gettext_lazy("the year of publication"),
    "decade": gettext_lazy("the decade of publication"),
    "average_rating": gettext_lazy("the crowd’s rating"),
    "ratings_count": gettext_lazy("how many readers rated a book"),
    "year_read": gettext_lazy("the year of reading"),
    "review_length": gettext_lazy("the length of your review"),
    "read_count": gettext_lazy("how often you read a book"),
    "days_waiting": gettext_lazy("how long a book waited"),
}


def measure_within(measure: Measure) -> str:
    """What is counted, within a sentence.

    >>> measure_within(Measure("average", "my_rating"))
    'your average rating'
    """
    return str(_MEASURES.get((measure.function, measure.field)) or measure_said(measure))


def group_within(field: str) -> str:
    return str(_GROUPS[field])


def groups_counted(field: str, count: int) -> str:
    """How many of what: "13 years"."""
    return str(_COUNTED.get(field, _COUNTED[""]) % {"number": count, "count": words.number(count)})


def order_within(order: Order) -> str:
    if (order.by, order.descending) in _ORDERS:
        return str(_ORDERS[order.by, order.descending])
    field = FIELDS[order.by]
    return (
        _("by: %(field)s, descending") % {"field": field}
        if order.descending
        else _("by: %(field)s, ascending") % {"field": field}
    )


def goes_with(field: str) -> str:
    """What your rating may go with."""
    return str(_GOES_WITH.get(field, FIELDS[field]))
