"""The books of documents that were just looked at, kept in memory: filters are clicked one after another.

Parsing a document costs more than counting it. What is kept is bounded by its size and its age; a document that was
published anew is read anew, and one that is deleted is forgotten at once in this process, by its age in the others.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from dashboards.document import reading
from dashboards.document.tallies import Book

MOST_BYTES = 16_000_000  # of JSON, some 10,000 books; in memory they take two to three times as much
LARGEST = MOST_BYTES // 2  # of one document; what is larger is read anew each time
LONGEST = 600.0  # seconds since it was last looked at

Key = tuple[str, str]  # of a document: its name and the moment of its publication


@dataclass(slots=True)
class _Kept:
    books: Sequence[Book]
    size: int
    used: float


class KeptBooks:
    """The least recently used goes first. Safe to use from several threads; two may parse the same document once."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._now = now

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
        with self._lock:
            self._drop_old()
            if kept := self._kept.get(key):
                kept.used = self._now()
                self._kept.move_to_end(key)
                return kept.books
        size = file.seek(0, 2)
        if size > LARGEST:
            return None
        books = list(reading.books(file))
        with self._lock:
            self._kept[key] = _Kept(books, size, self._now())
            while sum(kept.size for kept in self._kept.values()) > MOST_BYTES:
                self._kept.popitem(last=False)
        return books

    def forget(self, names: Iterable[str]) -> None:
        """Drop the documents with these names, whenever they were published."""
        gone = set(names)
        with self._lock:
            for key in [key for key in self._kept if key[0] in gone]:
                del self._kept[key]

    def __len__(self) -> int:
        return len(self._kept)

    def _drop_old(self) -> None:
        oldest = self._now() - LONGEST
        for key in [key for key, kept in self._kept.items() if kept.used < oldest]:
            del self._kept[key]


kept_books = KeptBooks()
