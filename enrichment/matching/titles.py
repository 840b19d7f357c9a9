"""Titles taken apart: the name of the book, its subtitle, its volume, and what kind of book it says it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from enrichment.matching.letters import fold, words
from enrichment.matching.numbers import number_in, spell_in_digits

_ARTICLE_WORDS = (
    "the a an le la les un une der die das ein eine el los las lo il gli uno una de het een um uma den det en ett"
)
ARTICLES = frozenset(_ARTICLE_WORDS.split())
_ARTICLE_APOSTROPHE = re.compile(r"^[ld]['’]")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEGMENT_END = re.compile(r"\s*[:;]\s+|\s+:|\s*：\s*|\s+[-–—]+\s+|\s*—\s*")
_EDITION = re.compile(r",\s+(?:[^\s,]+\s+){0,3}(?:edition|ed\.)\s*$")
ALTERNATIVE = re.compile(r"[,;:]\s+or,?\s+")

_MARKERS = (
    r"volumes?|vols?|v|parts?|pts?|books?|bks?|bk|tome|tomes|tomo|band|bd|bde|teil|deel|del|buch|libro|livre|"
    r"issue|chapter|episode|season|number|no|nr|том|книга|часть|pt"
)
_NUMBER = r"\d{1,3}(?:\.\d)?|[ivxl]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_VOLUME = re.compile(
    rf"(?:\b(?:{_MARKERS})\b\.?\s*#?|#)\s*(?P<first>{_NUMBER})\b(?:\s*(?:-|–|—|to|&|and)\s*#?(?P<last>{_NUMBER})\b)?"
)
_VOLUME_IN_CHINESE = re.compile(
    r"(?<![全0-9])第?\s*(?P<first>[0-9]{1,3}|[一二三四五六七八九十])\s*[巻卷권]"
)  # 全3巻: a set
# Not the inner one of "(Hayakawa SF (88))", by which a publisher counts its books.
_VOLUME_IN_BRACKETS = re.compile(r"[(\[〈《]\s*([0-9]{1,3})\s*[)\]〉》](?!\s*[)\]])")
_TRAILING_NUMBER = re.compile(r"(?<=[^\W\d])[\s,-]+(?P<first>\d{1,3}|[ivx]{2,})$")
LONGEST = 500  # characters of a title that are looked at
_BOOK = re.compile(r"b(?:oo)?ks?\b|libro|livre|buch|книга|#")
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
    r"\byoung readers edition\b|\bpicture book\b|\bthe play\b|\bpop up\b|\bmanga classics\b|\bnovelization\b"
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
    after_volume: frozenset[str]  # the names behind the number, which tell it as well: "Vol. 1: Preludes & Nocturnes"
    is_set: bool
    may_be_a_set: bool  # "The Complete Trilogy": also the name of single books
    is_guide: bool
    is_adaptation: bool

    @property
    def main(self) -> str:
        return self.names[0] if self.names else ""

    @property
    def series(self) -> set[str]:
        """What its volumes have in common."""
        return {joined(name) for name in self.names if name not in self.after_volume}

    @property
    def closing_numbers(self) -> frozenset[str]:
        """The volumes named, or the number that it ends with: for titles of which nothing else can be compared."""
        closing = re.search(r"(?<![0-9])(?<![0-9] )[0-9]{1,3}$", self.whole)
        return self.numbers or (frozenset({str(int(closing[0]))}) if closing else frozenset())

    @property
    def whole(self) -> str:
        return " ".join(self.names)


def normal_title(text: str) -> str:
    """`text` as titles are compared: folded, without punctuation and its leading article, numbers in digits.

    >>> normal_title("The Thirty-Nine Steps"), normal_title("L’Étranger"), normal_title("ノルウェイの森")
    ('39 steps', 'etranger', 'ノルウェイの森')
    """
    spelt = spell_in_digits(words(_ARTICLE_APOSTROPHE.sub("", fold(text).strip())))
    return " ".join(spelt[1:] if len(spelt) > 1 and spelt[0] in ARTICLES else spelt)


def joined(name: str) -> str:
    """A name without what writers of titles disagree about: spaces and articles."""
    return "".join(word for word in name.split() if word not in ARTICLES) or name


def dissect(text: str) -> Title:
    """`text` taken apart. Never without a name, unless it has no letter at all."""
    return _dissect(text[:LONGEST])


@lru_cache(maxsize=8192)
def _dissect(text: str) -> Title:
    folded = fold(text)
    plain = " ".join(words(folded))
    unbracketed, in_brackets = _without_bracketed_volume(_EDITION.sub("", folded))
    bare, asides = _without_parentheses(unbracketed)
    names: list[str] = []
    of_series: list[str] = []
    numbers: set[str] = set()
    after_volume: set[str] = set()
    is_volume = False
    for place, segment in enumerate(part for part in _SEGMENT_END.split(bare) if part.strip()):
        number = _find_number(segment, is_first=place == 0)
        name = normal_title(number.rest)
        if name and number.is_place_in_series:
            of_series.append(name)
        elif name and (place == 0 or not _SAYS_NOTHING.match(name)):
            names.append(name)
            after_volume |= {name} if is_volume else set()
        numbers |= number.found
        is_volume = is_volume or (bool(number.found) and not number.is_place_in_series)
    if in_brackets and not numbers:
        numbers, is_volume = {in_brackets}, True
    for aside in asides:
        numbers |= _find_marked_number(aside, is_first=False).found if not numbers else set()
    if not names:  # the series is all the name it has: "Azarinth Healer: Book One"
        names, is_volume = of_series, bool(numbers)
    if not names:
        names, numbers, is_volume = [whole] if (whole := normal_title(text)) else [], set(), False
    return Title(
        names=tuple(names),
        numbers=frozenset(numbers),
        is_volume=is_volume,
        after_volume=frozenset(after_volume),
        is_set=bool(_SET.search(plain)) or len(numbers) > 1,
        may_be_a_set=bool(_PERHAPS_A_SET.search(" ".join(words(bare)))),  # not for "(Harper Hall Trilogy)"
        is_guide=bool(_GUIDE.search(plain)),
        is_adaptation=bool(_ADAPTATION.search(plain)),
    )


def main_title(text: str) -> str:
    """The part of a title to search for: before the subtitle and any parenthesis, the volume left in.

    >>> main_title("Sapiens: A Brief History of Humankind"), main_title("Saga, Vol. 2")
    ('Sapiens', 'Saga, Vol. 2')
    """
    bare, _ = _without_parentheses(text[:LONGEST])
    first = next((part for part in _SEGMENT_END.split(ALTERNATIVE.split(bare)[0]) if part.strip()), "")
    return first.strip() or text[:LONGEST].strip()


def _without_parentheses(text: str) -> tuple[str, list[str]]:
    """A title without its asides, "(Dirk Pitt Adventures (Hardcover))" one inside the other too, and the asides."""
    asides: list[str] = []
    bare = text
    while found := _PARENTHESIS.findall(bare):
        asides += found
        bare = _PARENTHESIS.sub(" ", bare)
    return (bare, asides) if bare.strip() else (text, [])


def _without_bracketed_volume(text: str) -> tuple[str, str | None]:
    """A title without the lone number in brackets, "寄生獣 (3) (KC)", and that number."""
    found = _VOLUME_IN_BRACKETS.search(text)
    bare = text[: found.start()] + " " + text[found.end() :] if found else text
    if found is None or float(found[1]) > _LARGEST_VOLUME or not words(bare):
        return text, None
    return bare, number_in(found[1])


@dataclass(frozen=True, slots=True)
class _Number:
    """A volume's number in a segment of a title.

    "Vol. 3", "Book 3" alone and the number that closes a main title tell a volume of a work from its siblings;
    "The Inheritance Cycle, Book 3" and "Volume One of the Baroque Cycle" name a place in a series.
    """

    rest: str  # the segment without it
    found: frozenset[str] = frozenset()
    is_place_in_series: bool = False


def _find_number(segment: str, *, is_first: bool) -> _Number:
    marked = _find_marked_number(segment, is_first=is_first)
    if marked.found:
        return marked
    return _find_closing_number(segment) if is_first else _find_lone_number(segment)


def _find_marked_number(segment: str, *, is_first: bool) -> _Number:
    marked = _VOLUME.search(segment) or _VOLUME_IN_CHINESE.search(segment)
    if marked is None:
        return _Number(segment)
    said = marked.groupdict()
    numbers = frozenset(filter(None, (number_in(said["first"]), number_in(said.get("last") or ""))))
    if not numbers:
        return _Number(segment)
    before, after = segment[: marked.start()], segment[marked.end() :]
    is_book = bool(words(before + after)) and bool(_BOOK.match(marked[0]))
    is_of_a_series = not is_first and bool(re.match(r"\s*(?:of|in)\b", after))
    return _Number((before + after).strip(" ,.-–—"), numbers, is_book or is_of_a_series)


def _find_lone_number(segment: str) -> _Number:
    """For "Nausicaä: 3", not for "A History: 1914"."""
    alone = segment.strip()
    is_volume = alone.isascii() and alone.isdigit() and int(alone) <= _LARGEST_VOLUME
    return _Number("", frozenset({str(int(alone))})) if is_volume else _Number(segment)


def _find_closing_number(segment: str) -> _Number:
    closing = _TRAILING_NUMBER.search(segment)
    number = number_in(closing["first"]) if closing else None
    if closing is None or number is None or float(number) > _LARGEST_VOLUME:
        return _Number(segment)
    return _Number(segment[: closing.start()], frozenset({number}))
