"""The rule table as it ships: it loads, and names only what is on the closed list."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import enrichment.genres
from enrichment.genres import GENRES, RULES_VERSION, genre_named, slug_of
from enrichment.genres.rules import FORMS, TARGETS, _laid_out, rulebook
from enrichment.genres.words import fold, words

TABLE = Path(enrichment.genres.__file__).with_name("rules.toml")


def shipped() -> dict:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def test_the_table_names_only_genres_of_the_closed_list():
    rules = rulebook()

    named = {
        target
        for rows in (
            rules.pieces,
            rules.phrases,
            rules.paths,
            rules.lists,
            rules.prizes,
            rules.shelves,
            rules.lcc,
            rules.ddc,
        )
        for signals in rows.values()
        for target, _ in signals
    }

    assert named <= TARGETS


def test_every_genre_has_rules():
    assert set(shipped()["genres"]) == {genre.slug for genre in GENRES}


def test_a_genre_that_is_not_on_the_list_is_refused_by_its_name():
    table = shipped()
    table["paths"]["fiction / westerns"] = {"cowboys": 1.0}

    with pytest.raises(ValueError, match="cowboys"):
        _laid_out(table)


def test_entries_are_found_as_they_are_looked_up():
    # "Children's" in the table would never meet "children s" from a subject, were it not spelled alike
    assert all(entry == words(fold(entry)) for entry in (*rulebook().pieces, *rulebook().phrases, *rulebook().shelves))


def test_the_version_is_the_table_s():
    assert shipped()["version"] == RULES_VERSION


def test_the_package_has_no_other_late_names():
    with pytest.raises(AttributeError, match="RULES_FLAVOUR"):
        enrichment.genres.RULES_FLAVOUR  # noqa: B018


def test_the_closed_list_has_no_genre_twice_and_none_called_as_a_form():
    slugs = [genre.slug for genre in GENRES]

    assert len(set(slugs)) == len({genre.name for genre in GENRES}) == len(GENRES)
    assert not set(slugs) & set(FORMS)


@pytest.mark.parametrize("called", ["mystery-crime", "Mystery & Crime", "MYSTERY & CRIME"])
def test_a_genre_is_known_by_slug_and_name(called: str):
    genre = genre_named(called)

    assert genre is not None
    assert genre.slug == "mystery-crime"
    assert genre.fiction


def test_what_is_not_on_the_list_is_no_genre():
    assert genre_named("Cowboys") is None
    with pytest.raises(KeyError):
        slug_of("Cowboys")


def test_slug_and_name_lead_to_each_other():
    assert [slug_of(genre.name) for genre in GENRES] == [genre.slug for genre in GENRES]
