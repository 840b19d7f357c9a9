"""The one book that stands first in an order: the longest, the best rated, the last read."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.ask.spec import Order
from dashboards.asking.said_numbers import characters
from dashboards.asking.words import FIELDS, decimal, value_said

_SAID: dict[tuple[str, bool], str | Promise] = {  # (field, descending)
    ("pages", True): gettext_lazy("The longest is “%(title)s” by %(author)s: %(value)s."),
    ("pages", False): gettext_lazy("The shortest is “%(title)s” by %(author)s: %(value)s."),
    ("my_rating", True): gettext_lazy("You rated “%(title)s” by %(author)s highest: %(value)s."),
    ("my_rating", False): gettext_lazy("You rated “%(title)s” by %(author)s lowest: %(value)s."),
    ("average_rating", True): gettext_lazy("The crowd rates “%(title)s” by %(author)s highest: %(value)s."),
    ("average_rating", False): gettext_lazy("The crowd rates “%(title)s” by %(author)s lowest: %(value)s."),
    ("date_read", True): gettext_lazy("The last you read was “%(title)s” by %(author)s: %(value)s."),
    ("date_read", False): gettext_lazy("The first you read was “%(title)s” by %(author)s: %(value)s."),
    ("date_added", True): gettext_lazy("The last you added was “%(title)s” by %(author)s: %(value)s."),
    ("date_added", False): gettext_lazy("The first you added was “%(title)s” by %(author)s: %(value)s."),
    ("original_year", True): gettext_lazy("The newest is “%(title)s” by %(author)s: %(value)s."),
    ("original_year", False): gettext_lazy("The oldest is “%(title)s” by %(author)s: %(value)s."),
    ("ratings_count", True): gettext_lazy("Most readers rated “%(title)s” by %(author)s: %(value)s."),
    ("ratings_count", False): gettext_lazy("Fewest readers rated “%(title)s” by %(author)s: %(value)s."),
    ("review_length", True): gettext_lazy("Your longest review is of “%(title)s” by %(author)s: %(value)s."),
    ("review_length", False): gettext_lazy("Your shortest review is of “%(title)s” by %(author)s: %(value)s."),
    ("read_count", True): gettext_lazy("You read “%(title)s” by %(author)s most often: %(value)s."),
    ("read_count", False): gettext_lazy("You read “%(title)s” by %(author)s least often: %(value)s."),
    ("gap", True): gettext_lazy("Against the crowd you rated “%(title)s” by %(author)s highest: %(value)s stars."),
    ("gap", False): gettext_lazy("Against the crowd you rated “%(title)s” by %(author)s lowest: %(value)s stars."),
    ("disagreement", True): gettext_lazy(
        "You and the crowd are furthest apart on “%(title)s” by %(author)s: by %(value)s stars."
    ),
    ("disagreement", False): gettext_lazy(
        "You and the crowd are closest on “%(title)s” by %(author)s: %(value)s stars apart."
    ),
    ("days_waiting", True): gettext_lazy("“%(title)s” by %(author)s waited longest: %(value)s."),
    ("days_waiting", False): gettext_lazy("“%(title)s” by %(author)s waited shortest: %(value)s."),
}


def first_said(order: Order, title: str, author: str, value: Any) -> str:
    """Which book it is and by what.

    >>> first_said(Order("pages"), "Alder", "Edda Quill", 700)
    'The longest is “Alder” by Edda Quill: 700 pages.'
    """
    said = {"title": title, "author": words.author(author), "value": _with_unit(order.by, value)}
    if value is None or (order.by, order.descending) not in _SAID:
        said["value"] = f"{FIELDS[order.by]} {said['value']}"
        return _("“%(title)s” by %(author)s: %(value)s.") % said
    sentence = _SAID[order.by, order.descending] % said
    return sentence[:-1] if said["value"].endswith(".") else sentence  # "1800 v. Chr." has its full stop


def _with_unit(field: str, value: Any) -> str:
    if not isinstance(value, int | float):
        return value_said(field, value)
    if field == "pages":
        return words.pages(round(value))
    if field == "read_count":
        return words.times(round(value))
    if field == "review_length":
        return characters(value)
    if field == "days_waiting":
        return words.days(round(value))
    if field == "gap":
        return words.signed(value)
    return decimal(value) if field in ("average_rating", "disagreement") else value_said(field, value)
