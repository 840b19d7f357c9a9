from __future__ import annotations

from typing import Any

import pytest

from enrichment.providers.reading import LONGEST_LIST, LONGEST_TEXT, decimal, objects, text, texts, whole


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("  The\tBook \n", "The Book"),
        ("Nuts &amp; Bolts", "Nuts & Bolts"),
        ("a\x00b", "ab"),
        ("half \ud83d", "half"),
        ("x" * 9_000, "x" * LONGEST_TEXT),
        (None, ""),
        (7, ""),
        (["The Book"], ""),
    ],
)
def test_text_is_readable_and_storable(value: Any, read: str) -> None:
    assert text(value) == read


def test_a_list_of_texts_keeps_its_order_and_drops_what_says_nothing() -> None:
    assert texts(["b", "a", "b", "", None, 3]) == ("b", "a")
    assert texts("alone") == ("alone",)
    assert texts({"a": "b"}) == ()
    assert len(texts([str(number) for number in range(9_000)])) == LONGEST_LIST


def test_only_objects_are_objects() -> None:
    assert objects([{"a": 1}, None, "b", [{}]]) == [{"a": 1}]
    assert objects({"a": 1}) == []


@pytest.mark.parametrize("value", [None, True, "7", 0, -1, float("nan"), float("inf"), 10**400, [7]])
def test_what_is_no_sensible_number_is_none(value: Any) -> None:
    assert whole(value) is None
    assert decimal(value, least=1, most=5) is None


def test_numbers_are_kept_within_bounds() -> None:
    assert (whole(7.9), whole(7, most=6)) == (7, None)
    assert decimal(4.25, least=1, most=5) == 4.25
