"""A row of LibraryThing's tab-delimited export, made into a book.

Built from the 54 columns of the export and real rows of it that public projects keep in their tests, and from what their
importers say of it; no whole export was handed to us by its reader. It comes in Windows-1252 or, later, in Unicode.

- LibraryThing is a catalogue: being in it does not mean being read. Collections say so ("To read", "Currently reading",
  "Read but unowned"), else a Date Read, a rating or a review. What is left stands on the shelf "Your library", which is
  asked about once for all its books.
- Dates stand in brackets: [2007-05-08]. Rating has halves. ISBN is [2070291340], ISBNs both lengths of it.
- Names are "Cortazar, Julio"; Secondary Author parts them by "|". A name's role is left out.
- Publication is "Gallimard (1979), Poche"; Date may be "?" or "1850-?". Page Count may be "xii, 590".
- Line ends within a review are written "[return]".

Private Comment, Comment, and all about owning, buying and lending are not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from uploads.parsing import cells
from uploads.parsing.drafting import Draft, RowByRow
from uploads.parsing.formats import format_of
from uploads.parsing.records import ParsedBook, ReadDate, Status
from uploads.parsing.reviews import sanitised_blocks
from uploads.parsing.shelves import shelves_of, status_of

YOUR_LIBRARY = "Your library"
_READ_BUT_UNOWNED = "read but unowned"
# Of several collections the one that says most: who reads a book again has it among the read ones, too
_TELLING = (Status.READING, Status.ABANDONED, Status.READ, Status.TO_READ)
_YEAR = re.compile(r"\D{0,3}([0-9]{4})(?:-[0-9]{2}){0,2}\D?")
_PUBLICATION = re.compile(r"(?P<publisher>[^()]{1,300}?)\s*\([^()0-9]{0,10}(?P<year>[0-9]{4})\b[^()]{0,40}\)")
_LINE_END = re.compile(r"\[return\]", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)")
_MOST_NAMES = 100


class LibraryThing(RowByRow):
    """The door for LibraryThing's export."""

    name = "librarything"
    title = "LibraryThing"
    columns: Sequence[str] = (
        "Title", "Primary Author", "Secondary Author", "Publication", "Date", "Review", "Rating", "Media", "Page Count",
        "Date Started", "Date Read", "Tags", "Collections", "ISBN", "ISBNs", "Entry Date",
    )  # fmt: skip
    required: Sequence[str] = ("Title", "Primary Author")
    named_by: Sequence[str] = ("Title", "Primary Author", "ISBN")
    dates = ("Date Read", "Entry Date")
    own_encodings: Sequence[str] = ("cp1252",)

    @staticmethod
    def bare_date(cell: str) -> str:
        return _bare(cell)

    def book(self, draft: Draft) -> ParsedBook:
        title = draft.title("Title")
        author, others = draft.authors(
            "Primary Author", _names(draft.cell("Primary Author")), _names(draft.cell("Secondary Author"))
        )
        media = draft.plain("Media") or None
        form = format_of(media) if media else None
        publication = _PUBLICATION.match(draft.plain("Publication"))
        date_added = draft.date("Entry Date", of=_bare)
        date_read = draft.day_or_year("Date Read", draft.date("Date Read", of=_bare), date_added)
        rating = draft.rating("Rating")
        review = sanitised_blocks(_LINE_END.sub("\n", draft.cell("Review")))
        collections = shelves_of(draft.cell("Collections"))
        shelf, status = _shelf(draft, collections, has_been_read=bool(date_read or rating or review))
        draft.compare("Date Read", date_read, status)
        return ParsedBook(
            row=draft.number,
            title=title,
            full_title=title,
            author=author,
            shelf=shelf,
            status=status,
            additional_authors=others,
            isbn13=_isbn13(draft),
            rating=rating,
            pages=draft.pages("Page Count", form, of=_pages),
            publisher=publication["publisher"].strip() if publication else None,
            binding=media,
            format=form,
            publication_year=_year(draft, publication["year"] if publication else ""),
            date_read=date_read,
            date_added=date_added,
            shelves=_own_shelves((*collections, *shelves_of(draft.cell("Tags"))), besides=shelf),
            review=review,
        )


def _shelf(draft: Draft, collections: Sequence[str], *, has_been_read: bool) -> tuple[str, Status]:
    """The collection that says how far the book was read; where none does, what the rest of the row says."""
    meanings = {name: _meaning_of(name) for name in collections}
    for status in _TELLING:
        if telling := next((name for name, meaning in meanings.items() if meaning is status), None):
            return telling, status
    if has_been_read:
        return "read", Status.READ
    if _started(draft):
        return "currently-reading", Status.READING
    return collections[0] if collections else YOUR_LIBRARY, Status.OTHER


def _meaning_of(collection: str) -> Status | None:
    return Status.READ if collection.casefold() == _READ_BUT_UNOWNED else status_of(collection)


def _started(draft: Draft) -> ReadDate | None:
    """The day of beginning, looked at only to see whether there is one."""
    return draft.date_or_none(_bare(draft.cell("Date Started")))


def _own_shelves(names: Sequence[str], *, besides: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in (besides, YOUR_LIBRARY))[:200]


def _isbn13(draft: Draft) -> str | None:
    """The number that the reader's book has; where ISBN has none, the first of ISBNs."""
    first = "ISBN" if _bare(draft.cell("ISBN")) else "ISBNs"
    return draft.isbn13(first, of=lambda cell: _bare(cell).partition(",")[0])


def _year(draft: Draft, published: str) -> int | None:
    """The edition's year by Date, or else by Publication: "?" and "1850-?" say none."""
    found = _YEAR.fullmatch(_bare(draft.cell("Date")))
    return draft.year("Date", of=lambda cell: found[1] if found else published)


def _pages(cell: str) -> str:
    """The pages that are counted in our digits: the most of "xii, 590".

    >>> _pages("590 "), _pages("xii, 590"), _pages("xii")
    ('590', '590', '')
    """
    return max(re.findall(r"[0-9]{1,9}", cell[:200]), key=int, default="")


def _names(cell: str) -> list[str]:
    """The names in a cell that parts them by "|", first names first."""
    names = (_first_last(name) for name in cells.plain(cell, at_most=10_000).split("|"))
    return [name for name in names if name][:_MOST_NAMES]


def _first_last(name: str) -> str:
    """A name given as "Last, First" the other way round, a "Jr." left at its end.

    >>> _first_last("King, Stephen"), _first_last("King, Martin Luther, Jr."), _first_last("Homer")
    ('Stephen King', 'Martin Luther King Jr.', 'Homer')
    """
    rest, comma, last = name.rpartition(",")
    if comma and _SUFFIX.fullmatch(last.strip()):
        return f"{cells.first_last(rest)} {last.strip()}"[:200]
    return cells.first_last(name)[:200]


def _bare(cell: str) -> str:
    """A cell without the brackets around it.

    >>> _bare("[2007-05-08]"), _bare(" [] "), _bare("1979")
    ('2007-05-08', '', '1979')
    """
    return cell.strip().removeprefix("[").removesuffix("]").strip()
