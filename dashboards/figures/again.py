"""Chapter vii: books read more than once."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.cards import Card, Cards
from dashboards.seeing import Seen


def what_again(seen: Seen) -> Cards | None:
    """Books read more than once. None where there are none."""
    rereads = seen.head["summary"]["rereads"]
    if not rereads:
        return None
    most = rereads[0]
    return Cards(
        id="rereads",
        question=_("What do you read again?"),
        answer=format_html(
            _("Most often <b>{title}</b>, {times}."), title=most["title"], times=words.times(most["read_count"])
        ),
        rests_on=_("From the read counts of your export; it holds one date a book, so the years count each book once."),
        cards=[Card(book, seen.links.book(book["id"]), words.times(book["read_count"])) for book in rereads],
        columns=12,
        small=True,
    )
