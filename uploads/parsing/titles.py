"""Titles and the series that Goodreads puts in brackets behind them.

"Eyes of the Void (The Final Architecture, #2)" is a title, a series and a number. Brackets without
a "#" belong to the title: "(Perfect version)", "(in Japanese)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# "Name, #2.9", "Name #1-4", "Name, # 3", "Name, #1,4"; a number may have letters behind it ("#1A")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?[A-Za-z]?"
_IN_SERIES = re.compile(rf"(?P<name>.*?)[\s,:]*#\s*(?P<number>{_NUMBER}(?:\s*[-–—&+,/]\s*#?{_NUMBER})*)\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart."""

    title: str  # without the series; never empty where `text` was not
    series: str | None = None  # the first one named
    number: str | None = None  # as printed, white space and "#" removed: "2.9", "1-4"


def take_apart(text: str) -> Title:
    """Split "Title (Series, #1; Other Series, #3)", white space folded before, into its parts.

    >>> take_apart("Carpe Jugulum (Discworld #23; Witches #6)")
    Title(title='Carpe Jugulum', series='Discworld', number='23')
    >>> take_apart("Dragonball Vol. 6 (Dragon Ball (Kanzen ban)) (in Japanese)").series is None
    True
    """
    if not text.endswith(")") or "#" not in text:
        return Title(text)
    opening = _bracket_that_closes_last(text)
    title = text[:opening].rstrip()
    if opening < 0 or not title:
        return Title(text)
    for part in text[opening + 1 : -1].split(";"):
        # "Agent Cormac #1, Polity Universe #3": two series parted by a comma
        match = _IN_SERIES.fullmatch(re.sub(r"(#\s*[0-9.]+),\s+[^#0-9\s].*", r"\1", part.strip()))
        if match and (name := match["name"].strip(" ,:")):
            return Title(title, name, re.sub(r"[\s#]", "", match["number"]).replace("–", "-").replace("—", "-"))
    return Title(text)


def _bracket_that_closes_last(text: str) -> int:
    """Where the bracket opens that the last character closes; the last to open where they do not pair up."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place
    return text.rfind("(")
