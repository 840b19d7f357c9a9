"""From a spec to the SELECT that answers it."""

from __future__ import annotations

import sqlite3

import pytest

from dashboards.ask.builder import statement_of
from dashboards.ask.conditions import BadSpec
from dashboards.ask.spec import Filter, Kind, Measure, Order, Spec
from tests.dashboards.ask.shelves import rows, titles

READ = Filter("status", "=", ("read",))
FANTASY = Filter("genre", "=", ("Fantasy",))
HOSTILE = "x'; DROP TABLE books; --"


def test_a_list_is_ordered_and_ends_where_it_should(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.LIST, (READ,), order=Order("pages"), limit=2)

    assert titles(rows(spec, library)) == ["Ash and Ember", "Empty Orchard"]


def test_a_limited_list_leaves_out_books_that_lack_what_it_is_ordered_by(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.LIST, (READ,), order=Order("my_rating", descending=False), limit=10)

    assert "Far Shore" not in titles(rows(spec, library))
    assert titles(rows(spec, library))[0] == "Empty Orchard"


def test_several_values_mean_any_none_or_all_of_them(library: sqlite3.Connection) -> None:
    both = ("Fantasy", "Horror")

    any_of = Spec(Kind.NUMBER, (Filter("genre", "=", both),))
    none_of = Spec(Kind.NUMBER, (Filter("genre", "!=", both),))
    all_of = Spec(Kind.LIST, (Filter("genre", "all", both),))

    assert rows(any_of, library) == [(7,)]
    assert rows(none_of, library) == [(0,)]
    assert titles(rows(all_of, library)) == ["Far Shore"]


def test_an_average_says_how_many_books_it_is_of(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.NUMBER, (READ, FANTASY), Measure("average", "my_rating"))

    assert rows(spec, library) == [(4.0, 3)]


def test_groups_with_too_few_books_are_not_compared(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.GROUPS, (READ,), Measure("average", "my_rating"), group="genre", order=Order("measure"), least=3)

    assert rows(spec, library) == [("Fantasy", 4.0, 3)]


def test_groups_of_time_stand_in_the_order_of_time(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.GROUPS, (READ,), group="year_read")

    assert rows(spec, library) == [(2020, 2), (2021, 3)]


def test_a_date_without_a_month_is_in_no_month(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.GROUPS, (READ, Filter("year_read", "=", (2021,))), group="month_read")

    assert rows(spec, library) == [("2021-01", 1), ("2021-02", 1)]


def test_a_date_without_a_month_is_not_before_june_either(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.LIST, (Filter("month_of_year", "<", (6,)),))

    assert titles(rows(spec, library)) == ["Ash and Ember", "Cold Harbour", "Dim Lantern"]


def test_a_share_is_a_percentage_of_its_whole(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.NUMBER, (READ, Filter("my_rating", ">=", (4,))), share=True, whole=(READ,))

    [(percent, books)] = rows(spec, library)

    assert percent == pytest.approx(100 * 2 / 6)
    assert books == 2


def test_a_share_of_nothing_is_unknown_rather_than_an_error(library: sqlite3.Connection) -> None:
    nobody = (Filter("author", "=", ("Nobody",)),)

    assert rows(Spec(Kind.NUMBER, nobody, share=True, whole=nobody), library) == [(None, 0)]


def test_a_pace_within_one_year_is_over_that_year(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.PACE, (READ, Filter("year_read", "=", (2020,))), per="month")

    assert rows(spec, library) == [(pytest.approx(2 / 12), 2)]


def test_a_link_is_a_correlation_over_books_that_have_both(library: sqlite3.Connection) -> None:
    [(r, books)] = rows(Spec(Kind.LINK, (READ,), Measure("average", "pages")), library)

    assert books == 5
    assert -1 <= r <= 1


def test_groups_can_be_counted_by_how_many_books_they_have(library: sqlite3.Connection) -> None:
    spec = Spec(Kind.NUMBER, (READ,), Measure("distinct", "author"), having=(">=", 3))

    assert rows(spec, library) == [(2,)]


@pytest.mark.parametrize("field", ["title", "author", "genre", "shelf", "status"])
@pytest.mark.parametrize("op", ["=", "!="])
def test_no_value_is_ever_part_of_the_sql(field: str, op: str, library: sqlite3.Connection) -> None:
    spec = Spec(Kind.LIST, (Filter(field, op, (HOSTILE,)),))

    statement = statement_of(spec)
    rows(spec, library)

    assert HOSTILE not in statement.sql
    assert statement.parameters == (HOSTILE,)
    assert rows(Spec(Kind.NUMBER), library) == [(7,)]


@pytest.mark.parametrize(
    "spec",
    [
        Spec(Kind.LIST, (Filter(HOSTILE, "=", (1,)),)),
        Spec(Kind.LIST, (Filter("pages", HOSTILE, (1,)),)),
        Spec(Kind.LIST, (Filter("genre", "<", ("Fantasy",)),)),
        Spec(Kind.LIST, (Filter("pages", ">", (1, 2)),)),
        Spec(Kind.LIST, (Filter("pages", "="),)),
        Spec(Kind.LIST, order=Order(HOSTILE)),
        Spec(Kind.GROUPS, group=HOSTILE),
        Spec(Kind.GROUPS, group="title"),
        Spec(Kind.GROUPS, group="genre", having=(HOSTILE, 1)),
        Spec(Kind.NUMBER, measure=Measure("average", "title")),
        Spec(Kind.NUMBER, measure=Measure(HOSTILE, "pages")),
        Spec(Kind.PACE, per=HOSTILE),
    ],
)
def test_a_spec_that_names_what_is_not_there_is_refused(spec: Spec) -> None:
    with pytest.raises(BadSpec):
        statement_of(spec)
