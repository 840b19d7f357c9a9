"""The register of sources: who is asked with which settings, how fast, and that everything else is off."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from enrichment import sources
from enrichment.facts import PRECEDENCE
from enrichment.sources import AUTHORS, BOOKS, Limit, limit_of
from tests.enrichment.providers.stand_ins import RecordingPacer


def test_without_keys_open_library_alone_is_asked() -> None:
    assert sources.gap_fillers() == []
    assert sources.author_source() is None
    assert [name for name in (*BOOKS, *AUTHORS) if sources.is_on(name)] == [sources.FIRST]


def test_a_key_switches_a_source_on(settings: Settings) -> None:
    settings.GOOGLE_BOOKS_API_KEY = "key"
    settings.HARDCOVER_TOKEN = "token"
    settings.AUTHOR_SOURCE = "wikidata"

    assert sources.gap_fillers() == ["hardcover", "googlebooks"]
    assert sources.author_source() == "wikidata"
    assert all(sources.is_on(name) for name in (*BOOKS, *AUTHORS))


@pytest.mark.parametrize("name", [*BOOKS, *AUTHORS])
def test_every_source_can_be_made_and_goes_by_its_name(name: str) -> None:
    source = (BOOKS.get(name) or AUTHORS[name]).make(RecordingPacer())

    assert source.name == name
    assert source.batch >= 1
    assert len(name) <= 20  # the database's column
    assert 0 < limit_of(name).interval <= 2


def test_every_source_of_books_has_its_place_where_two_say_the_same() -> None:
    assert set(PRECEDENCE) == set(BOOKS)


def test_limits_follow_the_settings(settings: Settings) -> None:
    settings.OPEN_LIBRARY_PER_SECOND = 4.0
    settings.GOOGLE_BOOKS_PER_SECOND = 2.0
    settings.GOOGLE_BOOKS_CALLS_A_DAY = 9

    assert limit_of("openlibrary") == Limit(interval=0.25)
    assert limit_of("googlebooks") == Limit(interval=0.5, per_day=9)


def test_hardcover_is_asked_less_than_sixty_times_a_minute() -> None:
    assert 60 / limit_of("hardcover").interval < 60


def test_a_source_of_the_past_has_no_limit_and_is_off() -> None:
    assert not sources.is_on("librarything")
    with pytest.raises(KeyError):
        limit_of("librarything")
