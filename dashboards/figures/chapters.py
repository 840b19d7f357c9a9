"""Which figures a library gets: by how much it holds, with a line for each figure that it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from dashboards.figures import authors, habit, subjects, verdicts
from dashboards.figures.parts import Chapter, Figure, Head, Instead
from dashboards.links import Links

NUMERALS = ("i.", "ii.", "iii.", "iv.", "v.", "vi.", "vii.", "viii.", "ix.", "x.")
ENOUGH_FOR_STATISTICS = 10  # read books; with fewer a dashboard is one short page


def chapters_of(head: Head, links: Links) -> list[Chapter]:
    """The chapters of the dashboard, in order. None at all for a library that is too small for statistics."""
    if head["coverage"]["read"] < ENOUGH_FOR_STATISTICS:
        return []
    chapters = [
        _chapter(
            "habit",
            _("The habit"),
            _("Habit"),
            _("Click a column to see its books.") if head["summary"]["by_year"] else "",
            (habit.how_much(head, links), _("how much you read a year")),
            (habit.which_months(head, links), _("the months, as too few books have a date that names one")),
        ),
        _chapter(
            "verdicts",
            _("The verdicts"),
            _("Verdicts"),
            "",
            (verdicts.how_generous(head, links), _("your ratings")),
            (verdicts.like_the_crowd(head), _("the crowd beside you, as too few books have both ratings")),
            (verdicts.grown_stricter(head, links), _("your ratings over the years, as fewer than three have five")),
        ),
        _chapter(
            "subjects",
            _("The subjects"),
            _("Subjects"),
            _("Genres come from your shelves and from open catalogues."),
            (subjects.what_and_love(head, links), _("genres")),
            (subjects.fact_or_fiction(head), _("fact and fiction, as too few books tell")),
        ),
        _chapter(
            "authors",
            _("The authors"),
            _("Authors"),
            "",
            (authors.who_again(head, links), _("authors, as no book names one")),
            (authors.what_again(head), _("re-reading, as no book is marked as read twice")),
        ),
    ]
    there = (chapter for chapter in chapters if chapter.figures)
    return [replace(chapter, numeral=numeral) for chapter, numeral in zip(there, NUMERALS, strict=False)]


def _chapter(id: str, title: str, short: str, intro: str, *figures: tuple[Figure | Instead | None, str]) -> Chapter:
    """A chapter of those figures that there are; the second of each pair names one that there is not."""
    there = [figure for figure, _name in figures if figure]
    return Chapter(id, title, short, intro, there, _not_shown(name for figure, name in figures if not figure))


def _not_shown(names: Iterable[str]) -> str:
    listed = "; ".join(names)
    return _("Not shown: %(figures)s.") % {"figures": listed} if listed else ""
