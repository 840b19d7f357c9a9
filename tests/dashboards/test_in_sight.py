"""What is in sight of a dashboard when a filter is chosen: the same as in the whole page, and only where it is all there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from dashboards.document.filters import Filters
from dashboards.figures import chapters_of, figures_of
from dashboards.pages.in_sight import MOST
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_library, published
from tests.dashboards.libraries import LINKS, seen_of

FILTERED = "/sample?year=2020"


def answer(client: Client, *ids: str, address: str = FILTERED) -> str:
    response = client.get(address, headers={"in-sight": " ".join(ids)})
    assert response.status_code == 200
    assert "In-Sight" in response.headers["Vary"]
    return response.content.decode()


def piece(page: str, opening: str, closing: str) -> str:
    """A piece of a page, without its width, in which its neighbours have a say, and without what only indents."""
    found = re.search(f"<{opening}.*?{closing}", page, re.DOTALL)
    assert found, opening
    return re.sub(r"\s+", " ", re.sub(r"\bw\d+\b", "", found[0]))


def is_whole(page: str) -> bool:
    return "data-pieces" not in page and 'id="catalogues"' in page


def test_pieces_are_those_of_the_whole_page(client: Client) -> None:
    page = client.get(FILTERED).content.decode()

    pieces = answer(client, "title", "shelf", "years", "ratings", "records-of-all")

    assert not is_whole(pieces)
    assert len(pieces) < len(page) / 3
    for opening, closing in (
        ("title>", "</title>"),
        ('div class="title"', "</ul>"),
        ('section id="shelf"', "</section>"),
        ('div class="filters"', "</form>"),
        ('figure class="[^"]*" id="years"', "</figure>"),
        ('figure class="[^"]*" id="ratings"', "</figure>"),
        ('section class="[^"]*" id="records-of-all"', "</section>"),
    ):
        assert piece(pieces, opening, closing) == piece(page, opening, closing)


def test_the_bar_of_filters_comes_with_whatever_is_in_sight(client: Client) -> None:
    pieces = answer(client, "genres")

    assert 'id="genres"' in pieces
    assert 'class="chips"' in pieces
    assert "<h1>" not in pieces
    assert 'id="years"' not in pieces


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param([], id="nothing"),
        pytest.param(["years", "keeping"], id="what is no piece"),
        pytest.param(["years", "<script>"], id="what is no id"),
        pytest.param(["years", "origins"], id="a figure that this library does not have"),
        pytest.param([f"figure-{number}" for number in range(MOST + 1)], id="too much"),
    ],
)
def test_the_whole_page_answers_where_not_all_is_to_be_had(client: Client, ids: list[str]) -> None:
    assert is_whole(answer(client, *ids))


def test_the_whole_page_answers_where_no_book_passes(client: Client) -> None:
    page = answer(client, "title", "years", address="/sample?year=1700")

    assert is_whole(page)
    assert "No book is all of that." in page


def test_a_library_that_is_too_small_for_statistics_has_no_pieces() -> None:
    assert figures_of(seen_of(), {"years"}) == []


@pytest.mark.parametrize("wanted", [{}, {"rating": "4"}, {"year": "2021", "genre": "fantasy"}, {"author": "nobody"}])
def test_every_figure_of_a_dashboard_is_found_by_its_id(wanted: dict[str, str]) -> None:
    document = published(a_library(300, seed=2))
    filters = Filters.of(wanted)
    seen = through(document, document["books"], LINKS, filters) if filters else whole(document, LINKS)

    figures = [figure for chapter in chapters_of(seen) for figure in chapter.figures]

    assert len(figures) > 20
    for figure in figures:
        (alone,) = figures_of(seen, {figure.id})
        assert replace(alone, columns=figure.columns) == figure
