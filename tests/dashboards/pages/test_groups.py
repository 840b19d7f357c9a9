"""The pages of genres, authors and series."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from dashboards import library
from dashboards.library import Library
from dashboards.links import Links
from dashboards.pages.groups import KINDS, GroupPage, Index, index_of, page_of
from tests.dashboards.document.made_up import Pair, a_book, a_document, a_library, known, waiting
from tests.dashboards.libraries import LINKS
from uploads.parsing.records import Status

FANTASY = known("Fantasy")


def index(pairs: list[Pair], by: str, **query: str) -> Index:
    return index_of(a_document(pairs)[0], KINDS[by], LINKS, query)


def page(pairs: list[Pair], by: str, key: str) -> GroupPage | None:
    return page_of(a_document(pairs)[0], KINDS[by], key, LINKS)


def test_the_list_counts_every_author_and_leads_to_each() -> None:
    pairs = waiting(
        [
            a_book(1, author="Edda Quill", rating=4.0, pages=1200, read="2021"),
            a_book(2, author="Edda Quill", status=Status.TO_READ),
            a_book(3, author="A/B Other"),
        ]
    )

    lines = index(pairs, "author").lines

    assert [(line.name, [text for _, text, _ in line.cells]) for line in lines] == [
        ("Edda Quill", ["1", "2", "4.00", "1,200", "2021"]),
        ("A/B Other", ["1", "1", "", "", ""]),
    ]
    assert lines[1].href == "/sample/authors/A/B%20Other"


def test_a_search_finds_names_without_their_accents() -> None:
    pairs = waiting([a_book(1, author="Karel Čapek"), a_book(2, author="Edda Quill")])

    found = index(pairs, "author", q="capek")

    assert [line.name for line in found.lines] == ["Karel Čapek"]
    assert found.summed_up == "1 of 2"
    assert index(pairs, "author", q="nobody").lines == []


@pytest.mark.parametrize(
    ("sort", "first"),
    [("name", "Ada Alder"), ("average", "Bo Birch"), ("read", "Cy Cedar"), ("no-such-sort", "Cy Cedar")],
)
def test_the_list_is_sorted_by_any_column(sort: str, first: str) -> None:
    rows = [("Ada Alder", 3.0), ("Bo Birch", 5.0), ("Cy Cedar", 4.0), ("Cy Cedar", 4.0)]
    pairs = waiting([a_book(row, author=name, rating=rating) for row, (name, rating) in enumerate(rows, 1)])

    assert index(pairs, "author", sort=sort).lines[0].name == first


def test_a_long_list_comes_in_pages() -> None:
    pairs = waiting([a_book(row, author=f"Author {row:03}") for row in range(1, 251)])

    first, second = index(pairs, "author", sort="name"), index(pairs, "author", sort="name", page="2")

    assert (len(first.lines), len(second.lines), first.pages) == (200, 50, 2)
    assert first.next.endswith("sort=name&page=2")
    assert index(pairs, "author", page="999").page == 2


def test_a_genre_is_set_against_the_whole_library() -> None:
    pairs = [(a_book(row, rating=5.0, read="2020", pages=100), FANTASY) for row in (1, 2)]
    pairs += waiting([a_book(3, rating=2.0), a_book(4, rating=2.0)])

    found = page(pairs, "genre", "fantasy")

    assert found is not None
    assert (found.name, found.sentence) == ("Fantasy", "You have read 2 books, in 2020.")
    facts = {fact.label: (fact.value, fact.beside) for fact in found.facts}
    assert facts["Books finished"] == ("2", "50% of all you have read")
    assert facts["Your average rating"] == ("5.00", "all your books 3.50")
    assert [cover.book["id"] for cover in found.covers] == ["1001", "1002"]
    assert found.all_books == "/sample/books?genre=fantasy"


def test_a_small_part_of_a_library_is_drawn_at_its_own_scale() -> None:
    def ghosts(read: int, others: int) -> list[Any]:
        pairs = [(a_book(row, read="2020", rating=4.0), FANTASY) for row in range(read)]
        found = page(
            pairs + waiting([a_book(50 + row, read="2020", rating=4.0) for row in range(others)]), "genre", "fantasy"
        )
        assert found is not None
        ratings = next(figure for figure in found.figures if figure.id == "ratings")
        return [mark["ghost"] for mark in ratings.data["views"][0]["marks"] if "ghost" in mark]

    assert ghosts(read=6, others=6)
    assert ghosts(read=6, others=20) == []


def test_a_series_stands_by_volume_and_names_what_is_missing() -> None:
    numbers = ["4", "1", None]
    books = [a_book(row, series="Tides", series_number=number, read="2020") for row, number in enumerate(numbers, 1)]

    found = page(waiting(books), "series", "tides")

    assert found is not None
    assert [cover.when for cover in found.covers] == ["no. 1, 2020", "no. 4, 2020", "2020"]
    assert found.note == "Not in this library: nos. 2 and 3."


def test_what_is_only_planned_has_no_numbers() -> None:
    found = page(waiting([a_book(1, author="Edda Quill", status=Status.TO_READ)]), "author", "Edda Quill")

    assert found is not None
    assert found.sentence == "1 book, none finished yet."
    assert found.facts == found.figures == []


@pytest.mark.parametrize("by", KINDS)
def test_what_no_book_has_is_no_page(by: str) -> None:
    assert page(waiting([a_book(1)]), by, "no such") is None
    assert page(waiting([a_book(1)]), by, "") is None


@pytest.mark.parametrize("by", KINDS)
def test_every_group_of_any_library_has_its_page(by: str) -> None:
    file: io.BytesIO = a_document(a_library(80, seed=6))[0]

    for line in index_of(file, KINDS[by], LINKS, {}).lines:
        key = KINDS[by].key(line.name)
        found = page_of(file, KINDS[by], key, LINKS)
        assert found is not None
        assert found.name == line.name


def test_the_pages_stay_under_their_link() -> None:
    shared = Links(Library("shared", "7b1d"))

    assert shared.page("author", "Edda Quill") == "/s/7b1d/authors/Edda%20Quill"
    assert shared.genres == "/s/7b1d/genres"


@pytest.mark.parametrize("path", ["genres", "authors", "series", "genres/fantasy", "authors/Ursula K. Le Guin"])
def test_the_sample_shows_them(client: Client, path: str) -> None:
    response = client.get(f"/sample/{quote(path)}")

    assert response.status_code == 200
    assert "<h1" in response.content.decode()


def test_a_group_that_is_not_there_is_not_found(client: Client) -> None:
    for name, key in (("sample_genre", "no-such"), ("sample_author", "Nobody"), ("sample_series", "None at all")):
        assert client.get(reverse(f"dashboards:{name}", args=[key])).status_code == 404


def test_a_name_cannot_become_markup(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    path = tmp_path / "sample.json"
    path.write_bytes(a_document(waiting([a_book(1, author="<script>x</script>")]))[0].getvalue())
    monkeypatch.setattr(library, "SAMPLE", path)

    for address in ("/sample/authors", f"/sample/authors/{quote('<script>x</script>')}"):
        assert "<script>x" not in client.get(address).content.decode()
