"""Chapter iv: whether the reader goes from author to author, or stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Entry, Figure, Table, mark, with_ghosts
from dashboards.figures.sizes import spans
from dashboards.seeing import Seen

ENOUGH_BOOKS = 50  # read books of the library
ENOUGH_AUTHORS = 5
WIDELY = 0.75  # of the authors known from one book, from which on
DEEPLY = 0.5  # up to which


def widely_or_deeply(seen: Seen) -> Figure | None:
    """Authors by how many of their books are read. None for a small library or a handful of authors."""
    steps = seen.head["summary"]["depth"]
    total, books = (sum(step[what] for step in steps) for what in ("authors", "books"))
    if seen.whole["coverage"]["read"] < ENOUGH_BOOKS or total < ENOUGH_AUTHORS:
        return None
    entries = with_ghosts(seen, seen.head, lambda head: head["summary"]["depth"], "from")
    names = spans([entry["from"] for entry, _ghost in entries])
    return Figure(
        id="depth",
        question=_("Do you read widely or deeply?"),
        answer=_widely(steps, total),
        rests_on=_("From %(books)s by %(authors)s; co-authors and translators are not counted.")
        % {"books": words.books(books), "authors": words.authors(total)},
        columns=5,
        chart="columns",
        data={
            "label": _("Authors by the number of their books that you have read."),
            "marks": [_step_mark(name, *pair, total) for name, pair in zip(names, entries, strict=True)],
        },
        table=Table(
            [_("Books of theirs"), _("Authors"), _("Books in all")],
            [
                (name, words.number(entry["authors"]), words.number(entry["books"]))
                for name, (entry, _ghost) in zip(names, entries, strict=True)
            ],
        ),
    )


def _widely(steps: Sequence[Entry], total: int) -> str:
    once = steps[0]["authors"]
    if once >= WIDELY * total:
        sentence = _("<b>Widely</b>: {share} of your authors you know from a single book.")
    elif once <= DEEPLY * total:
        sentence = _("<b>Deeply</b>: only {share} of your authors you know from a single book.")
    else:
        sentence = _("<b>Both</b>: {share} of your authors you know from a single book, the others from more.")
    return format_html(sentence, share=words.percent(once, total))


def _step_mark(name: str, entry: Entry, ghost: Entry | None, total: int) -> dict[str, Any]:
    return mark(
        _("One book of theirs") if name == "1" else _("%(span)s books of theirs") % {"span": name},
        entry["authors"],
        words.number(entry["authors"]),
        [words.authors(entry["authors"]), words.percent(entry["authors"], total), words.books(entry["books"])],
        short=name,
        ghost=ghost["authors"] if ghost else None,
    )
