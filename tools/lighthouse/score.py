"""Scores the start page and a dashboard of 742 books as a phone and a desk meet them: make lighthouse (needs Node and Chromium).

With --steady, only what does not depend on how busy the machine is: accessibility and best practices, each page once.
Production settings, compressed, nothing but this machine's own speed faked: Lighthouse slows the processor fourfold and
the line to that of a mobile network for the phone. Ends with an error where a score falls below its target.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.installation import Installation, installed  # noqa: E402
from tests.browser.conftest import CHROMIUM  # noqa: E402
from tests.browser.library import author_of, export, isbn_of, title_of  # noqa: E402
from tests.stand_in import serving, work  # noqa: E402

LIGHTHOUSE = ROOT / "tools" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
BOOKS = 742
TRIES = 3  # the best counts: whatever else the machine does meanwhile only takes away
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100}
STEADY = {name: least for name, least in TARGETS.items() if name != "performance"}
SCREENS: dict[str, list[str]] = {"phone": [], "desk": ["--preset=desktop"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steady", action="store_true", help="leave out performance, which busy cores spoil")
    targets = STEADY if parser.parse_args().steady else TARGETS
    missed = []
    settings = {"GOOGLE_BOOKS_API_KEY": "", "OPEN_LIBRARY_PER_SECOND": "30"}
    with serving(works()) as services:
        settings["OPEN_LIBRARY_URL"] = services.address
        with installed(services=services.address, settings=settings, production=True) as site:
            for title, path in (("start page", "/"), (f"dashboard, {BOOKS} books", f"/d/{uploaded(site)}")):
                for screen, options in SCREENS.items():
                    scores = best_of(site.site + path, options, targets)
                    print(
                        f"{title:24} {screen:6}", " ".join(f"{name} {scores[name]:3}" for name in targets), flush=True
                    )
                    missed += [f"{title}, {screen}: {name}" for name, least in targets.items() if scores[name] < least]
    if missed:
        sys.exit("Below the target: " + "; ".join(missed))


def works() -> dict[str, dict[str, Any]]:
    """What the stand-in knows: no covers, as theirs is the one host that pages ask and this machine may not reach."""
    known = {isbn_of(number): work(isbn_of(number), title_of(number), author_of(number)) for number in range(BOOKS)}
    for record in known.values():
        record.pop("cover_i", None)
        for edition in record["editions"]["docs"]:
            edition.pop("cover_i", None)
    return known


def uploaded(site: Installation) -> str:
    """The id of a made-up library that is looked up to the end."""
    uuid = site.upload(export(BOOKS))
    until = time.monotonic() + 120
    while site.call(f"/api/status/{uuid}")[1]["status"] != "complete":
        if time.monotonic() > until:
            sys.exit("The library was not complete after two minutes.")
        time.sleep(0.5)
    return uuid


def best_of(address: str, options: list[str], targets: dict[str, int]) -> dict[str, int]:
    """The highest scores of some runs; no more runs than it takes to reach the targets."""
    best = dict.fromkeys(targets, 0)
    for _ in range(TRIES):
        best = {name: max(best[name], score) for name, score in scored(address, options, targets).items()}
        if all(best[name] >= least for name, least in targets.items()):
            break
    return best


def scored(address: str, options: list[str], targets: dict[str, int]) -> dict[str, int]:
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--only-categories={','.join(targets)}", *options]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        [*command, flags], env=os.environ | {"CHROME_PATH": CHROMIUM or ""}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed: {done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    return {name: round(100 * category["score"]) for name, category in report["categories"].items()}


if __name__ == "__main__":
    main()
