"""Every text is translated, as it should be, and the site reads what people wrote. `make messages` mends most of what fails."""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.test import Client

from tools import messages

TEMPLATES = sorted((messages.ROOT / "templates").rglob("*.html"))
CATALOGUES = messages.catalogues()
LANGUAGES = [file.parts[-3] for file in CATALOGUES]
in_each_language = pytest.mark.parametrize("file", CATALOGUES, ids=LANGUAGES)
PLACES = re.compile(r"%\(\w+\)[sd]|(?<!%)\{\w+\}|</?\w+|href=\"[^\"]*\"")
# Names, and what only machines read.
AS_IT_IS = {"Goodreads Stats", "StoryGraph", "LibraryThing", "Hardcover", "BookWyrm", "–", "★"}


def forms_of(message: Any) -> list[tuple[str, str]]:
    """(original, translation) of each form; the singular is compared with the singular."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[min(at, 1)], form) for at, form in enumerate(message.string)]


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    offered = {code for code, _name in settings.LANGUAGES}

    assert offered == {settings.LANGUAGE_CODE, *LANGUAGES}


@in_each_language
def test_every_text_is_translated_in_all_its_forms(file: Path) -> None:
    # given
    catalogue = messages.read(file)
    wanted = {(message.context, message.id) for message in messages.messages(messages.extracted())}

    # when
    there = {
        (message.context, message.id) for message in messages.messages(catalogue) if messages.is_translated(message)
    }

    # then
    assert sorted(map(str, wanted - there)) == [], "`make messages` takes them up; then translate them"
    forms = {len(message.string) for message in messages.messages(catalogue) if not isinstance(message.id, str)}
    assert forms == {catalogue.num_plurals}


@in_each_language
def test_a_translation_has_the_places_of_its_original(file: Path) -> None:
    for message in messages.messages(messages.read(file)):
        for at, (original, translation) in enumerate(forms_of(message)):
            wanted, there = Counter(PLACES.findall(original)), Counter(PLACES.findall(translation))
            is_one = at == 0 and not isinstance(message.id, str)  # "einmal" needs no number
            assert not translation or there == wanted or (is_one and there < wanted), (original, translation)


@in_each_language
def test_the_site_reads_what_the_catalogue_says(file: Path) -> None:
    assert messages.compiled(file).read_bytes() == messages.machine_readable(messages.read(file))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(messages.ROOT).as_posix())
def test_no_template_has_a_text_of_its_own(path: Path) -> None:
    reader = TextReader()

    reader.feed(without_template_tags(path.read_text("utf-8")))
    reader.close()

    assert [text for text in reader.texts if text not in AS_IT_IS] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sample", "/sample/books", "/sample/genres", "/sample/year/2020"])
def test_a_german_page_says_nothing_in_english(client: Client, address: str) -> None:
    # given
    catalogue = messages.read(messages.LOCALE / "de" / "LC_MESSAGES" / "django.po")
    telling = [
        message.id
        for message in messages.messages(catalogue)
        if isinstance(message.id, str) and " " in message.id and not PLACES.search(message.id)
        if message.string and message.id not in message.string
    ]
    assert len(telling) > 300

    # when
    page = html.unescape(client.get(address, headers={"Accept-Language": "de"}).content.decode())

    # then
    assert '<html lang="de">' in page
    assert [text for text in telling if text in page and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", page)] == []


class TextReader(HTMLParser):
    """Collects what a person would read or hear of a page."""

    HEARD = ("aria-label", "alt", "title", "placeholder", "label")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tag = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        for name, value in attributes:
            is_sentence = name.startswith("data-") and re.search(r"[A-Z]\w* \w+|\w+ \w+ \w+", value or "")
            if name in self.HEARD or is_sentence:
                self._take(value or "")

    def handle_data(self, data: str) -> None:
        if self.tag != "kbd":
            # without attributes that one template hands to another's tag
            self._take(re.sub(r'"?\s*\bdata-[\w-]+(?:="[^"]*"?)?', "", data))

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""

    def _take(self, text: str) -> None:
        self.texts += [part.strip("\n –") for part in text.split("\0") if re.search(r"[^\W\d_]", part)]


def without_template_tags(source: str) -> str:
    """The template without its tags and what stands in translated blocks or comments; between texts a NUL in their place."""
    kept, inside = "", False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name in ("blocktranslate", "comment") or (inside and not name.startswith("end"))
        if token.token_type == TokenType.TEXT and not inside:
            kept += token.contents
        else:
            kept += " " if kept.rfind("<") > kept.rfind(">") else "\0"
    return kept
