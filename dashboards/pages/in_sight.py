"""What a reader has before their eyes when they choose a filter: counted, drawn and sent before the rest of the page.

A script asks for it at the dashboard's own address, by a header that names the pieces; the whole page is asked for next. No
script, or a piece that is not to be had by itself: the whole page answers.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

from dashboards.document.year_shelf import YearShelf
from dashboards.figures import figures_of
from dashboards.pages.filter_bar import filter_bar
from dashboards.pages.front import front_of, headline_of
from dashboards.seeing import Seen

HEADER = "In-Sight"  # ids of the page: "title shelf years"
TITLE, SHELF = "title", "shelf"  # the pieces that are no figures
MOST = 12  # pieces; who sees more of them waits for the page


def asked_for(request: HttpRequest) -> frozenset[str]:
    """The ids of the pieces that the request asks for, none for the whole page."""
    ids = frozenset(request.headers.get(HEADER, "").split())
    return ids if len(ids) <= MOST else frozenset()


def pieces_of(seen: Seen, ids: Collection[str], *, complete: bool, year: YearShelf | None) -> dict[str, Any] | None:
    """What the template of the pieces needs: those that were asked for, and the bar of filters, which changes with each.

    None where there is not each of them, or no book is left: then the page is another one.
    """
    if not seen.head["total_books"]:
        return None
    figures = figures_of(seen, ids)
    front = front_of(seen, complete=complete, year=year) if {TITLE, SHELF} & set(ids) else None
    there = {figure.id for figure in figures} | {TITLE}
    if front and front.shelf.data["spines"]:
        there.add(SHELF)
    if not there.issuperset(ids):
        return None
    return {
        "bar": filter_bar(seen),
        "headline": headline_of(seen),
        "figures": figures,
        "front": front if TITLE in ids else None,
        "shelf": front.shelf if front and SHELF in ids else None,
    }
