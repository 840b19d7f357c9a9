"""From weights to a verdict: at most four genres, the form and the audience, once the reader has had a say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from enrichment.genres.closed_list import GENRES, slug_of
from enrichment.genres.rules import FORMS, rulebook
from enrichment.genres.subjects import read_shelf
from enrichment.genres.weighing import Weights, audience_of
from enrichment.sentences import Sentence

_GENRES = {genre.slug: genre for genre in GENRES}
_SHELF = Sentence('your shelf "%(shelf)s"')
_FIRST_PUBLISHED = Sentence("first published in %(year)s")
_GUESS_FROM_OTHERS = Sentence("a guess from your other books: nothing says what it is about")
_GUESS_FROM_ALL = Sentence("a guess from what readers most often shelve: nothing says what it is about")
_MOST = 4  # genres of one book
_GUESSES = 2
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a book is called."""

    genres: tuple[str, ...] = ()  # at most 4 names of the closed list, most certain first
    fiction: bool | None = None
    audience: str | None = None  # "children", "young-adult"; None: adults, or unknown
    because: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # genre's name -> from what it was drawn
    guessed: bool = False  # nothing says what it is about: that is guessed, and stands last


def judge(
    weights: Weights,
    *,
    shelves: Sequence[str] = (),
    year: int | None = None,
    leanings: Mapping[str, float] | None = None,
) -> Verdict:
    """The genres of a book, the reader's own shelves voting with what the services say.

    `year` is the first publication as the export has it, which is right more often than the services'. `leanings` are
    the genres of the reader's other books (see `leanings_of`), for a novel of which nothing says what it is about.
    """
    totals = dict(weights.genres)
    because = {slug: list(reasons) for slug, reasons in weights.because.items()}
    lean = weights.fiction + _hear_shelves(shelves, totals, because)
    _hear_year(year or weights.year, lean, totals, because)
    gated = {slug: total * _share_of(slug, lean) for slug, total in totals.items()}
    kept = _strong_enough(gated)
    verdict = Verdict(
        genres=tuple(_GENRES[slug].name for slug in kept),
        fiction=None if lean == 0 else lean > 0,
        audience=audience_of(totals),
        because={_GENRES[slug].name: tuple(because[slug][:_REASONS]) for slug in kept},
    )
    return guess(verdict, leanings or {}) if lean > 0 and rulebook().vague.issuperset(kept) else verdict


def guess(verdict: Verdict, leanings: Mapping[str, float]) -> Verdict:
    """What a novel is about, guessed: it is what the reader's other novels most often are, or else what such novels are.

    Beside what is sure of it, whom it is for and how it is drawn. A guess that the verdict holds already is replaced.
    """
    rules = rulebook()
    sure = [name for name in verdict.genres if slug_of(name) in rules.vague]
    shares = {slug: share for slug, share in leanings.items() if _GENRES[slug].fiction and slug not in rules.neutral}
    guesses = _most_often(shares or rules.bare_novel)[: max(_GUESSES - len(sure), 0)]
    because = {name: verdict.because[name] for name in sure}
    because |= dict.fromkeys(guesses, (_GUESS_FROM_OTHERS if shares else _GUESS_FROM_ALL,))
    return replace(verdict, genres=(*sure, *guesses), because=because, guessed=bool(guesses))


def leanings_of(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """How often each genre comes first among a reader's books (or an author's): slug -> share. Guesses do not count."""
    firsts = Counter(verdict.genres[0] for verdict in verdicts if verdict.genres and not verdict.guessed)
    return {genre.slug: firsts[genre.name] / firsts.total() for genre in GENRES if firsts[genre.name]}


def _hear_shelves(shelves: Sequence[str], totals: dict[str, float], because: dict[str, list[str]]) -> float:
    """Adds the votes of the shelves to the totals; returns their lean towards fiction."""
    lean = 0.0
    weight = rulebook().judging["shelf_weight"]
    neutral = rulebook().neutral
    for shelf in dict.fromkeys(shelves):
        for target, strength in read_shelf(shelf):
            if target in FORMS:
                lean += strength * weight * (1 if target == "fiction" else -1)
                continue
            totals[target] = totals.get(target, 0.0) + strength * weight
            because.setdefault(target, []).insert(0, _SHELF % {"shelf": shelf})
            if target not in neutral:
                lean += strength * weight * (0.5 if _GENRES[target].fiction else -0.5)
    return lean


def _hear_year(year: int | None, lean: float, totals: dict[str, float], because: dict[str, list[str]]) -> None:
    """Old books are Classics; what is said of young ones counts for less."""
    rules = rulebook()
    if year is None:
        return
    if year >= rules.classics["since"]:
        if "classics" in totals:
            totals["classics"] *= rules.classics["share"]
        return
    share = 1.0 if lean > 0 else rules.classics["nonfiction"]
    weight = next((weight for until, weight in rules.classics_years if year < until), 0.0) * share
    if weight and (totals or lean):
        totals["classics"] = totals.get("classics", 0.0) + weight
        because.setdefault("classics", []).insert(0, _FIRST_PUBLISHED % {"year": year})


def _share_of(slug: str, lean: float) -> float:
    """What is left of a genre's weight in a book that leans this way: "History" in a novel is its setting."""
    rules = rulebook()
    if slug in rules.neutral or _GENRES[slug].fiction == (lean > 0):
        return 1.0
    certainty = min(abs(lean) / rules.judging["certain_form"], 1.0)
    return 1.0 - certainty * (1.0 - rules.judging["other_form"])


def _most_often(shares: Mapping[str, float]) -> list[str]:
    """The names of the genres with the largest shares, as far as they are near one another."""
    most = max(shares.values())
    return [_GENRES[slug].name for slug in _strong_enough({slug: share / most for slug, share in shares.items()})]


def _strong_enough(gated: Mapping[str, float]) -> list[str]:
    rules = rulebook().judging
    ranked = sorted(gated, key=lambda slug: -gated[slug])[:_MOST]
    least = max(rules["floor"], rules["ratio"] * gated[ranked[0]]) if ranked else 0.0
    return [slug for slug in ranked if gated[slug] >= least]
