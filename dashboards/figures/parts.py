"""What a chapter is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.cards import Cards
from dashboards.seeing import Seen

Head = Mapping[str, Any]
Entry = Mapping[str, Any]  # of a list in the summary: a year, a genre, an author


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a drawing. The first column names the row."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""  # what it is, where a figure has several


@dataclass(frozen=True, slots=True)
class Aside:
    """What a figure says when another view of it is chosen. Without scripts it stands beside the first answer."""

    answer: str  # may hold <b>; made with format_html
    rests_on: str


@dataclass(frozen=True, slots=True)
class Slider:
    """A number that the reader chooses, from 1, and what would follow from each."""

    label: str
    said: Sequence[str]  # for 1, 2, 3 …, in words: a script that put them together would need each language's plurals
    value: int  # at first

    @property
    def now(self) -> str:
        return self.said[self.value - 1]


@dataclass(frozen=True, slots=True)
class ByFinger:
    """A button after which a finger draws over the chart instead of scrolling the page."""

    name: str
    hint: str  # beside the pressed button


@dataclass(frozen=True, slots=True)
class Figure:
    id: str  # in the page: "years"
    question: str
    answer: str  # may hold <b>; made with format_html
    rests_on: str  # how many books it is drawn from
    table: Table
    columns: int  # of the page's twelve
    chart: str = ""  # the module of static/js/charts that draws it; none: the table is the figure
    data: Mapping[str, Any] = field(default_factory=dict)  # what that module's layout() takes
    asides: Sequence[Aside] = ()  # one for each of data["views"] after the first that has an answer of its own
    further: Sequence[Table] = ()  # tables below the first
    slider: Slider | None = None  # in the place of a drawing
    by_finger: ByFinger | None = None  # where a rectangle drawn over the chart picks books

    @property
    def data_id(self) -> str:
        """Of the element that holds the data."""
        return f"{self.id}-data"


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands where a figure cannot: the same question, and why there is no answer, or the answer in a sentence."""

    id: str
    question: str
    answer: str
    columns: int
    steps: Sequence[str] = ()  # what the reader can do about it

    rests_on = ""  # what tells it from a Figure in a template


Shown = Figure | Instead | Cards  # what may stand in a chapter


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: str
    short: str  # in the bar at the top
    intro: str
    figures: Sequence[Shown]
    not_shown: str = ""
    numeral: str = ""  # "iv."


def mark(
    title: str,
    value: float,
    text: str,
    lines: Sequence[str],
    *,
    ghost: float | None = None,
    ghost_text: str = "",
    chosen: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """One mark of a chart: a column, a bar, a dot. `text` labels it; `title` and `lines` are its tip.

    `ghost` is the whole library's value, drawn pale behind the mark on the same scale, while a filter is on; `ghost_text`
    says it where it is no count. Marks that are not `chosen` are dimmed where another one of the chart is.
    """
    said = [line for line in lines if line]
    if ghost is not None:
        said.append(_of_whole(ghost_text or words.number(ghost), get_language()))
        more["ghost"] = ghost
    if chosen:
        more["chosen"] = True
    return {"title": title, "value": value, "text": text, "lines": said, **more}


@lru_cache(maxsize=4096)  # every mark of a filtered dashboard says it
def _of_whole(count: str, language: str | None) -> str:
    return _("Whole library: %(count)s") % {"count": count}


def with_ghosts(
    seen: Seen, head: Head, pick: Callable[[Head], Sequence[Entry]], key: str
) -> list[tuple[Entry, Entry | None]]:
    """The entries of a list in this head, each beside that of the whole library.

    There is one for every key of the whole, so that axes stay as they are whatever is filtered. Without a filter, or
    where none of those that are on bears on this head, there is nothing to compare with: the second is None.
    """
    entries = pick(head)
    if head is seen.whole:
        return [(entry, None) for entry in entries]
    there = {entry[key]: entry for entry in entries}
    return [(there.get(ghost[key]) or nothing_of(ghost, key), ghost) for ghost in pick(seen.whole)]


def ranked_with_ghosts(
    seen: Seen, head: Head, pick: Callable[[Head], Sequence[Entry]], key: str, *, limit: int, chosen: object = None
) -> list[tuple[Entry, Entry | None]]:
    """As `with_ghosts` for a list that stands by number of books, cut to `limit`; the chosen one is never cut off."""
    entries = pick(head)
    if head is seen.whole:
        paired: list[tuple[Entry, Entry | None]] = [(entry, None) for entry in entries]
    else:
        there = {entry[key] for entry in entries}
        of_whole = {entry[key]: entry for entry in pick(seen.whole)}
        paired = [(entry, of_whole.get(entry[key])) for entry in entries]
        paired += [(nothing_of(ghost, key), ghost) for ghost in of_whole.values() if ghost[key] not in there]
    cut_off = [pair for pair in paired[limit:] if str(pair[0][key]) == str(chosen)]
    return paired[: limit - len(cut_off)] + cut_off


def nothing_of(entry: Entry, key: str) -> Entry:
    """The entry of a group in which there are no books: its names stay, its counts are 0, its averages unknown.

    >>> nothing_of({"year": 2020, "books": 7, "average_rating": 3.5}, "year")
    {'year': 2020, 'books': 0, 'average_rating': None}
    """
    unknown = {name: None if name.startswith("average") else 0 for name in entry}
    return {name: value if name == key or isinstance(value, str) else unknown[name] for name, value in entry.items()}


NO_DATE = ngettext_lazy("%(left)s has no date", "%(left)s have no date", "count")
NO_DAY = ngettext_lazy("%(left)s has no day", "%(left)s have no day", "count")
NO_MONTH = ngettext_lazy("%(left)s has no month", "%(left)s have no month", "count")
NO_YEAR = ngettext_lazy("%(left)s has no year", "%(left)s have no year", "count")
NO_GENRE = ngettext_lazy("%(left)s has no genre", "%(left)s have no genre", "count")
NO_PAGES_OR_RATING = ngettext_lazy(
    "%(left)s lacks a page count or a rating", "%(left)s lack a page count or a rating", "count"
)
NO_PAGE_COUNT = ngettext_lazy("%(left)s has no page count", "%(left)s have no page count", "count")
LACKS_A_YEAR = ngettext_lazy("%(left)s lacks a year", "%(left)s lack a year", "count")
NOT_RATED = ngettext_lazy("%(left)s is not rated", "%(left)s are not rated", "count")
DOES_NOT_TELL = ngettext_lazy("%(left)s does not tell", "%(left)s do not tell", "count")


def out_of(counted: int, read: int, missing: Promise) -> str:
    """ "From 145 of 157 books that you have read: 12 have no date." `missing` is one of the clauses above."""
    if counted >= read:
        return ngettext("From the one book that you have read.", "From all %(books)s that you have read.", read) % {
            "books": words.books(read)
        }
    left = read - counted
    return _("From %(counted)s of %(books)s that you have read: %(missing)s.") % {
        "counted": words.number(counted),
        "books": words.books(read),
        "missing": missing % {"count": left, "left": words.number(left)},
    }


def thousands(pages: int) -> str:
    """Short enough to stand on a column.

    >>> thousands(14928), thousands(640)
    ('15k', '640')
    """
    return f"{round(pages / 1000)}k" if pages >= 1000 else str(pages)
