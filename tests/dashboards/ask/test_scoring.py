"""How the planner does on questions whose answers are known."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from dashboards.ask.scoring import BadQuestions, Question, Verdict, counts_by_kind, judge, questions_of
from dashboards.ask.tables.filling import fill
from dashboards.sampling import FOLDER
from tests.dashboards.ask.shelves import TODAY

QUESTIONS = Path(__file__).parent / "questions"


def score_of(half: str) -> Counter[Verdict]:
    sample = json.loads((FOLDER / "document.json").read_text("utf-8"))
    questions = questions_of(json.loads((QUESTIONS / f"{half}.json").read_text("utf-8")))
    with contextlib.closing(fill(sample["books"])) as connection:
        judged = judge(questions, connection, dt.datetime.fromisoformat(sample["published_at"]).date())
    return Counter(one.verdict for one in judged)


@pytest.mark.parametrize(("half", "right", "refused"), [("building", 34, 16), ("aside", 38, 12)])
def test_our_own_questions_score_no_worse_than_they_did(half: str, right: int, refused: int) -> None:
    score = score_of(half)

    assert score.total() == 50
    assert score[Verdict.WRONG] == 0
    assert score[Verdict.RIGHT] >= right
    assert score[Verdict.REFUSED_RIGHTLY] >= refused


@pytest.mark.parametrize(("half", "right", "refused", "wrong"), [("building", 55, 18, 0), ("aside", 42, 18, 4)])
def test_a_strangers_questions_score_little_worse_than_they_did(
    half: str, right: int, refused: int, wrong: int
) -> None:
    """There is some room for those kept aside: whom the test fails should not have to look which they are."""
    score = score_of(f"stranger_{half}")

    assert score.total() == 76
    assert score[Verdict.WRONG] <= wrong
    assert score[Verdict.RIGHT] >= right
    assert score[Verdict.REFUSED_RIGHTLY] >= refused


def test_each_verdict_is_told_from_the_others(library: sqlite3.Connection) -> None:
    read = "SELECT count(*) FROM books WHERE status='read'"
    questions = [
        Question("1", "how many books have I read?", "scalar", (read,)),
        Question("2", "how many books have I read?", "scalar", ("SELECT 99",)),
        Question("3", "how many books have I read?", "refuse", ()),
        Question("4", "how many purple books have I read?", "scalar", (read,)),
        Question("5", "how many purple books have I read?", "refuse", ()),
        Question("6", "how many books have I read?", "scalar", ("SELECT 99", read)),
    ]

    judged = judge(questions, library, TODAY)

    assert [one.verdict for one in judged] == [
        Verdict.RIGHT,
        Verdict.WRONG,
        Verdict.WRONG,
        Verdict.REFUSED_WRONGLY,
        Verdict.REFUSED_RIGHTLY,
        Verdict.RIGHT,
    ]
    assert counts_by_kind(judged) == {
        "scalar": Counter({Verdict.RIGHT: 2, Verdict.WRONG: 1, Verdict.REFUSED_WRONGLY: 1}),
        "refuse": Counter({Verdict.WRONG: 1, Verdict.REFUSED_RIGHTLY: 1}),
    }


@pytest.mark.parametrize(
    "said",
    [
        {},
        [7],
        [{"id": 1, "q": "how many?"}],
        [{"id": 1, "q": "how many?", "kind": "riddle", "sql": "SELECT 1"}],
        [{"id": 1, "q": "how many?", "kind": "scalar", "sql": None}],
        [{"id": 1, "q": "how many?", "kind": "refuse", "sql": "SELECT 1"}],
    ],
)
def test_what_is_no_list_of_questions_is_refused(said: object) -> None:
    with pytest.raises(BadQuestions):
        questions_of(said)
