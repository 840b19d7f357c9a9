"""Whether what a provider found is the book that was wanted, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from enrichment.matching.authors import author_score, is_nobody
from enrichment.matching.letters import fold, words
from enrichment.matching.likeness import have_comparable_titles, title_score, unlike
from enrichment.matching.scripts import may_name
from enrichment.matching.titles import dissect
from enrichment.providers.base import Wanted
from enrichment.sentences import Sentence

_NO_TITLE = Sentence("doubtful: it has no title")
_ANOTHER_TITLE = Sentence("doubtful: title %(likeness)s")
_ANOTHER_AUTHOR = Sentence("doubtful: author %(likeness)s")
_ANOTHER_BOOK = Sentence("doubtful: %(id)s of another book (title %(title)s, author %(author)s)")
_UNLIKE = Sentence("doubtful: %(clause)s")
_ALL_AGREE = Sentence("title, author and year agree")
_BOTH_AGREE = Sentence("title and author agree")
_ID_AND_BOTH = Sentence("%(id)s, title and author agree")
_ID_AND_AUTHOR = Sentence("%(id)s and author agree, the title is another edition's")
_ID_AND_TITLE = Sentence("%(id)s and title agree")
_ANOTHER_SCRIPT = Sentence("%(id)s agrees; title and author are written in another script")
_TITLE_IN_ANOTHER_SCRIPT = Sentence("%(id)s agrees; no author is named and the title is written in another script")
_AUTHOR_IN_ANOTHER_SCRIPT = Sentence("%(id)s and title agree, the author is written in another script")
SAME_TITLE = 0.85
SAME_AUTHOR = 0.75
SIMILAR_TITLE = 0.6  # enough with an id, where the author's name cannot be compared
By = Literal["isbn", "goodreads_id", "title"]
_NAMES_OF_THE_ID = {"isbn": "ISBN", "goodreads_id": "Goodreads id"}


@dataclass(frozen=True, slots=True)
class Match:
    """This is the book. `score` is 0 to 1, `reason` one line for people."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """This is another book, or may be one."""

    reason: str
    score: float


def judge(wanted: Wanted, *, title: str, authors: Sequence[str], year: int | None = None, by: By) -> Match | Refusal:
    """Whether a provider's `title` by `authors` is the wanted book.

    An id answers for much: with it the title or the author must agree (a translation has another title, an
    anthology another first name), without it both must, and no volume, set, guide or adaptation may differ.
    What is written in another script says nothing for or against an id.
    """
    if not words(fold(title)):
        return Refusal(_NO_TITLE, 0.0)
    alike = title_score(wanted.title, title)
    same_author = author_score(wanted.author, authors)
    if difference := unlike(wanted.title, title, strictly=by == "title"):
        return Refusal(_UNLIKE % {"clause": difference}, round(min(alike, same_author), 2))
    if by == "title":
        return _judge_by_title(wanted, alike, same_author, year)
    return _judge_by_id(wanted, title, authors, alike, same_author, _NAMES_OF_THE_ID[by])


def _judge_by_title(wanted: Wanted, alike: float, same_author: float, year: int | None) -> Match | Refusal:
    if alike < SAME_TITLE:
        return Refusal(_ANOTHER_TITLE % {"likeness": f"{alike:.2f}"}, round(alike, 2))
    if same_author < SAME_AUTHOR:
        return Refusal(_ANOTHER_AUTHOR % {"likeness": f"{same_author:.2f}"}, round(same_author, 2))
    same_year = wanted.year is not None and year is not None and abs(wanted.year - year) <= 1
    score = 0.6 * alike + 0.35 * same_author + (0.02 if same_year else 0.0)
    return Match(round(score, 2), _ALL_AGREE if same_year else _BOTH_AGREE)


def _judge_by_id(
    wanted: Wanted, title: str, authors: Sequence[str], alike: float, same_author: float, name: str
) -> Match | Refusal:
    if same_author >= SAME_AUTHOR and alike >= SAME_TITLE:
        return Match(1.0, _ID_AND_BOTH % {"id": name})
    if same_author >= SAME_AUTHOR:
        return Match(0.8, _ID_AND_AUTHOR % {"id": name})
    somebody = [] if is_nobody(wanted.author) else [author for author in authors if not is_nobody(author)]
    if alike >= SAME_TITLE and (not somebody or _is_telling(wanted.title, title)):
        return Match(0.9, _ID_AND_TITLE % {"id": name})
    cannot_tell = not somebody or may_name(wanted.author, somebody)
    if cannot_tell and (match := _match_across_scripts(wanted, title, alike, name, names_somebody=bool(somebody))):
        return match
    likeness = {"title": f"{alike:.2f}", "author": f"{same_author:.2f}"}
    return Refusal(_ANOTHER_BOOK % {"id": name, **likeness}, round(alike, 2))


def _match_across_scripts(wanted: Wanted, title: str, alike: float, name: str, *, names_somebody: bool) -> Match | None:
    """For a book whose author cannot be compared: what is left decides, and the id alone where nothing is."""
    if not have_comparable_titles(wanted.title, title) and alike < SAME_TITLE:
        return Match(0.6, (_ANOTHER_SCRIPT if names_somebody else _TITLE_IN_ANOTHER_SCRIPT) % {"id": name})
    same_volume = dissect(wanted.title).numbers == dissect(title).numbers
    if names_somebody and (alike >= SAME_TITLE or (alike >= SIMILAR_TITLE and same_volume)):
        return Match(0.75, _AUTHOR_IN_ANOTHER_SCRIPT % {"id": name})
    return None


def _is_telling(ours: str, theirs: str) -> bool:
    """Whether a title is long enough to be nobody else's: "Twilight" is not."""
    shorter = min(dissect(ours).whole, dissect(theirs).whole, key=len)
    return len(words(shorter)) >= 3 or (not shorter.isascii() and len(shorter) >= 6)
