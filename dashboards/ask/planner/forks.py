"""Questions that can be read in two ways, as two questions that cannot."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from dashboards.ask.planner.plain import plain

_VERB = re.compile(
    r"\b(?:read|reading|finish\w*|published|written|released|came out|added|shelved|put|rated?"
    r"|gave|logged|per|by|each|every)\b"
)
_UNREAD = re.compile(r"\b(?:to-read|unread|not read|have not read|not yet read)\b")
_NOVEL = re.compile(r"(?<!graphic )\bnovel(s?)\b", re.IGNORECASE)  # a book, or one of fiction
_PART = re.compile(r"\b(?:half|quarter|part|end|spring|summer|autumn|fall|winter|or|vs|than) (?:of|from) ")
_YEAR = r"(?:19|20)\d\d"


def forks_of(question: str, text: str = "", genres: Iterable[str] = (), shelves: Container[str] = ()) -> list[str]:
    """The question itself, or each of its readings in plain words, the likelier first.

    `text` is how the rules read it, `genres` and `shelves` are the forms of those that they know.

    >>> forks_of("to-read books from 2020")
    ['to-read books published in 2020', 'to-read books added in 2020']
    >>> forks_of("how many books did I read in 2020")
    ['how many books did I read in 2020']
    """
    text = text or plain(question)
    readings = _shelf_or_best(question, shelves) or _of_times_and_ratings(question, text)
    if not _NOVEL.search(text) or any(f" {form} " in text for form in genres):
        return readings
    of_fiction = [_NOVEL.sub(lambda found: f"fiction book{found[1]}", one) for one in readings]
    return of_fiction if len(readings) > 1 else [*of_fiction, _NOVEL.sub(lambda found: f"book{found[1]}", question)]


def _shelf_or_best(question: str, shelves: Container[str]) -> list[str] | None:
    """ "Which of my favourites": those on the shelf of that name, or those rated best?"""
    found = re.search(
        r"\b(?:(?:of|among) (?:all )?my favou?rites|my favou?rites(?= $|$|[?.]| are| were| from| by))",
        question,
        re.IGNORECASE,
    )
    if not found or not ("favorites" in shelves or "favourites" in shelves):
        return None
    before, after = question[: found.start()], question[found.end() :]
    return [f"{before}on my favorites shelf{after}", question]


def _of_times_and_ratings(question: str, text: str) -> list[str]:
    if _UNREAD.search(text):
        return _oldest_of_unread(question, text) or _year_of_unread(question, text)
    return (
        _past_year(question)
        or _month_of_the_year(question)
        or _longest_series(question)
        or _rating_of_whom(question, text)
        or _favourites(question, text)
        or _books_of_a_year(question, text)
        or [question]
    )


def _oldest_of_unread(question: str, text: str) -> list[str] | None:
    """The oldest of what is still to be read: published first, or waiting longest?"""
    found = re.search(r"\b(oldest|newest)\b", question, re.IGNORECASE)
    if not found or re.search(r"\b(?:published|written|released|added|shelved|publication|first)\b", text):
        return None
    before, after = question[: found.start()], question[found.end() :]
    said = (
        ("longest waiting", "oldest by publication")
        if found[1].lower() == "oldest"
        else ("last added", "most recently published")
    )
    return [f"{before}{one}{after}" for one in said]


def _past_year(question: str) -> list[str] | None:
    """ "In the past year": the twelve months up to today, or last year?"""
    found = re.search(
        r"\b(?:(?:in|over|during|within) the (?:past|last)|over the past|in the past) year\b", question, re.IGNORECASE
    )
    if not found:
        return None
    before, after = question[: found.start()], question[found.end() :]
    return [f"{before}in the last 12 months{after}", f"{before}in the last calendar year{after}"]


def _year_of_unread(question: str, text: str) -> list[str]:
    found = re.search(
        rf"\b(?:in|from|of|since|before|after) (?:the year )?({_YEAR})s?\b|\b(?:from |in )?(this|last) year\b",
        question,
        re.IGNORECASE,
    )
    if not found or re.search(r"\b(?:published|written|released|came out|added|shelved|put)\b", text):
        return [question]
    if re.search(r" not (?:read|finished) (?:since|before|after) ", text):  # of that nothing is known
        return [question]
    when = re.sub(r"^(?:from|of) ", "in ", found[0], flags=re.IGNORECASE)
    return [f"{question[: found.start()]}{verb} {when}{question[found.end() :]}" for verb in ("published", "added")]


def _month_of_the_year(question: str) -> list[str] | None:
    """ "Which month do I read most in?": every March, or that of one year?"""
    found = re.search(r"\b(?:which|what) months? (?=do i\b)", question, re.IGNORECASE)
    if not found:
        return None
    return [f"{question[: found.start()]}which month of the year {question[found.end() :]}", question]


def _longest_series(question: str) -> list[str] | None:
    """ "The longest series": that of most books, or of most pages?"""
    found = re.search(r"\b(longest|shortest) series\b", question, re.IGNORECASE)
    if not found:
        return None
    most = "most" if found[1].lower() == "longest" else "fewest"
    before, after = question[: found.start()], question[found.end() :]
    return [f"{before}series with the {most} books{after}", f"{before}series with the {most} pages{after}"]


def _rating_of_whom(question: str, text: str) -> list[str] | None:
    """ "With a rating above 4.3": the reader's own, or the crowd's?"""
    found = re.search(
        r"\b(?:with|has|have|having) (?:an? )?ratings? (?:of )?(?=(?:above|over|under|below|at least"
        r"|more|less|higher|lower))",
        question,
        re.IGNORECASE,
    )
    if not found or re.search(r"\b(?:my|goodreads|average|community|crowd)\b ratings?", text):
        return None
    before, after = question[: found.start()], question[found.end() :]
    readings = [f"{before}with a goodreads rating {after}", f"{before}with my rating {after}"]
    whole = re.search(r"\b[1-5](?:\.0)?\b(?!\.\d)", after)
    return readings[::-1] if whole and not re.search(r"\d\.\d", after) else readings


def _favourites(question: str, text: str) -> list[str] | None:
    """ "My top genres": those read most, or those rated highest?"""
    groups = r"(?:genres?|authors?|writers?|series|publishers?|languages?|decades?|months?|years?)"
    found = re.search(
        rf"\b(?:(top|best) (\d+ )?|(?<!least )(favou?rite) )(?=(?:reading )?{groups}\b)", question, re.IGNORECASE
    )
    if not found or re.search(r"\b(?:rated?|ratings?|most|by)\b", text):
        return None
    before, after = question[: found.start()], question[found.end() :]
    number = f"top {found[2]}" if found[2] else ""
    readings = [f"{before}{number}{words} {after}" for words in ("most read", "highest rated")]
    return readings[::-1] if found[3] else readings


def _books_of_a_year(question: str, text: str) -> list[str] | None:
    """ "Fantasy books from 2015": read then, or published then?"""
    found = re.search(rf"\b(?:from|of) ({_YEAR})\b", question, re.IGNORECASE)
    if (
        not found
        or _PART.search(text)
        or _VERB.search(text)
        or int(found[1]) <= 2005
        or re.search(rf"from {_YEAR} (?:to|until|-)", text)
    ):
        return None
    before, after = question[: found.start()], question[found.end() :]
    return [f"{before}read in {found[1]}{after}", f"{before}published in {found[1]}{after}"]
