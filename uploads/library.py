"""The reader's books as parsed, kept in storage as one JSON array with a book on each line.

One book a line, so that 100,000 of them can be written and read without holding them all.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from uploads.models import Upload
from uploads.parsing.records import ParsedBook

SPOOL = 4 * 1024 * 1024  # bytes kept in memory before a temporary file is used

_BEGINNING = re.compile(rb'\{"catalogue":(\d+),"row":(\d+),')  # of a book's line: `row` is the first slot of ParsedBook


class LibraryWriter:
    """Collects a library, then puts it into storage in the place of an earlier one."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - closed by __exit__
        self.file.write(b"[")
        self.books = 0

    def add(self, book: ParsedBook, *, catalogue_id: int) -> None:
        line = json.dumps({"catalogue": catalogue_id, **book.to_json()}, ensure_ascii=False, separators=(",", ":"))
        self.file.write((",\n" if self.books else "\n").encode() + line.encode())
        self.books += 1

    def finish(self) -> IO[bytes]:
        """The whole library, from its start. Nothing can be added behind it."""
        self.file.write(b"\n]\n")
        self.file.seek(0)
        return self.file

    def save(self, upload: Upload) -> None:
        replace(storages["uploads"], upload.library_name, self.finish())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()


def read_library(upload: Upload) -> Iterator[tuple[ParsedBook, int]]:
    """Each book with its id in the catalogue, in the file's order. Raises FileNotFoundError once deleted."""
    with storages["uploads"].open(upload.library_name) as file:
        yield from books_in(file)


def books_in(library: Iterable[bytes]) -> Iterator[tuple[ParsedBook, int]]:
    """Each book of a library's lines with its id in the catalogue."""
    for line in library:
        text = line.strip().rstrip(b",")
        if len(text) > 1:  # not the brackets
            record = json.loads(text)
            yield ParsedBook.from_json(record), record["catalogue"]


def read_rows(upload: Upload, rows: Collection[int]) -> dict[int, tuple[ParsedBook, int]]:
    """The books of these rows, those that there are, with their ids in the catalogue. Raises as `read_library`."""
    if not rows:
        return {}
    with storages["uploads"].open(upload.library_name) as file:
        return rows_in(file, rows)


def rows_in(library: Iterable[bytes], rows: Collection[int]) -> dict[int, tuple[ParsedBook, int]]:
    """The same from a library's lines."""
    found: dict[int, tuple[ParsedBook, int]] = {}
    for line in library:
        match = _BEGINNING.match(line)
        if match and int(match[2]) in rows:
            found[int(match[2])] = next(books_in([line]))
            if len(found) == len(rows):
                break
    return found


def read_links(upload: Upload) -> Iterator[tuple[int, int]]:
    """(row, id in the catalogue) of each book, at a tenth of what reading the books costs. Raises as `read_library`."""
    with storages["uploads"].open(upload.library_name) as file:
        for line in file:
            if match := _BEGINNING.match(line):
                yield int(match[2]), int(match[1])


def replace(storage: Storage, name: str, content: IO[bytes]) -> None:
    """Write a file under exactly this name. Readers see the old content or the new, never half of it.

    Call it with the upload's row locked: there is one name for the file that is half written (`unfinished`), so
    that a deletion finds what a killed writer left.
    """
    if not isinstance(storage, FileSystemStorage):  # an object store replaces atomically by itself
        storage.save(name, File(content))
        return
    target, half = Path(storage.path(name)), Path(storage.path(unfinished(name)))
    half.parent.mkdir(parents=True, exist_ok=True)
    half.touch(mode=0o600)
    with half.open("wb") as file:
        shutil.copyfileobj(content, file, 1024 * 1024)
    half.replace(target)


def unfinished(name: str) -> str:
    """What a file is called while it is written to a local disk."""
    return f"{name}.part"
