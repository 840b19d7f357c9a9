"""Figures that are books: covers with a line or two below each, every one leading to its book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Card:
    book: Mapping[str, Any]  # in the short form
    href: str
    value: str  # what is said of it: "1,276 pages"
    label: str = ""  # what it is: "The longest"


@dataclass(frozen=True, slots=True)
class Cards:
    id: str  # in the page
    question: str
    answer: str  # may hold <b>; made with format_html
    rests_on: str
    cards: Sequence[Card]
    columns: int  # of the page's twelve
    small: bool = False  # many covers without a label, each with little to say
