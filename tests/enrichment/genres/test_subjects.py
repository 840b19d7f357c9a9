"""What one subject, category path or shelf says."""

from __future__ import annotations

import pytest

from enrichment.genres.rules import TOPIC
from enrichment.genres.subjects import read_category, read_shelf, read_subject


@pytest.mark.parametrize(
    "subject",
    [
        "Large type books",
        "Accessible book",
        "Protected DAISY",
        "In library",
        "Reading Level-Grade 7",
        "RL: 5.3",
        "Lexile: 700",
        "Accelerated Reader",
        "New York Times bestseller",
        "bestseller",
        "collectionID:SomeChallenge",
        "Merriweather, A. B. (Alma Beatrix), 1901-1988",
        "Spanish language materials",
        "series:The_Long_Road",
        "",
        " -- / ",
    ],
)
def test_noise_says_nothing(subject: str):
    genres = [target for target, _ in read_subject(subject) if target != TOPIC]

    assert genres == []


def test_what_no_rule_knows_is_a_topic():
    assert read_subject("Lighthouse keepers' assistants") == ((TOPIC, 1.0),)


def test_noise_is_not_a_topic():
    assert read_subject("Large type books") == ()


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Fantasy fiction", "fantasy"),
        ("FICTION / Fantasy / Epic", "fantasy"),
        ("Fiction, fantasy, epic", "fantasy"),
        ("Wizards -- Juvenile fiction", "fantasy"),
        ("Magic in fiction", "fantasy"),
        ("American Science fiction", "science-fiction"),
        ("Science-Fiction", "science-fiction"),
        ("Science fiction, English", "science-fiction"),
        ("Fiction, mystery & detective, women sleuths", "mystery-crime"),
        ("Fiction / Thrillers / Espionage", "thriller"),
        ("World War, 1939-1945 -- Fiction", "historical-fiction"),
        ("World War, 1939-1945", "history"),
        ("Authors, biography", "biography-memoir"),
        ("SCIENCE / Life Sciences / Evolution", "science"),
        ("Mythology, Greek", "mythology-folklore"),
        ("Comic books, strips, etc.", "comics-graphic-novels"),
        ("Cooking, Italian", "food-cooking"),
        ("BUSINESS & ECONOMICS / Leadership", "business-economics"),
        ("Gay men, fiction", "lgbtq"),
    ],
)
def test_subjects_in_every_spelling_are_read(subject: str, expected: str):
    assert expected in dict(read_subject(subject))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Kriminalroman", "mystery-crime"),
        ("Historischer Roman", "historical-fiction"),
        ("Roman policier", "mystery-crime"),
        ("Science-fiction américaine", "science-fiction"),
        ("Novela histórica", "historical-fiction"),
        ("Cuentos de amor", "romance"),
        ("Ciencia-ficción", "science-fiction"),
        ("Fantascienza", "science-fiction"),
        ("Ficção policial", "mystery-crime"),
        ("Liefdesromans", "romance"),
        ("Powieść kryminalna", "mystery-crime"),
        ("Biografía", "biography-memoir"),
        ("Geschichte", "history"),
        ("Bandes dessinées", "comics-graphic-novels"),
        ("Kochbuch", "food-cooking"),
    ],
)
def test_subjects_in_other_languages_are_read(subject: str, expected: str):
    assert expected in dict(read_subject(subject))


def test_the_longest_words_win():
    said = dict(read_subject("English science fiction"))

    assert "science-fiction" in said
    assert "science" not in said


def test_a_bestseller_list_speaks_for_its_kind_and_not_by_its_words():
    assert "nonfiction" in dict(read_subject("combined-print-and-e-book-nonfiction=2019-03-10"))
    assert dict(read_subject("hardcover-fiction=2019-03-10")).keys() == {"fiction"}
    assert "young-adult" in dict(read_subject("young-adult-hardcover=2019-03-10"))


def test_a_prize_speaks_for_what_it_is_given_for():
    assert "science-fiction" in dict(read_subject("award:hugo_award=novel"))
    assert "literary-fiction" in dict(read_subject("Man Booker Prize Winner"))
    assert "biography-memoir" in dict(read_subject("award:pulitzer_prize=biography"))


def test_a_call_number_among_the_subjects_is_read_as_a_class():
    assert "science" in dict(read_subject("Qc21.2 .k55 2001"))
    assert "food-cooking" in dict(read_subject("641.5"))


def test_a_category_path_counts_with_all_that_it_starts_with():
    said = dict(read_category("Fiction / Romance / Historical / Regency"))

    assert said["romance"] >= 1.0
    assert "historical-fiction" in said
    assert "fiction" in said


def test_novels_for_the_young_have_the_kinds_of_novels():
    said = dict(read_category("Young Adult Fiction / Horror"))

    assert {"horror", "young-adult", "fiction"} <= said.keys()


def test_a_category_that_is_no_known_path_is_read_as_a_subject():
    assert "fantasy" in dict(read_category("Epic fantasy"))


@pytest.mark.parametrize(
    ("shelf", "expected"),
    [
        ("sci-fi", "science-fiction"),
        ("scifi-fantasy", "fantasy"),
        ("non-fiction", "nonfiction"),
        ("sachbücher", "nonfiction"),
        ("memoirs", "biography-memoir"),
        ("comics", "comics-graphic-novels"),
        ("cookbooks", "food-cooking"),
        ("ya", "young-adult"),
        ("classics", "classics"),
        ("poetry", "poetry"),
        ("historical-fiction", "historical-fiction"),
        ("krimis-und-thriller", "thriller"),
        ("ciencia-ficción", "science-fiction"),
        ("my_fantasy_novels", "fantasy"),
    ],
)
def test_shelves_are_read_in_the_reader_s_words(shelf: str, expected: str):
    assert expected in dict(read_shelf(shelf))


@pytest.mark.parametrize(
    "shelf", ["to-read", "currently-reading", "owned", "favourites", "kindle", "dnf", "2019", "calibre", ""]
)
def test_shelves_that_do_not_describe_the_book_say_nothing(shelf: str):
    assert read_shelf(shelf) == ()
