"""Chapter iv: whom the reader returns to, and to which books."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.parts import Figure, Head, Instead, Table, mark
from dashboards.links import Links

AUTHORS_DRAWN = 10


def who_again(head: Head, links: Links) -> Figure | Instead | None:
    """Authors by number of books, those with more than one. None where no author is known."""
    authors, total = head["summary"]["authors"], head["summary"]["authors_total"]
    read = head["coverage"]["read"]
    if not authors:
        return None
    question = _("Who do you return to?")
    said = {"books": words.books(read), "authors": words.authors(total)}
    again = [author for author in authors if author["books"] > 1]
    if not again:
        return Instead("authors", question, _("Nobody yet: %(books)s by %(authors)s.") % said, columns=7)
    return Figure(
        id="authors",
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
            "marks": [_author_mark(author, links) for author in again[:AUTHORS_DRAWN]],
        },
        table=Table(
            [_("Author"), _("Books"), _("Pages"), _("Your average")],
            [
                (a["name"], words.number(a["books"]), words.number(a["pages"]), words.rating(a["average_rating"]))
                for a in authors
            ],
        ),
    )


def what_again(head: Head) -> Figure | None:
    """Books read more than once. None where there are none."""
    rereads = head["summary"]["rereads"]
    if not rereads:
        return None
    most = rereads[0]
    return Figure(
        id="rereads",
        question=_("What do you read again?"),
        answer=format_html(
            _("Most often <b>{title}</b>, {times}."), title=most["title"], times=_times(most["read_count"])
        ),
        rests_on=_("From the read counts of your export; it holds one date a book, so the years count each book once."),
        columns=5,
        table=Table(
            [_("Book"), _("Author"), _("Times")],
            [(book["title"], book["author"], words.number(book["read_count"])) for book in rereads],
        ),
    )


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


def _author_mark(author: Mapping[str, Any], links: Links) -> dict[str, Any]:
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
        href=links.books(status="read", author=author["name"]),
    )


def _times(count: int) -> str:
    return _("twice") if count == 2 else ngettext("%(n)s time", "%(n)s times", count) % {"n": words.in_words(count)}
