"""Series in brackets, in all shapes that were seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads.parsing.titles import Title, take_apart


@pytest.mark.parametrize(
    ("text", "series", "number"),
    [
        ("Tides (Northern Shores, #1)", "Northern Shores", "1"),
        ("Tides (Northern Shores #1)", "Northern Shores", "1"),
        ("Tides (Northern Shores, # 3)", "Northern Shores", "3"),
        ("Tides (Northern Shores, #2.9)", "Northern Shores", "2.9"),
        ("Tides (Northern Shores, #0.5)", "Northern Shores", "0.5"),
        ("Tides (Northern Shores, #0)", "Northern Shores", "0"),
        ("Tides (Northern Shores, #1-4)", "Northern Shores", "1-4"),
        ("Tides (Northern Shores #1–4)", "Northern Shores", "1-4"),
        ("Tides (Northern Shores, #1,4)", "Northern Shores", "1,4"),
        ("Tides (Northern Shores, #1A)", "Northern Shores", "1A"),
        ("Tides (Northern Shores, #1; Lamps, #3)", "Northern Shores", "1"),
        ("Tides (Northern Shores #1, Lamps #3)", "Northern Shores", "1"),
        ("Tides (A Shore, a Lamp, and I, #3)", "A Shore, a Lamp, and I", "3"),
        ("Tides (Shores (second cycle), #3)", "Shores (second cycle)", "3"),
        ("Tides(Northern Shores, #5)", "Northern Shores", "5"),
    ],
)
def test_a_series_is_taken_from_the_last_brackets(text: str, series: str, number: str) -> None:
    assert take_apart(text) == Title("Tides", series, number)


@pytest.mark.parametrize(
    "text",
    [
        "Tides",
        "Tides, #1",
        "Tides (in Japanese)",
        "Tides (Northern Shores, #1) (in Japanese)",
        "Tides (#66)",
        "Tides (the #1 bestseller)",
        "Tides (the #tides essays)",
        "Tides [Northern Shores #3]",
        "(Northern Shores, #1)",
        "#tides: a manifesto",
        "Tides Northern Shores, #1)",
    ],
)
def test_other_brackets_and_signs_stay_in_the_title(text: str) -> None:
    assert take_apart(text) == Title(text)


def test_brackets_before_the_last_stay_in_the_title() -> None:
    assert take_apart("Tides (Perfect edition) (Shores, #2)").title == "Tides (Perfect edition)"


@given(st.text(alphabet="ab ()#1,;.-", max_size=60).map(str.strip).filter(bool))
def test_a_title_is_never_empty_and_a_series_has_a_number(text: str) -> None:
    parts = take_apart(text)

    assert parts.title
    assert text.startswith(parts.title)
    assert bool(parts.series) == bool(parts.number)
