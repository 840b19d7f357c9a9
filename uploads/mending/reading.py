"""The library as its reader has mended it, read in the place of the one that was parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from enrichment import catalogue
from enrichment.catalogue import Naming
from uploads.library import read_library, read_links, read_rows
from uploads.mending.changes import Change, Mended, Mending
from uploads.models import Issue, Resolution, Upload
from uploads.naming import naming_of
from uploads.parsing.records import ParsedBook

CHUNK = 500
NOBODY = 0  # in place of an id of the catalogue: the reader says that none of its books is this one


def mending_of(upload: Upload) -> Mending:
    """What the published library shows of the reader's decisions."""
    return changes_in(upload.resolutions.applied())


def changes_in(resolutions: Iterable[Resolution]) -> Mending:
    changes = (Change.from_json(resolution.change) for resolution in resolutions)
    return Mending(change for change in changes if change != Change())


def read_mended(upload: Upload) -> Iterator[tuple[ParsedBook, int]]:
    """Each book with its id in the catalogue, or `NOBODY`, in the file's order. Raises as `read_library`."""
    mending = mending_of(upload)
    if not mending:
        yield from read_library(upload)
        return
    books = mending.over(read_library(upload), read_rows(upload, mending.rows))
    while chunk := list(islice(books, CHUNK)):
        anew = iter(link_anew(mended for mended in chunk if mended.is_linked_anew))
        for mended in chunk:
            yield mended.book, next(anew) if mended.catalogue is None else mended.catalogue


def read_mended_links(upload: Upload) -> Iterator[tuple[int, int]]:
    """(row, id in the catalogue or `NOBODY`) of each book of the mended library."""
    mending = mending_of(upload)
    books = mending.of(read_rows(upload, mending.rows))
    there = [mended for mended in books.values() if mended]
    anew = iter(link_anew(mended for mended in there if mended.is_linked_anew))
    yield from ((mended.book.row, next(anew) if mended.catalogue is None else mended.catalogue) for mended in there)
    yield from (link for link in read_links(upload) if link[0] not in books)


def mended_rows(upload: Upload, rows: set[int]) -> dict[int, tuple[ParsedBook, int]]:
    """The books of these rows as they are shown now, as `read_mended` gives them; those left out are missing."""
    mending = mending_of(upload)
    mended = mending.of(read_rows(upload, mending.rows | rows))
    there = [book for row in rows if (book := mended.get(row))]
    anew = iter(link_anew(book for book in there if book.is_linked_anew))
    return {one.book.row: (one.book, next(anew) if one.catalogue is None else one.catalogue) for one in there}


def books_as_decided(upload: Upload, rows: set[int], *, but: Issue | None = None) -> dict[int, ParsedBook]:
    """The books of these rows as they will be once all that stands is applied, but for what one issue's decision did.

    Raises as `read_library`.
    """
    standing = upload.resolutions.standing().order_by("pk")
    mending = changes_in(standing if but is None else standing.exclude(issue=but))
    mended = mending.of(read_rows(upload, mending.rows | rows))
    return {row: book.book for row in rows if (book := mended.get(row))}


def link_anew(books: Iterable[Mended]) -> Sequence[int]:
    """The ids of books whose name in the catalogue has changed; the books that are not there yet are made."""
    wanted = [_naming(mended) for mended in books]
    named = [naming for naming in wanted if naming is not None]
    ids = iter(catalogue.link(named) if named else ())
    return [NOBODY if naming is None else next(ids) for naming in wanted]


def _naming(mended: Mended) -> Naming | None:
    match: Mapping[str, Any] | None = mended.match
    if match is None:
        return naming_of(mended.book)
    if not match:
        return None
    return Naming(title=match["title"], author=match.get("author", mended.book.author), isbn13=match.get("isbn13"))
