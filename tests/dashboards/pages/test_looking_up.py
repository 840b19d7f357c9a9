"""How far the looking up has come, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboards.pages.looking_up import gaps, looking_up, time_left
from enrichment.facts import BookFacts, LookedUp
from tests.dashboards.document.made_up import a_book, known
from tests.dashboards.libraries import head_of
from tests.uploads.rows import a_batch, an_upload
from uploads.models import BatchState, UploadState
from uploads.progress import Progress

NOW = dt.datetime(2026, 10, 1, 12, 0, tzinfo=dt.UTC)
UNKNOWN = BookFacts(state=LookedUp.NOT_KNOWN)


def progress(**fields: Any) -> Progress:
    plain = {
        "total_books": 10,
        "processed_books": 5,
        "found": 4,
        "in_no_catalogue": 0,
        "known_already": 0,
        "waiting_for_services": False,
        "seconds_left": None,
        "waits_until": None,
        "stages": (),
    }
    return Progress(**(plain | fields))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, ""), (4.0, "under a minute left"), (61.0, "about 2 min left"), (600.0, "about 10 min left")],
)
def test_the_time_left_is_rounded_up_to_minutes(seconds: float | None, said: str) -> None:
    assert time_left(progress(seconds_left=seconds), now=NOW) == said


def test_a_pause_says_why() -> None:
    assert "slow down" in time_left(progress(seconds_left=4.0, waits_until=NOW), now=NOW)


@pytest.mark.django_db
def test_stages_have_names_and_counts() -> None:
    upload = an_upload(books=4)
    a_batch(upload)

    state = looking_up(upload)

    assert state.running
    assert [(stage.name, stage.state, stage.count) for stage in state.stages] == [
        ("Read the file", "done", "4"),
        ("Count what is yours", "now", ""),
        ("Look up each book", "now", "0 of 2"),
        ("Set the pages", "wait", ""),
    ]


@pytest.mark.django_db
def test_what_came_of_looking_up_is_said_by_kind() -> None:
    upload = an_upload(books=6)
    a_batch(upload, 0, state=BatchState.DONE, books=[1, 2, 3], found=2)
    a_batch(upload, 1, books=[4])

    state = looking_up(upload)

    assert [result.text for result in state.results] == ["2 found", "2 known already", "1 in no catalogue"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [UploadState.COMPLETE, UploadState.ERROR])
def test_what_has_ended_does_not_run(state: UploadState) -> None:
    assert not looking_up(an_upload(state=state)).running


def test_gaps_are_said_each_in_a_sentence() -> None:
    books = [a_book(1), (a_book(2), UNKNOWN), (a_book(3), UNKNOWN), (a_book(4), known("Fantasy"))]

    found = gaps(head_of(*books, unreadable_rows=1), running=False)

    assert (found.known, found.not_known, found.waiting) == (1, 2, 1)
    assert found.sentences == [
        "1 book could not be asked about, as a catalogue was away. It will be asked again by itself.",
        "2 books are in no catalogue that we asked. They count in every figure all the same.",
        "1 row of your file could not be read and is in no figure.",
    ]


def test_a_library_without_gaps_says_nothing() -> None:
    assert gaps(head_of((a_book(1), known("Fantasy"))), running=False).sentences == []


def test_while_it_runs_nothing_is_called_a_gap_yet() -> None:
    assert gaps(head_of(a_book(1)), running=True).sentences == ["1 book is being looked up."]
