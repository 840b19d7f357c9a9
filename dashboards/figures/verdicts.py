"""Chapter ii: how the reader judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Figure, Head, Instead, Table, mark, out_of
from dashboards.links import Links

ENOUGH_RATED = 5
YEARS_NEEDED, RATED_A_YEAR = 3, 5  # before anybody can be said to have grown stricter
ALIKE = 0.05  # stars within which two averages are the same


def how_generous(head: Head, links: Links) -> Figure | Instead:
    """Books by the reader's rating."""
    summary, facts = head["summary"], head["summary"]["headline"]
    question = _("How generous are you?")
    if facts["rated"] < ENOUGH_RATED:
        return Instead("ratings", question, _few_ratings(facts["rated"]), columns=4)
    liked = sum(entry["books"] for entry in summary["ratings"] if entry["stars"] >= 4)
    rows = [(_("%(n)d stars") % {"n": e["stars"]}, e["books"]) for e in summary["ratings"]]
    rows.append((_("Not rated"), summary["unrated"]))
    return Figure(
        id="ratings",
        question=question,
        answer=format_html(
            _("You give four stars or more to <b>{share}</b> of the books that you rate."),
            share=words.percent(liked, facts["rated"]),
        ),
        rests_on=out_of(facts["rated"], facts["read"], one=_("is not rated"), more=_("are not rated")),
        columns=4,
        chart="columns",
        data={"views": [_ratings_view(summary, facts, links)]},
        table=Table(
            [_("Rating"), _("Books"), _("Share")],
            [(name, words.number(count), words.percent(count, facts["read"])) for name, count in rows],
        ),
    )


def like_the_crowd(head: Head) -> Figure | None:
    """The reader's average beside the crowd's, over the same books. None where the crowd has not rated enough of them."""
    facts = head["summary"]["headline"]
    if facts["crowd_counted"] < ENOUGH_RATED:
        return None
    you, crowd, counted = facts["average_rating_beside_crowd"], facts["crowd_average"], facts["crowd_counted"]
    return Figure(
        id="crowd",
        question=_("Do you rate like the crowd?"),
        answer=_beside_the_crowd(you, crowd),
        rests_on=_("From %(books)s that both you and the crowd have rated.") % {"books": words.books(counted)},
        columns=4,
        chart="scale",
        data={
            "label": _("Your average and the crowd's, on a scale from 1 to 5 stars."),
            "low": 1,
            "high": 5,
            "gap": words.signed(you - crowd),
            "marks": [
                mark(_("You"), you, words.rating(you), [_("Your average")], who="you"),
                mark(_("The crowd"), crowd, words.rating(crowd), [_("The crowd's average")], who="crowd"),
            ],
        },
        table=Table(
            [_("Average of"), _("Stars")],
            [
                (_("You"), words.rating(you)),
                (_("The crowd"), words.rating(crowd)),
                (_("Difference"), words.signed(you - crowd)),
            ],
        ),
    )


def grown_stricter(head: Head, links: Links) -> Figure | None:
    """The reader's average by year. None for less than three years with enough ratings."""
    enough = [entry for entry in head["summary"]["by_year"] if entry["rated"] >= RATED_A_YEAR]
    if len(enough) < YEARS_NEEDED:
        return None
    crowd = head["summary"]["headline"]["crowd_average"]
    rated = sum(entry["rated"] for entry in enough)
    return Figure(
        id="stricter",
        question=_("Have you grown stricter?"),
        answer=_then_and_now(enough),
        rests_on=_("From %(books)s, in the years with at least five ratings.") % {"books": words.books(rated)},
        columns=4,
        chart="line",
        data={
            "label": _("Your average rating by year."),
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
                        words.ratings(entry["rated"]),
                    ],
                    at=entry["year"],
                    href=links.books(year=entry["year"]),
                )
                for entry in enough
            ],
        },
        table=Table(
            [_("Year"), _("Your average"), _("Rated")],
            [(str(e["year"]), words.rating(e["average_rating"]), words.number(e["rated"])) for e in reversed(enough)],
        ),
    )


def _few_ratings(rated: int) -> str:
    if not rated:
        return _("You keep your verdicts to yourself: nothing is rated.")
    return _("You have rated %(books)s: too few to say.") % {"books": words.books(rated)}


def _ratings_view(summary: Mapping[str, Any], facts: Mapping[str, Any], links: Links) -> dict[str, Any]:
    return {
        "name": _("Books"),
        "label": _("Books by your rating. Each column leads to its books."),
        "marks": [
            mark(
                _("%(n)d stars") % {"n": entry["stars"]},
                entry["books"],
                words.number(entry["books"]),
                [words.books(entry["books"]), words.percent(entry["books"], facts["rated"])],
                short=f"{entry['stars']}★",
                href=links.books(status="read", rating=entry["stars"]) if entry["books"] else None,
            )
            for entry in reversed(summary["ratings"])
        ],
    }


def _beside_the_crowd(you: float, crowd: float) -> str:
    gap = you - crowd
    if abs(gap) < ALIKE:
        return format_html(_("You rate <b>as the crowd does</b>, to within {gap} stars."), gap=words.rating(abs(gap)))
    stars = words.rating(abs(gap))
    if gap < 0:
        return format_html(_("You are <b>{stars} stars harsher</b> than the average reader."), stars=stars)
    return format_html(_("You are <b>{stars} stars kinder</b> than the average reader."), stars=stars)


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
