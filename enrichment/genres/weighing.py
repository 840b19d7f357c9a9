"""From what the services say of a book to what it weighs for each genre. The catalogue keeps the weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from enrichment.genres.classes import read_ddc, read_lcc
from enrichment.genres.closed_list import GENRES
from enrichment.genres.rules import TOPIC, Signals, rulebook
from enrichment.genres.subjects import read_category, read_subject
from enrichment.sentences import Sentence

_SUBJECT = Sentence('subject "%(subject)s"')
_CATEGORY = Sentence('category "%(category)s"')
_LCC_CLASS = Sentence("LCC class %(number)s")
_DDC_CLASS = Sentence("DDC class %(number)s")
_FICTION = {genre.slug: genre.fiction for genre in GENRES}
_REASONS = 3  # pieces of evidence kept for each genre
_TRACE = 0.05  # a weight below this is not worth keeping

Source = tuple[Sentence, str, str]  # what people are told of it: a sentence, its place, what stands there
Voice = tuple[float, Source]  # how strongly, and what said so


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the services say of a book."""

    subjects: tuple[str, ...] = ()  # Open Library's, raw
    categories: tuple[str, ...] = ()  # Google Books' paths "Fiction / Fantasy / Epic", or "Fiction"
    lcc: tuple[str, ...] = ()
    ddc: tuple[str, ...] = ()
    year: int | None = None  # of first publication


@dataclass(frozen=True, slots=True)
class Weights:
    """What the evidence weighs, before the reader has a say. Kept with the version of the rules that drew it."""

    genres: Mapping[str, float] = field(default_factory=dict)  # slug -> weight, heaviest first
    fiction: float = 0.0  # > 0 leans to fiction, < 0 to nonfiction, 0 unknown
    audience: str | None = None  # "children", "young-adult"; None: adults, or unknown
    because: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # slug -> 'subject "Fantasy fiction"', up to 3
    year: int | None = None  # of first publication, as the services have it

    def to_json(self) -> dict[str, Any]:
        return {
            "genres": dict(self.genres),
            "fiction": self.fiction,
            "audience": self.audience,
            "because": {slug: list(reasons) for slug, reasons in self.because.items()},
            "year": self.year,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Weights:
        return cls(
            genres=dict(record.get("genres", {})),
            fiction=float(record.get("fiction", 0.0)),
            audience=record.get("audience"),
            because={slug: tuple(reasons) for slug, reasons in record.get("because", {}).items()},
            year=record.get("year"),
        )


def weigh(evidence: Evidence) -> Weights:
    """What the evidence weighs for each genre. Never raises: what no rule knows weighs nothing."""
    voices: dict[str, list[Voice]] = defaultdict(list)
    for source, signals in _heard(evidence):
        for target, weight in signals:
            voices[target].append((weight, source))
    totals = {target: _damped(heard) for target, heard in voices.items()}
    lean = _lean(totals)
    if lean > 0 and TOPIC in voices and _nothing_speaks(totals):
        totals[rulebook().topical_novel] = rulebook().judging["guess_below"]
        voices[rulebook().topical_novel] += voices[TOPIC]
    genres = {slug: round(total, 3) for slug, total in totals.items() if slug in _FICTION and total >= _TRACE}
    heaviest_first = dict(sorted(genres.items(), key=lambda item: -item[1]))
    return Weights(
        genres=heaviest_first,
        fiction=round(lean, 3),
        audience=audience_of(heaviest_first),
        because={slug: _reasons(voices[slug]) for slug in heaviest_first},
        year=evidence.year,
    )


def audience_of(genres: Mapping[str, float]) -> str | None:
    """Whom a book is for, by what it weighs for Children's and Young Adult."""
    children, young = genres.get("childrens", 0.0), genres.get("young-adult", 0.0)
    if max(children, young) < rulebook().judging["audience"]:
        return None
    return "children" if children > young else "young-adult"


def _heard(evidence: Evidence) -> Iterator[tuple[Source, Signals]]:
    for subject in dict.fromkeys(evidence.subjects):
        yield (_SUBJECT, "subject", subject), read_subject(subject)
    for category in dict.fromkeys(evidence.categories):
        yield (_CATEGORY, "category", category), read_category(category)
    weight = rulebook().weighing["class_weight"]
    for said, numbers, read in ((_LCC_CLASS, evidence.lcc, read_lcc), (_DDC_CLASS, evidence.ddc, read_ddc)):
        classes = {read(number): number for number in reversed(numbers)}  # ten editions' numbers are one class
        for signals, number in reversed(classes.items()):
            yield (said, "number", number), tuple((target, strength * weight) for target, strength in signals)


def _damped(heard: Iterable[Voice]) -> float:
    """The sum of what was heard, loudest first, each counting less than the one before it."""
    decay = rulebook().weighing["decay"]
    loudest_first = sorted((weight for weight, _ in heard), reverse=True)
    return sum(weight * decay**n for n, weight in enumerate(loudest_first))


def _nothing_speaks(totals: Mapping[str, float]) -> bool:
    """Whether no genre that a novel may have is heard: History may be, but in a novel it is a setting."""
    rules = rulebook()
    heard = (total for slug, total in totals.items() if slug in rules.neutral or _FICTION.get(slug))
    return max(heard, default=0.0) < rules.judging["guess_below"]


def _lean(totals: Mapping[str, float]) -> float:
    """Towards fiction (> 0) or nonfiction (< 0): what was said of the form, and what the genres imply."""
    rules = rulebook()
    lean = totals.get("fiction", 0.0) - totals.get("nonfiction", 0.0)
    implied = {True: 0.0, False: 0.0}
    for slug, total in totals.items():
        if slug in _FICTION and slug not in rules.neutral:
            implied[_FICTION[slug]] = max(implied[_FICTION[slug]], total)
    return lean + rules.weighing["form_share"] * (implied[True] - implied[False])


def _reasons(heard: list[Voice]) -> tuple[str, ...]:
    loudest_first = sorted(heard, key=lambda voice: -voice[0])
    return tuple(sentence % {place: what} for _, (sentence, place, what) in loudest_first[:_REASONS])
