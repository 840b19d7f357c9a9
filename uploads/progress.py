"""How far an upload has come: counted from its rows at each question, never stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from uploads.models import Batch, BatchState, Upload, UploadState


@dataclass(frozen=True, slots=True)
class Stage:
    """One step that the reader sees: "done", "now" or "wait"; counts where there are any."""

    name: str
    state: str
    done: int = 0
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    total_books: int
    processed_books: int  # known already, looked up, or given up
    found: int  # of the books that had to be looked up, those that a service knows
    in_no_catalogue: int  # and those that every service was asked about in vain
    known_already: int  # books that needed no asking: another reader had them before
    waiting_for_services: bool  # complete but for what a service did not answer; it goes on by itself
    seconds_left: float | None
    waits_until: dt.datetime | None  # the work pauses until then: a service asked us to slow down
    stages: tuple[Stage, ...]

    @property
    def percent(self) -> int:
        """Whole per cent, 100 only when everything is done."""
        if not self.total_books:
            return 0
        return min(
            99 if self.processed_books < self.total_books else 100, 100 * self.processed_books // self.total_books
        )


def progress_of(upload: Upload, *, now: dt.datetime) -> Progress:
    """Count where the upload stands."""
    batches = list(
        Batch.objects.filter(upload=upload).values_list("state", "books", "lease_until", "runs", "found", "unanswered")
    )
    left = sum(len(books) for state, books, *_ in batches if state == BatchState.OPEN)
    if upload.state == UploadState.COMPLETE:
        left = 0  # what is open are gaps that a scarce service fills later
    away = any(state == BatchState.DEFERRED and unanswered for state, *_, unanswered in batches)
    asked_for = sum(len(books) for _, books, *_ in batches)
    waits = [
        lease
        for state, _, lease, runs, *_ in batches
        if state == BatchState.OPEN and lease and not runs and lease > now
    ]
    processed = upload.books - left if upload.read_at else 0
    return Progress(
        total_books=upload.books,
        processed_books=max(0, processed),
        found=sum(found for *_, found, _ in batches),
        in_no_catalogue=sum(
            max(0, len(books) - found - unanswered)
            for state, books, *_, found, unanswered in batches
            if state == BatchState.DONE
        ),
        known_already=max(0, upload.books - asked_for) if upload.read_at else 0,
        waiting_for_services=away and upload.state == UploadState.COMPLETE,
        seconds_left=_seconds_left(upload, asked_for=asked_for, left=left, now=now),
        waits_until=min(waits, default=None),
        stages=_stages(upload, asked_for=asked_for, left=left),
    )


def _stages(upload: Upload, *, asked_for: int, left: int) -> tuple[Stage, ...]:
    reading = upload.state in (UploadState.RECEIVED, UploadState.READING)
    published = upload.published_at is not None
    looking_up = "wait" if reading else "done" if upload.state == UploadState.COMPLETE else "now"
    return (
        Stage("read", "now" if reading else "done", upload.books, upload.books + upload.unreadable_rows or None),
        Stage("count", "done" if published else "wait" if reading else "now"),
        Stage("look_up", looking_up, asked_for - left, asked_for),
        Stage("finish", "done" if upload.state == UploadState.COMPLETE else "wait"),
    )


def _seconds_left(upload: Upload, *, asked_for: int, left: int, now: dt.datetime) -> float | None:
    """From the rate so far; None before there is one, and when there is nothing left."""
    done = asked_for - left
    if upload.state != UploadState.ENRICHING or not upload.read_at or done <= 0:
        return None
    elapsed = (now - upload.read_at).total_seconds()
    return left * elapsed / done if elapsed > 1 else None
