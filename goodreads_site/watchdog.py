"""Starts a cluster of workers, watches its signs of life, and starts it anew where it stands still.

One killed process can hang a django-q2 cluster for ever: killed while it waits for work it keeps the queue's
lock, and every other process is alive and waits. Nothing inside the cluster sees that, and a supervisor of
processes sees them all alive. So the watchdog asks whether work comes through, and when none does it kills
the cluster's whole process group: a killed parent alone leaves its children behind, at work.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodreads_site.signs import Reading, Signs

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that the watchdog waits for things."""

    start: float = 30.0  # for the first worker to be ready
    stall: float = 15.0  # for the next one while a worker is idle: the heartbeat alone gives one every two
    half: float = 25.0  # for an idle one to take a task while another gives signs: to spare the other's work
    task: float = 63.0  # for the end of a task that gives no sign: its timeout, and what django-q2 adds
    unsettled: float = 10.0  # for the monitor to deal with a result
    stop: float = 20.0  # for the tasks under way when we are asked to stop
    look: float = 0.5  # between two looks
    late: float = 5.0  # between two looks, after which it was we who stood still


class Diagnosis:
    """Tells a cluster that stands still from one that is busy, look by look."""

    def __init__(self, *, workers: int, now: float, patience: Patience) -> None:
        self.workers = workers
        self.patience = patience
        self.since = self.looked_at = self.settled_since = now
        self.settled = 0.0

    def stall(self, reading: Reading, *, now: float) -> str | None:
        """What is wrong, or None."""
        if now - self.looked_at > self.patience.late:  # the machine slept: nobody can have given a sign
            self.since = self.settled_since = now
        self.looked_at = now
        return self._no_pulse(reading, now=now) or self._no_settling(reading, now=now)

    def _no_pulse(self, reading: Reading, *, now: float) -> str | None:
        silence = now - max(reading.up, reading.pulse, self.since)
        if not reading.up:
            return f"no worker is ready {silence:.0f} s after the start" if silence > self.patience.start else None
        if reading.busy < self.workers:
            idle = now - max(reading.up, reading.began, reading.finished, self.since)
            hangs = silence > self.patience.stall or idle > self.patience.half
            return f"a worker is idle, yet none took the heartbeat for {idle:.0f} s" if hangs else None
        allowed = self.patience.task + self.patience.stall
        return f"all workers have been in a task for {silence:.0f} s" if silence > allowed else None

    def _no_settling(self, reading: Reading, *, now: float) -> str | None:
        """The monitor acknowledges: while it hangs, tasks run, and all of them are handed out again for ever."""
        if reading.settled != self.settled or reading.finished <= reading.settled:
            self.settled, self.settled_since = reading.settled, now
        wait = now - self.settled_since
        return f"no result was dealt with for {wait:.0f} s" if wait > self.patience.unsettled else None


class Watchdog:
    """Keeps one cluster, started by `command`, at work until it is asked to stop.

    `on_dead_worker` is called with the id of every worker that died in a task; where it raises, again later.
    """

    def __init__(
        self,
        command: Sequence[str],
        signs: Signs,
        *,
        workers: int,
        on_dead_worker: Callable[[str], None],
        patience: Patience | None = None,
    ) -> None:
        self.command = command
        self.signs = signs
        self.workers = workers
        self.on_dead_worker = on_dead_worker
        self.patience = patience or Patience()
        self.stops_asked = 0
        self.restarts = 0

    def ask_to_stop(self) -> None:
        """End the cluster in good order; asked a second time, at once. Safe to call from a signal's handler."""
        self.stops_asked += 1

    def run(self) -> None:
        """Return when the cluster has ended because somebody asked for it."""
        failed_starts = 0
        while not self.stops_asked:
            cluster = self._start()
            reason = self._watch(cluster)
            if reason is None:
                self._stop(cluster)
            self._bury(cluster)
            if reason is not None:
                self.restarts += 1
                failed_starts = 0 if self.signs.read().up else failed_starts + 1
                logger.error("The workers are started anew: %s", reason)
                self._pause(0.25 * 2 ** min(failed_starts, 5))

    def _start(self) -> subprocess.Popen[bytes]:
        self.signs.reset()
        # A session of its own is a process group of its own. Its stdin closes when we die, and then it ends too.
        return subprocess.Popen(self.command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own

    def _watch(self, cluster: subprocess.Popen[bytes]) -> str | None:
        """Why the cluster must be started anew; None when we are asked to stop."""
        diagnosis = Diagnosis(workers=self.workers, now=time.monotonic(), patience=self.patience)
        while not self.stops_asked:
            time.sleep(self.patience.look)
            self._report_dead_workers()
            if cluster.poll() is not None:
                return f"they ended by themselves, with exit code {cluster.returncode}"
            if reason := diagnosis.stall(self.signs.read(), now=time.monotonic()):
                return reason
        return None

    def _stop(self, cluster: subprocess.Popen[bytes]) -> None:
        """Ask the cluster to end; what is not done in time is killed, and found again by the sweep."""
        cluster.send_signal(signal.SIGTERM)
        until, asked = time.monotonic() + self.patience.stop, self.stops_asked
        while cluster.poll() is None and time.monotonic() < until and self.stops_asked == asked:
            time.sleep(min(self.patience.look, 0.1))

    def _bury(self, cluster: subprocess.Popen[bytes]) -> None:
        """Kill the whole group, wait until it is gone, and report whom it took along."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(cluster.pid, signal.SIGKILL)
        cluster.wait()
        if cluster.stdin:
            cluster.stdin.close()
        _wait_for_the_end_of(cluster.pid)
        self._report_dead_workers()

    def _report_dead_workers(self) -> None:
        for worker in self.signs.dead_workers():
            try:
                self.on_dead_worker(worker)
            except Exception:
                logger.exception("A dead worker could not be reported; what it held waits for its lease to end")
                return
            self.signs.forget(worker)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.stops_asked:
            time.sleep(0.1)


def _wait_for_the_end_of(group: int, *, seconds: float = 5.0) -> None:
    """The dead are buried by their parent: by us where we are a container's first process, else by init."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-group, os.WNOHANG)
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
