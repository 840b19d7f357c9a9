"""The times that a question may name, on 14 November 2026."""

from __future__ import annotations

import sqlite3

import pytest

from tests.dashboards.ask.shelves import reading


@pytest.mark.parametrize(
    ("when", "conditions"),
    [
        ("in 2020", {("year_read", "=", 2020)}),
        ("last year", {("year_read", "=", 2025)}),
        ("since 2019", {("year_read", ">=", 2019)}),
        ("after 2019", {("year_read", ">", 2019)}),
        ("between 2018 and 2020", {("year_read", ">=", 2018), ("year_read", "<=", 2020)}),
        ("after 2015 and before 2018", {("year_read", ">", 2015), ("year_read", "<", 2018)}),
        ("published since 2015 but before 2018", {("original_year", ">=", 2015), ("original_year", "<", 2018)}),
        ("in March 2021", {("month_read", "=", "2021-03")}),
        ("last March", {("month_read", "=", "2026-03")}),
        ("last December", {("month_read", "=", "2025-12")}),
        ("in the second half of 2020", {("month_read", ">=", "2020-07"), ("month_read", "<=", "2020-12")}),
        ("last summer", {("month_read", ">=", "2026-06"), ("month_read", "<=", "2026-08")}),
        ("in winter 2020", {("month_read", ">=", "2020-12"), ("month_read", "<=", "2021-02")}),
        ("last month", {("month_read", "=", "2026-10")}),
        ("last week", {("date_read", ">=", "2026-11-02"), ("date_read", "<=", "2026-11-08")}),
        ("published in the 1990s", {("original_year", ">=", 1990), ("original_year", "<=", 1999)}),
        ("published before 1900", {("original_year", "<", 1900)}),
    ],
)
def test_a_time_becomes_its_conditions(
    when: str, conditions: set[tuple[str, str, object]], library: sqlite3.Connection
) -> None:
    spec = reading(f"how many books did I read {when}", library).spec

    found = {(one.field, one.op, value) for one in spec.filters for value in one.values if one.field != "status"}
    assert found == conditions


@pytest.mark.parametrize("than", ["than in", "than", "or in", "compared to"])
def test_two_years_are_compared(than: str, library: sqlite3.Connection) -> None:
    spec = reading(f"did I read more in 2020 {than} 2021", library).spec

    assert (spec.group, spec.only) == ("year_read", (2020, 2021))
