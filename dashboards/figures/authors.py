"""Chapter iv: whom the reader returns to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Entry, Figure, Head, Instead, Table, mark, ranked_with_ghosts
from dashboards.seeing import Seen

AUTHORS_DRAWN = 10


def who_again(seen: Seen) -> Figure | Instead | None:
    """Authors by number of books, those with more than one. None where no author is known."""
    head = seen.beside("author")
    authors, total = head["summary"]["authors"], head["summary"]["authors_total"]
    read = head["coverage"]["read"]
    if not authors:
        return None
    question = _("Who do you return to?")
    said = {"books": words.books(read), "authors": words.authors(total)}
    again = [author for author in authors if author["books"] > 1]
    if not again:
        return Instead("returns", question, _("Nobody yet: %(books)s by %(authors)s.") % said, columns=7)
    return Figure(
        id="returns",
        question=question,
        answer=_most_often(again),
        rests_on=_("From %(books)s by %(authors)s; co-authors and translators are not counted.") % said,
        columns=7,
        chart="ranked",
        data={
            "label": _("Authors by number of books, with your average rating. Each bar leads to the books."),
            "beside": _("your average"),
            "low": 1,
            "high": 5,
            "marks": [_author_mark(author, ghost, seen) for author, ghost in _drawn(head, seen)],
        },
        table=Table(
            [_("Author"), _("Books"), _("Pages"), _("Your average")],
            [
                (a["name"], words.number(a["books"]), words.number(a["pages"]), words.rating(a["average_rating"]))
                for a in authors
            ],
        ),
    )


def _drawn(head: Head, seen: Seen) -> list[tuple[Entry, Entry | None]]:
    """The authors with several books, here or in the whole library, and the one that is chosen."""
    chosen = seen.filters.wanted.get("author")
    ranked = ranked_with_ghosts(
        seen, head, lambda head: head["summary"]["authors"], "name", limit=AUTHORS_DRAWN, chosen=chosen
    )
    return [
        (author, ghost)
        for author, ghost in ranked
        if author["books"] > 1 or (ghost and ghost["books"] > 1) or author["name"] == chosen
    ]


def _most_often(again: list[Mapping[str, Any]]) -> str:
    first = again[0]
    rivals = [author for author in again if author["books"] == first["books"]]
    if len(rivals) > 2:
        return format_html(
            _("<b>{count} authors</b>, with {books} each."),
            count=words.in_words(len(rivals)).capitalize(),
            books=words.books(first["books"]),
        )
    if len(rivals) == 2:
        return format_html(
            _("<b>{first}</b> and <b>{second}</b>, with {books} each."),
            first=first["name"],
            second=rivals[1]["name"],
            books=words.books(first["books"]),
        )
    return format_html(_("<b>{first}</b>, with {books}."), first=first["name"], books=words.books(first["books"]))


def _author_mark(author: Entry, ghost: Entry | None, seen: Seen) -> dict[str, Any]:
    average = author["average_rating"]
    return mark(
        author["name"],
        author["books"],
        words.number(author["books"]),
        [
            words.books(author["books"]),
            words.pages(author["pages"]) if author["pages"] else "",
            _("You rate them %(rating)s") % {"rating": words.rating(average)} if average else "",
        ],
        cloth="you",
        average=average,
        average_text=words.rating(average) if average else "",
        href=seen.toggled("author", author["name"], at="returns"),
        chosen=seen.filters.is_on("author", author["name"]),
        ghost=ghost["books"] if ghost else None,
    )
