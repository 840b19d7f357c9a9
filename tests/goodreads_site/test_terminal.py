"""The progress bar: what it says, and that only a terminal sees it."""

from __future__ import annotations

import io

from goodreads_site.terminal import CLEAR, ProgressBar, counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_shows_how_far_it_is_and_how_long_it_takes() -> None:
    terminal, clock = Terminal(), Clock()
    bar = ProgressBar("Looking up", 1000, out=terminal, clock=clock)

    clock.now = 30.0
    bar.reach(250)

    assert terminal.getvalue() == f"{CLEAR}Looking up  [#######-----------------------]  250/1,000  1:30 left"


def test_it_says_nothing_to_logs_and_pipes() -> None:
    pipe = io.StringIO()

    with ProgressBar("Looking up", 10, out=pipe) as bar:
        bar.advance(10)
        bar.say("waiting")

    assert not pipe.getvalue()


def test_it_draws_ten_times_a_second_at_most_but_always_the_end() -> None:
    terminal, clock = Terminal(), Clock()
    bar = ProgressBar("Weighing", 3, out=terminal, clock=clock)

    for _ in range(3):
        bar.advance(1)

    assert terminal.getvalue().count(CLEAR) == 2
    assert terminal.getvalue().endswith("3/3")


def test_it_leaves_an_empty_line_behind() -> None:
    terminal = Terminal()

    with ProgressBar("Weighing", 0, out=terminal) as bar:
        bar.advance(0)

    assert terminal.getvalue().endswith(CLEAR)


def test_counts_read_like_words() -> None:
    assert [counted(number, "book") for number in (0, 1, 1000)] == ["0 books", "1 book", "1,000 books"]
