"""The tables of libraries that were just asked, kept in memory: one question follows another.

Filling them, and listing the words that questions may use, costs several times what an answer does.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from dashboards.ask.planner import Vocabulary, vocabulary_of
from dashboards.ask.tables.filling import fill, reopened
from dashboards.document import reading
from dashboards.kept import Kept, Key
from dashboards.kept_books import kept_books

MOST_BYTES = 8_000_000  # of images, some 20,000 books; the words beside them take as much again
LARGEST = MOST_BYTES // 2  # of one library; what is larger is filled anew for each question


@dataclass(frozen=True, slots=True)
class Tables:
    """A library as it can be asked."""

    image: bytes  # of the database, as SQLite serializes it
    vocabulary: Vocabulary

    def opened(self) -> sqlite3.Connection:
        """A database of one's own. Whoever asks for it closes it."""
        return reopened(self.image)


class KeptTables:
    """Safe to use from several threads; two may fill the tables of the same library once."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: Kept[Tables] = Kept(most_bytes=MOST_BYTES, now=now)

    def of(self, file: IO[bytes], key: Key) -> Tables:
        """The tables of the document: from memory, or filled from the file.

        What has no name in storage, as the sample, is filled each time: nothing tells it from another.
        """
        if not key[0]:
            return _filled(file, key)
        if (tables := self._kept.get(key)) is None:
            tables = _filled(file, key)
            if len(tables.image) <= LARGEST:
                self._kept.put(key, tables, len(tables.image))
        return tables

    def forget(self, names: Iterable[str]) -> None:
        """Drop the tables of the documents with these names, whenever they were published."""
        self._kept.forget(names)

    def __len__(self) -> int:
        return len(self._kept)


def _filled(file: IO[bytes], key: Key) -> Tables:
    """From books in memory, if somebody looks at them; of those that are read for this nothing but the tables stays."""
    books = kept_books.just_seen(key)
    with contextlib.closing(fill(reading.books(file) if books is None else books)) as connection:
        return Tables(connection.serialize(), vocabulary_of(connection))


kept_tables = KeptTables()
