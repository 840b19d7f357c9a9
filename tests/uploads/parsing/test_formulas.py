"""Cells that a spreadsheet would run: harmless in what we write, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads.parsing.formulas import guarded, unguarded

CELLS = st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝ab,\" "), max_size=8) | st.text(max_size=20)


@given(CELLS)
def test_taking_the_guard_off_gives_back_every_cell(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@given(CELLS)
def test_no_guarded_cell_runs(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("cell", ["", "'Tis the Season", "The = Sign", "1984", "'", "O'Hara"])
def test_what_no_spreadsheet_runs_is_left_as_it_is(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell
