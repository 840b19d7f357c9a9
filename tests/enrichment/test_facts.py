"""Several providers' answers become one view of a book."""

from __future__ import annotations

from enrichment.facts import LookedUp, merge
from enrichment.providers.base import Facts


def said(**facts: object) -> Facts:
    return Facts.from_json({"matched_by": "isbn", "score": 1.0, "reason": "same ISBN", **facts})


def test_no_provider_that_knows_it_is_not_known() -> None:
    assert merge({}).state is LookedUp.NOT_KNOWN


def test_open_librarys_word_is_taken_first() -> None:
    book = merge({"googlebooks": said(pages=200, languages=["en"]), "openlibrary": said(pages=198)})

    assert book.sources == ("openlibrary", "googlebooks")
    assert book.pages == 198
    assert book.language == "en"


def test_a_work_in_several_languages_names_none() -> None:
    assert merge({"openlibrary": said(languages=["en", "fr"])}).language is None


def test_a_rating_names_who_counted_it() -> None:
    book = merge({"openlibrary": said(rating=4.2), "googlebooks": said(rating=3.9, ratings_count=12)})

    assert (book.rating, book.rating_source, book.ratings_count) == (3.9, "googlebooks", 12)


def test_covers_are_addressed_and_not_fetched() -> None:
    assert merge({"openlibrary": said(cover_id=12)}).cover_url == "https://covers.openlibrary.org/b/id/12-M.jpg"


def test_subjects_of_all_providers_are_weighed_together() -> None:
    book = merge(
        {"openlibrary": said(subjects=["Fantasy fiction"]), "googlebooks": said(categories=["Fiction / Fantasy"])}
    )

    assert book.weights
    assert "fantasy" in book.weights.genres
