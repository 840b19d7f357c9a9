"""Titles taken apart: the name of the book, its subtitle, its volume, and what kind of book it says it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from enrichment.matching.letters import fold, words
from enrichment.matching.numbers import number_in, spell_in_digits

_ARTICLE_WORDS = (
    "the a an le la les un une der die das ein eine el los las lo il gli uno una de het een um uma den det en ett"
)
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_ARTICLE_APOSTROPHE = re.compile(r"^[ld]['’]")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEGMENT_END = re.compile(r"\s*[:;]\s+|\s*:\s*|\s+[-–—]+\s+|\s*—\s*|\s+/\s+")
_ALTERNATIVE = re.compile(r"[,;:]\s+or,?\s+")

_MARKERS = (
    r"volumes?|vols?|v|parts?|pts?|books?|bks?|bk|tome|tomes|tomo|band|bd|bde|teil|deel|del|buch|libro|livre|"
    r"issue|chapter|episode|season|number|no|nr|том|книга|часть|pt"
)
_NUMBER = r"\d{1,3}(?:\.\d)?|[ivxl]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_VOLUME = re.compile(
    rf"(?:\b(?:{_MARKERS})\b\.?\s*#?|#)\s*(?P<first>{_NUMBER})\b(?:\s*(?:-|–|—|to|&|and)\s*#?(?P<last>{_NUMBER})\b)?"
)
_TRAILING_NUMBER = re.compile(r"(?<=\w)[\s,]+(?P<first>\d{1,3}|[ivx]{2,})$")
_LARGEST_VOLUME = 199  # "Fahrenheit 451" is no volume

_SET = re.compile(
    r"\b(?:box(?:ed)? ?sets?|boxset|omnibus|slipcase[d]?|bundle|coffret|schuber|books? set|volume set|"
    r"(?:\d+|two|three|four|five|six|seven) (?:books?|novels?|volumes?) in (?:1|one)|\d+ books?(?: box)? (?:set|collection)|"
    r"collection set|complete (?:set|boxed))\b"
)
_PERHAPS_A_SET = re.compile(
    r"\b(?:complete|entire) (?:\w+ )?(?:series|trilogy|saga|quartet|collection|duology)\b|\btrilogy$|\bthe collection\b"
)
_GUIDE = re.compile(
    r"^(?:a )?(?:quick |executive |detailed )?summary\b|\bsummary (?:of|and)\b|\bstudy guide|\bstudy aid|\bspark ?notes?\b|"
    r"\bcliffs? ?notes?\b|\bcliffsnotes\b|^notes on\b|\bshmoop\b|\binstaread\b|\bbookrags\b|\bquicklet\b|\bgradesaver\b|"
    r"\bworkbook\b|\bcolou?ring book\b|\bconversation starters\b|\blesson plans?\b|\bteach(?:er|ing)s? (?:guide|unit)\b|"
    r"\breading group guide\b|\bnovel unit\b|\bnovel guide\b|\bunofficial\b|\bunauthori[sz]ed\b|\btrivia\b|\bcompanion\b|"
    r"\bkey takeaways\b|\banalysis of\b|\bbarrons book notes\b|\byork notes\b|\bmax notes\b|\blitchart|\bbook notes\b|"
    r"\bcritical (?:essays|interpretations)\b|\bquiz book\b|\bposter book\b|\bsticker book\b|\bjournal\b$|\bparody\b"
)
_ADAPTATION = re.compile(
    r"\bthe graphic novel\b|\bgraphic (?:adaptation|edition|history)\b|\badaptation\b|\badapted\b|\babridged\b|\bscreenplay\b|"
    r"\bthe manga\b|\bthe musical\b|\bjunior novel|\bmovie storybook\b|\bfor young (?:readers|people)\b|"
    r"\byoung readers edition\b|\bpicture book\b|\bthe play\b|\bretold\b|\bpop up\b|\bmanga classics\b|\bnovelization\b"
)
_SAYS_NOTHING = re.compile(
    r"^(?:a|an|the|ein|eine|un|une|una|en|et)? ?(?:\w+ )?(?:novel|novella|roman|romane|memoir|romanzo|novela|thriller|mystery|"
    r"stories|short stories|poems|essays|play|tale|autobiography|biography|comedy|erzahlungen|true story|fiction|nonfiction|"
    r"graphic novel|fable|romance|story)$|"
    r"^(?:\w+ ){0,4}(?:edition|ed|anniversary|unabridged|illustrated|annotated|paperback|hardcover|kindle|classics?|ebook|"
    r"audiobook|publishing|press|library|reprint|translation|format|translated|reissue)(?: \w+){0,2}$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as `dissect` reads it."""

    names: tuple[str, ...]  # normalised segments that say something: main title, subtitles
    numbers: frozenset[str]  # volumes named: {"3"}, {"1", "3"} for "1-3"
    is_volume: bool  # the number tells this book from its siblings: "Naruto, Vol. 3", not "(The Expanse, #1)"
    is_set: bool
    may_be_a_set: bool  # "The Complete Trilogy": also the name of single books
    is_guide: bool
    is_adaptation: bool

    @property
    def main(self) -> str:
        return self.names[0] if self.names else ""

    @property
    def whole(self) -> str:
        return " ".join(self.names)


def normal_title(text: str) -> str:
    """`text` as titles are compared: folded, without punctuation and its leading article, numbers in digits.

    >>> normal_title("The Thirty-Nine Steps"), normal_title("L’Étranger"), normal_title("ノルウェイの森")
    ('39 steps', 'etranger', 'ノルウェイの森')
    """
    spelt = spell_in_digits(words(_ARTICLE_APOSTROPHE.sub("", fold(text).strip())))
    return " ".join(spelt[1:] if len(spelt) > 1 and spelt[0] in _ARTICLES else spelt)


@lru_cache(maxsize=8192)
def dissect(text: str) -> Title:
    """`text` taken apart. Never without a name, unless it has no letter at all."""
    folded = fold(text)
    plain = " ".join(words(folded))
    bare, asides = _without_parentheses(folded)
    names: list[str] = []
    numbers: set[str] = set()
    is_volume = False
    for place, segment in enumerate(part for part in _SEGMENT_END.split(bare) if part.strip()):
        name, found, counts = _without_number(segment)
        numbers |= found
        is_volume = is_volume or (bool(found) and counts)
        name = normal_title(name)
        if name and (place == 0 or not _SAYS_NOTHING.match(name)):
            names.append(name)
    for aside in asides:
        numbers |= _without_number(aside)[1] if not numbers else set()
    if not names and (whole := normal_title(text)):
        names, numbers, is_volume = [whole], set(), False
    return Title(
        names=tuple(names),
        numbers=frozenset(numbers),
        is_volume=is_volume,
        is_set=bool(_SET.search(plain)) or len(numbers) > 1,
        may_be_a_set=bool(_PERHAPS_A_SET.search(plain)),
        is_guide=bool(_GUIDE.search(plain)),
        is_adaptation=bool(_ADAPTATION.search(plain)),
    )


def main_title(text: str) -> str:
    """The part of a title to search for: before the subtitle and any parenthesis, the volume left in.

    >>> main_title("Sapiens: A Brief History of Humankind"), main_title("Saga, Vol. 2")
    ('Sapiens', 'Saga, Vol. 2')
    """
    bare, _ = _without_parentheses(text)
    first = next((part for part in _SEGMENT_END.split(_ALTERNATIVE.split(bare)[0]) if part.strip()), "")
    return first.strip() or text.strip()


def title_score(ours: str, theirs: str) -> float:
    """How alike two titles are, 0 to 1. 1 is the same name; 0.85 and above is the same book if the author agrees.

    It measures names only: volumes, sets and study guides are told apart by `unlike`.

    >>> title_score("The Hobbit, or There and Back Again", "The Hobbit")
    0.92
    """
    return max(_score_dissected(mine, yours) for mine in _ways_to_write(ours) for yours in _ways_to_write(theirs))


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
    if (
        (mine.is_volume or yours.is_volume)
        and not (mine.numbers and yours.numbers)
        and not _share_a_subtitle(mine, yours)
    ):
        return "only one names a volume"
    return None


def _ways_to_write(text: str) -> list[Title]:
    """The title as it stands and, for "The Hobbit, or There and Back Again", its first half."""
    first = _ALTERNATIVE.split(text)[0]
    return (
        [dissect(text)] if first == text else [dissect(text), dissect(f"{first}: {text[len(first) :].lstrip(',;: ')}")]
    )


def _score_dissected(mine: Title, yours: Title) -> float:
    if not mine.names or not yours.names:
        return 0.0
    if _joined(mine.whole) == _joined(yours.whole):
        return 1.0
    if mine.main == yours.main:
        return _score_of_subtitles(mine.names[1:], yours.names[1:])
    if mine.main in yours.names[1:] or yours.main in mine.names[1:]:
        return 0.88 if min(len(mine.names), len(yours.names)) == 1 or set(mine.names) <= set(yours.names) else 0.75
    return max(
        _likeness(mine.whole, yours.whole), 0.95 * _likeness(mine.main, yours.main) if _may_drop(mine, yours) else 0.0
    )


def _may_drop(mine: Title, yours: Title) -> bool:
    return len(mine.names) == 1 or len(yours.names) == 1


def _score_of_subtitles(mine: tuple[str, ...], yours: tuple[str, ...]) -> float:
    """For equal main titles: one subtitle left out is usual, two different ones are two books."""
    if not mine or not yours:
        return 0.92
    alike = _likeness(" ".join(mine), " ".join(yours))
    if alike >= 0.8 or set(mine) & set(yours):
        return 0.95
    shared = set(" ".join(mine).split()) & set(" ".join(yours).split()) - _ARTICLES
    return 0.86 if len(shared) >= 3 else 0.6


def _likeness(mine: str, yours: str) -> float:
    """The ratio of equal letters, but only where every word has its like: "Dune Messiah" is not nearly "Dune"."""
    if _joined(mine) == _joined(yours):
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


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _share_a_subtitle(mine: Title, yours: Title) -> bool:
    return len(set(mine.names) & set(yours.names)) > 1 or (
        mine.main != yours.main and (mine.main in yours.names or yours.main in mine.names)
    )


def _without_parentheses(text: str) -> tuple[str, list[str]]:
    asides = _PARENTHESIS.findall(text)
    bare = _PARENTHESIS.sub(" ", text)
    return (bare, asides) if bare.strip() else (text, [])


def _without_number(segment: str) -> tuple[str, set[str], bool]:
    """A segment without its volume number, the numbers, and whether they tell a volume of a work from its siblings.

    "Vol. 3" and "Book 3" alone, and a closing number, do; "The Inheritance Cycle, Book 3" names a place in a series.
    """
    found = _VOLUME.search(segment)
    if found is None:
        found = _TRAILING_NUMBER.search(segment)
        number = number_in(found["first"]) if found else None
        if found is None or number is None or float(number) > _LARGEST_VOLUME:
            return segment, set(), False
        return segment[: found.start()], {number}, True
    first, last = number_in(found["first"]), number_in(found["last"] or "")
    if first is None:
        return segment, set(), False
    rest = segment[: found.start()] + segment[found.end() :]
    is_series = bool(words(rest)) and bool(re.match(r"b(?:oo)?ks?\b|libro|livre|buch|книга|#", found[0]))
    return rest.strip(" ,.-–—"), {first} | ({last} if last else set()), not is_series
