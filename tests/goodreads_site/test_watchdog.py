"""The watchdog against clusters that hang, die, will not stop, and leave children behind. (The real one: tests/chaos.)"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from goodreads_site.signs import Reading, Signs
from goodreads_site.watchdog import Diagnosis, Patience, Watchdog

PATIENCE = Patience()
HASTY = Patience(start=0.6, stall=0.4, task=0.5, unsettled=0.4, stop=0.5, look=0.02)


class Looks:
    """A diagnosis that is made look by look, twice a second."""

    def __init__(self, *, workers: int = 2) -> None:
        self.now = 1000.0
        self.diagnosis = Diagnosis(workers=workers, now=self.now, patience=PATIENCE)

    def go_on(self, seconds: float, reading: Callable[[float], Reading]) -> str | None:
        """The first thing that is wrong within these seconds."""
        until = self.now + seconds
        while self.now < until:
            self.now += PATIENCE.look
            if reason := self.diagnosis.stall(reading(self.now), now=self.now):
                return reason
        return None


def beating(now: float) -> Reading:
    return Reading(up=1000, pulse=now - 1, began=now - 1, finished=now - 1, settled=now - 1)


def test_a_heartbeat_is_all_that_it_takes() -> None:
    assert Looks().go_on(3600, beating) is None


def test_a_cluster_that_never_gives_a_sign_is_started_anew() -> None:
    looks = Looks()

    reason = looks.go_on(60, lambda now: Reading())

    assert reason is not None
    assert "after the start" in reason
    assert looks.now - 1000 == pytest.approx(PATIENCE.start, abs=1)


def test_a_cluster_that_hangs_before_its_first_task_is_not_given_the_time_of_a_start() -> None:
    looks = Looks()

    reason = looks.go_on(60, lambda now: Reading(up=1002))

    assert reason is not None
    assert "idle" in reason
    assert looks.now - 1002 == pytest.approx(PATIENCE.stall, abs=1)


def test_idle_workers_that_do_not_take_the_heartbeat_hang() -> None:
    looks = Looks()
    looks.go_on(10, beating)

    reason = looks.go_on(60, lambda now: Reading(up=1000, pulse=1010, finished=1010, settled=1010))

    assert reason is not None
    assert "idle" in reason
    assert looks.now - 1010 == pytest.approx(PATIENCE.stall, abs=1)


def test_workers_that_are_all_in_a_task_may_be_silent_until_its_timeout() -> None:
    looks = Looks()
    looks.go_on(10, beating)

    reason = looks.go_on(300, lambda now: Reading(up=1000, pulse=1010, finished=1010, settled=1010, busy=2))

    assert reason is not None
    assert "in a task" in reason
    assert looks.now - 1010 == pytest.approx(PATIENCE.task + PATIENCE.stall, abs=1)


def test_a_worker_that_is_visibly_at_work_is_spared_for_a_while_when_another_hangs() -> None:
    looks = Looks()
    looks.go_on(10, beating)

    reason = looks.go_on(
        60, lambda now: Reading(up=1000, pulse=now - 3, began=1010, finished=1010, settled=1010, busy=1)
    )

    assert reason is not None
    assert "idle" in reason
    assert looks.now - 1010 == pytest.approx(PATIENCE.half, abs=1)


def test_results_that_nobody_deals_with_mean_a_hanging_monitor() -> None:
    looks = Looks()
    looks.go_on(10, beating)

    reason = looks.go_on(60, lambda now: Reading(up=1000, pulse=now, began=now, finished=now, settled=1009))

    assert reason is not None
    assert "dealt with" in reason
    assert looks.now - 1010 == pytest.approx(PATIENCE.unsettled, abs=1)


def test_a_result_after_a_long_task_is_not_taken_for_a_late_one() -> None:
    looks = Looks()
    looks.go_on(60, lambda now: Reading(up=1000, pulse=now, finished=1000, settled=1000, busy=2))

    just_handed_in = looks.go_on(2, lambda now: Reading(up=1000, pulse=now, finished=1060, settled=1000, busy=1))

    assert just_handed_in is None


def test_a_machine_that_slept_gives_the_cluster_time_to_wake() -> None:
    looks = Looks()
    looks.go_on(10, beating)
    looks.now += 8 * 3600

    assert looks.go_on(5, lambda now: Reading(up=1000, pulse=1009, finished=1009, settled=1009)) is None
    assert looks.go_on(600, beating) is None


# --- with processes ---------------------------------------------------------------------------


class Started:
    """A watchdog at work in a thread, over a cluster that is a few lines of Python."""

    def __init__(self, code: str, folder: Path, patience: Patience) -> None:
        self.folder = folder
        self.signs = Signs(folder)
        self.freed: list[str] = []
        preface = f"import os, sys, time, signal\nsys.path.insert(0, {str(Path.cwd())!r})\n"
        preface += (
            f"from pathlib import Path\nfrom goodreads_site.signs import Signs\nsigns = Signs(Path({str(folder)!r}))\n"
        )
        preface += f"open({str(folder / 'pids')!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        self.watchdog = Watchdog(
            [sys.executable, "-c", preface + code],
            self.signs,
            workers=1,
            on_dead_worker=self.freed.append,
            patience=patience,
        )
        self.thread = threading.Thread(target=self.watchdog.run)

    @property
    def clusters(self) -> list[int]:
        """The process ids of the clusters so far."""
        pids = self.folder / "pids"
        return [int(pid) for pid in pids.read_text().split()] if pids.exists() else []


def eventually(condition: Callable[[], object], *, seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


@contextmanager
def watching(code: str, folder: Path, patience: Patience = HASTY) -> Iterator[Started]:
    started = Started(code, folder, patience)
    started.thread.start()
    try:
        yield started
    finally:
        started.watchdog.ask_to_stop()
        started.thread.join(10)
        assert not started.thread.is_alive()
        assert [pid for pid in started.clusters if psutil.pid_exists(pid)] == []


BEATING = """
me = f"w.{os.getpid()}"
while True:
    signs.ready(); signs.began(me); signs.ended(me); signs.settled(); time.sleep(0.05)
"""


def test_a_cluster_that_stands_still_is_killed_and_started_anew(tmp_path: Path) -> None:
    with watching("signs.ready(); signs.pulse()\ntime.sleep(60)", tmp_path) as started:
        assert eventually(lambda: len(started.clusters) >= 2)


def test_a_cluster_that_works_is_left_alone(tmp_path: Path) -> None:
    with watching(BEATING, tmp_path) as started:
        assert eventually(lambda: started.signs.read().settled)
        time.sleep(1.5)

    assert len(started.clusters) == 1
    assert started.watchdog.restarts == 0


def test_a_cluster_that_cannot_start_is_started_again_ever_more_slowly(tmp_path: Path) -> None:
    with watching("sys.exit(3)", tmp_path) as started:
        assert eventually(lambda: len(started.clusters) >= 2)
        time.sleep(2)

    assert len(started.clusters) <= 4


def test_the_children_of_a_killed_parent_do_not_live_on(tmp_path: Path) -> None:
    parent = "child = os.fork()\nif child:\n    (signs.folder / 'child').write_text(str(child))" + BEATING

    with watching(parent, tmp_path) as started:
        assert eventually(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text())
        child = int((tmp_path / "child").read_text())
        os.kill(started.clusters[0], 9)

        assert eventually(lambda: not psutil.pid_exists(child))
        assert eventually(lambda: len(started.clusters) == 2)


def test_a_cluster_that_will_not_stop_is_killed(tmp_path: Path) -> None:
    with watching("signal.signal(signal.SIGTERM, signal.SIG_IGN)" + BEATING, tmp_path) as started:
        assert eventually(lambda: started.signs.read().settled)
        asked = time.monotonic()
        started.watchdog.ask_to_stop()
        started.thread.join(60)

    assert HASTY.stop <= time.monotonic() - asked < 30


def test_asked_twice_it_does_not_wait(tmp_path: Path) -> None:
    stubborn = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" + BEATING
    with watching(stubborn, tmp_path, replace(HASTY, stop=60)) as started:
        assert eventually(lambda: started.signs.read().settled)
        started.watchdog.ask_to_stop()
        time.sleep(0.3)
        started.watchdog.ask_to_stop()
        started.thread.join(5)

        assert not started.thread.is_alive()


def test_a_worker_that_dies_in_a_task_is_reported_once(tmp_path: Path) -> None:
    dies = "if not (signs.folder / 'died').exists():\n"
    dies += "    (signs.folder / 'died').touch()\n    signs.began(f'a.{os.getpid()}')\n    os.kill(os.getpid(), 9)\n"
    with watching(dies + BEATING, tmp_path) as started:
        assert eventually(lambda: len(started.clusters) == 2)
        time.sleep(0.3)

    assert started.freed == [f"a.{started.clusters[0]}"]


def test_a_report_that_fails_is_made_again(tmp_path: Path) -> None:
    signs = Signs(tmp_path)
    signs.reset()
    signs.began("a.999999999")
    reports: list[str] = []

    def report(worker: str) -> None:
        reports.append(worker)
        if len(reports) == 1:
            raise ConnectionError

    watchdog = Watchdog([], signs, workers=1, on_dead_worker=report)
    for _ in range(3):
        watchdog._report_dead_workers()

    assert reports == ["a.999999999"] * 2
