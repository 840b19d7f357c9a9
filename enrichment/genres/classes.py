"""Library classes: what a Library of Congress or Dewey number says of a book."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.genres.rules import Signals, rulebook

_LCC = re.compile(r"\s*([A-Z]{1,3})[\s-]*0*(\d{1,4}(?:\.\d+)?)?", re.IGNORECASE)
_DDC = re.compile(r"\s*(\d{3})(?:[./ ]*(\d+))?")
_CALL_NUMBER = re.compile(
    r"[A-Z]{1,3}\d{1,4}(?:\.\d+)?\s?\.\s?[A-Z]\d|[A-Z]{1,3}\d{2,4}(?:\.[A-Z]?\d+)? [A-Z]\d+", re.I
)
_DEWEY_NUMBER = re.compile(r"\d{3}(?:\s?/?\.\d[\d/]*)?\s?b?$")


@lru_cache(maxsize=16_384)
def read_lcc(number: str) -> Signals:
    """What an LCC number says, as call number or as Open Library sorts it ("PS-3515.00000000.E37"). Empty if nothing."""
    if not (found := _LCC.match(number)):
        return ()
    rules = rulebook()
    letters = found[1].upper()
    digits = float(found[2] or 0)
    fits = [row for row in rules.lcc_ranges if row.letters == letters and row.first <= digits < int(row.last) + 1]
    if fits:
        return min(fits, key=lambda row: row.last - row.first).signals
    return rules.lcc.get(letters) or rules.lcc.get(letters[:1], ())


@lru_cache(maxsize=16_384)
def read_ddc(number: str) -> Signals:
    """What a Dewey number says ("813/.54"): the longest start in the table. Empty if nothing."""
    if not (found := _DDC.match(number)):
        return ()
    starts = rulebook().ddc
    digits = found[1] + (found[2] or "")
    return next((starts[digits[:length]] for length in range(len(digits), 0, -1) if digits[:length] in starts), ())


def read_call_number(subject: str) -> Signals | None:
    """What a call number among the subjects says ("Ps3515.e37 s8 2006", "813.54"); None if it is not one."""
    if _DEWEY_NUMBER.match(subject):
        return read_ddc(subject)
    return read_lcc(subject) if _CALL_NUMBER.match(subject) else None
