"""One book's page: every fact, and who says so."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.library import Library
from dashboards.links import Links
from dashboards.pages.book_page import BookPage, book_page
from enrichment.facts import WAITING, BookFacts, LookedUp
from tests.dashboards.document.made_up import a_book, known, published
from tests.dashboards.libraries import LINKS

ISBN = "9780306406157"


def page_of(facts: BookFacts = WAITING, *, links: Links = LINKS, **fields: Any) -> BookPage:
    (book,) = published([(a_book(1, **fields), facts)])["books"]
    return book_page(book, links)


def facts_of(page: BookPage) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.source) for fact in page.facts}


def test_what_a_service_filled_in_bears_its_name() -> None:
    facts = facts_of(page_of(known("Fantasy", pages=310, first_publish_year=-430, language="grc"), pages=None))

    assert facts["Pages"] == ("310", "Open Library")
    assert facts["First published"] == ("430 BCE", "Open Library")
    assert facts["Language"] == ("Ancient Greek", "Open Library")


def test_the_readers_own_facts_bear_none() -> None:
    facts = facts_of(page_of(known("Fantasy", pages=310), pages=200, publisher="Tern", binding="Hardcover"))

    assert facts["Pages"] == ("200", "")
    assert facts["This edition"] == ("Tern, Hardcover", "")


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("2021-03-09", ("9 March 2021", "")),
        ("2021-03", ("March 2021", "known to the month")),
        ("2021", ("2021", "known to the year")),
    ],
)
def test_a_vague_date_says_that_it_is_vague(read: str, said: tuple[str, str]) -> None:
    assert facts_of(page_of(read=read))["Read"] == said


def test_what_nobody_knows_has_no_line() -> None:
    assert set(facts_of(page_of())) == {"Shelf"}


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        (5.0, "1.00 stars above the crowd's 4.00."),
        (2.0, "2.00 stars below the crowd's 4.00."),
        (4.0, "About what the crowd thinks: 4.00."),
        (None, ""),
    ],
)
def test_the_verdict_is_beside_the_crowds(mine: float | None, said: str) -> None:
    assert page_of(rating=mine, average_rating=4.0).verdict == said


def test_how_many_rated_it_is_said_of_the_same_crowd_only() -> None:
    theirs = known("Fantasy", rating=3.9, ratings_count=1234)

    assert facts_of(page_of(theirs))["The crowd"] == ("3.90 (1,234 ratings)", "Open Library")
    assert facts_of(page_of(theirs, average_rating=4.1))["The crowd"] == ("4.10", "Goodreads")


def test_genres_say_why_and_matches_say_why() -> None:
    page = page_of(known("Fantasy fiction"))

    assert page.genres[0].name == "Fantasy"
    assert "Fantasy fiction" in page.genres[0].because
    assert page.matches == [("Open Library", "the ISBN is of one of its editions")]
    assert page.not_matched == ""


def test_a_book_that_nobody_knows_says_so() -> None:
    assert "No catalogue" in page_of(BookFacts(state=LookedUp.NOT_KNOWN)).not_matched
    assert "Not looked up yet" in page_of().not_matched


def test_others_pages_are_linked_but_for_the_samples_made_up_numbers() -> None:
    shared = Links(Library("shared", "c0ffee00-1111-4222-8333-444455556666"))

    assert page_of(links=shared, isbn13=ISBN).elsewhere == [
        ("Goodreads", "https://www.goodreads.com/book/show/1001"),
        ("Open Library", f"https://openlibrary.org/isbn/{ISBN}"),
    ]
    assert page_of().elsewhere == [("Open Library", "https://openlibrary.org/search?q=Book+1+Edda+Quill")]
