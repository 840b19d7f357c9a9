"""The command that scores the planner on a file of questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

COUNT = {"id": 1, "q": "how many books have I read?", "kind": "scalar"}
BOOK = {
    "id": 1,
    "title": "Bell Tower",
    "author": "Nora Quill",
    "my_rating": 4,
    "average_rating": 3.9,
    "pages": 320,
    "year_published": 2001,
    "original_year": 1999,
    "date_read": "2021-03-09",
    "date_added": "2021-01-01",
    "exclusive_shelf": "read",
    "shelves": ["read"],
    "genres": ["fantasy"],
    "read_count": 1,
    "review": None,
}


def written(file: Path, said: Any) -> str:
    file.write_text(json.dumps(said), "utf-8")
    return str(file)


def test_it_says_the_score_by_kind_and_names_what_was_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = written(
        tmp_path / "mine.json",
        [
            COUNT | {"sql": "SELECT count(*) FROM books WHERE status='read'"},
            COUNT | {"id": "two", "q": "how many purple books have I read?", "sql": "SELECT 1"},
            {"id": 3, "q": "what should I read next?", "kind": "refuse", "sql": None},
        ],
    )

    call_command("score_questions", questions)

    said = capsys.readouterr().out
    lines = [line.split() for line in said.splitlines()]
    assert ["scalar", "1", "0", "1", "0"] in lines
    assert ["refuse", "0", "1", "0", "0"] in lines
    assert ["all", "1", "1", "1", "0"] in lines
    assert "refused wrongly: two how many purple books have I read? (not_understood, purple)" in said
    assert "right: 1 of 2 that can be answered (50.0%)" in said
    assert "refused: 1 of 1 that cannot be answered (100.0%)" in said
    assert "wrong but confident: 0 of 3 in all (0.0%)" in said


def test_questions_kept_aside_are_scored_without_being_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    purple = COUNT | {"q": "how many purple books have I read?", "sql": "SELECT 1"}
    questions = written(tmp_path / "aside.json", [purple])

    call_command("score_questions", questions, "--totals")

    said = capsys.readouterr().out
    assert "purple" not in said
    assert ["all", "0", "0", "1", "0"] in [line.split() for line in said.splitlines()]


def test_a_plain_list_of_books_is_asked_on_the_day_that_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = written(
        tmp_path / "mine.json", [COUNT | {"q": "how many books did I read last year?", "sql": ["SELECT 1"]}]
    )
    library = written(tmp_path / "books.json", [BOOK])

    call_command("score_questions", questions, "--library", library, "--today", "2022-06-01")

    assert ["all", "1", "0", "0", "0"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_wrong_answer_fails_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = written(tmp_path / "mine.json", [COUNT | {"sql": "SELECT -1"}])

    with pytest.raises(CommandError, match="wrong"):
        call_command("score_questions", questions)

    assert "wrong: 1 how many books have I read?" in capsys.readouterr().out


@pytest.mark.parametrize("said", ["{", '{"a": 1}', '[{"id": 1}]'])
def test_a_file_that_holds_no_questions_is_named(tmp_path: Path, said: str) -> None:
    file = tmp_path / "mine.json"
    file.write_text(said, "utf-8")

    with pytest.raises(CommandError, match=r"mine\.json"):
        call_command("score_questions", str(file))


def test_a_library_that_is_none_is_refused(tmp_path: Path) -> None:
    questions = written(tmp_path / "mine.json", [COUNT | {"sql": "SELECT 1"}])
    library = written(tmp_path / "books.json", [{"title": "Bell Tower"}])

    with pytest.raises(CommandError, match="neither a document nor a list of books"):
        call_command("score_questions", questions, "--library", library)


def test_a_select_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    questions = written(tmp_path / "mine.json", [COUNT | {"sql": "SELECT title FROM nowhere"}])

    with pytest.raises(CommandError, match="question 1 cannot be run: no such table: nowhere"):
        call_command("score_questions", questions)
