"""The shelves that readers made themselves."""

from __future__ import annotations

from dashboards.document.filters import Filters
from dashboards.figures import own_shelves
from dashboards.seeing import through, whole
from tests.dashboards.document.made_up import a_book, a_library, published, waiting
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook, Status


def shelved(*shelves: str, **fields: object) -> list[ParsedBook]:
    """A book for each text, on the shelves that it names."""
    return [a_book(row, shelves=tuple(names.split()), **fields) for row, names in enumerate(shelves, 1)]


def test_shelves_tell_what_stands_on_no_other_and_what_they_share() -> None:
    figure = own_shelves.how_they_overlap(seen_of(*shelved("sea", "sea", "sea owned", "owned sea", "")))

    assert figure is not None
    assert figure.answer == "<b>50%</b> of the books on your own shelves stand on more than one."
    assert figure.rests_on.startswith("From 4 of 5 books, read or not, that are on a shelf of your own.")
    sea, owned = figure.data["marks"]
    assert (sea["title"], sea["value"], sea["alone"]) == ("sea", 4, 2)
    assert sea["lines"] == ["4 books", "2 also on “owned”"]
    assert (owned["value"], owned["alone"], owned["href"]) == (2, 0, "/sample?shelf=owned#shelves")


def test_books_to_be_read_count_too() -> None:
    figure = own_shelves.how_they_overlap(seen_of(*shelved("sea", "owned", status=Status.TO_READ)))

    assert figure is not None
    assert figure.answer == "<b>0%</b> of the books on your own shelves stand on more than one."


def test_a_single_shelf_has_nothing_to_overlap_with() -> None:
    assert own_shelves.how_they_overlap(seen_of(*shelved("sea", "sea", ""))) is None


def test_any_librarys_shelves_are_those_of_its_books() -> None:
    document = published(a_library(150, seed=4))

    figure = own_shelves.how_they_overlap(whole(document, LINKS))

    assert figure is not None
    for mark in figure.data["marks"]:
        on_it = [book["shelves"] for book in document["books"] if mark["title"] in book["shelves"]]
        assert (mark["value"], mark["alone"]) == (len(on_it), sum(len(names) == 1 for names in on_it))


def test_a_chosen_shelf_leaves_the_others_to_choose() -> None:
    document = published(waiting(shelved("sea", "sea owned", "owned")))
    seen = through(document, document["books"], LINKS, Filters.of({"shelf": "sea"}))

    figure = own_shelves.how_they_overlap(seen)

    assert figure is not None
    assert {mark["title"]: mark.get("chosen", False) for mark in figure.data["marks"]} == {"sea": True, "owned": False}


def many(shelves: int) -> list[ParsedBook]:
    """A library in which the first shelf holds every book, and each of the others one."""
    return shelved(*(f"s0 s{number}" for number in range(1, shelves)))


def test_more_shelves_than_bars_are_good_for_are_boxes() -> None:
    bars, boxes = (own_shelves.how_they_overlap(seen_of(*many(count))) for count in (12, 13))

    assert bars is not None
    assert boxes is not None
    assert (bars.chart, boxes.chart) == ("overlaps", "treemap")
    assert len(boxes.data["marks"]) == 13
    assert "The dark strip of a box is what stands on no other." in boxes.rests_on


def test_shelves_that_the_document_has_no_room_for_are_counted() -> None:
    figure = own_shelves.how_they_overlap(seen_of(*many(70)))

    assert figure is not None
    assert len(figure.data["marks"]) == len(figure.table.rows) == 60
    assert figure.rests_on.endswith("These are the 60 fullest of 70 shelves.")


def test_a_filter_makes_no_bars_of_boxes() -> None:
    document = published(waiting([*many(20), a_book(90, rating=5.0, shelves=("s3", "s4"))]))
    seen = through(document, document["books"], LINKS, Filters.of({"rating": "5"}))

    figure = own_shelves.how_they_overlap(seen)

    assert figure is not None
    assert figure.chart == "treemap"
    assert {mark["title"]: (mark["value"], mark["ghost"]) for mark in figure.data["marks"]}["s3"] == (1, 2)
