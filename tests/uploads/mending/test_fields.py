"""What a reader may type into a field, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dashboards.mending.words import PROBLEMS
from uploads.mending.fields import FIELDS, FieldRefused, read_field, written
from uploads.parsing.records import UNKNOWN_AUTHOR

TODAY = dt.date(2026, 10, 1)
SHARED = json.loads((Path(__file__).parents[2] / "js" / "book_fields.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "text", "patch"),
    [
        ("author", "  Ida   Holm ", {"author": "Ida Holm"}),
        ("isbn13", "0-7653-1218-2", {"isbn13": "9780765312181"}),
        ("isbn13", "", {"isbn13": None}),
        ("date_read", "2021-3-9", {"date_read": "2021-03-09"}),
        ("date_read", "2021/03", {"date_read": "2021-03"}),
        ("date_read", "2021", {"date_read": "2021"}),
        ("date_added", " ", {"date_added": None}),
        ("rating", "3,5", {"rating": 3.5}),
        ("rating", "0", {"rating": None}),
        ("pages", "2400", {"pages": 2400}),
        ("pages", "", {"pages": None}),
        ("publication_year", "-750", {"publication_year": -750}),
        ("original_publication_year", "", {"original_publication_year": None}),
        ("status", "abandoned", {"status": "abandoned"}),
    ],
)
def test_what_can_be_is_taken(name: str, text: str, patch: dict[str, object]) -> None:
    assert read_field(name, text, today=TODAY) == patch


def test_a_title_is_taken_apart_like_those_of_the_export() -> None:
    assert read_field("title", "Tides (Shores, #2)", today=TODAY) == {
        "title": "Tides",
        "full_title": "Tides (Shores, #2)",
        "series": "Shores",
        "series_number": "2",
    }


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("title", " ", "needs a title"),
        ("author", "", "needs an author"),
        ("isbn13", "9780765312182", "not a valid ISBN"),
        ("isbn13", "B00DQBOFTW", "Amazon"),
        ("date_read", "3/4/2021", "year first"),
        ("date_read", "2021-02-30", "no such day"),
        ("date_read", "2027-01-01", "still to come"),
        ("date_read", "1066", "Before 1900"),
        ("rating", "6", "1 to 5"),
        ("pages", "0", "over 0"),
        ("pages", "many", "over 0"),
        ("publication_year", "3000", "No book"),
        ("status", "eaten", "none of the shelves"),
        ("review", "x", "no such field"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(name: str, text: str, reason: str) -> None:
    with pytest.raises(FieldRefused, match=reason) as refused:
        read_field(name, text, today=TODAY)

    assert refused.value.field == name


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("text", ["\x00", "9" * 5000, "<script>", "=cmd()", "٣"])
def test_nothing_that_is_typed_breaks_a_field(name: str, text: str) -> None:
    try:
        patch = read_field(name, text, today=TODAY)
    except FieldRefused:
        return

    assert all("\x00" not in str(value) and len(str(value)) <= 500 for value in patch.values())


@pytest.mark.parametrize(("name", "text", "code"), SHARED["cases"])
def test_the_server_says_what_the_page_has_said_while_it_was_typed(name: str, text: str, code: str) -> None:
    """tests/js/book_fields.test.js holds the page to the same cases."""
    today = dt.date.fromisoformat(SHARED["today"])
    if not code:
        read_field(name, text, today=today)
        return

    with pytest.raises(FieldRefused) as refused:
        read_field(name, text, today=today)

    assert str(refused.value) == str(PROBLEMS[code])


def test_what_is_written_in_the_fields_reads_as_it_stands() -> None:
    record = {
        "title": "Tides",
        "full_title": "Tides (Shores, #2)",
        "author": UNKNOWN_AUTHOR,
        "rating": 4.5,
        "pages": 300,
    }

    texts = written(record)

    assert (texts["title"], texts["author"], texts["rating"], texts["pages"]) == (
        "Tides (Shores, #2)",
        "",
        "4.5",
        "300",
    )
    assert set(texts) == set(FIELDS)
