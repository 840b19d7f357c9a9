"""Kill whatever can be killed, lose and double and shuffle what can be, delete while it is at work: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.chaos.knobs import Knobs
from tests.chaos.nemesis import ROOT

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]

GIVEN = os.environ.get("DATABASE_URL", "")
SERVER = GIVEN if GIVEN.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"
SEEDS = [int(seed) for seed in os.environ.get("CHAOS_SEEDS", "20261001").split(",")]
Environment = dict[str, str]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
        return
    name = f"goodreads_chaos_{os.getpid()}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers")
    with server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"{SERVER.rpartition('/')[0]}/{name}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environment(database: str, folder: Path, knobs: Knobs) -> Environment:
    ours = {
        "DATABASE_URL": database,
        "DATA_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "files"),
        "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        "CHAOS": knobs.to_json(),
        "WORKERS": "3",
        "PYTHONPATH": str(ROOT),
    }
    return os.environ | ours


def run(module: str, *arguments: object, env: Environment) -> dict[str, Any]:
    """Run a module of this package to its end: what it says."""
    command = [sys.executable, "-m", f"tests.chaos.{module}", *map(str, arguments)]
    ended = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    said: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    print(json.dumps(said, indent=1))
    return said


@pytest.mark.parametrize("seed", SEEDS)
def test_every_upload_ends_complete_and_exactly_once(database: str, tmp_path: Path, seed: int) -> None:
    report = run("trial", 40, seed, env=environment(database, tmp_path, Knobs()))

    assert report["complaints"] == []
    assert report["at_rest_after"] is not None
    assert report["failed_tasks"] == []
    # Some forty kills and a dozen uploads on quiet cores; with other things on them fewer find their victim.
    assert sum(report["kills"].values()) >= 10
    assert report["uploads"] >= 4
    assert report["deleted"] >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="which worker holds the queue is read from /proc")
def test_work_flows_again_within_half_a_minute_whichever_process_is_killed(tmp_path: Path) -> None:
    """With the real clocks, in mid-enrichment: the queue's lock may die with an idle worker, results with the monitor."""
    knobs = Knobs(hasty=False, twice=False)
    env = environment(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path, knobs) | {"WORKERS": "4"}

    seconds = run("positions", env=env)["seconds"]

    assert len(seconds) == 7
    assert max(seconds.values()) < 30
