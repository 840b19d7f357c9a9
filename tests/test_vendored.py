"""What others wrote is what we say it is: each vendored file has its hash, its licence and where it came from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[1] / "static"
RECORD: list[dict[str, Any]] = json.loads((STATIC / "vendor" / "VENDORED.json").read_text("utf-8"))["files"]
MOST_COMPRESSED = 45_000


@pytest.mark.parametrize("entry", RECORD, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_the_one_that_was_recorded(entry: dict[str, Any]) -> None:
    content = (STATIC / entry["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert b"sourceMappingURL" not in content  # collectstatic would look for the map, and fail
    assert (STATIC / entry["licence_file"]).stat().st_size > 500
    assert all(package["version"] and package["licence"] for package in entry["packages"])


def test_nothing_is_vendored_without_a_record() -> None:
    recorded = {entry["file"] for entry in RECORD}
    there = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix == ".woff2"}
    there |= {path.relative_to(STATIC).as_posix() for path in (STATIC / "vendor").glob("*.js")}

    assert there == recorded


def test_modules_import_the_recorded_bundle() -> None:
    (bundle,) = (STATIC / "vendor").glob("*.js")

    for module in (STATIC / "js").rglob("*.js"):
        text = module.read_text("utf-8")
        assert "vendor/" not in text or bundle.name in text
