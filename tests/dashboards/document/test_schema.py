"""Every document obeys the schema, whatever the library; and the schema says something of every key."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from dashboards.document.schema import DOCUMENT_SCHEMA, SCHEMA_VERSION
from tests.dashboards.document.made_up import NOW, Pair, a_book, a_library, an_author, known, published, waiting
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook, Status

VALIDATOR = Draft202012Validator(DOCUMENT_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

LIBRARIES: dict[str, list[Pair]] = {
    "none": [],
    "one": waiting([a_book(1)]),
    "three": a_library(3),
    "nothing read": waiting(a_book(row, status=Status.TO_READ) for row in range(1, 9)),
    "none dated": waiting(a_book(row, rating=4.0, added="2020-01-02") for row in range(1, 9)),
    "none rated": waiting(a_book(row, read="2020-01-02", average_rating=4.0) for row in range(1, 9)),
    "all on 1 January": waiting(a_book(row, read=str(2010 + row)) for row in range(1, 9)),
    "before our era": waiting(a_book(row, original_publication_year=-100 * row) for row in range(1, 20)),
    "right to left": waiting(a_book(row, title="כחול", author="دار النشر", series="סדרה") for row in range(1, 9)),
    "all known": [(a_book(row), known("Fiction", "Whales", language="grc")) for row in range(1, 9)],
    "authors known": [(a_book(row), known(author=an_author(birth_year=-430))) for row in range(1, 9)],
    "odd": a_library(700, seed=11),
}


@pytest.mark.parametrize("library", LIBRARIES.values(), ids=LIBRARIES.keys())
def test_a_document_obeys_the_schema(library: list[Pair]) -> None:
    document = published(library)

    VALIDATOR.validate(document)
    assert document["schema_version"] == SCHEMA_VERSION


def test_a_document_of_five_thousand_books_obeys_the_schema() -> None:
    document = published(a_library(5000, seed=5))

    document["books"] = document["books"][::25]  # the validator is slow, and the head has seen them all
    VALIDATOR.validate(document)
    assert document["total_books"] == 5000


@needs_shared
@pytest.mark.parametrize("export", sorted(SHARED.glob("exports/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_the_document_of_a_real_export_obeys_the_schema(export: Path) -> None:
    with export.open("rb") as file:
        records = [record for record in parse_export(file, today=NOW.date()) if isinstance(record, ParsedBook)]

    document = published(waiting(records))

    document["books"] = document["books"][:: 1 + len(records) // 200]
    VALIDATOR.validate(document)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(DOCUMENT_SCHEMA)


def test_every_key_is_described_and_no_object_takes_other_keys() -> None:
    parts = list(parts_of(DOCUMENT_SCHEMA, "document"))

    assert len(parts) > 150
    assert [path for path, part in parts if not part.get("description")] == []
    assert [path for path, part in parts if "object" in part.get("type", ()) and not_closed(part)] == []


def not_closed(part: dict[str, Any]) -> bool:
    """Whether an object takes any key; a map from names to values names the form of these."""
    return part.get("additionalProperties") in (None, True)


def parts_of(part: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, part
    for key, value in part.get("properties", {}).items():
        yield from parts_of(value, f"{path}.{key}")
    for inner in ("items", "additionalProperties"):
        if isinstance(part.get(inner), dict):
            yield from parts_of(part[inner], f"{path}[]")


def missing_key(document: dict[str, Any]) -> None:
    del document["books"][0]["review"]


def further_key(document: dict[str, Any]) -> None:
    document["books"][0]["private_notes"] = "no"


def further_head_key(document: dict[str, Any]) -> None:
    document["file_name"] = "mine.csv"


def zero_stars(document: dict[str, Any]) -> None:
    document["books"][0]["my_rating"] = 0


def american_date(document: dict[str, Any]) -> None:
    document["books"][0]["date_read"] = "3/9/2021"


@pytest.mark.parametrize("spoil", [missing_key, further_key, further_head_key, zero_stars, american_date])
def test_the_schema_refuses_what_is_no_document(spoil: Any) -> None:
    document = copy.deepcopy(published(a_library(3)))
    spoil(document)

    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)
