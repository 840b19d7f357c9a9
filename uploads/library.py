"""The reader's books as parsed, kept in storage as one JSON array with a book on each line.

One book a line, so that 100,000 of them can be written and read without holding them all.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Self

from django.core.files.base import File
from django.core.files.storage import storages

from uploads.models import Upload
from uploads.parsing.records import ParsedBook

SPOOL = 4 * 1024 * 1024  # bytes kept in memory before a temporary file is used


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

    def save(self, upload: Upload) -> None:
        self.file.write(b"\n]\n")
        self.file.seek(0)
        replace(storages["uploads"], upload.library_name, self.file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()


def read_library(upload: Upload) -> Iterator[tuple[ParsedBook, int]]:
    """Each book with its id in the catalogue, in the file's order. Raises FileNotFoundError once deleted."""
    with storages["uploads"].open(upload.library_name) as file:
        for line in file:
            text = line.strip().rstrip(b",")
            if len(text) > 1:  # not the brackets
                record = json.loads(text)
                yield ParsedBook.from_json(record), record["catalogue"]


def replace(storage: object, name: str, content: IO[bytes]) -> None:
    """Write a file under exactly this name. Readers see the old content or the new, never half of it."""
    path = getattr(storage, "path", None)
    if path is None:  # an object store replaces atomically by itself
        storage.save(name, File(content))  # type: ignore[attr-defined]
        return
    _replace_local(path(name), content)


def _replace_local(path: str, content: IO[bytes]) -> None:
    import os
    import shutil
    from pathlib import Path

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(content, file, 1024 * 1024)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
