"""How a small daily quota is shared out among the books that could gain by it.

While a library is looked up it gets one call for so many books: others wait for their turn. Later, a round of calls for
each batch a minute, while there is plenty: half of what is left of the day is for those who wait now, in equal parts, the
other half for who comes later. Then hour by hour; and where the day is spent, tomorrow.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from enrichment import limits, sources

SOON = dt.timedelta(minutes=1)
LATER = dt.timedelta(hours=1)
CALLS_A_ROUND = 5  # under two seconds of Google's: nobody's turn comes much later for it


@dataclass(frozen=True, slots=True)
class Demand:
    """Who wants what of a quota. `sharers`: this batch's part is one of so many. `in_turn`: others wait meanwhile."""

    sharers: int = 1
    in_turn: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """Calls that may be spent now, and when to go on if they are too few."""

    calls: int
    go_on_after: dt.timedelta


def share_of(name: str, demand: Demand, *, books: int, at_first: bool) -> Share | None:
    """What a batch of so many books may spend at the source; None where no quota is scarce.

    `at_first`: the books have just been looked up for the first time.
    """
    books_a_call = sources.BOOKS[name].books_a_call
    if books_a_call is None:
        return None
    least = max(1, books // books_a_call)
    left = limits.calls_left(name)
    part = least if left is None else left // 2 // demand.sharers
    calls = least
    if not at_first:
        calls = max(least, min(part, CALLS_A_ROUND) if demand.in_turn else part)
    return Share(calls, SOON if part > calls else LATER)
