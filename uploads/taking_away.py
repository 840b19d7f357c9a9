"""The reader's library as it is shown, with all applied decisions, as a file to take away: CSV or JSON, streamed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.http import StreamingHttpResponse
from django.utils import timezone

from uploads.mending import trail
from uploads.mending.reading import read_mended
from uploads.models import Issue, Resolution, Upload
from uploads.parsing.records import ParsedBook
from uploads.parsing.writing import COLUMNS, csv_row, json_book

Form = Literal["csv", "json"]
SHAPE = 1  # of the JSON: rises when a key changes its meaning or goes
_BLOCK = 64 * 1024  # characters sent at once


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A file: its name, which tells nothing of the link, and its content, UTF-8, in blocks."""

    name: str
    content_type: str
    blocks: Iterator[bytes]


def take_away(upload: Upload, form: Form, *, now: dt.datetime) -> TakenAway:
    """Begin to write the file. Raises FileNotFoundError before the file is read, and once the library is deleted."""
    content_type, lines = _FORMS[form]
    blocks = _blocks(lines(upload, _at_once(book for book, _ in read_mended(upload)), now))
    return TakenAway(f"goodreads-stats-library-{now:%Y-%m-%d}.{form}", content_type, blocks)


def answer(upload: Upload, form: Form) -> StreamingHttpResponse:
    """The same as a download. Raises as `take_away`."""
    taken = take_away(upload, form, now=timezone.now())
    response = StreamingHttpResponse(taken.blocks, content_type=taken.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    return response


def _csv_lines(upload: Upload, books: Iterable[ParsedBook], now: dt.datetime) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")  # as Goodreads ends its lines
    for row in itertools.chain([COLUMNS], map(csv_row, books)):
        writer.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _json_lines(upload: Upload, books: Iterable[ParsedBook], now: dt.datetime) -> Iterator[str]:
    """One object, with a book on each line, as the document has it."""
    head = {"shape": SHAPE, "taken_at": now.isoformat(timespec="seconds"), "source": upload.source}
    yield _json(head)[:-1] + ',"books":['
    for separator, book in zip(itertools.chain(["\n"], itertools.repeat(",\n")), books, strict=False):
        yield separator + _json(json_book(book))
    rest = {"decisions": [_decision(one) for one in _decisions(upload)], "unreadable_rows": _unreadable(upload)}
    yield "\n]," + _json(rest)[1:] + "\n"


_Lines = Callable[[Upload, Iterable[ParsedBook], dt.datetime], Iterator[str]]
_FORMS: dict[Form, tuple[str, _Lines]] = {
    "csv": ("text/csv; charset=utf-8", _csv_lines),
    "json": ("application/json", _json_lines),
}


def _decisions(upload: Upload) -> Iterable[Resolution]:
    """The trail, what was undone as well, in the order in which it was decided."""
    return upload.resolutions.select_related("issue").order_by("pk").iterator(chunk_size=500)


def _decision(one: Resolution) -> dict[str, Any]:
    return {
        "row": trail.row_of(one),
        "about": one.issue.kind if one.issue else None,
        "found": one.before,
        "action": one.action,
        "decided": one.after,
        "fields": {step.field: [step.before, step.after] for step in trail.steps(one)},
        "decided_at": one.decided_at.isoformat(timespec="seconds"),
        "undone_at": one.undone_at.isoformat(timespec="seconds") if one.undone_at else None,
        "is_applied": one.is_applied,
    }


def _unreadable(upload: Upload) -> list[dict[str, Any]]:
    return [{"row": issue.row, "reason": issue.reason} for issue in Issue.objects.unreadable(upload)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _at_once(books: Iterator[ParsedBook]) -> Iterator[ParsedBook]:
    """The same, with the first taken already: what is not there must be told before the answer begins."""
    return itertools.chain(list(itertools.islice(books, 1)), books)


def _blocks(lines: Iterable[str]) -> Iterator[bytes]:
    block, size = [], 0
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= _BLOCK:
            yield "".join(block).encode()
            block, size = [], 0
    yield "".join(block).encode()
