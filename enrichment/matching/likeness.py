"""How alike two titles are, and what says that they are of different books all the same."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from enrichment.matching.titles import ALTERNATIVE, ARTICLES, LONGEST, Title, dissect, joined


@lru_cache(maxsize=4096)  # a book is compared again with what was seen, as more is found
def title_score(ours: str, theirs: str) -> float:
    """How alike two titles are, 0 to 1. 1 is the same name; 0.85 and above is the same book if the author agrees.

    It measures names only: volumes, sets and study guides are told apart by `unlike`.

    >>> title_score("The Hobbit, or There and Back Again", "The Hobbit")
    0.92
    """
    return max(
        _score_dissected(mine, yours)
        for mine in _ways_to_write(ours[:LONGEST])
        for yours in _ways_to_write(theirs[:LONGEST])
    )


def unlike(ours: str, theirs: str, *, strictly: bool) -> str | None:
    """Why two titles are of different books however alike their names are; None if nothing says so.

    `strictly` for a match by title alone, where what one title says and the other leaves out counts as well.
    """
    mine, yours = dissect(ours), dissect(theirs)
    if mine.is_guide != yours.is_guide:
        return "one is a book about the other"
    if mine.is_set != yours.is_set:
        return "one is a set, the other a volume"
    if mine.numbers and yours.numbers and mine.numbers != yours.numbers:
        return "different volumes"
    if not strictly:
        return None
    if mine.may_be_a_set != yours.may_be_a_set:
        return "one may be a set, the other a volume"
    if mine.is_adaptation != yours.is_adaptation:
        return "one is an adaptation of the other"
    if mine.is_volume and yours.is_volume and mine.series != yours.series:
        return "volumes of different series"
    if (
        (mine.is_volume or yours.is_volume)
        and not (mine.numbers and yours.numbers)
        and not _share_the_name_of_the_volume(mine, yours)
    ):
        return "only one names a volume"
    return None


def _ways_to_write(text: str) -> list[Title]:
    """The title as it stands and, for "The Hobbit, or There and Back Again", with its second half as a subtitle."""
    first, alternative, second = _halves(text)
    return [dissect(text), dissect(f"{first}: {second}")] if alternative else [dissect(text)]


def _halves(text: str) -> tuple[str, str, str]:
    found = ALTERNATIVE.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _score_dissected(mine: Title, yours: Title) -> float:
    if not mine.names or not yours.names:
        return 0.0
    if joined(mine.whole) == joined(yours.whole):
        return 1.0
    if mine.main == yours.main:
        return _score_of_subtitles(mine.names[1:], yours.names[1:])
    one_has_no_subtitle = 1 in (len(mine.names), len(yours.names))
    if mine.main in yours.names or yours.main in mine.names:  # "Star Wars: Thrawn" and "Thrawn"
        return 0.88 if one_has_no_subtitle or set(mine.names) <= set(yours.names) else 0.75
    whole = _likeness(mine.whole, yours.whole)
    return max(whole, 0.95 * _likeness(mine.main, yours.main)) if one_has_no_subtitle else whole


def _score_of_subtitles(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    """For equal main titles: one subtitle left out is usual, two different ones are two books."""
    if not mine or not yours:
        return 0.92
    alike = _likeness(" ".join(mine), " ".join(yours))
    if alike > 0.8 or set(mine) & set(yours):
        return 0.95
    ours, theirs = (set(" ".join(names).split()) - ARTICLES for names in (mine, yours))
    shared = len(ours & theirs)
    return 0.86 if shared >= 3 and 2 * shared >= min(len(ours), len(theirs)) else 0.6


def _likeness(mine: str, yours: str) -> float:
    """The ratio of equal letters, but only where every word has its like: "Dune Messiah" is not nearly "Dune"."""
    if joined(mine) == joined(yours):
        return 0.98
    ours, theirs = mine.split(), yours.split()
    ratio = SequenceMatcher(None, mine, yours, autojunk=False).ratio()
    if len(ours) != len(theirs) or len(ours) < 3:
        return min(ratio, 0.8)
    unequal = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return ratio if len(unequal) == 1 and _is_a_variant(*unequal[0]) else min(ratio, 0.8)


def _is_a_variant(a: str, b: str) -> bool:
    """Whether two words are one word in two spellings: colour and color, not train and plane."""
    if a.isdigit() or b.isdigit() or min(len(a), len(b)) < 4:
        return {a, b} <= {"and", "und", "et", "y", "e", "n"}
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.85


def _share_the_name_of_the_volume(mine: Title, yours: Title) -> bool:
    return bool(mine.after_volume & set(yours.names) or yours.after_volume & set(mine.names))
