from __future__ import annotations

import doctest

import pytest

from enrichment.providers import languages
from enrichment.providers.languages import iso_639


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("eng", "en"),
        ("/languages/fre", "fr"),
        ("fra", "fr"),
        ("JPN", "ja"),
        ("en-GB", "en"),
        ("grc", "grc"),
        ("mul", None),
        ("", None),
        ("русский", None),
    ],
)
def test_codes_of_every_kind_become_iso_639(code: str, language: str | None) -> None:
    assert iso_639(code) == language


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(languages).failed == 0
