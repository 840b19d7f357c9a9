"""Chapter iii: the shelves that readers made themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.own_shelves import SHELVES_KEPT
from dashboards.figures.parts import Entry, Figure, Table, mark, ranked_with_ghosts
from dashboards.seeing import Seen

SHELVES_DRAWN = 12  # as bars; more of them are boxes, as many as the document holds


def how_they_overlap(seen: Seen) -> Figure | None:
    """Own shelves by number of books, and what of each stands on another one, too. None for fewer than two.

    More than are good to read as bars are drawn as boxes, whatever is filtered.
    """
    head = seen.beside("shelf")
    own, books = head["summary"]["own_shelves"], head["total_books"]
    if len(own["shelves"]) < 2:
        return None
    in_boxes = len(seen.whole["summary"]["own_shelves"]["shelves"]) > SHELVES_DRAWN
    drawn = ranked_with_ghosts(
        seen,
        head,
        lambda head: head["summary"]["own_shelves"]["shelves"],
        "name",
        limit=SHELVES_KEPT if in_boxes else SHELVES_DRAWN,
        chosen=seen.filters.wanted.get("shelf"),
    )
    return Figure(
        id="shelves",
        question=_("How do your shelves overlap?"),
        answer=format_html(
            _("<b>{share}</b> of the books on your own shelves stand on more than one."),
            share=words.percent(own["on_several"], own["books"]),
        ),
        rests_on=_rests_on(own, books, in_boxes=in_boxes),
        columns=5,
        chart="treemap" if in_boxes else "overlaps",
        data={
            "label": _("Books by shelf, and how many of them are on no other. Each leads to its books."),
            "marks": [_shelf_mark(shelf, ghost, seen) for shelf, ghost in drawn],
        },
        table=Table(
            [_("Shelf"), _("Books"), _("On no other"), _("Most in common with"), _("Shared")],
            [
                (
                    s["name"],
                    words.number(s["books"]),
                    words.number(s["alone"]),
                    s["beside"] or "–",
                    words.number(s["shared"]),
                )
                for s in own["shelves"]
            ],
        ),
    )


def _rests_on(own: Mapping[str, Any], books: int, *, in_boxes: bool) -> str:
    said = [
        _("From %(shelved)s of %(books)s, read or not, that are on a shelf of your own.")
        % {"shelved": words.number(own["books"]), "books": words.books(books)},
        _("The dark strip of a box is what stands on no other.")
        if in_boxes
        else _("The dark part of a bar stands on no other."),
    ]
    if own["total"] > len(own["shelves"]):
        shown = {"shown": words.number(len(own["shelves"])), "total": words.number(own["total"])}
        said.append(_("These are the %(shown)s fullest of %(total)s shelves.") % shown)
    return " ".join(said)


def _shelf_mark(shelf: Entry, ghost: Entry | None, seen: Seen) -> dict[str, Any]:
    beside = _("%(count)s also on “%(shelf)s”") % {"count": words.number(shelf["shared"]), "shelf": shelf["beside"]}
    return mark(
        shelf["name"],
        shelf["books"],
        words.number(shelf["books"]),
        [words.books(shelf["books"]), beside if shelf["shared"] else ""],
        alone=shelf["alone"],
        href=seen.toggled("shelf", shelf["name"], at="shelves"),
        chosen=seen.filters.is_on("shelf", shelf["name"]),
        ghost=ghost["books"] if ghost else None,
    )
