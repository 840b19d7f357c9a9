"""The road of facts about authors: from the source, if one is switched on, through the stages into the document."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from pytest_django.fixtures import Settings

from dashboards.document.schema import DOCUMENT_SCHEMA
from enrichment.models import Author, Provider
from tests.browser.library import author_of, title_of
from tests.enrichment.providers.encyclopedia import Encyclopedia, switch_on
from tests.enrichment.providers.stand_ins import Service
from tests.exports import books
from tests.pipeline import Queue, document_of, receive
from tests.stand_in import StandIn
from uploads import sweeping
from uploads.models import Batch, Upload, UploadState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Encyclopedia:
    """Knows the author of book 1 by name and title."""
    return Encyclopedia().person("Q7", author_of(1), titles=(title_of(1),), code="NO", state="Norway")


@pytest.fixture
def wikidata(world: Encyclopedia, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Service:
    return switch_on(world, settings, monkeypatch)


def authors_in(upload: Upload) -> dict[str, str | None]:
    """Title -> the source's id of the author, as the document says."""
    return {book["title"]: book.get("author_facts", {}).get("key") for book in document_of(upload)["books"]}


def test_what_the_source_knows_comes_into_the_document(queue: Queue, open_library: StandIn, wikidata: Service) -> None:
    upload = receive(books(1))

    queue.run()

    document = document_of(upload)
    Draft202012Validator(DOCUMENT_SCHEMA).validate(document)
    assert authors_in(upload) == {title_of(1): "Q7"}
    assert document["summary"]["author_facts"]["countries"] == [{"code": "NO", "authors": 1, "books": 1}]


def test_by_default_no_source_is_asked_and_nothing_is_said(queue: Queue, open_library: StandIn) -> None:
    upload = receive(books(1))

    queue.run()

    document = document_of(upload)
    assert "author_facts" not in document["summary"]
    assert authors_in(upload) == {title_of(1): None}
    assert [row.name for row in Provider.objects.all()] == ["openlibrary"]
    assert not Author.objects.exists()


def test_known_books_are_looked_up_again_once_a_source_is_switched_on(
    queue: Queue, open_library: StandIn, world: Encyclopedia, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(books(1))
    queue.run()
    asked = len(open_library.asked)

    switch_on(world, settings, monkeypatch)
    upload = receive(books(1))
    queue.run()

    assert authors_in(upload) == {title_of(1): "Q7"}
    assert len(open_library.asked) == asked


def test_a_source_that_is_away_is_waited_for_after_the_dashboard_is_complete(
    queue: Queue, open_library: StandIn, wikidata: Service, world: Encyclopedia
) -> None:
    world.away = True
    upload = receive(books(1))
    queue.run()
    upload.refresh_from_db()
    assert upload.state == UploadState.COMPLETE
    assert document_of(upload)["enrichment_stats"]["complete"] is True
    assert authors_in(upload) == {title_of(1): None}

    world.away = False
    Provider.objects.update(paused_until=timezone.now())
    Batch.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    sweeping.sweep(now=timezone.now())
    queue.run()
    sweeping.sweep(now=timezone.now() + dt.timedelta(minutes=1))
    queue.run()

    assert authors_in(upload) == {title_of(1): "Q7"}
