"""What is remembered of a failed task holds nobody's data."""

from __future__ import annotations

import doctest
import traceback

from goodreads_site import failures
from goodreads_site.failures import without_values

SECRET = "My Secret Diary"


def failed_text(error: Exception) -> str:
    """What django-q2 makes of an error."""
    return f"{error} : {traceback.format_exc()}"


def test_the_example_holds() -> None:
    assert doctest.testmod(failures).failed == 0


def test_an_errors_message_is_left_out_and_its_place_kept() -> None:
    try:
        raise ValueError(f"cannot store {SECRET}")
    except ValueError as error:
        kept = without_values(failed_text(error))

    assert SECRET not in kept
    assert kept.endswith("\nValueError")
    assert "test_failures.py" in kept


def test_a_database_that_quotes_the_row_is_not_quoted() -> None:
    message = f'value too long\nDETAIL:  Failing row contains (1, {SECRET}).\n  and "{SECRET}" again'
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise RuntimeError(message) from cause
    except RuntimeError as error:
        kept = without_values(failed_text(error))

    assert SECRET not in kept
    assert "KeyError" in kept
    assert "The above exception was the direct cause" in kept
    assert kept.endswith("\nRuntimeError")


def test_a_text_without_a_traceback_is_not_kept_at_all() -> None:
    assert SECRET not in without_values(f"died of {SECRET}")
