"""A question brought into the one form that the rules are written for."""

from __future__ import annotations

import re

from dashboards.document.folding import fold

LONGEST = 300  # characters of a question
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_COUNTED = (
    r"(?=[ -](?:stars?|times?|books?|pages?|authors?|genres?|months?|years?|days?|weeks?|shel"
    r"|series|or more|highest|longest|best|worst|lowest|oldest|newest|shortest|biggest|thickest|most|least"
    r"|favou?rites?|and (?:a half|up|above|over|below|under)|or (?:higher|better|above|less|lower|fewer|below)))"
)
_BEFORE = r"(?<=top )|(?<=first )|(?<=last )|(?<=than )|(?<=least )|(?<=past )|(?<=exactly )"
_NUMBER = re.compile(rf"\b(?:{_BEFORE}|\b)({'|'.join(NUMBERS)})(?:{_COUNTED})|(?:{_BEFORE})({'|'.join(NUMBERS)})\b")
_WHOLE_WORDS = (
    ("“", '"'),
    ("”", '"'),
    ("`", "'"),
    ("what's", "what is"),
    ("who's", "who is"),
    ("how's", "how is"),
    ("i've", "i have"),
    ("cannot", "can not"),
    ("can't", "can not"),
    ("won't", "will not"),
    ("n't", " not"),
    ("i'm", "i am"),
    ("i'd", "i would"),
    ("goodreads'", "goodreads"),
    ("favourite", "favorite"),
    ("want-to-read", "to-read"),
    ("in-progress", "in progress"),
    ("audio book", "audiobook"),
    ("e-book", "ebook"),
    ("sci fi", "sci-fi"),
    ("non fiction", "nonfiction"),
    ("non-fiction", "nonfiction"),
)
_RUN_TOGETHER = {
    "whats": "what is",
    "whos": "who is",
    "hows": "how is",
    "wheres": "where is",
    "ive": "i have",
    "im": "i am",
    "dont": "do not",
    "didnt": "did not",
    "doesnt": "does not",
    "havent": "have not",
    "hasnt": "has not",
    "hadnt": "had not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "u": "you",
    "yr": "year",
    "yrs": "years",
    "pgs": "pages",
    "pg": "pages",
    "bks": "books",
    "fav": "favorite",
    "fave": "favorite",
    "favs": "favorites",
    "faves": "favorites",
    "w/": "with",
    "w/o": "without",
    "avg": "average",
}
_HUNDREDS = re.compile(rf"\b(a|{'|'.join(NUMBERS)})[ -](hundred|thousand|million)(?: and (fifty))?\b(?! years of)")
_WORTH = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_TO_READ = re.compile(
    r"\b(?:to[- ]read|tbr|want to read|wish ?list)(?: (?:list|pile|shelf|stack|queue"
    r"|books?(?= (?:list|pile|shelf))))?\b"
    r"|\bto[- ]be[- ]read(?: (?:list|pile|shelf))?\b|\b(?:my|the) reading list\b"
)
_SPELT = {
    "boks": "books",
    "bokos": "books",
    "bookss": "books",
    "avrage": "average",
    "averge": "average",
    "averag": "average",
    "ratting": "rating",
    "raiting": "rating",
    "authr": "author",
    "auther": "author",
    "athor": "author",
    "gener": "genre",
    "genere": "genre",
    "pagse": "pages",
    "higest": "highest",
    "hightest": "highest",
    "longst": "longest",
    "wich": "which",
    "whcih": "which",
    "yaer": "year",
    "moth": "month",
    "favrite": "favorite",
    "favorit": "favorite",
}


def plain(question: str) -> str:
    """Lower case, without accents and marks, numbers in digits, a space at each end.

    >>> plain("What's the longest book I gave five stars?")
    ' what is the longest book i gave 5 stars '
    >>> plain("Books on my TBR list over 1,000 pages")
    ' books on my to-read over 1000 pages '
    """
    text = fold(question[:LONGEST])
    for written, meant in _WHOLE_WORDS:
        text = text.replace(written, meant)
    text = re.sub(r"(\d),(\d{3})\b", r"\1\2", text)
    text = re.sub(r"[?!;:,()\[\]…]|\.(?!\d)", " ", text)
    text = re.sub(r"(\d)[- ](?=stars?\b)", r"\1 ", text)
    text = re.sub(r"(?<=\d)-(?=pages?\b)", " ", text)
    text = re.sub(r"(\d)\s*★|★{1,5}", lambda found: f"{found[1] or len(found[0])} stars", text)
    text = re.sub(rf"\b({'|'.join(NUMBERS)})-(?=stars?\b)", r"\1 ", text)
    text = " ".join(_RUN_TOGETHER.get(word, word) for word in text.split())
    text = _HUNDREDS.sub(_in_digits, text)
    text = _NUMBER.sub(lambda found: str(NUMBERS[found[1] or found[2]]), text)
    text = _TO_READ.sub("to-read", text)
    text = re.sub(r"\bto-read (?:list|pile|shelf|stack|queue)\b", "to-read", text)
    text = re.sub(r"\b([1-5])\+(?! ?stars?| pages)", r"\1+ stars", text)
    return f" {' '.join(_SPELT.get(word, word) for word in text.split())} "


def _in_digits(found: re.Match[str]) -> str:
    """ "Two hundred and fifty": 250; "a hundred": 100."""
    return str(NUMBERS.get(found[1], 1) * _WORTH[found[2]] + (50 if found[3] else 0))
