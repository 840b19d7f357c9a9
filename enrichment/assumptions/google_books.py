"""What `providers.google_books` relies on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enrichment.assumptions import well_known
from enrichment.assumptions.checking import (
    STOPS,
    Assumption,
    Difference,
    Question,
    Recorded,
    Said,
    Verdict,
    compare_shape,
)
from enrichment.isbn import to_isbn13
from enrichment.providers import google_books as provider
from enrichment.providers.reading import an_object, objects, text, texts

GOOGLE_BOOKS = "Google Books"


FILE = "enrichment/providers/google_books.py"


def without_key(recorded: Recorded) -> list[Assumption]:
    """The one call that everybody can make: how it refuses."""
    return [
        Assumption(
            "Without a key it refuses, in a shape and for a reason that we know",
            Question(GOOGLE_BOOKS, provider.VOLUMES, {"q": f"isbn:{well_known.ISBNS[0]}", "country": "US"}),
            lambda said: _refusal(said, recorded("google_error")),
            status=None,
        )
    ]


def with_key(recorded: Recorded) -> list[Assumption]:
    """What `providers.google_books` relies on besides, for who has a key."""
    volume = f"{provider.VOLUMES}/{well_known.VOLUME}"
    return [
        Assumption(
            "A volume is found by its ISBN",
            _volumes(well_known.ISBNS[0]),
            lambda said: _one_of_the_first(said, recorded("google_volumes")),
        ),
        Assumption(
            "A volume by itself has whole category paths",
            Question(GOOGLE_BOOKS, volume, {"fields": provider._DETAIL_FIELDS}, with_key=True),
            lambda said: _paths(said, recorded("google_volume")),
        ),
        Assumption("No volume has an ISBN that is not given out", _volumes(well_known.NO_BOOK), _no_volume),
    ]


def _volumes(isbn: str) -> Question:
    # The fields as the provider asks for them: a name among them that is no field any more would be refused.
    asked = {"q": f"isbn:{isbn}", "country": "US", "maxResults": str(provider.VOLUMES_A_QUESTION)}
    return Question(GOOGLE_BOOKS, provider.VOLUMES, {**asked, "fields": provider._LIST_FIELDS}, with_key=True)


def _refusal(said: Said, recorded: Any) -> Iterator[Verdict]:
    if said.status == 200:
        yield "it answers without a key at the moment"
        return
    yield from compare_shape(
        said,
        recorded,
        needed=lambda place: not place.startswith("error.details"),
        change=f"{FILE}, GoogleBooks._stop_if_told_to: it reads error.errors[0].reason and error.message",
    )
    error = an_object(an_object(said.content).get("error"))
    reason = text(next(iter(objects(error.get("errors"))), {}).get("reason"))
    yield f"it answers {said.status}, {reason or 'for no reason'}"
    if said.status not in STOPS and reason not in provider.SPENT_FOR_TODAY | provider.TOO_FAST:
        yield Difference(
            f"It refuses with status {said.status} and the reason {reason!r}, which we would take for an unknown book.",
            f"{FILE}, SPENT_FOR_TODAY or TOO_FAST: add the reason",
        )


def _one_of_the_first(said: Said, recorded: Any) -> Iterator[Verdict]:
    if well_known.ISBNS[0] not in _isbns(said):
        yield Difference(
            "None of the volumes lists the ISBN that was asked for.", f"{FILE}, VOLUMES_A_QUESTION or _judge"
        )
    yield from compare_shape(
        said,
        recorded,
        needed=lambda place: place in ("totalItems", "items[].id", "items[].volumeInfo.title"),
        change=f"{FILE}, _LIST_FIELDS and where _facts reads the field",
    )


def _paths(said: Said, recorded: Any) -> Iterator[Verdict]:
    change = f"{FILE}, _DETAIL_FIELDS and _with_details"
    yield from compare_shape(said, recorded, needed=lambda place: place == "volumeInfo.categories", change=change)
    if not any(" / " in path for path in texts(an_object(an_object(said.content).get("volumeInfo")).get("categories"))):
        yield Difference("Its categories are no paths (“Business & Economics / Corporate”).", change)


def _no_volume(said: Said) -> Iterator[Verdict]:
    if well_known.NO_BOOK in _isbns(said) or "totalItems" not in an_object(said.content):
        yield Difference("The answer is not a list without that volume.", f"{FILE}, _is_an_answer and _judge")


def _isbns(said: Said) -> set[str]:
    volumes = objects(an_object(said.content).get("items"))
    identifiers = [
        text(record.get("identifier"))
        for volume in volumes
        for record in objects(an_object(volume.get("volumeInfo")).get("industryIdentifiers"))
    ]
    return {isbn for identifier in identifiers if (isbn := to_isbn13(identifier))}
