"""Three questions near the one that was refused, each of which can be answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher

from dashboards.ask.planner.draft import Refused
from dashboards.ask.planner.plain import plain
from dashboards.ask.planner.vocabulary import Vocabulary

WANTED = 3
_BY_REASON = {
    "best_of_each": ("average rating per {group}", "highest rated books in {year}"),
    "one_each": ("how many books per {group}",),
    "most_of_what": ("who is my most read author?", "most read genre", "month with the most books read"),
    "year_of_unread": ("to-read books published in {year}", "to-read books added in {year}"),
    "reading_time": ("how many pages did I read per day in {year}", "how many pages did I read in {year}"),
    "weekday": ("what day of the week do I finish most books",),
    "advice": ("books on my to-read list under 250 pages, best rated first", "highest rated books on my to-read list"),
    "friends": ("how does my average rating compare to the crowd", "books I rated lower than the crowd"),
    "future": ("how many books did I read this year", "average number of books per month"),
    "share_of_what": ("percentage of books I read that were {genre}",),
    "having_of_books": ("authors I have read more than 3 times",),
    "author_facts": ("how many different authors have I read?", "who is my most read author?"),
    "inside": ("books I gave 5 stars", "average rating by genre"),
}
_USUAL = (
    "how many books did I read in {year}?",
    "average rating by genre",
    "who is my most read author?",
    "longest book I gave 5 stars",
    "books on my to-read list under 250 pages, best rated first",
    "pages per month in {year}",
    "which genre did I rate highest in {year}?",
    "do I rate long books higher?",
    "how many books did I read per year?",
    "how does my average rating compare to the crowd",
    "how many books by {author} have I read?",
    "shortest {genre} book I have read",
)


def near_questions(
    question: str, refused: Refused, today: dt.date, can_answer: Callable[[str], bool], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """What the refusal itself proposes, then what is most like the question, about the same year, genre and author."""
    asked = plain(question)
    filling = {
        "year": next(iter(re.findall(r"\b(?:19[5-9]|20[0-4])\d\b", asked)), today.year - 1),
        "group": str(refused.values.get("group", "genre")).removesuffix("_read"),
        "genre": _named(asked, vocabulary.genres) or next(iter(vocabulary.genres), "fantasy"),
        "author": _named(asked, vocabulary.authors) or next(iter(vocabulary.authors.values()), ""),
    }
    usual = [one.format(**filling) for one in _USUAL]
    usual.sort(key=lambda one: -_alike(asked, plain(one)))
    offered = [*refused.near, *(one.format(**filling) for one in _BY_REASON.get(refused.reason, ()))]
    near: list[str] = []
    for one in [*offered, *usual]:
        if one not in near and one.strip().lower() != question.strip().lower() and can_answer(one):
            near.append(one)
        if len(near) == WANTED:
            break
    return tuple(near)


def _named(asked: str, forms: Mapping[str, str]) -> str | None:
    """The name that the question has, as the reader's library writes it; of a genre as people type it."""
    return next((forms[form] for form in forms if f" {form} " in asked), None)


def _alike(asked: str, known: str) -> float:
    """How many words they share, then how alike they look."""
    mine, yours = set(asked.split()), set(known.split())
    return (
        len(mine & yours) / (len(yours) or 1) + 0.3 * SequenceMatcher(None, asked, known, autojunk=False).quick_ratio()
    )
