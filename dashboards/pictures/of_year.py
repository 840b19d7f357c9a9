"""What the share picture of a year says: its numbers, and the spines of its books."""

from __future__ import annotations

from typing import IO

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.filters import Filters
from dashboards.document.year_shelf import finished_in
from dashboards.links import Links
from dashboards.pace import exported_on
from dashboards.pictures.content import Content, as_spines, in_our_letters, pages_and_rating
from dashboards.seeing import Seen, books_of, seen_through


def content_of_year(file: IO[bytes], links: Links, year: int) -> Content:
    """The picture of a year of the document in `file`. Raises KeyError where no book was finished in it."""
    seen = seen_through(file, links, Filters.of({"year": str(year)}))
    if not seen.head["summary"]["headline"]["read"]:
        raise KeyError(year)
    spines = tuple(as_spines(finished_in(year, books_of(file, seen))["books"]))
    return in_our_letters(
        lambda: Content(
            headline=_title(seen, year),
            facts=tuple(_facts(seen)[:4]),
            eyebrow=_("One reader’s year"),
            spines=spines,
        )
    )


def _title(seen: Seen, year: int) -> tuple[str, ...]:
    """ "2024", "41 books"."""
    is_now = year == exported_on(seen.whole).year
    title = _("%(year)d so far") % {"year": year} if is_now else str(year)
    return title, words.books(seen.head["summary"]["headline"]["read"])


def _facts(seen: Seen) -> list[tuple[str, str]]:
    """(value, what it is) of what there is beside the number of books, which the title says."""
    found, facts = pages_and_rating(seen.head), seen.head["summary"]["headline"]
    if facts["authors"] > 1:
        found.append((words.number(facts["authors"]), _("authors")))
    first, second = sorted(seen.head["summary"]["by_month"], key=lambda entry: -entry["books"])[:2]
    if first["books"] > second["books"]:
        found.append((words.month(first["month"]), _("the fullest month")))
    return found
