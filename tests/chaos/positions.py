"""Kills one process of each kind, with the real clocks, and measures how long messages are left lying.

`python -m tests.chaos.positions` prints the seconds by position as JSON.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.chaos.nemesis import Workers, kill, waits_on_the_queue
from tests.exports import books, works
from tests.stand_in import serving

BOOKS = 6000  # more than are looked up in the time: every kill comes in mid-enrichment
SOON = 5.0  # seconds within which a message is dealt with where all is well
WELL_FOR = 6.0  # seconds of that, after which we believe it
LIMIT = 60.0


class Probes:
    """Messages through the real queue, one a second, and when each was acknowledged."""

    def __init__(self) -> None:
        self.sent: dict[int, float] = {}
        self.done: dict[int, float] = {}

    def look(self) -> None:
        from django.db.models import Max
        from django_q.models import OrmQ
        from django_q.tasks import async_task

        from goodreads_site import background

        now = time.monotonic()
        if now - max(self.sent.values(), default=0) >= 1:
            newest = OrmQ.objects.aggregate(pk=Max("pk"))["pk"] or 0
            async_task(background.STAGES["beat"])
            for message in OrmQ.objects.filter(pk__gt=newest):
                if message.task["func"] == background.STAGES["beat"]:
                    self.sent[message.pk] = now
        left = set(OrmQ.objects.filter(pk__in=self.sent).values_list("pk", flat=True))
        for pk in self.sent.keys() - self.done.keys() - left:
            self.done[pk] = now

    def flows_since(self, moment: float) -> float | None:
        """When, after that moment, messages began to be dealt with in time, and went on for long enough."""
        now, began = time.monotonic(), None
        for pk, sent in sorted(self.sent.items(), key=lambda item: item[1]):
            if sent < moment or (now - sent < SOON and pk not in self.done):
                continue
            in_time = self.done.get(pk, now + LIMIT) - sent <= SOON
            began = (began or sent) if in_time else None
        return began if began and now - began >= WELL_FOR else None


def wait_until_it_flows(probes: Probes, moment: float) -> float:
    """Seconds after `moment` from which on messages flow; LIMIT if they do not."""
    while time.monotonic() < moment + LIMIT:
        probes.look()
        if since := probes.flows_since(moment):
            return max(0.0, since - moment)
        time.sleep(0.1)
    return LIMIT


def a_worker(workers: Workers, wanted: Callable[[psutil.Process], bool]) -> psutil.Process:
    for _ in range(200):
        for worker in workers.alive()["worker"]:
            if wanted(worker):
                return worker
        time.sleep(0.05)
    raise AssertionError("no such worker in ten seconds")


VICTIMS: dict[str, Callable[[Workers], psutil.Process]] = {
    "a busy worker": lambda ours: a_worker(ours, lambda it: it.pid in ours.busy()),
    "the idle worker that holds the queue": lambda ours: a_worker(ours, waits_on_the_queue),
    "an idle worker that waits for it": lambda ours: a_worker(
        ours, lambda it: it.pid not in ours.busy() and not waits_on_the_queue(it)
    ),
    "the monitor": lambda ours: ours.alive()["monitor"][0],
    "the pusher": lambda ours: ours.alive()["pusher"][0],
    "the sentinel": lambda ours: ours.alive()["sentinel"][0],
    "the parent": lambda ours: ours.alive()["parent"][0],
}


def main() -> None:
    with serving(works(range(BOOKS))) as stand_in, tempfile.TemporaryDirectory(prefix="goodreads-chaos-") as folder:
        stand_in.seconds = 1.0
        os.environ |= {"OPEN_LIBRARY_URL": stand_in.address, "OPEN_LIBRARY_PER_SECOND": "200"}
        from tests.chaos.trial import set_up

        set_up()
        from tests.pipeline import receive
        from uploads.models import Batch, BatchState

        receive(books(*range(BOOKS)))
        workers, probes, seconds = Workers(Path(folder) / "log"), Probes(), {}
        try:
            wait_until_it_flows(probes, time.monotonic())
            for name, victim in VICTIMS.items():
                assert Batch.objects.filter(state=BatchState.OPEN).exists(), "the looking up is over"
                kill(victim(workers))
                seconds[name] = round(wait_until_it_flows(probes, time.monotonic()), 1)
        finally:
            workers.stop()
        restarts = dict(workers.restarts())
    print(json.dumps({"seconds": seconds, "restarts": restarts}))


if __name__ == "__main__":
    main()
