"""What the questions are measured with: they vary, most of them are answered, and their figures are worked out right."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from contextlib import closing
from itertools import islice

from benchmarks.asking import ROWS, Asked, questions, selects
from benchmarks.readers import reader
from dashboards.ask.planner import Refusal, plan, vocabulary_of
from dashboards.ask.tables.filling import fill
from tests.dashboards.document.made_up import known, published
from uploads.parsing import parse_export
from uploads.parsing.records import ParsedBook

TODAY = dt.date(2026, 6, 1)


def test_most_questions_to_a_made_up_reader_are_answered_and_some_refused() -> None:
    records = [one for one in parse_export(io.BytesIO(reader(300)), today=TODAY) if isinstance(one, ParsedBook)]
    books = published([(book, known("Fantasy fiction", "History")) for book in records])["books"]
    asked = list(islice(questions(), 140))

    with closing(fill(books)) as connection:
        vocabulary = vocabulary_of(connection)
        refused = sum(isinstance(plan(question, vocabulary, TODAY), Refusal) for question in asked)
        for sql in islice(selects(), 30):
            connection.execute(sql).fetchall()

    assert len(set(asked)) > 80
    assert 0.05 < refused / len(asked) < 0.5


def test_the_figures_are_those_of_the_requests() -> None:
    one = Asked(Counter({200: 99, 503: 1}), [0.1] * 95 + [0.2] * 4 + [3.0], took=5, own_cpu=0.02, other_cpu=0.06)

    figures = dict(zip(ROWS, one.row(), strict=True))

    assert figures["a second"] == "20.0"
    assert (figures["median, ms"], figures["95th percentile, ms"], figures["slowest, s"]) == ("100", "200", "3.00")
    assert figures["a second that CPU allows on 2 cores"] == "25"  # all of it on two cores; the web process alone: 50
    assert figures["answers"] == "99 x 200, 1 x 503"
