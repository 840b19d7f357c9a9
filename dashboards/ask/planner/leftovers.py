"""A last look at words that no rule explained, before they are a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboards.ask.planner.draft import GONE, Draft
from dashboards.ask.planner.vocabulary import nearest


def link_leftovers(draft: Draft, left: list[str]) -> None:
    """A last look at words that nothing explained: a shelf by its bare name, a name with a slip in it."""
    for word in left:
        if shelf := draft.vocabulary.shelves.get(word):
            draft.take(rf"(?:(?:on|in|from) )?(?:my |the )?{re.escape(word)}")
            draft.add("shelf", "=", shelf)
            draft.note("shelf_meant", name=shelf)
            draft.take(r"(?:going|judging|according|based) (?:by|to|on) my (?:own )?(?:shelf|shelves)")
            draft.take_all(rf"{GONE} but(?= {GONE})")
    words = [word for word in left if not word.isdigit() and word not in draft.vocabulary.shelves]
    if not words or draft.about_one_book:
        return
    text = " ".join(words)
    vocabulary = draft.vocabulary
    last_names = vocabulary.last_names.get(text, ()) if len(text) > 3 else ()
    if len(last_names) == 1:
        _take_words(draft, words, "author", last_names[0], text)
    elif text in vocabulary.titles and len(text) > 3:
        _take_words(draft, words, "title", vocabulary.titles[text], text)
    elif len(words) <= 4 and len(text) >= 6 and (form := nearest(text, vocabulary.authors, 0.84)):
        _take_words(draft, words, "author", vocabulary.authors[form], text)
    elif (
        len(words) == 1
        and len(text) >= 5
        and not text.endswith("est")
        and (form := nearest(text, vocabulary.genres, 0.85))
    ):
        _take_words(draft, words, "genre", vocabulary.genres[form], text)
    elif len(text) >= 6 and (form := nearest(text, vocabulary.titles, 0.88)):
        _take_words(draft, words, "title", vocabulary.titles[form], text)
    elif len(text) >= 6 and (form := nearest(text, vocabulary.series, 0.88)):
        _take_words(draft, words, "series", vocabulary.series[form], text)


def _take_words(draft: Draft, words: Iterable[str], field: str, name: str, typed: str) -> None:
    draft.add(field, "=", name)
    if typed != name.lower():
        draft.note("read_as", word=typed, name=name)
    for word in words:
        draft.take(re.escape(word))
