"""A book object: the reader's facts first, the services' in the gaps, and who said what."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.document.build import book_object, guess_again
from enrichment.facts import WAITING, BookFacts, LookedUp
from enrichment.genres import Weights, judge, leanings_of
from tests.dashboards.document.made_up import a_book, known
from uploads.parsing.records import Format, ParsedBook, Status


def built(book: ParsedBook, facts: BookFacts = WAITING) -> dict[str, Any]:
    return book_object(book, facts, id="1")


def test_a_book_has_what_the_row_says() -> None:
    book = a_book(
        4,
        title="Salt",
        full_title="Salt (Tides, #2)",
        series="Tides",
        series_number="2",
        additional_authors=("Bo Møller",),
        isbn13="9780306406157",
        rating=4.5,
        average_rating=3.9,
        pages=210,
        binding="Kindle Edition",
        format=Format.EBOOK,
        publication_year=2015,
        original_publication_year=-380,
        read="2021-03",
        added="2020-11-30",
        shelves=("owned",),
        read_count=2,
        review="<p>Good.</p>",
        has_spoilers=True,
    )

    result = built(book)

    assert result["id"] == "1"
    assert (result["row"], result["goodreads_id"]) == (4, "1004")
    assert (result["title"], result["full_title"]) == ("Salt", "Salt (Tides, #2)")
    assert (result["series"], result["series_number"]) == ("Tides", "2")
    assert result["additional_authors"] == ["Bo Møller"]
    assert (result["my_rating"], result["average_rating"], result["num_pages"]) == (4.5, 3.9, 210)
    assert (result["binding"], result["format"]) == ("Kindle Edition", "ebook")
    assert (result["publication_year"], result["original_publication_year"]) == (2015, -380)
    assert (result["date_read"], result["date_read_precision"]) == ("2021-03", "month")
    assert result["date_added"] == "2020-11-30"
    assert (result["reading_status"], result["shelf"], result["shelves"]) == ("read", "read", ["owned"])
    assert (result["read_count"], result["review"], result["has_spoilers"]) == (2, "<p>Good.</p>", True)
    assert result["filled"] == []


def test_a_book_of_which_nothing_is_known_has_every_key_all_the_same() -> None:
    bare, full = built(a_book(goodreads_id=None)), built(a_book(pages=3, read="2021"), known("Poetry", pages=9))

    assert list(bare) == list(full)
    assert bare["looked_up"] == "waiting"
    empty = ("additional_authors", "shelves", "genres", "sources", "filled")
    assert [bare[key] for key in empty] == [[]] * len(empty)
    assert (bare["genres_because"], bare["match"]) == ({}, {})


def test_a_service_fills_the_gaps_and_is_named_for_it() -> None:
    facts = known(pages=333, first_publish_year=1913, language="de", cover_url="https://covers.example/1.jpg")

    result = built(a_book(), facts)

    assert (result["num_pages"], result["original_publication_year"]) == (333, 1913)
    assert result["filled"] == ["num_pages", "original_publication_year"]
    assert (result["language"], result["cover_url"]) == ("de", "https://covers.example/1.jpg")
    assert (result["sources"], result["looked_up"]) == (["openlibrary"], "known")
    assert result["match"] == {"openlibrary": "the ISBN is of one of its editions"}


def test_the_readers_own_facts_win() -> None:
    result = built(a_book(pages=100, original_publication_year=1999), known(pages=333, first_publish_year=1913))

    assert (result["num_pages"], result["original_publication_year"]) == (100, 1999)
    assert result["filled"] == []


def test_a_year_nought_is_a_year() -> None:
    assert built(a_book(original_publication_year=0), known(first_publish_year=1913))["original_publication_year"] == 0


def test_goodreads_rating_stands_for_the_crowd_where_the_export_has_it() -> None:
    result = built(a_book(average_rating=4.1), known(rating=3.2, ratings_count=7))

    assert (result["community_rating"], result["community_rating_source"]) == (4.1, "goodreads")
    assert result["ratings_count"] == 7


def test_a_services_rating_stands_in_under_its_own_name() -> None:
    result = built(a_book(), known(rating=3.2, rating_source="openlibrary", ratings_count=7))

    assert (result["community_rating"], result["community_rating_source"]) == (3.2, "openlibrary")
    assert result["average_rating"] is None


def test_a_rating_that_one_of_several_services_gave_is_pinned_on_none() -> None:
    result = built(a_book(), known(sources=("openlibrary", "googlebooks"), rating=3.2))

    assert (result["community_rating"], result["community_rating_source"]) == (3.2, None)


@pytest.mark.parametrize("rating", [float("nan"), float("inf"), 0.0, -1.0, 87.0])
def test_a_rating_that_cannot_be_is_left_out(rating: float) -> None:
    result = built(a_book(average_rating=rating), known(rating=rating))

    assert (result["average_rating"], result["community_rating"], result["community_rating_source"]) == (
        None,
        None,
        None,
    )


def test_genres_are_drawn_from_subjects_and_say_why() -> None:
    result = built(a_book(), known("Fantasy fiction", "Wizards"))

    assert result["genres"][0] == "Fantasy"
    assert result["genres_because"]["Fantasy"]
    assert result["fiction"] is True
    assert result["genres_guessed"] is False


@pytest.mark.parametrize("state", [LookedUp.WAITING, LookedUp.NOT_KNOWN])
def test_the_readers_shelves_speak_for_a_book_that_no_service_knows(state: LookedUp) -> None:
    result = built(a_book(shelves=("poetry",)), BookFacts(state=state))

    assert result["genres"] == ["Poetry"]
    assert result["looked_up"] == state


def test_the_year_of_an_edition_makes_no_classic() -> None:
    shelved = a_book(shelves=("fantasy",), publication_year=1890)

    assert "Classics" not in built(shelved)["genres"]


def test_guessing_again_comes_to_what_judging_with_the_leanings_would() -> None:
    facts = known("Fiction")
    leanings = leanings_of([judge(Weights(), shelves=["horror"])])
    first = built(a_book(status=Status.TO_READ), facts)
    assert first["genres_guessed"]
    assert facts.weights is not None

    again = guess_again(first, leanings)

    verdict = judge(facts.weights, leanings=leanings)
    assert again["genres"] == list(verdict.genres) == ["Horror"]
    assert again["genres_because"] == {genre: list(reasons) for genre, reasons in verdict.because.items()}
    assert again["fiction"] is verdict.fiction is True
    assert again["genres_guessed"] is True
