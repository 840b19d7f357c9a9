"""What stands out."""

from __future__ import annotations

import pytest

from dashboards.figures import records
from dashboards.figures.cards import Card
from dashboards.seeing import whole
from tests.dashboards.document.made_up import a_book, a_library, published
from tests.dashboards.libraries import LINKS, seen_of
from uploads.parsing.records import ParsedBook


def cards_of(*books: ParsedBook) -> dict[str, Card]:
    figure = records.what_stands_out(seen_of(*books))
    return {card.label: card for card in figure.cards} if figure else {}


def test_the_longest_and_the_shortest_are_set_against_each_other() -> None:
    figure = records.what_stands_out(seen_of(a_book(1, title="Tome", pages=1200), a_book(2, title="Leaflet", pages=50)))

    assert figure is not None
    assert figure.answer == "<b>Tome</b> would hold Leaflet 24 times over."
    assert [(card.label, card.book["title"], card.value, card.href) for card in figure.cards] == [
        ("The longest", "Tome", "1,200 pages", "/sample/books/1001"),
        ("The shortest", "Leaflet", "50 pages", "/sample/books/1002"),
    ]


def test_books_that_are_all_alike_hold_no_record() -> None:
    assert cards_of(*[a_book(row, pages=300, original_publication_year=1990) for row in range(12)]) == {}


def test_a_year_before_the_common_era_is_said_so() -> None:
    cards = cards_of(a_book(1, original_publication_year=-430), a_book(2, original_publication_year=2024))

    assert (cards["The oldest"].value, cards["The newest"].value) == ("430 BCE", "2024")


def test_the_most_controversial_is_farthest_from_the_crowd_to_either_side() -> None:
    cards = cards_of(a_book(1, rating=5.0, average_rating=4.0), a_book(2, rating=1.0, average_rating=3.9))

    assert cards["The most controversial"].book["title"] == "Book 2"
    assert cards["The most controversial"].value == "You ★, the crowd 3.90"
    assert cards["The crowd’s favourite"].value == "4.00 stars on average"


def test_busy_days_and_pauses_are_told_with_their_dates() -> None:
    days = ["2020-03-01", "2020-03-01", "2020-03-20", "2021-06-20"]

    cards = cards_of(*[a_book(row, read=day) for row, day in enumerate(days, 1)])

    assert cards["The busiest day"].value == "2 books on 1 March 2020, this one among them"
    assert cards["The busiest month"].value == "3 books in March 2020, this one among them"
    assert cards["The busiest month"].href == "/sample/books?year=2020&month=3"
    assert cards["The longest pause"].value == "1 year 3 months, from 20 March 2020 to 20 June 2021, ended by this one"


@pytest.mark.parametrize("seed", range(3))
def test_the_records_of_any_library_are_those_of_its_books(seed: int) -> None:
    document = published(a_library(200, seed=seed))
    read = [book for book in document["books"] if book["reading_status"] == "read"]
    longest = max(read, key=lambda book: book["num_pages"] or 0)
    oldest = min(read, key=lambda book: (book["original_publication_year"] or 9999, book["row"]))

    figure = records.what_stands_out(whole(document, LINKS))

    assert figure is not None
    cards = {card.label: card for card in figure.cards}
    assert cards["The longest"].book["pages"] == longest["num_pages"]
    assert cards["The oldest"].book["id"] == oldest["id"]
