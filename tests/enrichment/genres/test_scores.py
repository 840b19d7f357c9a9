"""How good the rules are, on books that readers have judged; and that the benchmark says so rightly."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from enrichment.genres import Verdict, weigh
from tests.shared_data import SHARED, needs_shared

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "score_genres.py"
BOOKS = [
    {"title": "One", "year": 2001, "subjects": ["Horror tales", "Courtship"], "truth": ["Horror"], "fiction": True},
    {"title": "Two", "year": None, "subjects": ["Mathematics"], "truth": ["Science", "History"], "fiction": False},
]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_genres", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scores_are_shares_of_books_and_of_genres():
    verdicts = [Verdict(genres=("Horror", "Romance"), fiction=True), Verdict(genres=("Science",), fiction=True)]

    figures = benchmark().scores(BOOKS, verdicts)

    assert figures["precision"] == 2 / 3
    assert figures["recall"] == 2 / 3
    assert figures["first_right"] == figures["any_right"] == 1
    assert figures["none"] == 0
    assert figures["fiction_right"] == 0.5


def test_the_predictions_are_written_a_line_for_each_book(tmp_path: Path):
    truth = tmp_path / "truth.jsonl"
    truth.write_text("\n".join(map(json.dumps, BOOKS)), encoding="utf-8")

    ran = subprocess.run([sys.executable, SCRIPT, truth, "--predictions"], capture_output=True, text=True, check=True)

    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [line["genres"][0] for line in lines] == ["Horror", "Mathematics"]
    assert [line["fiction"] for line in lines] == [True, False]


@needs_shared
def test_the_rules_are_as_good_as_they_were():
    module = benchmark()
    books = [json.loads(line) for line in (SHARED / "genres" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]

    figures = module.scores(books, module.predicted(books))

    assert figures["precision"] >= 0.82
    assert figures["recall"] >= 0.52
    assert figures["first_right"] >= 0.87
    assert figures["any_right"] >= 0.94
    assert figures["none"] <= 0.03
    assert figures["fiction_right"] >= 0.95


@needs_shared
def test_weighing_is_quick():
    module = benchmark()
    books = [json.loads(line) for line in (SHARED / "genres" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    evidence = [module.evidence_of(book) for book in books]
    weigh(evidence[0])  # loads the table

    started = time.perf_counter()
    for piece in evidence:
        weigh(piece)

    seconds_a_book = (time.perf_counter() - started) / len(evidence)
    assert seconds_a_book < 0.01  # more than ten times what it takes, for cores that are busy with other things
