"""The cloths that genres are bound in."""

from __future__ import annotations

from dashboards.naming.cloth import PLAIN, cloth_of, legend
from enrichment.genres import GENRES


def test_every_genre_has_one_of_eight_cloths() -> None:
    assert {cloth_of(genre.slug) for genre in GENRES} == set(range(1, 9))


def test_the_legend_names_what_occurs_with_plain_cloth_last() -> None:
    assert legend([3, PLAIN, 1, 3]) == [(1, "Literature"), (3, "History"), (PLAIN, "No genre")]
