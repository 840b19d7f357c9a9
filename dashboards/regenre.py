"""Has every dashboard follow today's genre rules: the catalogue is weighed anew, then what shows it is published.

May be killed at any moment and begun again: what is weighed is not weighed twice, and each step marks the dashboards
in the transaction that keeps its weights, so that the sweep publishes them whatever becomes of us.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import reset_queries, transaction
from django.utils import timezone

from enrichment import reweighing
from goodreads_site import background
from uploads.models import Upload

AT_ONCE = 20  # wake-up calls between two looks at the queue
SHORT_QUEUE = 4  # messages that may wait when more are sent: readers who have just come go first
PATIENCE = 30.0  # seconds without any message being taken up; then there seems to be no worker


@dataclass(frozen=True, slots=True)
class Weighed:
    """How far it has come."""

    books: int = 0
    changed: int = 0  # of them, those that get other genres


@dataclass(frozen=True, slots=True)
class Woken:
    """How many publications were woken, and how many are left to the sweep."""

    dashboards: int
    left: int = 0


def weigh_catalogue() -> Iterator[Weighed]:
    """Weigh all that other rules have weighed; tells how far it has come after each step."""
    done = Weighed()
    last = 0
    while True:
        with transaction.atomic():
            step = reweighing.reweigh_next(after=last)
            if step.last is None:
                return
            Upload.objects.outdate(now=timezone.now())
        last = step.last
        done = Weighed(done.books + step.books, done.changed + step.changed)
        reset_queries()  # with DEBUG on, Django keeps the text of every statement
        yield done


def preview(*, everything: bool) -> Iterator[Weighed]:
    """The same counts, while nothing is kept and no dashboard marked."""
    done = Weighed()
    step = reweighing.preview_next(everything=everything)
    while step.last is not None:
        done = Weighed(done.books + step.books, done.changed + step.changed)
        yield done
        step = reweighing.preview_next(after=step.last, everything=everything)


def wake_publishing(
    *, queue: Callable[[], int | None] = background.waiting_messages, sleep: Callable[[float], None] = time.sleep
) -> Woken:
    """Wake the publication of every dashboard that is behind.

    Not all at once: their messages would stand between a new upload and its reading. Where no worker takes them up
    it ends early; the sweep wakes the others once one runs.
    """
    woken = 0
    upload_ids = list(Upload.objects.outdated().order_by("id").values_list("id", flat=True))
    for start in range(0, len(upload_ids), AT_ONCE):
        if not _becomes_short(queue, sleep):
            break
        for upload_id in upload_ids[start : start + AT_ONCE]:
            background.enqueue("publish", upload_id=str(upload_id))
            woken += 1
    return Woken(woken, left=len(upload_ids) - woken)


def _becomes_short(queue: Callable[[], int | None], sleep: Callable[[float], None]) -> bool:
    """Wait until few messages wait in the queue; False where nobody takes them up."""
    fewest, waited = None, 0.0
    while (waiting := queue() or 0) > SHORT_QUEUE:
        if fewest is None or waiting < fewest:
            fewest, waited = waiting, 0.0
        if waited >= PATIENCE:
            return False
        sleep(1.0)
        waited += 1.0
    return True
