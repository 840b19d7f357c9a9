"""Runs the tests of the pages' pure scripts (tests/js) where there is a Node; nobody needs one to run the site."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NODE = shutil.which("node")
MOST_COMPRESSED = 70_000  # bytes of all scripts of a dashboard, the heaviest of the pages


@pytest.mark.skipif(NODE is None, reason="there is no Node here")
@pytest.mark.parametrize("name", ["lib", "charts", "remembered", "book_fields", "completing", "queries"])
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


def with_parts(template: str) -> set[str]:
    """The template, what it extends and all that is included in those."""
    there: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in there:
            there.add(name)
            text = (ROOT / "templates" / name).read_text("utf-8")
            waiting += re.findall(r'{% (?:extends|include) "([^"]+)"', text)
    return there


def scripts_of(template: str) -> set[Path]:
    """The scripts that a page of this template may load: at once or later, by the page or by another script."""
    there: set[Path] = set()
    pages = [(ROOT / "templates" / name).read_text("utf-8") for name in with_parts(template)]
    waiting = [ROOT / "static" / name for page in pages for name in re.findall(r'static "([^"]+\.m?js)"', page)]
    while waiting:
        script = waiting.pop().resolve()
        if script not in there:
            there.add(script)
            imported = re.findall(r'\b(?:from|import)\s*\(?\s*"(\.{1,2}/[^"]+)"', script.read_text("utf-8"))
            waiting += [script.parent / name for name in imported]
    return there


@pytest.mark.parametrize("template", ["dashboards/dashboard.html", "dashboards/processing.html"])
def test_a_dashboards_scripts_are_light(template: str) -> None:
    scripts = scripts_of(template)

    wanted = {"theme.js", "newer.js", "dashboard.js", "pile.js", "remembered.js", "d3-subset-7.9.2.min.js"}
    assert wanted <= {script.name for script in scripts}
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < MOST_COMPRESSED


def test_the_editors_scripts_are_light() -> None:
    scripts = scripts_of("dashboards/sql.html")

    assert {"sql.js", "completing.js", "saved.js", "figures.js"} <= {script.name for script in scripts}
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < MOST_COMPRESSED


def test_no_script_loads_another_in_a_way_that_is_not_counted() -> None:
    for module in (ROOT / "static" / "js").rglob("*.js"):
        text = module.read_text("utf-8")

        assert not re.search(r"\bimport\s*\((?!\s*\"\.)", text), f"{module.name} imports what no test can follow"
        assert not re.search(r"\b(?:Shared)?Worker\(|importScripts|[\"'`]script[\"'`]", text), module.name


def test_no_more_of_d3_is_vendored_than_the_charts_use() -> None:
    entry = (ROOT / "tools" / "vendor" / "entry.js").read_text("utf-8")
    vendored = {name for names in re.findall(r"export {([^}]*)}", entry) for name in re.findall(r"\w+", names)}
    imports = [
        re.findall(r'import {([^}]*)} from "[^"]*/vendor/d3-', module.read_text("utf-8"))
        for module in (ROOT / "static" / "js").rglob("*.js")
    ]

    assert {name for found in imports for names in found for name in re.findall(r"\w+", names)} == vendored
