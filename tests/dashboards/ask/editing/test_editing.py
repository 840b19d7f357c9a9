"""A reading as the fields of a form, and the fields as a reading."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dashboards.ask.builder import statement_of
from dashboards.ask.editing import ORDERS, BadEdit, fields_of, operators_of, refuse_unknown_names, spec_of
from dashboards.ask.planner import Refusal
from dashboards.ask.spec import FIELDS, Filter, Kind, Measure, Order, Spec
from tests.dashboards.ask.shelves import asked, rows, titles

QUESTIONS = Path(__file__).parents[1] / "questions"


def test_a_form_that_nobody_changed_asks_the_same(library: sqlite3.Connection) -> None:
    questions = [
        one["q"]
        for half in ("building", "stranger_building")
        for one in json.loads((QUESTIONS / f"{half}.json").read_text())
    ]
    answered = 0

    for question in questions:
        readings = asked(question, library)
        for reading in [] if isinstance(readings, Refusal) else readings:
            again = spec_of(fields_of(reading.spec))
            assert rows(again, library) == rows(reading.spec, library), question
            assert fields_of(again) == fields_of(reading.spec)
            answered += 1
    assert answered > 30


def test_every_part_of_a_spec_goes_there_and_back() -> None:
    whole = (Filter("status", "=", ("read",)),)
    for spec in (
        Spec(Kind.LIST, (Filter("genre", "all", ("Fantasy", "Horror")),), order=Order("pages"), limit=5, one=True),
        Spec(
            Kind.LIST,
            (Filter("pages", ">=", (200,)), Filter("pages", "<=", (300,))),
            group="year_read",
            order=Order("my_rating"),
        ),
        Spec(Kind.NUMBER, (*whole, Filter("genre", "=", ("Horror",))), share=True, whole=whole),
        Spec(
            Kind.GROUPS,
            measure=Measure("average", "my_rating"),
            group="genre",
            only=("Horror", "Fantasy"),
            having=(">", 2),
        ),
        Spec(Kind.GROUPS, group="year_read", only=(2020, 2021), beside=(Measure("average", "gap"),)),
        Spec(Kind.GROUPS, group="shelf", besides=("read",), order=Order("measure")),
        Spec(Kind.LIST, (Filter("title", "=", ("Bell Tower",)),), show=("genres", "pages")),
        Spec(Kind.NUMBER, measure=Measure("stddev", "my_rating")),
        Spec(Kind.PACE, measure=Measure("sum", "pages"), per="week"),
        Spec(Kind.LINK, measure=Measure("average", "original_year")),
        Spec(
            Kind.NUMBER,
            (Filter("review", "unknown"), Filter("my_rating", ">", (3.5,)), Filter("date_read", ">=", ("2021-03",))),
        ),
    ):
        assert spec_of(fields_of(spec)) == spec
        statement_of(spec)


def test_empty_fields_are_no_conditions() -> None:
    sent = [("as", "list"), ("genre.1.is", "="), ("genre.1", ""), ("pages.1.is", "<"), ("pages.1", "300"), ("by", "")]

    assert spec_of(sent) == Spec(Kind.LIST, (Filter("pages", "<", (300,)),))


def test_fields_that_the_kind_has_no_use_for_are_passed_over() -> None:
    sent = [("as", "list"), ("measure", "average:pages"), ("per", "week"), ("books", "3"), ("whole", "status")]

    assert spec_of(sent) == Spec(Kind.LIST)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ([("as", "riddle")], "no_such_kind"),
        ([("as", "groups")], "groups_of_what"),
        ([("as", "groups"), ("group", "title; DROP TABLE books")], "no_such_group"),
        ([("as", "groups"), ("group", "genre"), ("measure", "average:title")], "no_such_measure"),
        ([("as", "number"), ("measure", "sleep:pages")], "no_such_measure"),
        ([("as", "link"), ("measure", "count")], "link_of_what"),
        ([("as", "pace"), ("per", "fortnight")], "pace_per_what"),
        ([("as", "pace"), ("per", "day"), ("measure", "average:pages")], "pace_of_what"),
        ([("as", "list"), ("by", "b.pages--")], "no_such_order"),
        ([("as", "list"), ("group", "genre")], "first_of_what"),
        ([("as", "list"), ("limit", "0")], "bad_limit"),
        ([("as", "list"), ("limit", "many")], "no_number"),
        ([("as", "list"), ("isbn13.1", "1")], "no_such_field"),
        ([("as", "list"), ("pages.1.is", "LIKE"), ("pages.1", "3")], "no_such_comparison"),
        ([("as", "list"), ("pages.1", "inf")], "no_number"),
        ([("as", "list"), ("pages.1", "3.5")], "no_number"),
        ([("as", "list"), ("date_read.1", "yesterday")], "bad_day"),
        ([("as", "list"), ("pages.1.is", ">"), ("pages.1", "1"), ("pages.1", "2")], "one_value"),
        (
            [("as", "list"), ("pages.1.is", ">"), ("pages.1", "9"), ("pages.2.is", "<"), ("pages.2", "5")],
            "contradiction",
        ),
        ([("as", "list"), ("pages.1", "9"), ("pages.2", "5")], "contradiction"),
        ([("as", "list"), ("pages.1", "9"), ("pages.2.is", "unknown")], "contradiction"),
        ([("as", "number"), ("measure", "share"), ("genre.1", "Horror"), ("whole", "genre")], "share_of_what"),
    ],
)
def test_what_goes_together_in_no_way_is_refused(sent: list[tuple[str, str]], reason: str) -> None:
    with pytest.raises(BadEdit) as refused:
        spec_of(sent)

    assert refused.value.reason == reason


def test_a_name_must_be_one_of_the_library(library: sqlite3.Connection) -> None:
    refuse_unknown_names(
        library, Spec(Kind.LIST, (Filter("author", "=", ("nora quill",)), Filter("genre", "=", ("Poetry",))))
    )

    with pytest.raises(BadEdit) as refused:
        refuse_unknown_names(library, Spec(Kind.LIST, (Filter("author", "=", ("Nora Quil",)),)))

    assert refused.value.values == {"field": "author", "value": "Nora Quil", "near": "Nora Quill"}


def test_the_first_of_each_group_comes_with_those_that_tie(library: sqlite3.Connection) -> None:
    longest = Spec(Kind.LIST, (Filter("status", "=", ("read",)),), group="author", order=Order("pages"))
    by_rating = replace(longest, group="genre", order=Order("my_rating", descending=False), limit=2)

    assert titles(rows(longest, library)) == ["Ash and Ember", "Empty Orchard"]
    assert [(row[1], row[3]) for row in rows(by_rating, library)] == [
        ("Cold Harbour", "Fantasy"),
        ("Bell Tower", "Fantasy"),
        ("Empty Orchard", "Horror"),
        ("Dim Lantern", "Horror"),
    ]


def test_whatever_a_question_may_be_about_can_be_changed() -> None:
    assert all(operators_of(field) for field in FIELDS)
    assert {field for field, of in FIELDS.items() if of.numeric} - {
        "decade",
        "month_of_year",
        "weekday",
        "year_added",
    } <= {*ORDERS}
