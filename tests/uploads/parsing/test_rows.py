"""Rows out of bounds and rows with stray quotes: each costs itself only."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from uploads.parsing import ExportRejected, Limits
from uploads.parsing.rows import Layout, Row, RowReader

LAYOUT = Layout(encoding="utf-8", delimiter=",", width=4, skip=1, numbered=True)
HEADER = "Book Id,Title,Author,Review\n"


def rows(text: str, limits: Limits = Limits(), layout: Layout = LAYOUT) -> list[Row]:  # noqa: B008
    return list(RowReader(io.BytesIO((HEADER + text).encode()), layout, limits))


def ids(found: list[Row]) -> list[str | None]:
    """The first cell of each row; None for a row that could not be read."""
    return [None if row.trouble else row.cells[0] for row in found]


def test_rows_are_numbered_without_blank_lines_and_know_their_line() -> None:
    found = rows('1,a,b,c\n\n \n2,a,b,"c\n\nd"\n3,a,b,c')

    assert [(row.number, row.line, row.cells[0]) for row in found] == [(1, 2, "1"), (2, 5, "2"), (3, 8, "3")]
    assert found[1].cells[3] == "c\n\nd"


def test_a_quote_that_is_not_closed_costs_its_own_row_only() -> None:
    found = rows('1,a,b,c\n2,"a,b,c\n3,"a",b,c\n4,a,b,"c"\n5,a,b,c\n')

    assert ids(found) == ["1", None, "3", "4", "5"]
    assert [row.line for row in found] == [2, 3, 4, 5, 6]
    assert "quote" in (found[1].trouble or "")


def test_a_quote_that_is_not_closed_up_to_the_end_costs_its_own_row_only() -> None:
    found = rows('1,"a,b,c\n2,a,b,c\n3,a,b,c\n')

    assert ids(found) == [None, "2", "3"]


def test_a_quote_that_swallows_a_row_and_is_closed_by_the_next_is_seen_by_the_count_of_cells() -> None:
    found = rows('1,a,b,"c\n2,a,b,c\n3,a,b",c\n4,a,b,c\n')

    assert ids(found)[0] is None
    assert ids(found)[1] == "2"
    assert ids(found)[-1] == "4"


def test_rows_without_a_number_are_found_again_by_their_count_of_cells() -> None:
    found = rows(',"a,b,c\n,"a",b,c\n,x,y,z\n')

    assert [row.cells[1:] for row in found if not row.trouble] == [["a", "b", "c"], ["x", "y", "z"]]


def test_the_rest_of_a_broken_review_is_no_row_of_its_own() -> None:
    wider = replace(LAYOUT, width=5)

    found = rows('1,a,b,"He said "no" and\nwent away, 1984, so",0\n2,a,b,c,0\n', layout=wider)

    assert ids(found) == [None, "2"]


def test_quotes_within_quotes_are_read_where_the_row_fits_then() -> None:
    found = rows('1,"The "Great" Tide",b,c\n2,a,b,c\n')

    assert ids(found) == ["1", "2"]
    assert found[0].cells[1] == 'The Great" Tide"'


def test_cells_beyond_the_header_make_a_row_unreadable_unless_they_are_empty() -> None:
    found = rows("1,a,b,c,,\n2,a,b,c,d\n")

    assert found[0].cells == ["1", "a", "b", "c"]
    assert found[1].trouble == "has 5 cells where the header has 4"


@pytest.mark.parametrize(
    ("limits", "long_row", "trouble"),
    [
        (Limits(line=60), "2," + "x" * 80 + ",b,c\n", "a line of more than 60 characters"),
        (Limits(line=300_000, field=200_000), "2," + "x" * 250_000 + ",b,c\n", "a cell of more than 200,000"),
        (Limits(field=100), "2," + "x" * 120 + ",b,c\n", "a cell of more than 100"),
        (Limits(delimiters=5), "2,,,,,,,,\n", "a line of more than 5 cells"),
        (Limits(record=100), '2,a,b,"' + "word\n" * 30 + '"\n', "not closed"),
        (Limits(record_lines=10), '2,a,b,"' + "word\n" * 15 + '"\n', "not closed"),
    ],
)
def test_a_row_over_a_bound_is_left_and_the_next_one_is_read(limits: Limits, long_row: str, trouble: str) -> None:
    found = rows(f"1,a,b,c\n{long_row}3,a,b,c\n", limits)

    assert ids(found) == ["1", None, "3"]
    assert trouble in (found[1].trouble or "")


def test_an_endless_quote_loses_no_row_behind_it() -> None:
    many = "".join(f"{number},a,b,c\n" for number in range(2, 3000))

    found = rows(f'1,"a,b,c\n{many}', Limits(record_lines=100))

    assert ids(found) == [None, *map(str, range(2, 3000))]


def test_rows_swallowed_again_and_again_are_looked_for_only_so_often() -> None:
    # given lines of which each opens a quote that the next does not close
    text = '1,a","x\n' * 2000

    # when
    searched = rows(text, Limits(record_lines=50))
    given_up = rows(text, Limits(record_lines=50, replayed=1000))

    # then
    assert len(given_up) < len(searched) <= 2000


def test_line_ends_that_fall_between_two_chunks_are_one() -> None:
    # given "\r\n" over the boundary of the chunks in which a file is read
    filling = "x" * ((256 << 10) - len(HEADER) - len("1,,b,c\r"))

    found = rows(f"1,{filling},b,c\r\n2,a,b,c\r\n")

    assert [(row.line, row.cells[0]) for row in found if not row.trouble] == [(3, "2")]
    assert found[0].line == 2


@pytest.mark.parametrize("text", ["\n" * 12, "1,a,b,c\n\n\n\n\n" * 10])
def test_a_file_of_blank_lines_is_refused(text: str) -> None:
    with pytest.raises(ExportRejected) as caught:
        rows(text, Limits(blank_lines=10))

    assert caught.value.code == "too_many_blank_lines"


def test_a_blank_line_behind_each_row_is_no_reason_to_refuse() -> None:
    assert len(rows("1,a,b,c\r\r\n" * 100, Limits(blank_lines=10))) == 100
