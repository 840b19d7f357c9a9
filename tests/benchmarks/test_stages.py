"""What the workers note of their tasks, added up."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.stages import StopWatch


def test_costs_are_added_up_by_stage(tmp_path: Path) -> None:
    watch = StopWatch(tmp_path / "stages.jsonl")
    notes = [("look_up", 7, 1.0), ("look_up", 8, 2.0), ("publish", 7, 0.5)]
    lines = [{"stage": stage, "cluster": of, "cpu": cpu, "wall": 9.0, "asking": 0.25} for stage, of, cpu in notes]
    watch.path.write_text("".join(json.dumps(line) + "\n" for line in lines))

    costs = watch.costs()

    assert (costs["look_up"].runs, costs["look_up"].cpu, costs["look_up"].asking) == (2, 3.0, 0.5)
    assert costs["publish"].wall == 9.0
    assert watch.runs_of("look_up") == {7: 1, 8: 1}


def test_nothing_noted_costs_nothing(tmp_path: Path) -> None:
    assert StopWatch(tmp_path / "none.jsonl").costs() == {}
