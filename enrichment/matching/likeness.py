"""How alike two titles are, and what says that they are of different books all the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from enrichment.matching.scripts import are_comparable
from enrichment.matching.titles import ALTERNATIVE, ARTICLES, LONGEST, Title, dissect, joined
from enrichment.sentences import Sentence

_BOOK_ABOUT_IT = Sentence("one is a book about the other")
_SET_OR_VOLUME = Sentence("one is a set, the other a volume")
_OTHER_VOLUMES = Sentence("different volumes")
_MAY_BE_A_SET = Sentence("one may be a set, the other a volume")
_ADAPTATION = Sentence("one is an adaptation of the other")
_OTHER_SERIES = Sentence("volumes of different series")
_ONE_VOLUME = Sentence("only one names a volume")


_TRANSCRIPTION = re.compile(r"\[([^\[\]]+)\]")
_PARALLEL = re.compile(r"\s=\s?|=\s")  # how cataloguers join a title and its translation
_NUMERAL = re.compile(r"[0-9]+")


def title_score(ours: str, theirs: str) -> float:
    """How alike two titles are, 0 to 1. 1 is the same name; 0.85 and above is the same book if the author agrees.

    It measures names only: volumes, sets and study guides are told apart by `unlike`.

    >>> title_score("The Hobbit, or There and Back Again", "The Hobbit")
    0.92
    >>> title_score("Kokoro", "こころ [Kokoro] 1"), title_score("こころ", "Kokoro = こころ")
    (1.0, 1.0)
    """
    ours, theirs = ours[:LONGEST], theirs[:LONGEST]
    pairs = [(mine, yours) for mine in _ways_to_write(ours) for yours in _ways_to_write(theirs)]
    if not have_comparable_titles(ours, theirs):
        pairs += [(mine, dissect(theirs)) for mine in _transcribed(ours)]
        pairs += [(dissect(ours), yours) for yours in _transcribed(theirs)]
    return max(_score_dissected(mine, yours) for mine, yours in pairs)


def have_comparable_titles(ours: str, theirs: str) -> bool:
    """Whether two titles are written in one script, apart from what they say in brackets."""
    return are_comparable(dissect(ours).whole, dissect(theirs).whole)


def are_volumes_of_one_series(ours: str, theirs: str) -> bool:
    """Whether two titles are alike but for a number.

    >>> are_volumes_of_one_series("Nausicaä (3)", "Nausicaä, Vol. 4"), are_volumes_of_one_series("Emma", "Emma")
    (True, False)
    """
    mine, yours = dissect(ours), dissect(theirs)
    if not mine.names or not yours.names:
        return False
    differ_in_volume = joined(mine.main) == joined(yours.main) and mine.numbers != yours.numbers
    return differ_in_volume or _differ_in_a_numeral(mine, yours)


def unlike(ours: str, theirs: str, *, strictly: bool) -> str | None:
    """Why two titles are of different books however alike their names are; None if nothing says so.

    `strictly` for a match by title alone, where what one title says and the other leaves out counts as well.
    """
    mine, yours = dissect(ours), dissect(theirs)
    if mine.is_guide != yours.is_guide:
        return _BOOK_ABOUT_IT
    if mine.is_set != yours.is_set:
        return _SET_OR_VOLUME
    if _name_different_volumes(mine, yours):
        return _OTHER_VOLUMES
    if not strictly:
        return None
    if mine.may_be_a_set != yours.may_be_a_set:
        return _MAY_BE_A_SET
    if mine.is_adaptation != yours.is_adaptation:
        return _ADAPTATION
    if mine.is_volume and yours.is_volume and mine.series != yours.series:
        return _OTHER_SERIES
    if (
        (mine.is_volume or yours.is_volume)
        and not (mine.numbers and yours.numbers)
        and not _share_the_name_of_the_volume(mine, yours)
    ):
        return _ONE_VOLUME
    return None


def _name_different_volumes(mine: Title, yours: Title) -> bool:
    if mine.numbers and yours.numbers:
        return mine.numbers != yours.numbers
    if are_comparable(mine.whole, yours.whole):
        return _differ_in_a_numeral(mine, yours)
    # Where no word can be compared, all that two titles have in common is the number at their end.
    ours, theirs = mine.closing_numbers, yours.closing_numbers
    return bool(ours and theirs) and ours != theirs


def _differ_in_a_numeral(mine: Title, yours: Title) -> bool:
    """ "Vagabond: From the Novel 2" and "Vagabond: From the Novel 3"."""
    ours, theirs = _NUMERAL.findall(mine.whole), _NUMERAL.findall(yours.whole)
    if list(map(int, ours)) == list(map(int, theirs)):
        return False
    return joined(_NUMERAL.sub("0", mine.whole)) == joined(_NUMERAL.sub("0", yours.whole))


def _ways_to_write(text: str) -> list[Title]:
    """The title as it stands; of "The Hobbit, or There and Back Again" its second half as a subtitle, too.

    And of "Kokoro = こころ" each half alone.
    """
    first, alternative, second = _halves(text)
    parallel = _PARALLEL.split(text, maxsplit=1)
    ways = [text, *([f"{first}: {second}"] if alternative else [])]
    if len(parallel) > 1 and all(map(_could_be_a_title, parallel)):
        ways += parallel
    return [dissect(way) for way in ways]


def _transcribed(text: str) -> list[Title]:
    """What "雪国 [Yukiguni]" has in brackets."""
    found = _TRANSCRIPTION.search(text)
    return [dissect(found[1])] if found else []


def _could_be_a_title(half: str) -> bool:
    """Not the halves of "E = mc²"."""
    name = dissect(half).whole
    return len(name) >= (5 if name.isascii() else 2)


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
