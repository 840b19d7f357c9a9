"""Numbers in titles, however they are written: 3, III, three, 三, nineteen eighty-four."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_FROM_TWENTY.split(), start=2)}
_SMALL = _ONES | _TENS
_LARGE = {"hundred": 100, "thousand": 1000}
_CHINESE = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", start=1)}
_ROMAN = re.compile(r"(?P<tens>xl|x{0,3})(?P<ones>ix|iv|v?i{0,3})")
_ROMAN_ONES = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
_ROMAN_TENS = ["", "x", "xx", "xxx", "xl"]


def number_in(word: str) -> str | None:
    """A folded word as a plain number, None if it is not one.

    >>> number_in("03"), number_in("2.5"), number_in("xiv"), number_in("three"), number_in("三"), number_in("mix")
    ('3', '2.5', '14', '3', '3', None)
    """
    if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9])?", word):
        return f"{float(word):g}"
    if word in _SMALL:
        return str(_SMALL[word])
    if word in _CHINESE:
        return _CHINESE[word]
    roman = _ROMAN.fullmatch(word) if word else None
    return str(10 * _ROMAN_TENS.index(roman["tens"]) + _ROMAN_ONES.index(roman["ones"])) if roman else None


def spell_in_digits(words: Sequence[str]) -> list[str]:
    """`words` with each run of English number words as digits.

    >>> spell_in_digits("around the world in eighty days".split())
    ['around', 'the', 'world', 'in', '80', 'days']
    >>> spell_in_digits("nineteen eighty four".split()), spell_in_digits("one hundred and one dalmatians".split())
    (['1984'], ['101', 'dalmatians'])
    """
    spelt: list[str] = []
    run: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _SMALL or (run and word in _LARGE):
            run.append(word)
        elif not (run and run[-1] in _LARGE and word == "and" and following in _SMALL):
            spelt += _values(run)
            run = []
            spelt.append(word)
    return spelt + _values(run)


def _values(run: Sequence[str]) -> list[str]:
    """The numbers that a run of number words says: "twenty one" one, "one two" two of them."""
    values: list[int] = []
    for word in run:
        last = values[-1] if values else None
        if word in _LARGE:
            begun = last if last and last < _LARGE[word] else 1  # "thousand thousand" is no number to multiply out
            values[-1:] = [begun * _LARGE[word]]
        elif last is not None and _completes(last, _SMALL[word]):
            values[-1] = last * 100 + _SMALL[word] if _is_a_century(last, _SMALL[word]) else last + _SMALL[word]
        else:
            values.append(_SMALL[word])
    return [str(value) for value in values]


def _completes(last: int, value: int) -> bool:
    """Whether `value` belongs to the number begun: twenty-one, one hundred (and) twelve, nineteen eighty."""
    follows_hundreds = last >= 100 and last % 100 == 0
    follows_tens = last % 100 >= 20 and last % 10 == 0 and 0 < value < 10
    return follows_hundreds or follows_tens or _is_a_century(last, value)


def _is_a_century(last: int, value: int) -> bool:
    return 11 <= last <= 20 and value >= 10
