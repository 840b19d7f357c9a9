"""Slips of the pen in the words that rules are made of: two letters changed about, one left out, one doubled."""

from __future__ import annotations

from functools import lru_cache

from dashboards.ask.planner.draft import Draft
from dashboards.ask.planner.filler import FILLER
from dashboards.ask.planner.genre_words import OTHER_NAMES
from dashboards.ask.planner.language_words import LANGUAGES

_SHORT, _LONG = 4, 5  # letters: of the first only two may have changed places, in the second one may be missing
# The words of the rules that are written wrong most often. Of each other word a slip is refused, as ever.
_OFTEN_SLIPPED = (
    "about above abandoned added after audiobook audiobooks author authors average before below between biography "
    "books classics compare compared count decade different distribution ebook ebooks english fantasy favorite fewer "
    "fewest fiction finish finished first format genre genres goodreads highest history horror language languages "
    "last least less list longer longest lowest many median month months more most much mystery never nonfiction number "
    "oldest over page pages past percentage poetry published publisher rated rating ratings read reading recent "
    "recently released review reviewed reviews romance science series shelf shelves short shorter shortest since "
    "stars than thriller time times total unread what when which with worst written year years "
)
_REAL = (
    "finnish form bored boring reader readers reads rates rate tome times moth sever serious gene star "  # though near
)
_WORDS = tuple(_OFTEN_SLIPPED.split())


def mended(draft: Draft) -> None:
    words = draft.text.split()
    for at, word in enumerate(words):
        if len(word) < _SHORT or not word.isalpha() or not word.isascii() or _is_a_word(draft, word):
            continue
        if meant := _meant(word):
            draft.note("read_as", word=word, name=meant)
            words[at] = meant
    draft.text = f" {' '.join(words)} "


def _is_a_word(draft: Draft, word: str) -> bool:
    return word in _KNOWN or word in draft.vocabulary.words


@lru_cache(maxsize=1024)
def _meant(typed: str) -> str | None:
    """The one word that was meant, if there is one.

    >>> _meant("ratign"), _meant("mnay"), _meant("longst"), _meant("dead")
    ('rating', 'many', 'longest', None)
    """
    found = [
        word for word in _WORDS if word[0] == typed[0] and abs(len(word) - len(typed)) <= 1 and _slipped(typed, word)
    ]
    return found[0] if len(found) == 1 else None


def _slipped(typed: str, word: str) -> bool:
    if len(typed) == len(word):
        pairs = [at for at in range(len(word)) if typed[at] != word[at]]
        return (
            len(pairs) == 2
            and pairs[1] == pairs[0] + 1
            and (typed[pairs[0]], typed[pairs[1]]) == (word[pairs[1]], word[pairs[0]])
        )
    if len(typed) < len(word):
        return len(typed) >= _LONG and any(word[:at] + word[at + 1 :] == typed for at in range(len(word)))
    return len(word) >= _LONG and any(
        typed[:at] + typed[at + 1 :] == word and typed[at] == typed[at - 1] for at in range(1, len(typed))
    )


_KNOWN = frozenset(
    [
        *_WORDS,
        *_REAL.split(),
        *FILLER,
        *LANGUAGES,
        *OTHER_NAMES,
        *(word for forms in OTHER_NAMES.values() for word in forms),
    ]
)
