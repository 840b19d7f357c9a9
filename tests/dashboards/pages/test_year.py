"""The pages of the years."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from dashboards import library
from dashboards.document import reading
from dashboards.library import Library
from dashboards.links import Links
from dashboards.pages.year import COVERS_SHOWN, YearPage, page_of, years_of
from tests.dashboards.document.made_up import a_book, a_document, a_library, waiting
from tests.dashboards.libraries import LINKS
from uploads.parsing.records import ParsedBook, Status

FULL_YEAR = (
    a_book(1, title="Tall", read="2021-03-09", pages=900, rating=5.0, average_rating=3.0),
    a_book(2, title="Small", read="2021-03-01", pages=90, rating=5.0, average_rating=4.0),
    a_book(3, title="Middling", read="2021-07-20", pages=300, rating=2.0),
    a_book(4, title="Before", read="2020-07-20", pages=2000, rating=4.0),
)


def page(*books: ParsedBook, year: int = 2021) -> YearPage | None:
    return page_of(a_document(waiting(books))[0], year, LINKS)


def facts(*books: ParsedBook) -> dict[str, tuple[str, str]]:
    found = page(*books)
    assert found is not None
    return {fact.label: (fact.value, fact.beside) for fact in found.facts}


def test_a_year_is_told_beside_the_others() -> None:
    found = page(*FULL_YEAR)

    assert found is not None
    assert found.title == "2021 in books"
    assert found.sentence == "3 books finished in 2021. That is a shelf of about 10 centimetres."
    assert facts(*FULL_YEAR) == {
        "Books finished": ("3", "1 in 2020"),
        "Pages turned": ("1,290", ""),
        "Your average rating": ("4.00", "all your books 4.00"),
        "The longest": ("900 pages", "Tall"),
        "The shortest": ("90 pages", "Small"),
        "Best rated": ("★★★★★", "Small and 1 more"),
        "The fullest month": ("March", "2 books"),
    }


def test_a_years_shelf_has_its_books_and_leads_to_the_neighbours() -> None:
    found = page(*FULL_YEAR)

    assert found is not None
    assert found.shelf.title == "2021: 3 books"
    assert [spine["title"] for spine in found.shelf.data["spines"]] == ["Small", "Tall", "Middling"]
    assert found.shelf.steps is not None
    assert found.shelf.steps.before is not None
    assert (found.shelf.steps.before.href, found.shelf.steps.after) == ("/sample/year/2020", None)


def test_facts_lead_to_their_books() -> None:
    found = page(*FULL_YEAR)

    assert found is not None
    links = {fact.label: fact.href for fact in found.facts}
    assert links["The longest"] == "/sample/books/1001"
    assert links["Best rated"] == "/sample/books/1002"
    assert links["The fullest month"] == "/sample/books?year=2021&month=3"
    assert found.all_books == "/sample/books?year=2021"


def test_what_is_not_known_has_no_line() -> None:
    bare = [a_book(row, read="2021") for row in range(1, 5)]

    assert facts(*bare) == {"Books finished": ("4", "")}


def test_books_of_one_length_have_no_longest() -> None:
    alike = [a_book(row, read="2021", pages=200) for row in range(1, 2)] + [a_book(row, read="2021") for row in (2, 3)]

    assert facts(*alike) == {"Books finished": ("3", ""), "Pages turned": ("200", "in 1 book")}


def test_covers_stand_as_the_books_were_finished_the_vague_dates_last() -> None:
    dates = ["2021", "2021-05", "2021-05-30", "2021-01-02"]

    found = page(*(a_book(row, read=read) for row, read in enumerate(dates, 1)))

    assert found is not None
    assert [cover.when for cover in found.covers] == ["2 January 2021", "30 May 2021", "May 2021", "2021"]


@pytest.mark.parametrize("books", [1, 2])
def test_a_year_of_hardly_a_book_is_called_quiet(books: int) -> None:
    found = page(*FULL_YEAR[:books])

    assert found is not None
    assert found.title == "A quiet year: 2021"
    assert (found.facts, found.figures) == ([], [])
    assert len(found.covers) == books


def test_the_year_of_the_export_is_not_over() -> None:
    found = page(*(a_book(row, read="2026-01-05") for row in (1, 2, 3)), year=2026)

    assert found is not None
    assert found.title == "2026 so far"


def test_the_neighbours_are_the_years_with_books() -> None:
    found = page(a_book(1, read="2012"), a_book(2, read="2021"), a_book(3, read="2023"), a_book(4, read="2024"))

    assert found is not None
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.year, found.next.year) == (2012, 2023)
    assert found.previous.href == "/sample/year/2012"


@pytest.mark.parametrize("year", [0, 2019, 99999])
def test_a_year_without_a_finished_book_is_no_page(year: int) -> None:
    planned = a_book(5, read="2019-01-01", status=Status.TO_READ)

    assert page(*FULL_YEAR, planned, year=year) is None


def test_a_wall_has_an_end() -> None:
    found = page(*(a_book(row, read="2021") for row in range(1, COVERS_SHOWN + 11)))

    assert found is not None
    assert len(found.covers) == COVERS_SHOWN
    assert found.note == "The first 365 of 375 books."


def test_every_year_of_any_library_has_its_page() -> None:
    file: io.BytesIO = a_document(a_library(120, seed=3))[0]
    head = reading.read_head(file)

    for link in years_of(head, LINKS):
        found = page_of(file, link.year, LINKS)
        assert found is not None
        assert len(found.covers) == next(e["books"] for e in head["summary"]["by_year"] if e["year"] == link.year)


def test_the_pages_stay_under_their_link() -> None:
    head = reading.read_head(a_document(waiting(FULL_YEAR))[0])

    found = years_of(head, Links(Library("shared", "7b1d")))

    assert [link.href for link in found] == ["/s/7b1d/year/2020", "/s/7b1d/year/2021"]


@pytest.mark.parametrize("path", ["/sample", "/sample/books", "/sample/year/2020"])
def test_pages_of_a_library_lead_to_its_years(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert 'href="/sample/year/2021"' in html


def test_the_page_is_served_and_says_which_year_it_is(client: Client) -> None:
    html = client.get("/sample/year/2021").content.decode()

    assert "2021 in books" in html
    assert 'href="/sample/year/2021" aria-current="page"' in html
    assert 'rel="prev" href="/sample/year/2020"' in html


def test_a_year_without_books_is_not_found(client: Client) -> None:
    assert client.get("/sample/year/1871").status_code == 404
    assert client.get("/sample/year/x").status_code == 404


def test_a_title_cannot_become_markup(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    books = [a_book(row, title="<script>x</script>", read="2021", pages=100 * row, rating=5.0) for row in (1, 2, 3)]
    path = tmp_path / "sample.json"
    path.write_bytes(a_document(waiting(books))[0].getvalue())
    monkeypatch.setattr(library, "SAMPLE", path)

    assert "<script>x" not in client.get("/sample/year/2021").content.decode()
