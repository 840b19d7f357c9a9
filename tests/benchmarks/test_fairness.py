"""The slice of an export that is handed in behind a large one."""

from __future__ import annotations

from benchmarks.fairness import first_rows


def test_a_slice_holds_the_header_and_whole_rows() -> None:
    content = 'Title,My Review\r\nOne,"two\nlines"\r\nTwo,\r\nThree,\r\n'

    assert first_rows(content.encode("utf-8-sig"), 2) == b'Title,My Review\r\nOne,"two\nlines"\r\nTwo,\r\n'
