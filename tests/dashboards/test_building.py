"""A dashboard from a file on disk: the pieces."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from dashboards import building
from dashboards.document.schema import DOCUMENT_SCHEMA
from tests.exports import books
from uploads.library import LibraryWriter
from uploads.parsing import ExportRejected

TODAY = dt.date(2026, 10, 1)


@pytest.mark.django_db
def test_a_file_becomes_a_document_like_any_other() -> None:
    now, out = timezone.now(), io.BytesIO()

    with LibraryWriter() as library:
        read = building.read_export(io.BytesIO(books(1, 2, 3)), library, today=TODAY)
        written = building.write_dashboard(read, out, read_at=now, now=now)

    document = json.loads(out.getvalue())
    Draft202012Validator(DOCUMENT_SCHEMA).validate(document)
    assert written.total_books == document["total_books"] == 3
    assert document["enrichment_stats"]["waiting"] == 3


@pytest.mark.django_db
def test_rows_that_cannot_be_read_are_counted_with_their_reasons() -> None:
    too_long = b"77" + b",x" * 40 + b"\n"
    content = books(1) + too_long + books(2).splitlines(keepends=True)[1]

    with LibraryWriter() as library:
        read = building.read_export(io.BytesIO(content), library, today=TODAY)

    assert len(read.book_ids) == 2
    assert [issue.row for issue in read.unreadable] == [2]


def test_a_file_that_is_no_export_is_refused_in_the_parsers_words() -> None:
    with LibraryWriter() as library, pytest.raises(ExportRejected, match="column"):
        building.read_export(io.BytesIO(b"name,age\nIda,7\n"), library, today=TODAY)


def test_a_file_takes_its_place_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"before")

    with building.replacing(path) as file:
        file.write(b"after")
        meanwhile = path.read_bytes()

    assert meanwhile == b"before"
    assert path.read_bytes() == b"after"


def test_a_file_that_is_never_whole_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "out.json"

    with contextlib.suppress(KeyboardInterrupt), building.replacing(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt

    assert not list(tmp_path.iterdir())
