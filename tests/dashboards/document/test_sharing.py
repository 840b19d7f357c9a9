"""The copy without reviews, or without the books to be read: what is in it, and that its figures are those of its books."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from dashboards.document.reading import books, read_head
from dashboards.document.sharing import write_copy
from dashboards.document.writing import CLOSING
from dashboards.library import sample


def document(*, reviews: int = 12) -> io.BytesIO:
    """The sample's document, with made-up reviews in its first books."""
    with sample().open() as file:
        lines = file.read().splitlines(keepends=True)
    for number in range(1, reviews + 1):
        book = json.loads(lines[number].rstrip(b",\n"))
        book |= {"review": f"<p>Canary {number}</p>", "has_spoilers": bool(number % 2)}
        lines[number] = json.dumps(book).encode() + b",\n"
    return io.BytesIO(b"".join(lines))


def copy_of(file: io.BytesIO, *, reviews: bool, to_read: bool) -> io.BytesIO:
    out = io.BytesIO()
    write_copy(file, out, reviews=reviews, to_read=to_read)
    return out


def whole(file: io.BytesIO) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(file.getvalue())
    return parsed


def test_a_copy_that_leaves_nothing_out_is_the_document() -> None:
    file = document(reviews=0)

    copy = copy_of(file, reviews=True, to_read=True)

    assert whole(copy) == whole(file)


def test_without_reviews_no_word_of_them_is_left_and_no_figure_differs() -> None:
    file = document()

    copy = copy_of(file, reviews=False, to_read=True)

    assert b"Canary" not in copy.getvalue()
    assert not any(book["review"] or book["has_spoilers"] for book in books(copy))
    assert read_head(copy) == read_head(file)


def test_without_what_is_to_be_read_the_rest_is_counted_anew() -> None:
    file = document()
    before = read_head(file)

    copy = copy_of(file, reviews=True, to_read=False)

    head, left = read_head(copy), list(books(copy))
    assert "to-read" not in {book["reading_status"] for book in left}
    assert head["total_books"] == len(left) == before["total_books"] - before["summary"]["to_read"]["books"]
    assert head["summary"]["to_read"]["books"] == head["summary"]["headline"]["to_read"] == 0
    assert head["summary"]["headline"]["books"] == head["enrichment_stats"]["books"] == len(left)
    assert head["summary"]["by_year"] == before["summary"]["by_year"]  # what was read does not change
    assert "Canary" in copy.getvalue().decode()


def test_a_library_of_nothing_but_plans_has_an_empty_copy() -> None:
    file = document(reviews=0)
    lines = file.getvalue().splitlines(keepends=True)
    plans = [line.rstrip(b",\n") for line in lines[1:-1] if b'"reading_status":"to-read"' in line]
    only_plans = io.BytesIO(lines[0] + b",\n".join(plans) + b"\n" + CLOSING)

    copy = copy_of(only_plans, reviews=True, to_read=False)

    assert whole(copy)["books"] == []
    assert whole(copy)["total_books"] == 0


@pytest.mark.parametrize(("reviews", "to_read"), [(False, True), (True, False), (False, False)])
def test_a_copy_of_a_copy_is_the_same(reviews: bool, to_read: bool) -> None:
    copy = copy_of(document(), reviews=reviews, to_read=to_read)

    assert copy_of(copy, reviews=reviews, to_read=to_read).getvalue() == copy.getvalue()
