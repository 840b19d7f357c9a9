"""Which figures a library gets: by how much it holds, with a line for each figure that it does not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dashboards.figures import (
    again,
    authors,
    books,
    calendar,
    crowd,
    depth,
    divide,
    growth,
    habit,
    months,
    origins,
    own_shelves,
    pile,
    race,
    reckoning,
    records,
    series,
    sizes,
    subjects,
    taste,
    verdicts,
)
from dashboards.figures.parts import Chapter, Instead, Shown
from dashboards.seeing import Seen, whole

Question = Callable[[Seen], Shown | None]

NUMERALS = ("i.", "ii.", "iii.", "iv.", "v.", "vi.", "vii.", "viii.", "ix.", "x.")
PAGE = 12  # columns
ENOUGH_FOR_STATISTICS = 10  # read books; with fewer a dashboard is one short page
MANY = 50  # read books; with fewer some figures would tell of chance alone


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a chapter."""

    id: str  # of the figure that answers it
    question: Question
    missing: str  # names the figure where there is none
    takes_many: str = ""  # says so of a figure that tells nothing of less than MANY read books


@dataclass(frozen=True, slots=True)
class Plan:
    """A chapter before its questions are asked."""

    id: str
    title: str
    short: str
    intro: str
    asked: Sequence[Asked]


def chapters_of(seen: Seen) -> list[Chapter]:
    """The chapters of the dashboard, in order. None at all for a library that is too small for statistics."""
    if not _is_enough(seen):
        return []
    chapters = (_chapter(seen, plan) for plan in _plans(seen))
    there = (chapter for chapter in chapters if chapter.figures)
    return [replace(chapter, numeral=numeral) for chapter, numeral in zip(there, NUMERALS, strict=False)]


def figures_of(seen: Seen, ids: Collection[str]) -> list[Shown]:
    """Those of the dashboard's figures that have these ids, each as wide as it would be by itself."""
    if not _is_enough(seen):
        return []
    asked = (asked for plan in _plans(seen) for asked in plan.asked if asked.id in ids)
    return [figure for figure, _missing in (_answer(one, seen) for one in asked) if figure]


def _is_enough(seen: Seen) -> bool:
    return bool(seen.whole["coverage"]["read"] >= ENOUGH_FOR_STATISTICS)


def _plans(seen: Seen) -> list[Plan]:
    return [
        Plan(
            "habit",
            _("The habit"),
            _("Habit"),
            _("Click a column to look at its books alone.") if seen.whole["summary"]["by_year"] else "",
            [
                Asked("years", habit.how_much, _("how much you read a year")),
                Asked(
                    "race",
                    race.ahead_of_last_year,
                    _("this year beside the last, as fewer than two have dates that name days"),
                ),
                Asked("days", calendar.which_days, _("a calendar, as no date names a day")),
                Asked(
                    "months",
                    months.which_months,
                    _("the months, as too few books have a date that names one"),
                    takes_many=_("the months, which take fifty books"),
                ),
            ],
        ),
        Plan(
            "verdicts",
            _("The verdicts"),
            _("Verdicts"),
            "",
            [
                Asked("ratings", verdicts.how_generous, _("your ratings")),
                Asked("crowd", crowd.like_the_crowd, _("the crowd beside you, as too few books have both ratings")),
                Asked("divide", divide.which_divide, _("the books that divide you, as none has both ratings")),
                Asked(
                    "stricter",
                    verdicts.grown_stricter,
                    _("your ratings over the years, as fewer than three have five"),
                    takes_many=_("your ratings over the years, which take fifty books"),
                ),
            ],
        ),
        Plan(
            "subjects",
            _("The subjects"),
            _("Subjects"),
            _("Genres come from your shelves and from open catalogues."),
            [
                Asked("genres", subjects.what_and_love, _("genres")),
                Asked("fiction", subjects.fact_or_fiction, _("fact and fiction, as too few books tell")),
                Asked(
                    "taste",
                    taste.how_changed,
                    _("how your taste changed, as too few books have a date and a genre"),
                ),
                Asked("shelves", own_shelves.how_they_overlap, _("your own shelves, as there are fewer than two")),
            ],
        ),
        Plan(
            "authors",
            _("The authors"),
            _("Authors"),
            "",
            [
                Asked("returns", authors.who_again, _("authors, as no book names one")),
                Asked("depth", depth.widely_or_deeply, _("how widely you read, which takes fifty books")),
                Asked("origins", origins.from_where_and_when, origins.why_not(seen)),
                Asked("series", series.which_unfinished, _("unfinished series, as no title says that one is")),
            ],
        ),
        Plan(
            "editions",
            _("The books"),
            _("Books"),
            "",
            [
                Asked("decades", books.from_when, _("decades, as too few books have a year")),
                Asked("ages", sizes.how_old, _("the age of books, as too few have both years")),
                Asked("lengths", sizes.how_long, _("lengths, as too few books have a page count")),
                Asked("formats", books.which_format, _("formats, as too few books tell theirs")),
                Asked("languages", books.which_language, _("languages, as there is but one")),
            ],
        ),
        Plan(
            "pile",
            _("The pile"),
            _("Pile"),
            "",
            [
                Asked(
                    "pile-grows",
                    growth.is_it_growing,
                    _("whether the pile grows, as too few books came to it one by one"),
                ),
                Asked("waits", pile.how_long, pile.too_few_waits(seen)),
                Asked("finish", reckoning.when_finished, _("when you would finish it, as no book waits")),
                Asked("waiting", pile.what_waits, _("what has waited longest, as no book waits")),
            ],
        ),
        Plan(
            "again",
            _("Again"),
            _("Again"),
            "",
            [
                Asked("rereads", again.what_again, _("re-reading, as no book is marked as read twice")),
            ],
        ),
        Plan(
            "records",
            _("Records"),
            _("Records"),
            "",
            [Asked("records-of-all", records.what_stands_out, _("what stands out"))],
        ),
    ]


def _chapter(seen: Seen, plan: Plan) -> Chapter:
    """The chapter of those figures that there are; the others are named below them."""
    figures = [_answer(asked, seen) for asked in plan.asked]
    there = in_full_rows([figure for figure, _missing in figures if figure])
    not_shown = _not_shown(missing for figure, missing in figures if not figure)
    return Chapter(plan.id, plan.title, plan.short, plan.intro, there, not_shown)


def _answer(asked: Asked, seen: Seen) -> tuple[Shown | None, str]:
    """The figure, or what to say of its absence."""
    figure = answered(asked.question, seen)
    if figure and asked.takes_many and seen.whole["coverage"]["read"] < MANY:
        return None, asked.takes_many
    return figure, asked.missing


def in_full_rows(figures: Sequence[Shown]) -> list[Shown]:
    """The figures as wide as they have to be for rows without gaps: whichever of their neighbours are not shown.

    Two that are narrower than the page share a row, a wider and a narrower one; what is left alone has it all.
    """
    placed: list[Shown] = []
    waits: list[Shown] = []  # a narrow figure with room beside it
    for figure in figures:
        if figure.columns < PAGE and waits:
            placed += [waits[0], replace(figure, columns=PAGE - waits[0].columns)]
            waits = []
        elif figure.columns < PAGE:
            waits = [figure]
        else:
            placed += [*_alone(waits), figure]
            waits = []
    return [*placed, *_alone(waits)]


def _alone(figures: Iterable[Shown]) -> list[Shown]:
    return [replace(figure, columns=PAGE) for figure in figures]


def answered(question: Question, seen: Seen) -> Shown | None:
    """A figure, which no filter makes vanish: where only too few books are left for it, it says so in its place."""
    figure = question(seen)
    if figure is not None or not seen.is_filtered:
        return figure
    of_all = question(whole(seen.whole, seen.links))
    return of_all and Instead(of_all.id, of_all.question, _("Too few of these books to say."), of_all.columns)


def _not_shown(names: Iterable[str]) -> str:
    listed = "; ".join(names)
    return _("Not shown: %(figures)s.") % {"figures": listed} if listed else ""
