"""The filters of a library as a page offers them: what there is to choose, and a chip for each that is on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.filters import NONE, Filters
from dashboards.naming.filters import LABELS, STATUSES, said, value_said
from dashboards.seeing import Seen

LENGTHS = ("0-99", "100-199", "200-299", "300-399", "400-499", "500-749", "750-999", "1000-")
TYPED = ("author", "shelf")  # there may be more of them than a list is good for

Options = list[tuple[str, str]]  # (value, text)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: a list to choose from or, where `typed`, a line to type in with suggestions."""

    name: str
    label: str
    options: Options
    chosen: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FilterBar:
    """What stands above the figures: how many books they are drawn from, and why not from all."""

    matching: int  # books that pass
    counted: str
    chips: list[Chip]
    choices: list[Choice]
    hidden: list[tuple[str, str]]  # filters that are on and have no field in the form
    action: str
    clear: str
    books: str

    @property
    def is_on(self) -> bool:
        return bool(self.chips)


def filter_bar(seen: Seen) -> FilterBar:
    """The bar of a dashboard."""
    choices = choices_of(seen.whole["summary"], seen.filters)
    return FilterBar(
        matching=seen.head["total_books"],
        counted=counted(seen.head["total_books"], seen.whole["total_books"]),
        chips=chips_of(seen.filters, lambda name, value: seen.toggled(name, value)),
        choices=choices,
        hidden=not_in_form(seen.filters, choices),
        action=seen.links.dashboard,
        clear=seen.links.dashboard,
        books=seen.books(),
    )


def counted(matching: int, total: int) -> str:
    """How many of how many.

    >>> counted(742, 742), counted(71, 742), counted(0, 742)
    ('All 742 books', '71 of 742 books', 'None of 742 books')
    """
    if matching == total:
        return _("All %(books)s") % {"books": words.books(total)}
    if not matching:
        return _("None of %(books)s") % {"books": words.books(total)}
    return _("%(matching)s of %(books)s") % {"matching": words.number(matching), "books": words.books(total)}


def chips_of(filters: Filters, without: Callable[[str, str], str]) -> list[Chip]:
    """A chip for each filter; `without` gives the address on which it is off."""
    return [Chip(said(name, value), without(name, value)) for name, value in filters]


def choices_of(summary: Mapping[str, Any], filters: Filters) -> list[Choice]:
    """The fields that this library has something to choose for, of the counts of all its books."""
    offered = {name: options for name, options in _offered(summary).items() if options or name in filters.wanted}
    return [
        Choice(
            name,
            str(LABELS[name]),
            options if name in TYPED else _with_chosen(name, options, filters),
            filters.wanted.get(name, ""),
            typed=name in TYPED,
        )
        for name, options in offered.items()
    ]


def not_in_form(filters: Filters, choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """The filters that are on and that a form of these fields must carry along."""
    fields = {choice.name for choice in choices}
    return [(name, value) for name, value in filters if name not in fields]


def _with_chosen(name: str, options: Options, filters: Filters) -> Options:
    chosen = filters.wanted.get(name, "")
    if chosen and chosen not in dict(options):  # an address may hold what the form does not offer
        return [*options, (chosen, value_said(name, chosen))]
    return options


def _offered(summary: Mapping[str, Any]) -> dict[str, Options]:
    ratings = [str(stars) for stars in (5, 4, 3, 2, 1)] + [NONE]
    shelves = summary.get("own_shelves", {}).get("shelves", [])  # a document of an older form has none
    return {
        "year": _options("year", (entry["year"] for entry in reversed(summary["by_year"]) if entry["books"])),
        "genre": _options("genre", (entry["slug"] for entry in summary["genres"])),
        "rating": _options("rating", ratings),
        "author": _options("author", (entry["name"] for entry in summary["authors"])),
        "shelf": _options("shelf", (entry["name"] for entry in shelves)),
        "status": _options("status", STATUSES),
        "decade": _options("decade", (entry["decade"] for entry in reversed(summary["decades"]))),
        "length": _options("length", LENGTHS if summary["lengths"]["counted"] else ()),
        "format": _options("format", (entry["name"] for entry in summary["formats"])),
        "language": _options("language", (entry["code"] for entry in summary["languages"])),
    }


def _options(name: str, values: Iterable[object]) -> Options:
    return [(str(value), value_said(name, str(value))) for value in values]
