"""The signs of life, as the cluster leaves them and the watchdog reads them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from goodreads_site.signs import Reading, Signs

ME = f"a.{os.getpid()}"
NOBODY = "b.999999999"


@pytest.fixture
def signs(tmp_path: Path) -> Signs:
    signs = Signs(tmp_path / "signs")
    signs.reset()
    return signs


def test_before_the_first_sign_there_is_none(signs: Signs) -> None:
    assert signs.read() == Reading()


def test_the_times_are_of_the_clock_that_no_one_sets(signs: Signs) -> None:
    before = time.monotonic()
    signs.pulse()

    assert before - 0.1 <= signs.read().pulse <= time.monotonic() + 0.1


def test_only_the_first_worker_that_is_ready_is_a_sign(signs: Signs) -> None:
    signs.ready()
    first = signs.read().up
    time.sleep(0.01)
    signs.ready()

    assert signs.read().up == first > 0


def test_a_task_that_began_makes_its_worker_busy_until_it_ends(signs: Signs) -> None:
    signs.began(ME)
    during = signs.read()
    signs.ended(ME)
    after = signs.read()

    assert (during.busy, during.finished) == (1, 0)
    assert after.busy == 0
    assert after.finished > 0


def test_a_worker_that_died_in_its_task_is_not_busy_but_dead(signs: Signs) -> None:
    signs.began(NOBODY)
    signs.began(ME)

    assert signs.read().busy == 1
    assert signs.dead_workers() == [NOBODY]


def test_the_dead_are_kept_over_a_new_start_until_they_are_forgotten(signs: Signs) -> None:
    signs.began(NOBODY)
    signs.settled()
    signs.reset()

    kept = signs.dead_workers()
    signs.forget(NOBODY)

    assert kept == [NOBODY]
    assert signs.dead_workers() == []
    assert signs.read() == Reading()


def test_a_folder_that_is_gone_stops_nobodys_work(tmp_path: Path) -> None:
    signs = Signs(tmp_path / "gone")

    signs.pulse()
    signs.began(ME)
    signs.ended(ME)
    signs.settled()

    assert signs.read() == Reading()
