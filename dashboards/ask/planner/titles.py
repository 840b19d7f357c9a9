"""Finding the reader's own titles in a question: in quotes, as all that it is about, or standing for themselves."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import GONE, Draft, Refused
from dashboards.ask.planner.filler import FILLER
from dashboards.ask.planner.vocabulary import nearest

_ABOUT_ONE = (
    r"tell me about|who wrote|who is the author of|(?:the )?author of|when did i (?:last )?(?:read|finish)"
    r"|how many pages (?:is|are in|does|has)|how many times (?:did i|have i) read|how often (?:did i|have i) read"
    r"|how long (?:is|was)|what did i (?:rate|give|think of)|what rating did i give(?: to)?|how did i rate"
    r"|how many stars did i give(?: to)?|did i (?:ever )?(?:read|finish)|do i have|have i (?:ever )?read"
)
_NOT_ONE = r"(?!any |a |more |less |most |fewer |the most|all |how |which )"


def read_quoted_title(draft: Draft) -> None:
    if not (found := draft.take(r'"([^"]{2,})"')):
        return
    form = nearest(found[1].strip(), draft.vocabulary.titles, 0.8)
    if form is None:
        raise Refused("no_such_title", title=found[1].strip())
    draft.add("title", "=", draft.vocabulary.titles[form])


def read_one_book(draft: Draft) -> None:
    """ "When did I read Dune?": the whole rest is a title."""
    found = re.search(
        rf" (?:{_ABOUT_ONE}) {_NOT_ONE}(.+?)(?: have| has| get from me)?(?: in my library)? $", draft.text
    ) or re.search(
        r" (?:when|(?:in )?(?:what|which) year) (?:was|did) (.+?) (?:first )?(?:published|written"
        r"|released|come out) $",
        draft.text,
    )
    if not found:
        return
    titles = draft.vocabulary.titles
    form = found[1] if found[1] in titles else nearest(found[1], titles, 0.9)
    if form is None:
        return
    draft.add("title", "=", titles[form])
    if form != found[1]:
        draft.note("read_as", word=found[1], name=titles[form])
    draft.text = f" {GONE} "
    draft.about_one_book = True


def read_long_titles(draft: Draft) -> None:
    """Titles of several words stand for themselves; a short one ("It", "1984") only in quotes or after "about"."""
    for form in sorted(draft.standing(draft.vocabulary.titles), key=len, reverse=True):
        words = form.split()
        own = [word for word in words if word not in FILLER and not word.isdigit()]
        if len(words) >= 2 and len(own) >= 2 and form not in draft.vocabulary.genres and draft.take(re.escape(form)):
            draft.add("title", "=", draft.vocabulary.titles[form])
