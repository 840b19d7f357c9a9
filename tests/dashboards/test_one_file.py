"""The dashboard as one file: the page that the site shows, and every book in a list behind it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from dashboards.library import SAMPLE
from dashboards.one_file import IN_THE_FILE, LinksInside, context_of, lines_of, page_of


@pytest.fixture(scope="module")
def page() -> str:
    with SAMPLE.open("rb") as document:
        return page_of(document)


def book(**differences: Any) -> dict[str, Any]:
    plain = {
        "id": "1",
        "title": "The Lantern of Winter",
        "series": None,
        "series_number": None,
        "reading_status": "read",
        "author": "Ida Holm",
        "my_rating": 4,
        "date_read": "2023-05-17",
        "num_pages": 1320,
        "original_publication_year": 1987,
        "genres": ["Fantasy", "Classics"],
    }
    return plain | differences


def test_it_leads_nowhere_and_loads_nothing_of_ours(page: str) -> None:
    addresses = set(re.findall(r'(?:src|href|action)="([^"]*)"', page))

    assert not [
        address for address in addresses if not address.startswith(("#", "data:", "https://covers.", "https://books."))
    ]
    assert "/static/" not in page


def test_it_offers_no_finger_to_choose_books_that_no_page_could_list(page: str) -> None:
    assert 'id="divide"' in page
    assert 'id="divide-by-finger"' not in page


def test_links_within_it_lead_to_places_that_are_there(page: str) -> None:
    places = set(re.findall(r'\sid="([^"]+)"', page))

    led_to = set(re.findall(r'href"?[=:] ?"#([\w-]+)"', page))  # of its links, and of its charts' data

    assert "books" in led_to
    assert led_to <= places


def test_it_shows_what_the_sites_own_page_shows(client: Client) -> None:
    shown = client.get("/sample").context

    with SAMPLE.open("rb") as document:
        ours = context_of(document)

    (theirs,) = (layer for layer in shown[0].dicts if "front" in layer)
    assert ours["front"].headline == shown["front"].headline
    assert [chapter.id for chapter in ours["chapters"]] == [chapter.id for chapter in shown["chapters"]]
    # for pages with addresses, and what the template sets itself
    not_told_by_it = {"bar", "preview", "years", "holds", "LANGUAGE_CODE"}
    assert theirs.keys() - ours.keys() <= not_told_by_it, "one_file does not tell the template all that the view does"


def test_every_book_is_a_line_in_words() -> None:
    (line,) = lines_of([book(series="Shores", series_number="2", reading_status="to-read")])

    assert (line.series, line.status, line.read) == ("Shores 2", "To read", "17 May 2023")
    assert (line.stars, line.pages, line.year, line.genres) == ("★★★★", "1,320", "1987", "Fantasy, Classics")


def test_what_is_not_known_of_a_book_is_left_blank() -> None:
    (line,) = lines_of(
        [book(my_rating=None, date_read=None, num_pages=None, original_publication_year=None, genres=[])]
    )

    assert (line.stars, line.read, line.pages, line.year, line.genres) == ("", "", "", "", "")


def test_the_last_read_stand_first_and_those_without_a_date_behind_as_they_come() -> None:
    dates = {"1": None, "2": "2020", "3": "2023-05-17", "4": None}

    lines = lines_of(book(id=number, date_read=date) for number, date in dates.items())

    assert [line.id for line in lines] == ["3", "2", "1", "4"]


def test_all_addresses_of_a_library_are_places_in_the_page() -> None:
    links = LinksInside(IN_THE_FILE)

    assert (links.dashboard, links.all_books, links.books(genre="fantasy")) == ("#main", "#books", "#books")
    assert links.book("row-7") == "#book-row-7"
