"""A made-up Wikidata: people with names, ids, works and facts, answering in the shape of SPARQL's results."""

from __future__ import annotations

import dataclasses
import re

import httpx
import pytest
from pytest_django.fixtures import Settings

from enrichment import sources
from enrichment.providers.wikidata import Wikidata
from enrichment.sources import Limit
from tests.enrichment.providers.stand_ins import Service, ok

ITEM = "http://www.wikidata.org/entity/"


class Encyclopedia:
    """A query service that knows some people: it answers the three questions that are put to it, and no other."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}  # item -> names and aliases
        self.keys: dict[str, list[str]] = {}  # Open Library id -> items
        self.titles: dict[str, list[str]] = {}  # item -> titles of what they wrote
        self.facts: dict[str, list[dict[str, str]]] = {}  # item -> rows
        self.away = False

    def person(self, item: str, *names: str, key: str = "", titles: tuple[str, ...] = (), **facts: str) -> Encyclopedia:
        self.names[item] = list(names)
        self.titles[item] = list(titles)
        self.facts[item] = [facts]
        if key:
            self.keys.setdefault(key, []).append(item)
        return self

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            return httpx.Response(429, headers={"Retry-After": "120"})
        query = request.url.params["query"]
        values = re.search(r"VALUES \?\w+ \{ (.*) \}", query)
        assert values
        if "wdt:P648" in query:
            return rows(*self._by_key(re.findall(r'"(OL\d+A)"', values[1])))
        if "wdt:P50" in query:
            return rows(*self._by_name(re.findall(r'"([^"]*)"@mul', values[1])))
        return rows(*self._facts(re.findall(r"wd:(Q\d+)", values[1])))

    def _by_key(self, keys: list[str]) -> list[dict[str, str]]:
        found = [(key, item) for key in keys for item in self.keys.get(key, [])]
        return [{"asked": key, "author": ITEM + item, "name": name} for key, item in found for name in self.names[item]]

    def _by_name(self, asked: list[str]) -> list[dict[str, str]]:
        found = [(name, item) for item, names in self.names.items() for name in names if name in asked]
        return [
            {"asked": name, "author": ITEM + item, "title": title}
            for name, item in found
            for title in self.titles[item]
        ]

    def _facts(self, items: list[str]) -> list[dict[str, str]]:
        return [{"author": ITEM + item, **row} for item in items for row in self.facts[item]]


def rows(*found: dict[str, str]) -> httpx.Response:
    """An answer in the shape of SPARQL's results; what has no value is not bound."""
    bindings = [
        {name: {"type": "literal", "value": value} for name, value in row.items() if value is not None} for row in found
    ]
    return ok({"head": {"vars": []}, "results": {"bindings": bindings}})


def switch_on(world: Encyclopedia, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Service:
    """Have Wikidata asked about authors, with the made-up world behind it."""
    service = Service(world)
    source = dataclasses.replace(
        sources.AUTHORS["wikidata"],
        make=lambda pacer: Wikidata("https://wd.example", pacer=pacer, user_agent="tests", transport=service.transport),
        limit=lambda: Limit(interval=0.001),
    )
    monkeypatch.setitem(sources.AUTHORS, "wikidata", source)
    settings.AUTHOR_SOURCE = "wikidata"
    return service
