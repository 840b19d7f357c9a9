"""A statement with its parameters written into it gives the rows that it gave with them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest

from dashboards.ask.builder import Statement, statement_of
from dashboards.ask.literals import WIDEST, filled, laid_out, literal
from dashboards.ask.planner import Refusal, plan, vocabulary_of
from dashboards.ask.spec import Value
from dashboards.ask.tables.filling import fill
from dashboards.sampling import FOLDER

QUESTIONS = Path(__file__).parent / "questions" / "building.json"


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "",
        "O'Brien",
        "''",
        "'; DROP TABLE books; --",
        '"quoted" [names] `too`',
        "-- no comment /* nor this */",
        "a ? that is no place, and :one more",
        "back\\slash %s {x} \t tab\r\nlines\rand returns",
        "nothing\0between",
        "村上春樹 😀 e\u0301 \u202e \u2028",
        0,
        -7,
        2**62,
        4.5,
        -0.1,
        1e300,
        1 / 3,
        True,
        None,
    ],
)
def test_a_value_is_read_back_as_it_was(value: Value | None) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        row = connection.execute(f"SELECT {literal(value)}, typeof({literal(value)}) = typeof(?)", [value]).fetchone()

    assert row == (value, 1)


def test_each_answer_of_the_planner_stays_the_same() -> None:
    sample = json.loads((FOLDER / "document.json").read_text("utf-8"))
    today = dt.datetime.fromisoformat(sample["published_at"]).date()
    tried = 0
    with contextlib.closing(fill(sample["books"])) as connection:
        vocabulary = vocabulary_of(connection)
        for question in json.loads(QUESTIONS.read_text("utf-8")):
            planned = plan(question["q"], vocabulary, today)
            for reading in () if isinstance(planned, Refusal) else planned:
                statement = statement_of(reading.spec)
                with_parameters = connection.execute(statement.sql, statement.parameters).fetchall()

                assert connection.execute(filled(statement)).fetchall() == with_parameters, question["q"]
                tried += bool(statement.parameters)

    assert tried > 25


def test_places_in_texts_names_and_comments_are_none() -> None:
    statement = Statement("SELECT '?', \"?\" /* ? */, ? -- ?\nFROM books", ("x?",))

    assert filled(statement) == "SELECT '?', \"?\" /* ? */, 'x?' -- ?\nFROM books"


def test_too_few_and_too_many_parameters_are_refused() -> None:
    for parameters in ((), (1, 2)):
        with pytest.raises(ValueError, match="1 places"):
            filled(Statement("SELECT ?", parameters))


def test_long_lines_are_broken_at_commas_that_stand_in_no_brackets() -> None:
    sql = "SELECT max(pages, 1), 'a, b', " + ", ".join(f"coalesce(pages, {number}) AS p{number}" for number in range(9))

    lines = laid_out(sql + "\nFROM books").split("\n")

    assert all(len(line) <= WIDEST for line in lines)
    assert " ".join(line.strip() for line in lines) == f"{sql} FROM books"
    assert lines[-1] == "FROM books"


def test_a_text_with_line_breaks_is_not_broken() -> None:
    sql = "SELECT 'one,\ntwo,   three' AS a, " + ", ".join("pages" for _ in range(30))

    assert "'one,\ntwo,   three'" in laid_out(sql)
