"""The books of documents that were just looked at, kept in memory: filters are clicked one after another.

Parsing a document costs more than counting it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import IO

from dashboards.document import reading
from dashboards.document.tallies import Book
from dashboards.kept import Kept, Key

MOST_BYTES = 16_000_000  # of JSON, some 10,000 books; in memory they take two to three times as much
LARGEST = MOST_BYTES // 2  # of one document; what is larger is read anew each time


class KeptBooks:
    """Safe to use from several threads; two may parse the same document once."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: Kept[Sequence[Book]] = Kept(most_bytes=MOST_BYTES, now=now)

    def of(self, file: IO[bytes], key: Key) -> Iterable[Book]:
        """The document's books: from memory, or one by one from the file. Not to be changed by who takes them."""
        books = self.kept(file, key)
        return reading.books(file) if books is None else books

    def kept(self, file: IO[bytes], key: Key) -> Sequence[Book] | None:
        """All books of the document, read first if they are not in memory; None for one that is not kept.

        What has no name in storage, as the sample, is read each time: nothing tells it from another.
        """
        if not key[0]:
            return None
        if (books := self.just_seen(key)) is not None:
            return books
        size = file.seek(0, 2)
        if size > LARGEST:
            return None
        books = list(reading.books(file))
        self._kept.put(key, books, size)
        return books

    def just_seen(self, key: Key) -> Sequence[Book] | None:
        """All books of the document if they are in memory already."""
        return self._kept.get(key)

    def forget(self, names: Iterable[str]) -> None:
        """Drop the documents with these names, whenever they were published."""
        self._kept.forget(names)

    def __len__(self) -> int:
        return len(self._kept)


kept_books = KeptBooks()
