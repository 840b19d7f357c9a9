"""Finding the reader's own titles in a question: in quotes, or standing for themselves."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import Draft, Refused
from dashboards.ask.planner.filler import FILLER
from dashboards.ask.planner.vocabulary import nearest


def read_quoted_title(draft: Draft) -> None:
    if not (found := draft.take(r'"([^"]{2,})"')):
        return
    form = nearest(found[1].strip(), draft.vocabulary.titles, 0.8)
    if form is None:
        raise Refused("no_such_title", title=found[1].strip())
    draft.add("title", "=", draft.vocabulary.titles[form])


def read_long_titles(draft: Draft) -> None:
    """Titles of several words stand for themselves; a short one ("It", "1984") only in quotes or after "about"."""
    for form in sorted(draft.standing(draft.vocabulary.titles), key=len, reverse=True):
        words = form.split()
        own = [word for word in words if word not in FILLER and not word.isdigit()]
        if len(words) >= 2 and len(own) >= 2 and form not in draft.vocabulary.genres and draft.take(re.escape(form)):
            draft.add("title", "=", draft.vocabulary.titles[form])
