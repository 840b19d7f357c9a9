"""Runs the tests of the pages' pure scripts (tests/js) where there is a Node; nobody needs one to run the site."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="there is no Node here")
@pytest.mark.parametrize("name", ["lib", "charts", "remembered", "book_fields"])
def test_the_pure_scripts_do_what_their_tests_say(name: str, tmp_path: Path) -> None:
    for folder in ("js", "vendor"):
        shutil.copytree(ROOT / "static" / folder, tmp_path / folder)
    shutil.copytree(ROOT / "tests" / "js", tmp_path / "tests")
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")  # what the browser is told by type="module"

    run = subprocess.run(
        [NODE, "--test", f"tests/{name}.test.js"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_modules_import_in_the_way_that_collectstatic_understands() -> None:
    for module in (ROOT / "static" / "js").rglob("*.js"):
        for line in module.read_text("utf-8").splitlines():
            if line.startswith(("import ", "export {", "export *")) and "from" in line:
                assert line.endswith('.js";'), f"{module.name}: {line}"
                assert 'from "./' in line or 'from "../' in line, f"{module.name}: {line}"
