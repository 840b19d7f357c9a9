"""Finds the processes of a cluster, says what each is, and kills them."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parents[2]
ROLES = {"worker": "ready for work at", "monitor": "monitoring at", "pusher": "pushing tasks at"}
# How often what is hit. `watchdog`: somebody has to start it anew, as a container's runtime does.
WEIGHTS = {"worker": 66, "monitor": 10, "pusher": 10, "sentinel": 4, "parent": 4, "group": 4, "watchdog": 2}

AT_WORK = 0.6  # of the killed workers are in a task, if any is


class Workers:
    """`manage.py runworker` as a process, supervised; its log says which process of the cluster is what."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.starts = 0
        self._file: IO[bytes] = log.open("ab")
        self._start()

    def _start(self) -> None:
        self.starts += 1
        command = [sys.executable, str(ROOT / "manage.py"), "runworker", "--grace", "3"]
        self.process = subprocess.Popen(command, stdout=self._file, stderr=self._file, start_new_session=True)

    def supervise(self) -> None:
        """Start the watchdog anew if it died."""
        if self.process.poll() is not None:
            self._start()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self._file.close()

    def restarts(self) -> Counter[str]:
        """Why the watchdog started the cluster anew, and how often."""
        reasons = re.findall(r"started anew: ([^\n]*)", self.log.read_text())
        return Counter(re.sub(r"[-\d.]+", "n", reason) for reason in reasons)

    def alive(self) -> dict[str, list[psutil.Process]]:
        """The processes of the cluster by what they are."""
        found: dict[str, list[psutil.Process]] = {role: [] for role in WEIGHTS}
        with contextlib.suppress(psutil.NoSuchProcess, IndexError):
            found["watchdog"] = [psutil.Process(self.process.pid)]
            found["parent"] = found["group"] = found["watchdog"][0].children()
            found["sentinel"] = found["parent"][0].children()
            roles = self._roles()
            for child in found["sentinel"][0].children():
                if child.status() != psutil.STATUS_ZOMBIE and child.pid in roles:
                    found[roles[child.pid]].append(child)
        return found

    def busy(self) -> set[int]:
        """The process ids of the workers that are in a task, from the signs that they leave."""
        try:
            signs = Path(self.alive()["parent"][0].cmdline()[-1])
        except (IndexError, psutil.Error):
            return set()
        return {int(path.name.rpartition(".")[2]) for path in signs.glob("busy-*")}

    def _roles(self) -> dict[int, str]:
        log = self.log.read_text()
        return {int(pid): role for role, words in ROLES.items() for pid in re.findall(rf"{words} (\d+)", log)}


def kill(process: psutil.Process, *, group: bool = False) -> None:
    with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def kill_somebody(workers: Workers, random: Random) -> str | None:
    """Kill a random process: what it was. None while no worker is up, for a cluster must come to work to be hurt."""
    victims = {role: processes for role, processes in workers.alive().items() if processes}
    if "worker" not in victims:
        return None
    (role,) = random.choices(list(victims), [WEIGHTS[role] for role in victims])
    busy = workers.busy()
    if role == "worker" and busy and random.random() < AT_WORK:
        victims[role] = [worker for worker in victims[role] if worker.pid in busy] or victims[role]
    kill(random.choice(victims[role]), group=role == "group")
    return role


def waits_on_the_queue(process: psutil.Process) -> bool:
    """Whether an idle worker is the one that holds the queue's lock and reads: killed, it takes the lock along."""
    with contextlib.suppress(OSError):
        return "pipe" in Path(f"/proc/{process.pid}/wchan").read_text()
    return False
