"""Counts that wait until they are asked for are those that are counted at once."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.filters import Filters
from dashboards.document.on_demand import SummaryOnDemand
from dashboards.document.summary import Summary
from dashboards.document.tallies import Book
from dashboards.seeing import through
from tests.dashboards.document.made_up import a_book, a_library, an_author, known, published
from tests.dashboards.libraries import LINKS


def counts(summary: Summary | SummaryOnDemand, books: list[Book]) -> dict[str, Any]:
    for book in books:
        summary.add(book)
    return summary.counts(this_year=2026, is_part=True)


@pytest.mark.parametrize("seed", range(4))
def test_the_counts_are_the_same_whenever_they_are_counted(seed: int) -> None:
    books = published([*a_library(150, seed=seed), (a_book(900), known("history", author=an_author()))])["books"]
    days = ["2020-05-05"]

    at_once, later = (counts(one(bulk_days=days), books) for one in (Summary, SummaryOnDemand))

    assert "author_facts" in later["summary"]
    assert later["summary"].keys() == at_once["summary"].keys()
    for key in sorted(at_once["summary"], reverse=True):
        assert later["summary"][key] == at_once["summary"][key]
    assert len(later["summary"]) == len(at_once["summary"])
    assert {**later, "summary": dict(later["summary"])} == at_once


def test_what_is_not_there_is_not_there_later_either() -> None:
    summary = counts(SummaryOnDemand(), published(a_library(20))["books"])["summary"]

    assert "author_facts" not in summary
    assert summary.get("author_facts", {}) == {}
    with pytest.raises(KeyError):
        summary["no such key"]


@pytest.mark.parametrize("wanted", [{"rating": "4"}, {"rating": "4", "status": "read"}])
def test_books_that_pass_by_are_counted_like_those_that_are_kept(wanted: dict[str, str]) -> None:
    document = published(a_library(120, seed=3))

    kept = through(document, document["books"], LINKS, Filters.of(wanted))
    passing = through(document, iter(document["books"]), LINKS, Filters.of(wanted))

    assert isinstance(passing.head["summary"], dict)
    assert not isinstance(kept.head["summary"], dict)
    assert kept.head == passing.head
    assert kept.others == passing.others
