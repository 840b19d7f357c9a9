"""Names of authors compared: initials, surnames alone, "Last, First", other spellings and orders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from enrichment.matching.letters import fold, words

NOBODY = frozenset({"", "unknown", "unknown author", "anonymous", "various", "various authors", "author", "none", "na"})
_SUFFIXES_AND_TITLES = "jr sr ii iii iv phd md esq dr sir dame mr mrs ms prof professor saint st rev lady lord obe"
_NOT_PART_OF_THE_NAME = frozenset(_SUFFIXES_AND_TITLES.split())
_UNKNOWN_BY_NUMBER = re.compile(r"unknown author \d+")  # Goodreads has hundreds of them
_SEVERAL = re.compile(r"\s+(?:&|and|und|et|with)\s+|\s*[;/|]\s*")
_ROLE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s*){2,}", re.UNICODE)
_ORGANISATION = re.compile(
    r"\b(?:society|institute|foundation|press|publishing|publications|staff|company|group|editors|association)\b"
)
_PARTICLE_WORDS = "de da do dos del della di du la le van von der den ten ter el al bin ibn mac mc st saint"
_LONGEST = 300  # characters of a name that are looked at
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def author_score(ours: str, theirs: Sequence[str]) -> float:
    """How sure it is that `ours` is one of `theirs`, 0 to 1; 0.75 and above is the same person.

    Nobody on either side ("Unknown", no names) is 0.

    >>> author_score("J.R.R. Tolkien", ["Tolkien, J. R. R."]), author_score("Frank Herbert", ["Brian Herbert"])
    (1.0, 0.2)
    """
    names = [name for author in theirs for name in _persons(author)]
    best = max((_score(mine, yours) for mine in _persons(ours) for yours in names), default=0.0)
    return best if best >= 0.75 else max(best, _score_of_a_split_name(ours, names))


def is_nobody(author: str) -> bool:
    """Whether a cell that should name an author names none."""
    name = " ".join(words(fold(author[:_LONGEST])))
    return name in NOBODY or _UNKNOWN_BY_NUMBER.fullmatch(name) is not None


def normal_author(author: str) -> str:
    """A name as names are compared: "tolkien jrr" for each way to write it.

    >>> normal_author("J. R. R. Tolkien") == normal_author("Tolkien, J.R.R.") == "tolkien jrr"
    True
    """
    name = _name(author[:_LONGEST])
    return " ".join([*name[-1:], *name[:-1]])


def searchable_author(author: str) -> str:
    """The part of a name that every catalogue spells alike: what follows the last initial.

    >>> searchable_author("Ursula K. Le Guin"), searchable_author("Tolkien, J.R.R."), searchable_author("Mo Yan")
    ('Le Guin', 'Tolkien', 'Mo Yan')
    """
    parts = [part for part in _first_last(_ROLE.sub(" ", author[:_LONGEST])).split() if words(fold(part))]
    while len(parts) > 1 and words(fold(parts[-1]))[0] in _NOT_PART_OF_THE_NAME:
        parts.pop()
    initials = [place for place, part in enumerate(parts) if _is_initials(part)]
    after = parts[initials[-1] + 1 :] if initials else parts
    return " ".join(after or parts)


def _is_initials(part: str) -> bool:
    return len(part.replace(".", "")) == 1 or ("." in part and len(part.replace(".", "")) <= 3)


@lru_cache(maxsize=4096)  # a book is compared with every work that shares a word of its title
def _persons(author: str) -> tuple[tuple[str, ...], ...]:
    """The people whom one string names: "Terry Pratchett & Neil Gaiman" is two."""
    author = author[:_LONGEST]
    named = [author, *_SEVERAL.split(author)] if _SEVERAL.search(author) else [author]
    return tuple(name for part in named if not is_nobody(part) and (name := _name(part)))


@lru_cache(maxsize=4096)
def _name(author: str) -> tuple[str, ...]:
    """Folded words of a name, given names first, initials run together: ("jrr", "tolkien")."""
    plain = _ROLE.sub(" ", _first_last(author))
    plain = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", plain)
    parts = words(fold(plain))
    kept = [part for part in parts if part not in _NOT_PART_OF_THE_NAME and not part.isdigit()] or parts
    return tuple(_with_initials_joined(kept))


def _with_initials_joined(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for place, part in enumerate(parts):
        if joined and len(part) == 1 and part.isascii() and len(parts[place - 1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _first_last(author: str) -> str:
    """ "Last, First" turned round; "First Last, Jr." left as it is."""
    last, comma, first = author.partition(",")
    first = first.split(",")[0]  # "Tolstoy, Leo, graf, 1828-1910"
    if not comma or not words(first) or set(words(fold(first))) <= _NOT_PART_OF_THE_NAME:
        return last
    return f"{first.strip()} {last.strip()}"


@lru_cache(maxsize=4096)
def _score(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    if "".join(mine) == "".join(yours):
        return 1.0
    score = _score_of_persons(mine, yours)
    return 0.0 if score and (_is_an_organisation(mine) or _is_an_organisation(yours)) else score


def _is_an_organisation(name: tuple[str, ...]) -> bool:
    return _ORGANISATION.search(" ".join(name)) is not None


def _score_of_persons(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    if sorted(mine) == sorted(yours):
        return 0.95  # Murakami Haruki
    if len(mine) == 1 or len(yours) == 1:
        return 0.8 if mine[-1] == yours[-1] and len(mine[-1]) > 2 else 0.0
    score = _score_in_order(mine, yours)
    return max(score, 0.9 * _score_in_order(mine, (*yours[1:], yours[0])) if len(yours) == 2 else 0.0)


def _score_of_a_split_name(ours: str, names: Sequence[tuple[str, ...]]) -> float:
    """For a name that a catalogue took for two people's: ["James Wesley", "Rawles"]."""
    mine = _name(ours[:_LONGEST])
    if len(mine) < 2:
        return 0.0
    whole = [name for name in names if all(word in mine for word in name)]
    return 0.8 if whole and {word for name in whole for word in name} == set(mine) else 0.0


def _score_in_order(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    surnames = _score_of_surnames(mine, yours)
    if not surnames:
        return 0.0
    return surnames * max(_score_of_given(mine[0], yours[0]), 0.92 if _one_drops_an_initial(mine, yours) else 0.0)


def _one_drops_an_initial(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """E. Annie Proulx and Annie Proulx."""
    return (len(mine[0]) == 1 and yours[0] in mine[1:-1]) or (len(yours[0]) == 1 and mine[0] in yours[1:-1])


def _score_of_surnames(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    if mine[-1] == yours[-1]:
        return 1.0
    if set(mine[1:]) & set(yours[1:]) - _PARTICLES or "".join(mine[1:]) == "".join(yours[1:]):
        return 0.9  # García Márquez and García; Le Guin and LeGuin
    return 0.9 if _are_spellings(mine[-1], yours[-1], least=0.82) else 0.0  # Dostoyevsky and Dostoevskij


def _score_of_given(mine: str, yours: str) -> float:
    if mine == yours:
        return 0.97
    if mine[0] != yours[0]:
        return 0.2
    shorter, longer = sorted((mine, yours), key=len)
    if len(shorter) <= 3 and (len(shorter) == 1 or _could_be_initials(shorter, longer)):
        return 0.92
    if longer.startswith(shorter):
        return 0.88  # Dan and Daniel
    return 0.88 if _are_spellings(mine, yours, least=0.7) else 0.2  # Fyodor and Fedor; not Mark and Mary


def _are_spellings(mine: str, yours: str, *, least: float) -> bool:
    """Whether two words could be one name in two spellings: long enough, and that share of their letters equal."""
    if min(len(mine), len(yours)) < 5:
        return False
    in_common = len(mine) - len(set(mine).difference(yours))  # at most
    if 2 * in_common / (len(mine) + len(yours)) < least:
        return False
    compared = SequenceMatcher(None, mine, yours, autojunk=False)
    # The first two are bounds of the third, too, and cheaper.
    return compared.real_quick_ratio() >= least and compared.quick_ratio() >= least and compared.ratio() >= least


def _could_be_initials(shorter: str, longer: str) -> bool:
    """Whether "jrr" may be John Ronald Reuel, of whom only "john" is named."""
    return not any(letter in "aeiouy" for letter in shorter) and longer[0] == shorter[0]
