"""Measures a package's start: `python -m infrastructure.measure dev`, after `python -m infrastructure.package dev`.

CPU seconds of the process that AWS's runtime client runs, as Lambda's speed is a share of a CPU: with secrets read from a
stand-in of the Parameter Store, up to the answer to the first request, and for each of those after it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from infrastructure.events import http_api
from infrastructure.local_lambda import Function, runtime_client
from infrastructure.package import DIST, unpack
from infrastructure.pythons import find_python
from infrastructure.stages import STAGES, stage
from infrastructure.standing_in import CREDENTIALS, keep_secrets, serving_aws

MOST_COLD, MOST_WARM = 1.0, 0.010  # seconds of CPU
REQUESTS = 50
EDGE_KEY = "only-for-measuring-through-the-edge"


@dataclass(frozen=True, slots=True)
class Start:
    """CPU seconds."""

    cold: float  # from nothing to the first answer
    warm: float  # for one request more

    def __str__(self) -> str:
        return f"cold start to the first answer {self.cold:.2f} s of CPU, a warm request {1000 * self.warm:.1f} ms"


def measure(name: str, *, dist: Path = DIST, times: int = 3) -> Start:
    """The median of some cold starts, and of the requests after them."""
    settings = stage(name)
    python = find_python(settings["runtime"].removeprefix("python"))
    runtime = runtime_client(python, dist)
    folder = unpack(dist / f"goodreads-stats-{name}.zip", dist / f"unpacked-{name}")
    with (
        tempfile.TemporaryDirectory(prefix="goodreads-stats-") as scratch,
        serving_aws(Path(scratch) / "aws.log") as aws,
    ):
        variables = settings["aws_environment_variables"] | CREDENTIALS | {"AWS_ENDPOINT_URL": aws}
        variables |= {"DATA_DIR": scratch}
        secrets = {"SECRET_KEY": "only-for-measuring-" * 4, "CONTACT": "measuring@example.org"}
        secrets |= {"EDGE_KEY": EDGE_KEY}
        keep_secrets(aws, variables["SECRETS_PATH"], secrets)
        log = Path(scratch) / "function.log"
        with Function(folder, runtime, python, variables=variables, timeout=60, log=log) as function:
            starts = [_one(function) for _ in range(times)]
    return Start(median(start.cold for start in starts), median(start.warm for start in starts))


def _one(function: Function) -> Start:
    function.stop_process()
    request = http_api("GET", "/", key=EDGE_KEY)
    answer = function.invoke(request)
    if answer["statusCode"] != 200:
        raise RuntimeError(f"GET / was answered with {answer['statusCode']}: {function.log.read_text()}")
    cold = _cpu(function)
    for _ in range(REQUESTS):
        function.invoke(request)
    return Start(cold, (_cpu(function) - cold) / REQUESTS)


def _cpu(function: Function) -> float:
    times = psutil.Process(function.process.pid).cpu_times()
    return float(times.user + times.system)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures how a package in dist/ starts.")
    parser.add_argument("stage", choices=STAGES)
    start = measure(parser.parse_args().stage)
    print(start)
    if start.cold > MOST_COLD or start.warm > MOST_WARM:
        sys.exit(f"At most {MOST_COLD:.1f} s and {1000 * MOST_WARM:.0f} ms are allowed.")


if __name__ == "__main__":
    main()
