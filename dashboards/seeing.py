"""What a page shows of a library: the books that its filters let through, before the whole of it.

Each figure obeys every filter but its own dimension, so that it still shows what else could be chosen there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO, Any

from dashboards.document.filters import Filters
from dashboards.document.on_demand import SummaryOnDemand
from dashboards.document.schema_summary import SUMMARY
from dashboards.document.summary import Summary
from dashboards.document.tallies import Book
from dashboards.kept_books import kept_books
from dashboards.kept_heads import kept_heads
from dashboards.links import Links

Head = Mapping[str, Any]
SMALL = 4  # of so many parts one: less of a library is not drawn before the whole of it on a page of its own
COUNTED = frozenset(SUMMARY["required"])  # the keys of a summary


@dataclass(frozen=True, slots=True)
class Seen:
    """A library through its filters. With none on, `head` is `whole`."""

    whole: Head  # of all books, as the document holds it
    head: Head  # the same counts over the books that pass every filter
    links: Links
    filters: Filters = field(default_factory=Filters)
    others: Mapping[str, Head] = field(default_factory=dict)  # by filter: the books that pass all the other ones
    is_outdated: bool = False  # the document lacks some figures, and they were counted for this view: publish it anew

    def beside(self, *dimensions: str) -> Head:
        """The counts for a figure that shows one of these dimensions: it does not obey the filter on it.

        Where filters on several of them are on, the first one named is the one not obeyed.
        """
        return next((self.others[name] for name in dimensions if name in self.others), self.head)

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters)

    @property
    def on_its_own(self) -> Seen:
        """For the page of one group or year. A small part is drawn at its own scale: beside the whole it would be slivers."""
        part, of_all = (head["summary"]["headline"]["read"] for head in (self.head, self.whole))
        return replace(self, whole=self.head, others={}) if part * SMALL < of_all else self

    def toggled(self, name: str, value: object, at: str = "") -> str:
        """This dashboard's address with one filter set, or taken off where it is set to just that.

        `at` is the id of the figure to come back to where no script keeps the place.
        """
        return self.links.filtered(self.filters.toggled(name, value), at=at)

    def toggled_together(self, wanted: Mapping[str, object], at: str = "") -> str:
        """As `toggled` for several filters at once, which are taken off where all of them are set to just that."""
        are_on = all(self.filters.is_on(name, value) for name, value in wanted.items())
        changed = self.filters.with_(**(dict.fromkeys(wanted) if are_on else wanted))
        return self.links.filtered(changed, at=at)

    def books(self, **more: object) -> str:
        """The list of the books that pass the filters and these."""
        return self.links.books(**self.filters.with_(**more).wanted)


def whole(head: Head, links: Links) -> Seen:
    return Seen(whole=head, head=head, links=links)


def seen_through(file: IO[bytes], links: Links, filters: Filters) -> Seen:
    """The library in a document as these filters show it. Reads the books only where a filter is on."""
    head: Head = kept_heads.of(file, links.library.document_name)
    key = _key(head, links)
    is_outdated = not head["summary"].keys() >= COUNTED  # published before some figure was thought of
    if is_outdated:
        head = _head_of(counted(kept_books.of(file, key), _bulk_days(head)), head, is_part=False)
    seen = through(head, kept_books.of(file, key), links, filters) if filters else whole(head, links)
    return replace(seen, is_outdated=is_outdated)


def books_of(file: IO[bytes], seen: Seen) -> Iterable[Book]:
    """The books of the library that pass the filters, from memory where they were just read."""
    return seen.filters.passing(kept_books.of(file, _key(seen.whole, seen.links)))


def _key(head: Head, links: Links) -> tuple[str, str]:
    return links.library.document_name, head["published_at"]


def counted(books: Iterable[Book], bulk_days: list[str] | None) -> Summary:
    summary = Summary(bulk_days=bulk_days)
    for book in books:
        summary.add(book)
    return summary


def through(head: Head, books: Iterable[Book], links: Links, filters: Filters) -> Seen:
    """The library of this head and these books as the filters show it."""
    filters = filters.in_library(head)
    # Books that stay in memory anyway are counted when a figure asks; others as they pass, or all of them would stay.
    empty = partial(SummaryOnDemand if isinstance(books, Sequence) else Summary, bulk_days=_bulk_days(head))
    passing, others = empty(), {name: empty() for name, _ in filters}
    if len(others) == 1:  # past a single filter everything passes: that is the whole library
        for book in filters.passing(books):
            passing.add(book)
        return Seen(head, _head_of(passing, head), links, filters, others=dict.fromkeys(others, head))
    for book in books:
        failed = filters.failed_by(book)
        if not failed:
            passing.add(book)
        for name in others if not failed else failed if len(failed) == 1 else ():
            others[name].add(book)
    beside = {name: _head_of(summary, head) for name, summary in others.items()}
    return Seen(head, _head_of(passing, head), links, filters, others=beside)


def _bulk_days(head: Head) -> list[str] | None:
    """The import days of the whole library. None where it was published before these were counted."""
    pile = head["summary"].get("pile")
    return pile and [entry["day"] for entry in pile["bulk_days"]]


def _head_of(summary: Summary | SummaryOnDemand, head: Head, *, is_part: bool = True) -> Head:
    counts = summary.counts(this_year=int(head["published_at"][:4]), is_part=is_part)
    return {**head, **counts, "total_books": counts["summary"]["headline"]["books"]}
