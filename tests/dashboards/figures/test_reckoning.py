"""When the pile would be finished, in words."""

from __future__ import annotations

import pytest

from dashboards.figures import reckoning
from tests.dashboards.document.made_up import a_book
from tests.dashboards.libraries import seen_of
from uploads.parsing.records import ParsedBook, Status

PILE = [a_book(row, status=Status.TO_READ, pages=200) for row in range(1000, 1024)]


def finished(*counts: int, pages: int | None = None) -> list[ParsedBook]:
    """So many read books in May of 2025, of 2024, of 2023."""
    days = [f"{2025 - ago}-05-05" for ago, count in enumerate(counts) for _ in range(count)]
    return [a_book(row, read=day, pages=pages) for row, day in enumerate(days, 1)]


def test_the_answer_is_a_span_at_the_present_pace_with_a_range_around_it() -> None:
    figure = reckoning.when_finished(seen_of(*PILE, *finished(24, 12, 48, pages=100)))

    assert figure is not None
    assert figure.answer == (
        "<b>In about 1 year</b>, at the 2.0 books a month of the last twelve. "
        "As in the best and the slowest of the last three years: 6 months to 2 years."
    )
    assert figure.rests_on == (
        "From 24 books on the pile, if no book is added. By their about 4,800 pages it is 2 years."
    )
    assert list(figure.table.rows)[:2] == [("1", "2 years"), ("2", "1 year")]


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (finished(0, 5), "At no books a year, never. One would do."),
        ([a_book(1)], "Your export names no date on which you finished anything: choose a pace below."),
        (finished(12), "<b>In about 2 years</b>, at the 1.0 books a month of the last twelve. "),
        (
            finished(12, 0, 24),
            "<b>In about 2 years</b>, at the 1.0 books a month of the last twelve. "
            "Your best of the last three years would take 1 year; the slowest would never end.",
        ),
    ],
)
def test_nobody_is_promised_more_than_is_known(read: list[ParsedBook], said: str) -> None:
    figure = reckoning.when_finished(seen_of(*PILE, *read))

    assert figure is not None
    assert figure.answer == said.strip()


def test_an_empty_pile_is_finished() -> None:
    assert reckoning.when_finished(seen_of(*finished(3))) is None


def test_the_slider_stands_at_the_present_pace_and_knows_a_sentence_for_each() -> None:
    figure = reckoning.when_finished(seen_of(*PILE, *finished(24, 12)))

    assert figure is not None
    assert figure.slider is not None
    assert (figure.slider.value, figure.slider.now) == (2, "At 2 a month: 1 year.")
    assert (figure.slider.said[0], figure.slider.said[-1]) == ("At 1 a month: 2 years.", "At 20 a month: 1 month.")


@pytest.mark.parametrize(
    ("books", "most", "value"),
    [(1, 20, 1), (300, 50, 25), (2400, 60, 60)],
    ids=["hardly any", "many", "incredibly many"],
)
def test_the_slider_has_room_for_who_reads_much(books: int, most: int, value: int) -> None:
    figure = reckoning.when_finished(seen_of(*PILE, *finished(books)))

    assert figure is not None
    assert figure.slider is not None
    assert (len(figure.slider.said), figure.slider.value) == (most, value)
