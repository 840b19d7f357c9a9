"""Countries by name, in every language of the site."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from dashboards.naming.countries import FILE, country_name
from tools.countries import written


def test_the_file_is_what_its_tool_writes() -> None:
    assert FILE.read_text("utf-8") == written()


def test_a_country_is_named_in_the_readers_language() -> None:
    with translation.override("de"):
        assert country_name("NO") == "Norwegen"
    with translation.override("en-gb"):
        assert country_name("NO") == "Norway"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_language_of_the_site_has_names(language: str) -> None:
    with translation.override(language):
        assert country_name("JP") not in ("", "JP")


def test_a_language_without_names_has_the_english_ones() -> None:
    with translation.override("eo"):
        assert country_name("NO") == "Norway"
