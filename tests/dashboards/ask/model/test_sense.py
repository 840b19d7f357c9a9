"""What a model may say: it is answered by the builder, or refused before it gets there."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dashboards.ask.behind import books_behind, counted, left_out
from dashboards.ask.builder import statement_of
from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.checking import form_in
from dashboards.ask.model.form import CANNOT
from dashboards.ask.model.sense import reading_of, spec_of
from dashboards.ask.planner import vocabulary_of
from dashboards.ask.spec import Filter, Measure, Order
from tests.dashboards.ask.model.forms import ANY_FORM, condition, form

BY_NUMBER = {"by": "measure", "descending": True}
AVERAGE = {"function": "average", "field": "my_rating"}


def refused(said: Any, library: sqlite3.Connection | None = None) -> ModelFailed:
    try:
        if library is None:
            spec_of(said)
        else:
            reading_of("?", said, vocabulary_of(library))
    except ModelFailed as failed:
        return failed
    pytest.fail("it was taken")


def rows(library: sqlite3.Connection, said: dict[str, Any]) -> list[Any]:
    statement = statement_of(reading_of("?", said, vocabulary_of(library)).spec)
    return library.execute(statement.sql, statement.parameters).fetchall()


def test_a_list_is_answered(library: sqlite3.Connection) -> None:
    said = form("list", condition("pages", ">", 300), order={"by": "pages", "descending": True})

    assert [row[1] for row in rows(library, said)] == ["Ash and Ember", "Empty Orchard", "Bell Tower"]


def test_a_number_a_share_a_pace_and_a_link_are_answered(library: sqlite3.Connection) -> None:
    read = condition("status", "=", "read")
    fantasy = condition("genre", "=", "fantasy")

    assert rows(library, form("number", read)) == [(6,)]
    assert rows(library, form("number", read, fantasy, share=True, whole=[read]))[0][1] == 4
    assert rows(library, form("number", measure={"function": "distinct", "field": "author"})) == [(3, 7)]
    assert rows(library, form("pace", condition("year_read", "=", "2020"), per="month"))[0][1] == 2
    assert rows(library, form("link", measure={"function": "average", "field": "pages"}))[0][1] == 5


def test_the_first_of_each_and_shares_of_groups_are_answered(library: sqlite3.Connection) -> None:
    best = form("list", group="year_read", order={"by": "my_rating", "descending": True})
    fantasy = form("groups", condition("genre", "=", "fantasy"), group="author", share=True)

    assert [row[1] for row in rows(library, best)] == ["Ash and Ember", "Cold Harbour"]
    assert ("Otto Brand", pytest.approx(100 / 3), 3) in rows(library, fantasy)


def test_averages_of_groups_are_compared_fairly(library: sqlite3.Connection) -> None:
    reading = reading_of(
        "?", form("groups", group="author", measure=AVERAGE, order=BY_NUMBER, one=True), vocabulary_of(library)
    )

    assert reading.spec.least == 3
    assert [note.code for note in reading.notes] == ["fair"]
    assert reading.spec.limit == 10  # others beside the one
    assert Filter("status", "=", ("read",)) in reading.spec.filters


def test_what_a_model_leaves_out_means_nothing() -> None:
    spec = spec_of({"kind": "list", "filters": [condition("year_read", "=", 2020)], "limit": None, "order": None})

    assert (spec.order, spec.limit, spec.measure) == (None, None, Measure())


@pytest.mark.parametrize(
    ("typed", "own"),
    [("fantasy", "Fantasy"), ("FANTASY", "Fantasy"), ("fantassy", "Fantasy")],
)
def test_names_are_the_readers_own(library: sqlite3.Connection, typed: str, own: str) -> None:
    reading = reading_of("?", form("list", condition("genre", "=", typed)), vocabulary_of(library))

    assert Filter("genre", "=", (own,)) in reading.spec.filters


def test_an_author_is_known_by_the_last_name_and_with_a_slip(library: sqlite3.Connection) -> None:
    for typed in ("Brand", "otto brand", "Otto Brandt"):
        assert len(rows(library, form("list", condition("author", "=", typed)))) == 3


@pytest.mark.parametrize("field", ["author", "title", "series", "genre", "shelf", "publisher"])
def test_a_name_that_is_not_in_the_library_is_refused(library: sqlite3.Connection, field: str) -> None:
    failed = refused(form("list", condition(field, "=", "x' OR 1=1 --")), library)

    assert (failed.reason, failed.values["field"]) == ("no_such_name", field)


@pytest.mark.parametrize(
    "filters",
    [
        [condition("pages", ">", 500), condition("pages", "<", 300)],
        [condition("pages", ">", 500), condition("pages", "<", 500)],
        [condition("year_read", "=", 2020), condition("year_read", "=", 2021)],
        [condition("year_read", "=", 2020), condition("year_read", ">", 2020)],
        [condition("year_read", "=", 2020), condition("year_read", "unknown")],
        [condition("genre", "=", "fantasy"), condition("genre", "!=", "fantasy")],
        [condition("genre", "all", "fantasy", "horror"), condition("genre", "!=", "horror")],
        [condition("date_read", ">=", "2021-05-01"), condition("date_read", "<", "2021-01-01")],
        [condition("status", "=", "to-read"), condition("year_read", "=", 2020)],
    ],
)
def test_conditions_that_exclude_each_other_are_refused(filters: list[dict[str, Any]]) -> None:
    assert refused(form("list", *filters)).reason == "contradiction"


@pytest.mark.parametrize(
    "filters",
    [
        [condition("pages", ">=", 300), condition("pages", "<=", 300)],
        [condition("pages", "!=", 300), condition("pages", "<=", 300)],
        [condition("genre", "=", "fantasy"), condition("genre", "=", "horror")],  # a book may have both
        [condition("year_read", "=", 2020, 2021), condition("year_read", "!=", 2021)],
        [condition("date_read", ">=", "2021"), condition("date_read", "<", "2022")],
    ],
)
def test_conditions_that_can_be_met_are_taken(filters: list[dict[str, Any]]) -> None:
    assert len(spec_of(form("list", *filters)).filters) >= 2


@pytest.mark.parametrize(
    "said",
    [
        form("list"),
        form("list", condition("genre", "!=", "fantasy")),
    ],
)
def test_nearly_all_books_are_no_answer(said: dict[str, Any]) -> None:
    assert refused(said).reason == "all_books"


@pytest.mark.parametrize(
    "said",
    [
        form("list", condition("my_rating", ">", 7)),
        form("list", condition("my_rating", "=", "five")),
        form("list", condition("month_of_year", "=", 13)),
        form("list", condition("pages", ">", float("nan"))),
        form("list", condition("pages", ">", float("inf"))),
        form("list", condition("pages", "<", 10**400)),
        form("list", condition("pages", ">", 1.5)),
        form("list", condition("year_read", "=", "2022 OR 1=1")),
        form("list", condition("date_read", ">", "2022-01-01' OR '1'='1")),
        form("list", condition("date_read", ">=", "2021-02-30")),
        form("list", condition("date_read", "=", "2021")),
        form("list", condition("date_read", ">", "2021-03")),
        form("list", condition("month_read", "=", "2021")),
        form("list", condition("decade", "=", 1995)),
        form("list", condition("status", "=", "devoured")),
        form("list", condition("format", "=", "scroll")),
        form("list", condition("language", "=", "English'; --")),
        form("list", condition("author", "<", "Otto Brand")),
        form("list", condition("author", "all", "Otto Brand")),
        form("list", condition("genre", ">", "fantasy")),
        form("list", condition("pages", ">", 1, 2)),
        form("list", condition("pages", ">")),
        form("list", condition("pages", "known", 5)),
        form("list", condition("title", "=", "")),
        form("list", condition("review", "=", "dull")),
        form("list", condition("pages", ">", 1), limit=5),  # which five?
        form("list", condition("pages", ">", 1), one=True),
        form("list", condition("pages", ">", 1), order=BY_NUMBER),
        form("list", condition("pages", ">", 1), order={"by": "genre", "descending": True}),
        form("list", condition("pages", ">", 1), group="author"),
        form("list", group="author", order={"by": "author", "descending": True}),
        form("list", condition("pages", ">", 1), share=True),
        form("number", order=BY_NUMBER),
        form("number", group="genre"),
        form("number", measure={"function": "average", "field": "title"}),
        form("number", measure={"function": "sum", "field": "my_rating"}),
        form("number", measure={"function": "distinct", "field": "pages"}),
        form("number", share=True),
        form("number", condition("genre", "=", "fantasy"), share=True, whole=[condition("genre", "=", "horror")]),
        form("number", having={"op": ">=", "books": 3}),
        form("number", beside=[{"function": "sum", "field": "pages"}]),
        form("groups"),
        form("groups", group="genre", measure={"function": "distinct", "field": "genre"}),
        form("groups", group="genre", limit=3),
        form("groups", group="genre", order={"by": "pages", "descending": True}),
        form("groups", group="year_read", per="year"),
        form("pace"),
        form("pace", per="day", measure=AVERAGE),
        form("link", measure=AVERAGE),
        form("link", measure={"function": "average", "field": "genre"}),
        form("link", group="genre"),
    ],
)
def test_what_makes_no_sense_is_refused(said: dict[str, Any]) -> None:
    assert refused(said).reason in ("absurd", "contradiction")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "sql"},
        {"kind": "DROP TABLE books"},
        form("list") | {"sql": "DROP TABLE books"},
        form("list", {"field": "password", "op": "=", "values": []}),
        form("list", {"field": "pages); DROP TABLE books;--", "op": "=", "values": [1]}),
        form("list", {"field": "pages", "op": "> 0 OR 1=1", "values": [1]}),
        form("list", {"field": "pages", "op": "=", "values": 1}),
        form("list", {"field": "pages", "op": "=", "values": [None]}),
        form("list", {"field": "pages", "op": "=", "values": [True]}),
        form("list", {"field": "pages", "op": "=", "values": [{"sql": "1"}]}),
        form("list", condition("title", "=", "x" * 10_000)),
        form("list", condition("pages", "=", *range(1_000))),
        form("list", *[condition("pages", ">", 1)] * 20),
        form("groups", group="1 UNION SELECT sql FROM sqlite_master"),
        form("list", order={"by": "pages", "descending": "DESC; DROP TABLE books"}),
        form("list", order={"by": "pages; DROP TABLE books", "descending": True}),
        form("list", limit="1; DROP TABLE books"),
        form("list", limit=10**9),
        form("list", limit=-1),
        form("list", limit=1.5),
        form("groups", having={"op": ">= 0 OR 1", "books": 1}),
        form("groups", having={"op": ">", "books": "3 OR 1"}),
        form("pace", per="century"),
        form("list", one="yes"),
        form("list", filters={"field": "pages"}),
        form("list", filters="pages > 1"),
    ],
)
def test_what_is_not_the_form_is_refused(said: dict[str, Any]) -> None:
    failed = refused(said)

    assert failed.reason == "garbled"
    assert "DROP" not in failed.detail  # the log has no word of it


def test_what_cannot_be_told_is_a_refusal() -> None:
    assert refused(form(CANNOT)).reason == "cannot"
    assert refused({"kind": CANNOT}).reason == "cannot"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I would love to help!",
        "SELECT * FROM books",
        "null",
        "[]",
        '"list"',
        '{"kind": "list"',
        '{"kind": NaN}',
        "<think>" + "hm " * 9_000,
        "[" * 100_000,
        '{"a":' * 100_000,
        "```json\n```",
        '{"kind": "list"} {"kind": "list"}',
    ],
)
def test_text_without_a_form_is_refused(text: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        form_in(text)

    assert failed.value.reason == "garbled"


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "list"}',
        '```json\n{"kind": "list"}\n```',
        '<think>a { b</think>\n\n{"kind": "list"}',
        '```{"kind": "list"}```',
    ],
)
def test_thoughts_and_fences_are_taken_off(text: str) -> None:
    assert form_in(text) == {"kind": "list"}


@given(said=ANY_FORM)
@settings(
    max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_a_model_says_is_answered_or_refused(library: sqlite3.Connection, said: dict[str, Any]) -> None:
    try:
        spec = reading_of("?", said, vocabulary_of(library)).spec
    except ModelFailed:
        return
    for statement in (statement_of(spec), counted(spec), books_behind(spec)):
        library.execute(statement.sql, statement.parameters).fetchall()
    for one in spec.filters:
        statement = left_out(spec, one.field)
        assert len(library.execute(statement.sql, statement.parameters).fetchall()) == 1


def test_an_order_that_says_nothing_is_none() -> None:
    spec = spec_of(form("groups", group="year_read", order={"by": "year_read", "descending": False}))

    assert spec.order is None
    assert spec_of(form("groups", group="genre", order=BY_NUMBER)).order == Order("measure")
