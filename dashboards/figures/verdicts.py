"""Chapter ii: how the reader judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.filters import NONE
from dashboards.figures.parts import NOT_RATED, Figure, Head, Instead, Table, mark, out_of, with_ghosts
from dashboards.seeing import Seen

ENOUGH_RATED = 5
YEARS_NEEDED, RATED_A_YEAR = 3, 5  # before anybody can be said to have grown stricter
ALIKE = 0.05  # stars within which two averages are the same


def how_generous(seen: Seen) -> Figure | Instead:
    """Books by the reader's rating."""
    head = seen.beside("rating")
    summary, facts = head["summary"], head["summary"]["headline"]
    question = _("How generous are you?")
    if facts["rated"] < ENOUGH_RATED:
        return Instead("ratings", question, _few_ratings(facts["rated"]), columns=5)
    liked = sum(entry["books"] for entry in summary["ratings"] if entry["stars"] >= 4)
    rows = [(words.spoken_stars(e["stars"]), e["books"]) for e in summary["ratings"]]
    rows.append((_("Not rated"), summary["unrated"]))
    return Figure(
        id="ratings",
        question=question,
        answer=format_html(
            _("You give four stars or more to <b>{share}</b> of the books that you rate."),
            share=words.percent(liked, facts["rated"]),
        ),
        rests_on=out_of(facts["rated"], facts["read"], NOT_RATED),
        columns=5,
        chart="columns",
        data={"views": [_ratings_view(head, seen)]},
        table=Table(
            [_("Rating"), _("Books"), _("Share")],
            [(name, words.number(count), words.percent(count, facts["read"])) for name, count in rows],
        ),
    )


def grown_stricter(seen: Seen) -> Figure | None:
    """The reader's average by year, within the half of each year's ratings that lies in the middle.

    None for less than three years with enough ratings.
    """
    head = seen.beside("year")
    enough = _years_with_enough(head)
    if len(enough) < YEARS_NEEDED:
        return None
    crowd = head["summary"]["headline"]["crowd_average"]
    rated = sum(entry["rated"] for entry in enough)
    spread = _spread(head, enough)
    return Figure(
        id="stricter",
        question=_("Have you grown stricter?"),
        answer=_then_and_now(enough),
        rests_on=_("From %(books)s, in the years with at least five ratings.") % {"books": words.books(rated)}
        + " "
        + _("The band holds the middle half of a year’s ratings."),
        columns=5,
        chart="line",
        data={
            "label": _("Your average rating by year, and the middle half of each year’s ratings."),
            "band": [{"at": entry["year"], "low": entry["lower"], "high": entry["upper"]} for entry in spread.values()],
            "ghost": [] if head is seen.whole else [_point(entry) for entry in _years_with_enough(seen.whole)],
            "reference": {"value": crowd, "text": _("crowd %(rating)s") % {"rating": words.rating(crowd)}}
            if crowd
            else None,
            "marks": [
                mark(
                    str(entry["year"]),
                    entry["average_rating"],
                    words.rating(entry["average_rating"]),
                    [
                        _("Your average %(rating)s") % {"rating": words.rating(entry["average_rating"])},
                        _middle(spread[entry["year"]]),
                        words.ratings(entry["rated"]),
                    ],
                    at=entry["year"],
                    href=seen.toggled("year", entry["year"], at="stricter"),
                    chosen=seen.filters.is_on("year", entry["year"]),
                )
                for entry in enough
            ],
        },
        table=Table(
            [_("Year"), _("Your average"), _("A quarter up to"), _("A quarter from"), _("Rated")],
            [
                (
                    str(e["year"]),
                    words.rating(e["average_rating"]),
                    words.rating(spread[e["year"]]["lower"]),
                    words.rating(spread[e["year"]]["upper"]),
                    words.number(e["rated"]),
                )
                for e in reversed(enough)
            ],
        ),
    )


def _years_with_enough(head: Head) -> list[Mapping[str, Any]]:
    return [entry for entry in head["summary"]["by_year"] if entry["rated"] >= RATED_A_YEAR]


def _spread(head: Head, years: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """The quartiles of these years' ratings, by year."""
    wanted = {entry["year"] for entry in years}
    return {entry["year"]: entry for entry in head["summary"]["rating_spread"] if entry["year"] in wanted}


def _middle(spread: Mapping[str, Any]) -> str:
    """The tip's line on the middle half of a year's ratings."""
    said = {"low": words.quartile(spread["lower"]), "high": words.quartile(spread["upper"])}
    if spread["lower"] == spread["upper"]:
        return _("Half of them: %(high)s★") % said
    return _("Half of them: %(low)s to %(high)s★") % said


def _point(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"at": entry["year"], "value": entry["average_rating"]}


def _few_ratings(rated: int) -> str:
    if not rated:
        return _("You keep your verdicts to yourself: nothing is rated.")
    return _("You have rated %(books)s: too few to say.") % {"books": words.books(rated)}


def _ratings_view(head: Head, seen: Seen) -> dict[str, Any]:
    rated = head["summary"]["headline"]["rated"]
    entries = with_ghosts(seen, head, lambda head: head["summary"]["ratings"], "stars")
    return {
        "name": _("Books"),
        "label": _("Books by your rating. Each column leads to its books."),
        "marks": [
            mark(
                words.spoken_stars(entry["stars"]),
                entry["books"],
                words.number(entry["books"]),
                [words.books(entry["books"]), words.percent(entry["books"], rated)],
                short=f"{entry['stars']}★",
                href=seen.toggled("rating", entry["stars"], at="ratings") if entry["books"] else None,
                chosen=seen.filters.is_on("rating", entry["stars"]),
                ghost=ghost["books"] if ghost else None,
            )
            for entry, ghost in reversed(entries)
        ]
        + [_unrated_mark(head, seen)],
    }


def _unrated_mark(head: Head, seen: Seen) -> dict[str, Any]:
    books = head["summary"]["unrated"]
    return mark(
        _("Not rated"),
        books,
        words.number(books),
        [words.books(books), words.percent(books, head["summary"]["headline"]["read"])],
        short="–",
        href=seen.toggled("rating", NONE, at="ratings") if books else None,
        chosen=seen.filters.is_on("rating", NONE),
        ghost=None if head is seen.whole else seen.whole["summary"]["unrated"],
    )


def _then_and_now(years: Sequence[Mapping[str, Any]]) -> str:
    half = len(years) // 2
    before, since = _mean(years[:half]), _mean(years[half:])
    said = {
        "stars": words.rating(abs(since - before)),
        "before": words.rating(before),
        "since": words.rating(since),
        "year": years[half]["year"],
    }
    if abs(since - before) < ALIKE:
        return format_html(_("<b>Not noticeably</b>: {before} before {year}, {since} since."), **said)
    if since < before:
        return format_html(_("<b>By {stars} stars</b>: {before} before {year}, {since} since."), **said)
    return format_html(_("No, <b>{stars} stars kinder</b>: {before} before {year}, {since} since."), **said)


def _mean(years: Sequence[Mapping[str, Any]]) -> float:
    rated: int = sum(entry["rated"] for entry in years)
    total: float = sum(entry["average_rating"] * entry["rated"] for entry in years)
    return total / rated
