"""Chapter viii: what stands out, a card each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.cards import Card, Cards
from dashboards.figures.pile import wait_in_words
from dashboards.seeing import Seen

SHORTEST_PAUSE = 7  # days: less is no pause
TIMES_OVER = 3  # before it is worth saying how often the shortest book would fit into the longest

Record = tuple[str, Mapping[str, Any], str]  # what it is, the book in short, what is said of it


def what_stands_out(seen: Seen) -> Cards | None:
    """The books and the times that hold a record. None where no book holds any."""
    summary = seen.head["summary"]
    cards = [
        *(Card(book, seen.links.book(book["id"]), value, label) for label, book, value in _books(summary)),
        *_busiest(summary["records"], seen),
        *_pause(summary["records"], seen),
    ]
    if not cards:
        return None
    return Cards(
        id="records-of-all",
        question=_("What stands out?"),
        answer=_answer(summary["records"], cards),
        rests_on=_rests_on(summary, seen),
        cards=cards,
        columns=12,
    )


def _books(summary: Mapping[str, Any]) -> Iterator[Record]:
    records = summary["records"]
    yield from _pair(records["pages"], _("The longest"), _("The shortest"), words.pages)
    yield from _pair(records["year"], _("The newest"), _("The oldest"), lambda year: words.year(int(year)))
    yield from _most_controversial(records["gap"])
    yield from _pair(records["popularity"], _("The most popular"), _("The least popular"), words.ratings)
    yield from _pair(records["crowd"], _("The crowd’s favourite"), _("What the crowd likes least"), _stars)
    yield from _pair(
        summary["pile"]["waits"], _("Longest from shelf to finish"), _("Shortest from shelf to finish"), wait_in_words
    )


def _pair(ends: Mapping[str, Any], most: str, least: str, said: Callable[[Any], str]) -> Iterator[Record]:
    """Both ends of a scale; where all books are alike in it there is nothing to stand out."""
    lowest, highest = ends["lowest"], ends["highest"]
    if lowest is None or lowest["value"] == highest["value"]:
        return
    yield most, highest["book"], said(highest["value"])
    yield least, lowest["book"], said(lowest["value"])


def _stars(average: float) -> str:
    return _("%(rating)s stars on average") % {"rating": words.rating(average)}


def _most_controversial(gaps: Mapping[str, Any]) -> Iterator[Record]:
    """The book on which reader and crowd are farthest apart."""
    ends = [end for end in (gaps["lowest"], gaps["highest"]) if end]
    if not ends:
        return
    farthest = max(ends, key=lambda end: abs(end["value"]))
    mine = farthest["book"]["rating"]
    if farthest["value"]:
        said = {"mine": words.stars(mine), "crowd": words.rating(mine - farthest["value"])}
        yield _("The most controversial"), farthest["book"], _("You %(mine)s, the crowd %(crowd)s") % said


def _busiest(records: Mapping[str, Any], seen: Seen) -> Iterator[Card]:
    for label, entry in ((_("The busiest day"), records["day"]), (_("The busiest month"), records["month"])):
        if entry is not None:
            year, month, *day = entry["date"].split("-")
            href = seen.books(year=int(year), month=int(month))
            said = {"books": words.books(entry["books"]), "when": words.date(entry["date"])}
            text = (
                _("%(books)s on %(when)s, this one among them")
                if day
                else _("%(books)s in %(when)s, this one among them")
            )
            yield Card(entry["book"], href, text % said, label)


def _pause(records: Mapping[str, Any], seen: Seen) -> Iterator[Card]:
    pause = records["pause"]
    if pause is None or pause["days"] < SHORTEST_PAUSE:
        return
    said = {"span": wait_in_words(pause["days"]), "from": words.date(pause["from"]), "to": words.date(pause["to"])}
    value = _("%(span)s, from %(from)s to %(to)s, ended by this one") % said
    yield Card(pause["book"], seen.links.book(pause["book"]["id"]), value, _("The longest pause"))


def _answer(records: Mapping[str, Any], cards: list[Card]) -> str:
    longest, shortest = records["pages"]["highest"], records["pages"]["lowest"]
    if longest and longest["value"] >= TIMES_OVER * shortest["value"]:
        return format_html(
            _("<b>{longest}</b> would hold {shortest} {count} times over."),
            longest=longest["book"]["title"],
            shortest=shortest["book"]["title"],
            count=words.in_words(int(longest["value"] // shortest["value"])),
        )
    return format_html(_("{label}: <b>{title}</b>."), label=cards[0].label, title=cards[0].book["title"])


def _rests_on(summary: Mapping[str, Any], seen: Seen) -> str:
    text = _("From %(books)s that you have read, each record from those that have the fact.") % {
        "books": words.books(summary["headline"]["read"])
    }
    if summary["records"]["popularity"]["highest"]:
        text += " " + _("Popular is what many readers of an open catalogue have rated.")
    return text
