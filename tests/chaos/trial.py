"""One trial, as a process of its own: `python -m tests.chaos.trial SECONDS SEED` prints what came of it as JSON.

Readers upload and delete, the services take their time, and a nemesis kills a process a second.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.knobs import Knobs
from tests.chaos.nemesis import Workers, kill_somebody
from tests.exports import books, works
from tests.stand_in import serving

BOOKS = 26  # an upload; neighbours share some of them
AT_REST_WITHIN = 75.0  # seconds after the last kill
UPLOAD_EVERY, KILL_EVERY = 2.5, 1.0  # seconds
DELETED = 0.15  # of the kills come with the deletion of an upload


class Trial:
    def __init__(self, *, seed: int, folder: Path) -> None:
        self.random = Random(seed)
        self.workers = Workers(folder / "log")
        self.uploads: dict[str, range] = {}
        self.deleted: set[str] = set()
        self.kills: Counter[str] = Counter()

    def upload(self) -> None:
        from tests.pipeline import receive

        start = 20 * (len(self.uploads) + len(self.deleted))
        numbers = range(start, start + BOOKS)
        self.uploads[str(receive(books(*numbers)).id)] = numbers

    def delete_one(self) -> None:
        from dashboards.deletion import delete_upload

        if self.uploads:
            upload_id = self.random.choice(list(self.uploads))
            delete_upload(upload_id)  # type: ignore[arg-type]
            del self.uploads[upload_id]
            self.deleted.add(upload_id)

    def rage(self, seconds: float) -> None:
        started = next_upload = next_kill = time.monotonic()
        next_kill += 3
        while (now := time.monotonic()) < started + seconds:
            self.workers.supervise()
            if now >= next_upload:
                next_upload = now + UPLOAD_EVERY
                self.upload()
            if now >= next_kill:
                killed = kill_somebody(self.workers, self.random)
                if killed:
                    self.kills[killed] += 1
                    next_kill = now + KILL_EVERY
                    if self.random.random() < DELETED:
                        self.delete_one()
            time.sleep(0.05)

    def come_to_rest(self) -> float | None:
        """Seconds until nothing was left to do; None if that never came."""
        from tests.chaos.checker import is_at_rest

        started = time.monotonic()
        while time.monotonic() < started + AT_REST_WITHIN:
            self.workers.supervise()
            if is_at_rest():
                return time.monotonic() - started
            time.sleep(0.3)
        return None

    def report(self, rest: float | None) -> dict[str, Any]:
        from django.db.models import Max, Sum
        from django_q.models import Task

        from tests.chaos.checker import complaints, complaints_about_files
        from uploads.models import Batch

        wrong = complaints(self.uploads, deleted=self.deleted) + complaints_about_files(self.uploads)
        runs = Batch.objects.aggregate(all=Sum("runs"), most=Max("runs"))
        return {
            "complaints": wrong,
            "at_rest_after": rest and round(rest, 1),
            "kills": dict(self.kills),
            "restarts": dict(self.workers.restarts()),
            "uploads": len(self.uploads),
            "deleted": len(self.deleted),
            "batches": Batch.objects.count(),
            "runs": runs["all"],
            "most_runs_of_a_batch": runs["most"],
            "failed_tasks": [str(task.result)[-300:] for task in Task.objects.all()[:5]],
        }


def main(seconds: float, seed: int) -> None:
    knobs = Knobs.from_json(os.environ["CHAOS"])
    known = works(number for number in range(2000) if number % 7)
    with serving(known) as stand_in, tempfile.TemporaryDirectory(prefix="goodreads-chaos-") as folder:
        stand_in.seconds = knobs.latency
        os.environ |= {"OPEN_LIBRARY_URL": stand_in.address, "OPEN_LIBRARY_PER_SECOND": "200"}
        set_up()
        trial = Trial(seed=seed, folder=Path(folder))
        try:
            trial.rage(seconds)
            report = trial.report(trial.come_to_rest())
        finally:
            trial.workers.stop()
    print(json.dumps(report))


def set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.chaos.checker import count_completions

    count_completions()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
