"""Which sources are asked about a book that the first does not know, and in which order."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from enrichment import catalogue, sources
from enrichment.look_up import look_up
from enrichment.providers.base import Answers, Facts, ProviderBusy, Wanted
from enrichment.quota import CALLS_A_ROUND
from tests.enrichment.remembering import not_known

pytestmark = pytest.mark.django_db

KNOWS = Facts(matched_by="isbn", score=1.0, reason="made up", subjects=("Fantasy fiction",))


class Known:
    """A source that knows so many of the books that it is asked about, the first ones."""

    batch = 50

    def __init__(self, name: str, knows: int = 0, *, is_away: bool = False) -> None:
        self.name = name
        self.knows = knows
        self.is_away = is_away
        self.asked: list[int] = []

    def look_up(self, wanted: Sequence[Wanted], *, pulse: object = None) -> Answers:
        self.asked += [book.book_id for book in wanted]
        if self.is_away:
            raise ProviderBusy("away", retry_after=120)
        return Answers(
            found={book.book_id: KNOWS for book in wanted[: self.knows]},
            not_known={book.book_id: "no edition" for book in wanted[self.knows :]},
        )


@pytest.fixture(autouse=True)
def switched_on(settings: Settings) -> None:
    settings.HARDCOVER_TOKEN = "token"
    settings.GOOGLE_BOOKS_API_KEY = "key"


def stand_in(monkeypatch: pytest.MonkeyPatch, source: Known) -> Known:
    monkeypatch.setitem(
        sources.BOOKS, source.name, dataclasses.replace(sources.BOOKS[source.name], make=lambda pacer: source)
    )
    return source


def test_each_source_is_asked_about_what_those_before_it_do_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    hardcover = stand_in(monkeypatch, Known("hardcover", knows=2))
    google = stand_in(monkeypatch, Known("googlebooks"))
    books = not_known(3)

    result = look_up(books)
    result.store(now=timezone.now())

    assert hardcover.asked == books
    assert google.asked == books[2:]
    assert catalogue.known(books) == set(books[:2])
    assert catalogue.facts_for(books)[books[0]].sources == ("hardcover",)


def test_only_a_source_with_a_daily_quota_is_asked_little_by_little(monkeypatch: pytest.MonkeyPatch) -> None:
    hardcover = stand_in(monkeypatch, Known("hardcover"))
    google = stand_in(monkeypatch, Known("googlebooks"))
    books = not_known(90)

    result = look_up(books)

    assert len(hardcover.asked) == 90
    assert len(google.asked) == CALLS_A_ROUND
    assert result.go_on_at  # for the others


def test_one_source_that_is_away_does_not_keep_the_next_from_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, Known("hardcover", is_away=True))
    google = stand_in(monkeypatch, Known("googlebooks", knows=1))
    books = not_known(1)

    result = look_up(books)

    assert google.asked == books
    assert result.go_on_at
    assert not result.holds_up


def test_what_a_source_has_answered_is_not_asked_of_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    hardcover = stand_in(monkeypatch, Known("hardcover"))
    google = stand_in(monkeypatch, Known("googlebooks"))
    books = not_known(1)
    look_up(books).store(now=timezone.now())

    look_up(books)

    assert hardcover.asked == google.asked == books
