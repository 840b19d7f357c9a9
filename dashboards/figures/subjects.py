"""Chapter iii: what the books are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import (
    DOES_NOT_TELL,
    NO_GENRE,
    Entry,
    Figure,
    Head,
    Instead,
    Table,
    mark,
    out_of,
    ranked_with_ghosts,
)
from dashboards.naming.cloth import cloth_of
from dashboards.naming.genres import genre_name
from dashboards.seeing import Seen

GENRES_DRAWN = 10
ENOUGH_RATED = 5  # of a genre, before it can be the best loved
ENOUGH_TOLD = 5  # books known to be fiction or not


def what_and_love(seen: Seen) -> Figure | Instead:
    """Genres by number of books, each with the reader's average."""
    head = seen.beside("genre")
    summary, stats = head["summary"], head["enrichment_stats"]
    question = _("What do you read, and what do you love?")
    if not summary["genres"]:
        return Instead("genres", question, _no_genres(stats), columns=7)
    read = head["coverage"]["read"]
    drawn = ranked_with_ghosts(
        seen,
        head,
        lambda head: head["summary"]["genres"],
        "slug",
        limit=GENRES_DRAWN,
        chosen=seen.filters.wanted.get("genre"),
    )
    return Figure(
        id="genres",
        question=question,
        answer=_most_and_best(summary["genres"]),
        rests_on=_rests_on(head),
        columns=7,
        chart="ranked",
        data={
            "label": _("Books by genre, with your average rating. Each bar leads to its books."),
            "beside": _("your average"),
            "low": 1,
            "high": 5,
            "marks": [_genre_mark(genre, ghost, read, seen) for genre, ghost in drawn],
        },
        table=Table(
            [_("Genre"), _("Books"), _("Share"), _("Your average")],
            [
                (
                    genre_name(g["name"]),
                    words.number(g["books"]),
                    words.percent(g["books"], read),
                    words.rating(g["average_rating"]),
                )
                for g in summary["genres"]
            ],
        ),
    )


def fact_or_fiction(seen: Seen) -> Figure | None:
    """The share of fiction. None where nearly nothing tells."""
    head = seen.head
    counts, read = head["summary"]["fiction"], head["coverage"]["read"]
    told = counts["fiction"] + counts["nonfiction"]
    if told < ENOUGH_TOLD:
        return None
    of_all = seen.whole["summary"]["fiction"] if seen.is_filtered else {}
    named = [
        (_("Fiction"), counts["fiction"], "k1", of_all.get("fiction")),
        (_("Nonfiction"), counts["nonfiction"], "k4", of_all.get("nonfiction")),
        (_("Not known"), counts["unknown"], "k0", of_all.get("unknown")),
    ]
    return Figure(
        id="fiction",
        question=_("Fact or fiction?"),
        answer=_mostly(counts["fiction"], told),
        rests_on=out_of(told, read, DOES_NOT_TELL),
        columns=5,
        chart="shares",
        data={
            "label": _("Shares of fiction and nonfiction."),
            "marks": [
                mark(name, count, words.percent(count, read), [words.books(count)], cloth=cloth, ghost=ghost)
                for name, count, cloth, ghost in named
                if count or ghost
            ],
        },
        table=Table(
            [_("Kind"), _("Books"), _("Share")],
            [(name, words.number(count), words.percent(count, read)) for name, count, *_drawn in named],
        ),
    )


def _no_genres(stats: Mapping[str, Any]) -> str:
    if not stats["complete"]:
        return _("The catalogues are still being asked. Genres appear here as the answers come in.")
    return _("Neither your shelves nor the catalogues name a genre for these books.")


def _most_and_best(genres: Sequence[Mapping[str, Any]]) -> str:
    most = genres[0]
    rated = [genre for genre in genres if genre["rated"] >= ENOUGH_RATED]
    said = {"most": words.genre(most["name"])}
    if not rated:
        return format_html(_("Mostly <b>{most}</b>."), **said)
    best = max(rated, key=lambda genre: genre["average_rating"])
    if best is most:
        return format_html(_("Mostly <b>{most}</b>, and nothing pleases you more."), **said)
    return format_html(
        _("Mostly <b>{most}</b>, but you rate <b>{best}</b> highest."), best=words.genre(best["name"]), **said
    )


def _rests_on(head: Head) -> str:
    summary, read = head["summary"], head["coverage"]["read"]
    sentences = [
        out_of(read - summary["without_genre"], read, NO_GENRE),
        _("A book counts for each of its genres, four at most."),
    ]
    if summary["guessed_genre"]:
        sentences.append(
            _("For %(books)s the genre is a guess from the rest of your shelves.")
            % {"books": words.books(summary["guessed_genre"])}
        )
    return " ".join(sentences)


def _genre_mark(genre: Entry, ghost: Entry | None, read: int, seen: Seen) -> dict[str, Any]:
    average = genre["average_rating"]
    return mark(
        genre_name(genre["name"]),
        genre["books"],
        words.number(genre["books"]),
        [
            _("%(books)s, %(share)s")
            % {"books": words.books(genre["books"]), "share": words.percent(genre["books"], read)},
            _("You rate them %(rating)s") % {"rating": words.rating(average)} if average else "",
        ],
        cloth=f"k{cloth_of(genre['slug'])}",
        average=average,
        average_text=words.rating(average) if average else "",
        href=seen.toggled("genre", genre["slug"], at="genres"),
        chosen=seen.filters.is_on("genre", genre["slug"]),
        ghost=ghost["books"] if ghost else None,
    )


def _mostly(fiction: int, told: int) -> str:
    share = words.percent(fiction, told)
    if fiction == told:
        return mark_safe(_("<b>All fiction.</b> Not a fact in sight."))  # noqa: S308 - our own words
    if not fiction:
        return mark_safe(_("<b>All nonfiction.</b> Not a word made up."))  # noqa: S308
    if fiction * 2 >= told:
        return format_html(_("<b>{share} fiction</b>, the rest as it happened."), share=share)
    return format_html(_("Mostly fact: <b>{share} is fiction</b>."), share=share)
