"""Reading the document line by line, as `writing` laid it out: the head alone, one book, or all in turn.

Every function takes a seekable binary file and begins at its start. Lines are taken by `readline` alone: iterating over
a Django file begins at its start again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import islice
from typing import IO, Any

from dashboards.document.writing import CLOSING, OPENING, as_bytes, head_line

READ_AT_ONCE = 64  # books: those parsed together share their keys, which is faster and smaller than one by one


class DocumentError(Exception):
    """The file is not a whole document: cut short, or not written by `write_document`. Publish it anew."""


def read_head(file: IO[bytes]) -> dict[str, Any]:
    """The document without its books. Reads one line, however large the library."""
    return parsed_head(read_head_line(file))


def read_head_line(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.readline()


def parsed_head(line: bytes) -> dict[str, Any]:
    """The head of a document's first line. Raises DocumentError where that is none."""
    if not line.endswith(OPENING):
        raise DocumentError("The first line does not open the list of books.")
    head: dict[str, Any] = json.loads(line[: -len(OPENING)] + b"}")
    return head


def book_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Each book's JSON as it stands in the file. Raises DocumentError where the file ends too early."""
    return (line for _, line in placed_lines(file))


def placed_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each book's JSON and where in the file it begins, for `book_at`. Raises as `book_lines`."""
    file.seek(0)
    place = len(file.readline())
    for line in iter(file.readline, b""):
        if line == CLOSING:
            return
        if not line.endswith(b"\n"):
            break
        yield place, line.rstrip(b",\n")
        place += len(line)
    raise DocumentError("The document ends before its list of books does.")


def book_at(file: IO[bytes], place: int) -> dict[str, Any]:
    """The book whose line begins at `place`."""
    file.seek(place)
    book: dict[str, Any] = json.loads(file.readline().rstrip(b",\n"))
    return book


def placed_books(file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each book, and where in the file its line begins. Raises as `book_lines`."""
    return ((place, json.loads(line)) for place, line in placed_lines(file))


def books(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The document's books, one by one."""
    lines = book_lines(file)
    while some := list(islice(lines, READ_AT_ONCE)):
        yield from json.loads(b"[" + b",".join(some) + b"]")


def find_book(file: IO[bytes], book_id: str) -> dict[str, Any] | None:
    """The book with this id, or None."""
    return find_books(file, [book_id]).get(book_id)


def find_books(file: IO[bytes], book_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The books with these ids, by id; an id that no book has is left out. Parses none but those."""
    wanted = {as_bytes({"id": book_id})[:-1] + b",": book_id for book_id in book_ids}
    found: dict[str, dict[str, Any]] = {}
    if not wanted:
        return found
    for line in book_lines(file):
        beginning = line[: line.find(b",") + 1]  # the id comes first in a book, and holds no comma
        if beginning in wanted:
            found[wanted[beginning]] = json.loads(line)
            if len(found) == len(wanted):
                break
    return found


def shared_head(head: dict[str, Any], share_id: str) -> dict[str, Any]:
    """The head as a share link shows it. The upload's own id would open the door to change and deletion."""
    return head | {"export_id": share_id}


def shared(file: IO[bytes], share_id: str) -> Iterator[bytes]:
    """The whole document as a share link gives it, line by line, with the upload's id nowhere inside."""
    head = read_head(file)
    secret, public = head["export_id"].encode(), share_id.encode()
    yield head_line(shared_head(head, share_id)).replace(secret, public)
    for line in iter(file.readline, b""):
        yield line.replace(secret, public)
