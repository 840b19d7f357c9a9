"""The signs of life that a cluster's processes leave for the watchdog outside: empty files whose times say when.

The times are the monotonic clock's, which all processes of a machine share: a clock that is set right, or a
laptop that slept, looks like no stall.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

UP, PULSE, BEGAN, FINISHED, SETTLED, BUSY = "up", "pulse", "began", "finished", "settled", "busy-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the signs say at one moment. Times are in seconds of the monotonic clock, 0 for never."""

    up: float = 0.0  # the first worker was ready
    pulse: float = 0.0  # a worker began a task, went on with one, or ended one
    began: float = 0.0  # a worker took a task
    finished: float = 0.0  # a worker handed in a task's result
    settled: float = 0.0  # the monitor dealt with a result
    busy: int = 0  # workers that are alive and in a task


class Signs:
    """One folder of signs, for one watchdog and its cluster."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # What the cluster's processes say.

    def ready(self) -> None:
        """The first worker is ready. Not the later ones: that workers come and go is no sign that work is done."""
        if not self._time(UP):
            self._touch(UP)

    def pulse(self) -> None:
        self._touch(PULSE)

    def began(self, worker: str) -> None:
        self._touch(BUSY + worker)
        self._touch(PULSE)
        self._touch(BEGAN)

    def ended(self, worker: str) -> None:
        self.forget(worker)
        self._touch(PULSE)
        self._touch(FINISHED)

    def settled(self) -> None:
        self._touch(SETTLED)

    # What the watchdog reads.

    def read(self) -> Reading:
        busy = sum(is_alive(worker) for worker in self._in_a_task())
        return Reading(
            up=self._time(UP),
            pulse=self._time(PULSE),
            began=self._time(BEGAN),
            finished=self._time(FINISHED),
            settled=self._time(SETTLED),
            busy=busy,
        )

    def dead_workers(self) -> list[str]:
        """The ids of workers that died in a task: what they held is free."""
        return [worker for worker in self._in_a_task() if not is_alive(worker)]

    def forget(self, worker: str) -> None:
        (self.folder / (BUSY + worker)).unlink(missing_ok=True)

    def reset(self) -> None:
        """Begin anew, for another cluster; workers that died in a task stay until they are forgotten."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in (UP, PULSE, BEGAN, FINISHED, SETTLED):
            (self.folder / name).touch()
            os.utime(self.folder / name, (0, 0))

    def _in_a_task(self) -> list[str]:
        return [path.name.removeprefix(BUSY) for path in self.folder.glob(BUSY + "*")]

    def _touch(self, name: str) -> None:
        path, now = self.folder / name, time.monotonic_ns()
        with contextlib.suppress(OSError):  # a full disk must not stop the work that there is a sign of
            if not path.exists():
                path.touch()
            os.utime(path, ns=(now, now))

    def _time(self, name: str) -> float:
        try:
            return (self.folder / name).stat().st_mtime
        except FileNotFoundError:
            return 0.0


def is_alive(worker: str) -> bool:
    """Whether the process of this worker's id ("….<pid>") still runs."""
    try:
        os.kill(int(worker.rpartition(".")[2]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another's process: ours is gone, and its number given out again
        return False
    return True
