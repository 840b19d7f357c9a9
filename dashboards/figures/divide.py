"""Chapter ii, book by book: over which ones the reader and the crowd part."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.tallies import stars, tenth
from dashboards.figures.crowd import whose_crowd
from dashboards.figures.parts import ByFinger, Entry, Figure, Head, Table, mark
from dashboards.naming.filters import value_said
from dashboards.seeing import Seen

ENOUGH = 10  # books that both have rated; of fewer the widest gaps are listed
FEW_LISTED = 3
FAR = 2.0  # stars, to the nearest half: books so far apart are counted in the answer
NAMED = 6  # of the books farthest from the crowd, in the drawing
GHOST, THERE, CHOSEN = 0, 1, 2  # how a point stands: behind the part, in it, or picked by a filter of this figure

Place = tuple[int, int]  # the column of the reader's rating, the tenth of a star of the crowd's


def which_divide(seen: Seen) -> Figure | None:
    """Books by the crowd's rating and the reader's: one by one, or counted in cells. None where none has both."""
    head = seen.beside("crowd", "rating", "gap")
    counted = head["summary"]["headline"]["crowd_counted"]
    if not counted:
        return None
    few = counted < ENOUGH
    address = seen.links.filtered(seen.filters.with_(crowd=None, rating=None), at="divide")
    leads = not few and not address.startswith("#")  # within one file there is no other page to ask for
    drawn = "heat" if head["summary"]["beside_crowd"]["cells"] else "scatter"
    return Figure(
        id="divide",
        question=_("Which books divide you?"),
        answer=_farthest(head),
        rests_on=_("From %(books)s that both you and the crowd have rated.") % {"books": words.books(counted)}
        + " "
        + whose_crowd(head),
        columns=7,
        chart="" if few else drawn,
        data={} if few else {"address": address, **_data(seen, head)},
        table=_widest(seen, head, FEW_LISTED if few else None),
        by_finger=ByFinger(_("Choose an area"), _("Now draw it with your finger.")) if leads else None,
    )


def _data(seen: Seen, head: Head) -> dict[str, Any]:
    low, high = _span(seen.whole)
    of_cells = bool(head["summary"]["beside_crowd"]["cells"])
    return {
        "label": _(
            "Your rating, upwards, by the crowd’s, to the right. Arrow keys go along a row and from row to row; "
            "a row’s or a column’s name leads to its books."
        ),
        "low": low,
        "high": high,
        "rows": list(_rows(seen, head)),
        "columns": list(_columns(seen, head, low, high)),
        "diagonal": _("as the crowd"),
        "above": _("You liked these more"),
        "below": _("The crowd liked these more"),
        "across": _("The crowd’s rating"),
        "hint": _("Drag across books to see them alone"),
        **(_cells(seen, head) if of_cells else _points(seen, head)),
    }


def _points(seen: Seen, head: Head) -> dict[str, Any]:
    """Every book as [id, title, mine, crowd, how it stands], short because there may be 1,500 of them."""
    beside, of_all = head["summary"]["beside_crowd"], seen.whole["summary"]["beside_crowd"]
    there, picked = _ids(head), _ids(seen.head) if seen.head is not head else set()
    points = of_all["points"] or beside["points"]
    ratings = sorted({mine for _id, _title, mine, _crowd in points})
    return {
        "language": get_language() or "en",
        "book": seen.links.each_book,
        "points": [
            [id, title, mine, crowd, CHOSEN if id in picked else THERE if id in there else GHOST]
            for id, title, mine, crowd in points
        ],
        "ghosts": [list(place) for place in _counted(seen.whole)] if of_all["cells"] else [],
        "named": [entry["id"] for entry in beside["widest"][:NAMED]],
        "ratings": {f"{mine:g}": [words.stars(mine), words.spoken_stars(mine)] for mine in ratings},
        "mine": _("You: {rating}"),
        "crowd": _("The crowd: {rating}"),
    }


def _cells(seen: Seen, head: Head) -> dict[str, Any]:
    """The books counted by the column of the reader's rating and by tenths of the crowd's."""
    there, picked = _counted(head), _counted(seen.head) if seen.head is not head else Counter()
    whole = _counted(seen.whole) if head is not seen.whole else Counter()
    most = max(there.values())
    return {
        "fewest": _("One book"),
        "most": words.books(most),
        "ghosts": [list(place) for place in whole if place not in there],
        "cells": [_cell_mark(place, books, seen, chosen=place in picked) for place, books in sorted(there.items())],
    }


def _cell_mark(place: Place, books: int, seen: Seen, *, chosen: bool) -> dict[str, Any]:
    rating, crowd = place
    span = f"{crowd / 10:g}-{(crowd + 1) / 10:g}"
    return mark(
        _("You %(mine)s, the crowd %(crowd)s")
        % {"mine": words.spoken_stars(float(rating)), "crowd": value_said("crowd", span)},
        books,
        words.number(books),
        [words.books(books)],
        at=list(place),
        href=seen.toggled_together({"rating": rating, "crowd": span}, at="divide"),
        chosen=chosen,
    )


def _rows(seen: Seen, head: Head) -> Iterator[dict[str, Any]]:
    """A name for each of the reader's ratings, the best above the others."""
    books: Counter[int] = Counter()
    for (rating, _crowd), count in _counted(head).items():
        books[rating] += count
    for rating in (5, 4, 3, 2, 1):
        yield mark(
            _("%(n)d stars") % {"n": rating},
            books[rating],
            f"{rating}★",
            [words.books(books[rating])],
            at=rating,
            href=seen.toggled("rating", rating, at="divide") if books[rating] else None,
            chosen=seen.filters.is_on("rating", rating),
        )


def _columns(seen: Seen, head: Head, low: float, high: float) -> Iterator[dict[str, Any]]:
    """A name for each half star of the crowd's ratings."""
    books: Counter[int] = Counter()
    for (_rating, crowd), count in _counted(head).items():
        books[crowd // 5] += count
    for half in range(math.floor(low * 2), math.ceil(high * 2)):
        span = f"{half / 2:g}-{(half + 1) / 2:g}"
        yield mark(
            _("The crowd: %(span)s") % {"span": value_said("crowd", span)},
            books[half],
            value_said("crowd", span),
            [words.books(books[half])],
            at=half / 2,
            href=seen.toggled("crowd", span, at="divide") if books[half] else None,
            chosen=seen.filters.is_on("crowd", span),
        )


def _counted(head: Head) -> Counter[Place]:
    """Books by place, whether the document has them one by one or in cells."""
    beside = head["summary"]["beside_crowd"]
    if beside["cells"]:
        return Counter({(mine, crowd): books for mine, crowd, books in beside["cells"]})
    return Counter((stars(mine), tenth(crowd)) for _id, _title, mine, crowd in beside["points"])


def _span(head: Head) -> tuple[float, float]:
    """The tenths of a star of the crowd's that hold every book of this head, half a star of them at least."""
    tenths = [crowd for _mine, crowd in _counted(head)]
    first, last = min(tenths), max(tenths) + 1
    return max(0, min(first, last - 5)) / 10, last / 10


def _ids(head: Head) -> set[str]:
    return {id for id, *_rest in head["summary"]["beside_crowd"]["points"]}


def _farthest(head: Head) -> str:
    """The book of the widest gap, and how many are nearly as far."""
    beside = head["summary"]["beside_crowd"]
    first: Entry = beside["widest"][0]
    said = format_html(
        _("Most of all <b>{title}</b>: {mine} from you, {crowd} from the crowd."),
        title=first["title"],
        mine=words.spoken_stars(first["mine"]),
        crowd=words.rating(first["crowd"]),
    )
    far = sum(entry["books"] for entry in beside["gaps"] if abs(entry["gap"]) >= FAR)
    if far < FEW_LISTED:
        return said
    more = ngettext(
        "Over %(count)s book you are about two stars apart, or more.",
        "Over %(count)s books you are about two stars apart, or more.",
        far,
    )
    return format_html("{} {}", said, more % {"count": words.number(far)})


def _widest(seen: Seen, head: Head, limit: int | None) -> Table:
    widest: Sequence[Mapping[str, Any]] = head["summary"]["beside_crowd"]["widest"][:limit]
    return Table(
        [_("Book"), _("Author"), _("You"), _("The crowd"), _("Apart")],
        [
            (
                format_html('<a href="{}">{}</a>', seen.links.book(entry["id"]), entry["title"]),
                words.author(entry["author"]),
                words.rating(entry["mine"]),
                words.rating(entry["crowd"]),
                words.signed(entry["mine"] - entry["crowd"]),
            )
            for entry in widest
        ],
    )
