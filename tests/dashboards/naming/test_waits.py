"""The filter on waits: which books it lets through, alone and within a library."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import Filters
from dashboards.document.pile import BINS
from dashboards.naming.filters import said
from dashboards.naming.waits import wait_said, wait_short
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS
from uploads.parsing.records import Status


def book_of(**fields: Any) -> dict[str, Any]:
    book: dict[str, Any] = published(waiting([a_book(1, **fields)]))["books"][0]
    return book


@pytest.mark.parametrize(
    ("fields", "span", "lets"),
    [
        ({"added": "2021-03-01", "read": "2021-03-31"}, "30-89", True),
        ({"added": "2021-03-01", "read": "2021-03-30"}, "30-89", False),
        ({"added": "2011-03-01", "read": "2021-03-31"}, "1825-", True),
        ({"added": "2021-03-01", "read": "2021-03-01"}, "0-6", False),
        ({"added": "2021-03-01", "read": "2020-03-01"}, "1825-", False),
        ({"added": "2021-03-01", "read": "2021-05"}, "30-89", False),
        ({"added": "2021-03-01", "read": "2021-03-31", "status": Status.READING}, "30-89", False),
        ({"added": "2021-03-01", "read": "2021-03-31"}, "long", False),
    ],
)
def test_a_wait_is_a_span_of_days_from_shelving_to_finishing(fields: dict[str, Any], span: str, lets: bool) -> None:
    assert Filters.of({"wait": span}).matches(book_of(**fields)) is lets


@pytest.mark.parametrize("seed", range(4))
def test_a_span_lets_through_as_many_books_as_its_column_counts(seed: int) -> None:
    imported = [a_book(2000 + row, added="2019-01-01", read="2019-03-01") for row in range(50)]
    document = published([*a_library(300, seed=seed), *waiting(imported)])

    for span in document["summary"]["pile"]["waits"]["bins"]:
        wanted = Filters.of({"wait": span["days"]})
        seen = through(document, document["books"], LINKS, wanted)
        assert seen.head["total_books"] == span["books"]
        assert len([b for b in document["books"] if wanted.in_library(document).matches(b)]) == span["books"]
        assert seen.head["summary"]["pile"]["waits"]["usable"] == span["books"]


def test_every_column_has_words() -> None:
    for low, high in BINS:
        span = f"{low}-{high or ''}"
        assert "days" not in wait_said(span)
        assert wait_short(span)
    assert said("wait", "30-89") == "On the pile for one to three months"
