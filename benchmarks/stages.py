"""What the stages cost: CPU and wall seconds of every background task, noted by the workers themselves.

A stop-watch on django-q2's signals and on the one function that asks services; else the product's code runs as it is.
A task that looks books up waits most of its time, for its slot or for the service: its CPU seconds are what counts.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import AppConfig

WHERE = "STAGE_TIMES"  # the variable that names the file which the workers write to
READING, LOOKING_UP, PUBLISHING = "ingest", "look_up", "publish"


@dataclass(slots=True)
class Cost:
    """Of one stage, over a while."""

    runs: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    asking: float = 0.0  # of `cpu`, what HTTP, JSON and waiting for one's turn at the services took


@dataclass(frozen=True, slots=True)
class StopWatch:
    """Reads what the workers of an installation note, which must run with these `settings`."""

    path: Path

    @property
    def settings(self) -> Mapping[str, str]:
        return {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", WHERE: str(self.path)}

    def reset(self) -> None:
        self.path.unlink(missing_ok=True)

    def costs(self) -> dict[str, Cost]:
        """Stage -> what it has cost since the reset."""
        by_stage: dict[str, Cost] = defaultdict(Cost)
        for line in self._lines():
            cost = by_stage[line["stage"]]
            cost.runs += 1
            cost.cpu += line["cpu"]
            cost.wall += line["wall"]
            cost.asking += line["asking"]
        return dict(by_stage)

    def runs_of(self, stage: str) -> dict[int, int]:
        """Cluster's process group -> how many of its tasks were of this stage."""
        runs: dict[int, int] = defaultdict(int)
        for line in self._lines():
            runs[line["cluster"]] += line["stage"] == stage
        return dict(runs)

    def _lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text().splitlines()] if self.path.exists() else []


@contextmanager
def stop_watch() -> Iterator[StopWatch]:
    with tempfile.TemporaryDirectory(prefix="goodreads-stats-stages-") as folder:
        yield StopWatch(Path(folder) / "stages.jsonl")


class Notes(AppConfig):
    """An app of `benchmarks.settings` only: it has the workers note each task when it ends."""

    name = "benchmarks"

    def ready(self) -> None:
        from django_q.signals import post_execute_in_worker, pre_execute

        from enrichment.providers.wire import Wire

        started: dict[str, float] = {}
        spent = {"asking": 0.0}
        ask = Wire._ask

        def asked(*args: Any, **kwargs: Any) -> Any:
            before = time.process_time()
            try:
                return ask(*args, **kwargs)
            finally:
                spent["asking"] += time.process_time() - before

        def began(**kwargs: Any) -> None:
            started.update(cpu=time.process_time(), wall=time.perf_counter())
            spent["asking"] = 0.0

        def ended(*, task: dict[str, Any], **kwargs: Any) -> None:
            line = {
                "stage": str(task["func"]).rsplit(".", 1)[-1],
                "cluster": os.getpgrp(),
                "cpu": time.process_time() - started["cpu"],
                "wall": time.perf_counter() - started["wall"],
                **spent,
            }
            with Path(os.environ[WHERE]).open("a") as out:  # one short line: appended whole
                out.write(json.dumps(line) + "\n")

        Wire._ask = asked  # type: ignore[method-assign]
        pre_execute.connect(began, weak=False)
        post_execute_in_worker.connect(ended, weak=False)
