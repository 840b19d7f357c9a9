"""Who wrote the books of a library, counted from what a source records of their authors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dashboards.document.tallies import Book, decade


class Writers:
    """Counts authors and their books by country, gender and decade of birth. Takes read books one by one."""

    def __init__(self) -> None:
        self._books: Counter[str] = Counter()
        self._facts: dict[str, tuple[tuple[str, ...], tuple[str, ...], int | None]] = {}

    def add(self, book: Book) -> None:
        """Count a book; one whose author nobody knows is passed over."""
        if facts := book.get("author_facts"):
            self._books[facts["key"]] += 1
            self._facts[facts["key"]] = (tuple(facts["countries"]), tuple(facts["genders"]), facts["birth_year"])

    def as_json(self) -> dict[str, Any]:
        """The summary's part under its key; nothing at all where no author is known."""
        if not self._books:
            return {}
        countries = {key: countries for key, (countries, _, _) in self._facts.items()}
        genders = {key: genders for key, (_, genders, _) in self._facts.items()}
        born = {key: (decade(year),) if year is not None else () for key, (_, _, year) in self._facts.items()}
        return {
            "author_facts": {
                "authors": len(self._books),
                "books": self._books.total(),
                "countries": self._most_first("code", countries),
                "with_country": _counted(countries),
                "genders": self._most_first("name", genders),
                "with_gender": _counted(genders),
                "born": sorted(self._figures("decade", born), key=lambda figure: figure["decade"]),
                "with_birth_year": _counted(born),
            }
        }

    def _most_first(self, name: str, traits: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
        return sorted(self._figures(name, traits), key=lambda figure: (-figure["books"], figure[name]))

    def _figures(self, name: str, traits: dict[str, tuple[Any, ...]]) -> Iterable[dict[str, Any]]:
        """How many authors have each trait, and how many books these wrote."""
        authors: Counter[Any] = Counter()
        books: Counter[Any] = Counter()
        for key, of_author in traits.items():
            for trait in of_author:
                authors[trait] += 1
                books[trait] += self._books[key]
        return [{name: trait, "authors": authors[trait], "books": books[trait]} for trait in authors]


def _counted(traits: dict[str, tuple[Any, ...]]) -> int:
    return sum(bool(of_author) for of_author in traits.values())
