"""Chapter iii: how the genres change from year to year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Figure, Table, mark
from dashboards.naming.cloth import cloth_of
from dashboards.naming.genres import genre_name
from dashboards.seeing import Seen

ENOUGH = 50  # read books of the library
ENOUGH_DATED = 10  # books with a date and a genre
ENOUGH_YEARS = 4  # for a line through them; with fewer there is a then and a now
GENRES_DRAWN = 6
HARDLY = 0.05  # of all, by which no genre's share has changed


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years that are counted together."""

    title: str
    short: str
    years: Sequence[int]
    at: int | None  # the year in their middle; none where they are but a part of all


def how_changed(seen: Seen) -> Figure | None:
    """The genres' shares over the years. None for a small library, or where too few books have a date and a genre."""
    head = seen.beside("genre")
    taste, of_all = head["summary"]["taste"], seen.whole["summary"]["taste"]
    enough = seen.whole["coverage"]["read"] >= ENOUGH and taste["books"] >= ENOUGH_DATED
    if not enough or len(taste["years"]) < 2:
        return None
    stretches = _stretches(of_all)
    names = {genre["slug"]: genre_name(genre["name"]) for genre in of_all["genres"][:GENRES_DRAWN]}
    shares, ghosts = _shares(taste, stretches, list(names)), _shares(of_all, stretches, list(names))
    names[""] = _("Other genres")
    return Figure(
        id="taste",
        question=_("Has your taste changed?"),
        answer=_changed(shares),
        rests_on=_("From %(books)s with a date and a genre. A book counts for each of its genres.")
        % {"books": words.books(taste["books"])}
        + (" " + _("Each year is counted with the one before and the one after it.") if stretches[0].at else ""),
        columns=7,
        chart="stacked",
        data={
            "label": _("Shares of genres over the years. Each leads to its books."),
            "columns": [{"title": one.title, "short": one.short, "at": one.at} for one in stretches],
            "marks": [
                _layer(slug, name, shares[slug], ghosts[slug] if head is not seen.whole else None, seen)
                for slug, name in names.items()
            ],
        },
        table=Table(
            [_("Years"), *names.values()],
            [(one.title, *(words.percent(shares[slug][at], 1) for slug in names)) for at, one in enumerate(stretches)],
        ),
    )


def _stretches(taste: Mapping[str, Any]) -> list[Stretch]:
    """Three years around each one in which books were read, or the first and the last half of a few years."""
    years: list[int] = taste["years"]
    if len(years) < ENOUGH_YEARS:
        half = len(years) // 2
        halves = [years[:half], years[half:]]
        return [
            Stretch("–".join(map(str, sorted({*part[:1], *part[-1:]}))), str(part[-1]), part, None) for part in halves
        ]
    read = {year for genre in taste["genres"] for year, books in zip(years, genre["by_year"], strict=True) if books}
    return [Stretch(str(year), f"’{year % 100:02}", (year - 1, year, year + 1), year) for year in years if year in read]


def _shares(taste: Mapping[str, Any], stretches: Sequence[Stretch], slugs: Sequence[str]) -> dict[str, list[float]]:
    """By slug the share in each stretch, 0 to 1; that of all the other genres under ""."""
    counted = {genre["slug"]: dict(zip(taste["years"], genre["by_year"], strict=True)) for genre in taste["genres"]}
    shares: dict[str, list[float]] = {slug: [] for slug in (*slugs, "")}
    for stretch in stretches:
        books = {slug: sum(by_year.get(year, 0) for year in stretch.years) for slug, by_year in counted.items()}
        total = sum(books.values())
        picked = [books.get(slug, 0) for slug in slugs]
        for slug, count in zip(shares, (*picked, total - sum(picked)), strict=True):
            shares[slug].append(count / total if total else 0.0)
    return shares


def _changed(shares: Mapping[str, Sequence[float]]) -> str:
    moved = {slug: by_stretch[-1] - by_stretch[0] for slug, by_stretch in shares.items() if slug}
    more, less = max(moved, key=moved.__getitem__), min(moved, key=moved.__getitem__)
    said = {"more": words.genre(more), "less": words.genre(less)}
    if max(moved[more], -moved[less]) < HARDLY:
        return _("Hardly: no genre has gained or lost a twentieth of the whole.")
    if moved[more] <= 0:
        return format_html(_("Less <b>{less}</b> than at first, and more of what is rarer."), **said)
    if moved[less] >= 0:
        return format_html(_("More <b>{more}</b> than at first."), **said)
    return format_html(_("More <b>{more}</b> than at first, and less <b>{less}</b>."), **said)


def _layer(slug: str, name: str, shares: Sequence[float], ghosts: Sequence[float] | None, seen: Seen) -> dict[str, Any]:
    last = words.percent(shares[-1], 1)
    return mark(
        name,
        shares[-1],
        last,
        [_("At first %(share)s, at last %(last)s") % {"share": words.percent(shares[0], 1), "last": last}],
        cloth=f"k{cloth_of(slug)}",
        shares=[round(share, 4) for share in shares],
        ghosts=[round(share, 4) for share in ghosts] if ghosts else None,
        href=seen.toggled("genre", slug, at="taste") if slug else None,
        chosen=bool(slug) and seen.filters.is_on("genre", slug),
    )
