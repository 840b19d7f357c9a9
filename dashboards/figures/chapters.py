"""Which figures a library gets: by how much it holds, with a line for each figure that it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

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


def chapters_of(seen: Seen) -> list[Chapter]:
    """The chapters of the dashboard, in order. None at all for a library that is too small for statistics."""
    if seen.whole["coverage"]["read"] < ENOUGH_FOR_STATISTICS:
        return []
    chapters = [
        _chapter(
            seen,
            "habit",
            _("The habit"),
            _("Habit"),
            _("Click a column to look at its books alone.") if seen.whole["summary"]["by_year"] else "",
            (habit.how_much, _("how much you read a year")),
            (race.ahead_of_last_year, _("this year beside the last, as fewer than two have dates that name days")),
            (calendar.which_days, _("a calendar, as no date names a day")),
            (months.which_months, _("the months, as too few books have a date that names one")),
        ),
        _chapter(
            seen,
            "verdicts",
            _("The verdicts"),
            _("Verdicts"),
            "",
            (verdicts.how_generous, _("your ratings")),
            (crowd.like_the_crowd, _("the crowd beside you, as too few books have both ratings")),
            (divide.which_divide, _("the books that divide you, as none has both ratings")),
            (verdicts.grown_stricter, _("your ratings over the years, as fewer than three have five")),
        ),
        _chapter(
            seen,
            "subjects",
            _("The subjects"),
            _("Subjects"),
            _("Genres come from your shelves and from open catalogues."),
            (subjects.what_and_love, _("genres")),
            (subjects.fact_or_fiction, _("fact and fiction, as too few books tell")),
            (taste.how_changed, _("how your taste changed, as too few books have a date and a genre")),
            (own_shelves.how_they_overlap, _("your own shelves, as there are fewer than two")),
        ),
        _chapter(
            seen,
            "authors",
            _("The authors"),
            _("Authors"),
            "",
            (authors.who_again, _("authors, as no book names one")),
            (depth.widely_or_deeply, _("how widely you read, which takes fifty books")),
            (origins.from_where_and_when, origins.why_not(seen)),
            (series.which_unfinished, _("unfinished series, as no title says that one is")),
        ),
        _chapter(
            seen,
            "editions",
            _("The books"),
            _("Books"),
            "",
            (books.from_when, _("decades, as too few books have a year")),
            (sizes.how_old, _("the age of books, as too few have both years")),
            (sizes.how_long, _("lengths, as too few books have a page count")),
            (books.which_format, _("formats, as too few books tell theirs")),
            (books.which_language, _("languages, as there is but one")),
        ),
        _chapter(
            seen,
            "pile",
            _("The pile"),
            _("Pile"),
            "",
            (growth.is_it_growing, _("whether the pile grows, as too few books came to it one by one")),
            (pile.how_long, pile.too_few_waits(seen)),
            (reckoning.when_finished, _("when you would finish it, as no book waits")),
            (pile.what_waits, _("what has waited longest, as no book waits")),
        ),
        _chapter(
            seen,
            "again",
            _("Again"),
            _("Again"),
            "",
            (again.what_again, _("re-reading, as no book is marked as read twice")),
        ),
        _chapter(seen, "records", _("Records"), _("Records"), "", (records.what_stands_out, _("what stands out"))),
    ]
    there = (chapter for chapter in chapters if chapter.figures)
    return [replace(chapter, numeral=numeral) for chapter, numeral in zip(there, NUMERALS, strict=False)]


def _chapter(seen: Seen, id: str, title: str, short: str, intro: str, *figures: tuple[Question, str]) -> Chapter:
    """A chapter of those figures that there are; the second of each pair names one that there is not."""
    asked = [(answered(question, seen), name) for question, name in figures]
    there = in_full_rows([figure for figure, _name in asked if figure])
    return Chapter(id, title, short, intro, there, _not_shown(name for figure, name in asked if not figure))


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
