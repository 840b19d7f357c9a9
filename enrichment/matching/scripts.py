"""Which script a title or a name is written in: "Hokusai" and "北斎" cannot be compared letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_CHINESE_AND_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "BOPOMOFO"})  # mixed in one word
_LETTERS_A_SYLLABLE = 2  # so that one Latin word does not outweigh the ideographs beside it
_LONGEST = 500  # characters that are looked at
_OF_NO_SCRIPT = frozenset({"MODIFIER", "FEMININE", "MASCULINE"})


@lru_cache(maxsize=8192)
def script_of(text: str) -> str | None:
    """The script that most of the letters are of, in Unicode's name for it; None without any letter.

    Chinese characters and kana are one, "CJK"; each of them counts as the syllable that it is.

    >>> script_of("Война и мир"), script_of("ノルウェイの森"), script_of("Perl入門講座"), script_of("1984")
    ('CYRILLIC', 'CJK', 'CJK', None)
    """
    letters = Counter(
        script for letter in unicodedata.normalize("NFKC", text[:_LONGEST]) if (script := _script(letter))
    )
    letters["CJK"] *= _LETTERS_A_SYLLABLE
    script, many = max(letters.items(), key=lambda item: item[1])
    return script if many else None


def are_comparable(ours: str, theirs: str) -> bool:
    """Whether two texts are of one script, or one of them of none.

    >>> are_comparable("Naruto 3", "NARUTO"), are_comparable("Naruto 3", "ナルト 3"), are_comparable("1984", "一九八四")
    (True, False, True)
    """
    mine, yours = script_of(ours), script_of(theirs)
    return mine is None or yours is None or mine == yours


def may_name(ours: str, theirs: Sequence[str]) -> bool:
    """Whether one of `theirs` may be `ours` in another script, which no comparison can tell."""
    return any(not are_comparable(ours, name) for name in theirs)


def _script(letter: str) -> str | None:
    if not letter.isalpha():
        return None
    if letter.isascii():
        return "LATIN"
    name = re.split(r"[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]
    if name in _CHINESE_AND_JAPANESE:
        return "CJK"
    return None if name in _OF_NO_SCRIPT else name or None
