"""The shelf of spines: a book each, as thick as it is long, as tall as it was liked, in the cloth of its genre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.year_shelf import YearShelf
from dashboards.links import Links
from dashboards.naming.cloth import cloth_of, legend
from dashboards.pace import exported_on, pace_of
from dashboards.pages.filter_bar import counted
from dashboards.seeing import Seen

Head = Mapping[str, Any]
HARDLY_ANY = 12  # books of a past year: fewer leave most of the shelf empty


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Steps:
    """From the shelf of one year to those of its neighbours."""

    before: Step | None
    after: Step | None
    page: Step | None = None  # of the year that is shown


@dataclass(frozen=True, slots=True)
class Shelf:
    title: str
    legend: list[tuple[int, str]]
    data: dict[str, Any]  # what static/js/charts/shelf.js draws
    wide_rows: int  # how many boards it will take, about: the room is kept before it is drawn
    narrow_rows: int
    steps: Steps | None = None


def shelf_of(seen: Seen, *, complete: bool = True, year: YearShelf | None = None) -> Shelf:
    """The shelf of what is seen: of `year`, or else of the books read last, with steps from year to year.

    While books are still looked up (`complete` False), their spines are blank.
    """
    default = _books_for_shelf(seen.head)
    return drawn(
        seen.head, seen.links, year or default, complete=complete, steps=_steps(seen, default, year or default)
    )


def drawn(head: Head, links: Links, shelf: YearShelf, *, complete: bool = True, steps: Steps | None = None) -> Shelf:
    """A shelf of the document's form as pages draw it; `head` says what else there is."""
    pace = pace_of(head)
    finished = shelf["is"] != "added"
    in_order = shelf["books"][::-1] if finished else shelf["books"]
    spines = [spine(book, links, finished=finished, complete=complete) for book in in_order]
    foretold = shelf["is"] == "year" and pace is not None and pace.foretold and shelf["title"] == str(pace.year)
    forecast = max(0, pace.by_december - pace.books) if foretold and pace else 0
    wide, narrow = _rows(spines, forecast)
    return Shelf(
        title=_shelf_title(head, shelf),
        legend=legend(entry["cloth"] for entry in spines if not entry["blank"]),
        data={
            "label": _("The shelf, one spine a book. Arrow keys move along it, Enter opens the book."),
            "forecast": forecast,
            "forecast_text": _("+%(count)d at this pace") % {"count": forecast},
            "spines": spines,
        },
        wide_rows=wide,
        narrow_rows=narrow,
        steps=steps,
    )


def _steps(seen: Seen, default: YearShelf, shown: YearShelf) -> Steps | None:
    """The years that have a shelf, in order, and the one of the books read last. None where there is but one."""
    years: list[int] = [entry["year"] for entry in seen.head["summary"]["by_year"] if entry["books"]]
    plain = seen.links.spines(seen.filters)
    if not plain or not years or "year" in seen.filters.wanted:
        return None
    places = {str(year): Step(str(year), seen.links.spines(seen.filters, year)) for year in years}
    last = Step(default["title"] or _("Last read"), plain)
    places[default["title"]] = last  # the shelf that needs no year in the address
    order = list(places)
    here = order.index(shown["title"])
    if len(order) < 2:
        return None
    return Steps(
        before=places[order[here - 1]] if here else None,
        after=places[order[here + 1]] if here + 1 < len(order) else None,
        page=Step(_("%(year)s in books") % {"year": shown["title"]}, seen.links.page("year", shown["title"]))
        if shown["title"]
        else None,
    )


def _books_for_shelf(head: Head) -> Mapping[str, Any]:
    """The document's shelf; for a past year with hardly a book the last ones read, from whichever year."""
    summary = head["summary"]
    shelf: Mapping[str, Any] = summary["shelf"]
    is_past = shelf["is"] == "year" and int(shelf["title"]) < exported_on(head).year
    if is_past and len(shelf["books"]) < min(HARDLY_ANY, len(summary["recent"])):
        return {"title": "", "is": "read", "books": summary["recent"]}
    return shelf


def _shelf_title(head: Head, shelf: Mapping[str, Any]) -> str:
    pace = pace_of(head)
    if shelf["is"] == "added":
        return _("Last added: %(books)s") % {"books": _shown_of(head, shelf)}
    if shelf["is"] == "read":
        return _("Last read: %(books)s") % {"books": _shown_of(head, shelf)}
    year = int(shelf["title"])
    in_year = next((e["books"] for e in head["summary"]["by_year"] if e["year"] == year), len(shelf["books"]))
    said = {"year": year, "books": words.books(in_year), "shown": len(shelf["books"])}
    if in_year > len(shelf["books"]):
        return _("%(year)d: the last %(shown)d of %(books)s") % said
    if pace and pace.year == year:
        return _("%(year)d so far: %(books)s") % said
    return _("%(year)d: %(books)s") % said


def _shown_of(head: Head, shelf: Mapping[str, Any]) -> str:
    """ "120 of 310 books" where the shelf is too short for all that could stand on it."""
    summary, shown = head["summary"], len(shelf["books"])
    dated = sum(entry["books"] for entry in summary["by_year"])
    there = dated if shelf["is"] == "read" else summary["headline"]["read"] or summary["headline"]["books"]
    return counted(shown, there) if there > shown else words.books(shown)


def spine(book: Mapping[str, Any], links: Links, *, finished: bool, complete: bool) -> dict[str, Any]:
    """One spine as charts/shelf.js wants it: sizes, cloth, and the words for its tip."""
    blank = not complete and book["genre"] is None and book["cover_url"] is None
    lines = [words.author(book["author"]), words.stars(book["rating"]).capitalize()]
    if book["pages"]:
        lines.append(words.pages(book["pages"]))
    if book["date"]:
        when = words.date(book["date"])
        lines.append(_("Finished %(date)s") % {"date": when} if finished else _("Added %(date)s") % {"date": when})
    return {
        "id": book["id"],
        "title": book["title"],
        "lines": lines,
        "spoken": ", ".join([book["title"], lines[0], words.spoken_stars(book["rating"]), *lines[2:]]),
        "pages": book["pages"],
        "rating": book["rating"],
        "cloth": cloth_of(book["genre"]),
        "blank": blank,
        "href": links.book(book["id"]),
    }


def _rows(spines: list[dict[str, Any]], forecast: int) -> tuple[int, int]:
    """Boards that the shelf takes on a desk and on a phone; charts/shelf.js reckons the same for the true width."""
    width = sum(10.5 + 0.046 * (entry["pages"] or 300) for entry in spines) + (17 * forecast + 24 if forecast else 0)
    return min(4, max(1, -(-int(width * 0.8) // 1200))), min(5, max(1, -(-int(width * 0.62) // 360)))
