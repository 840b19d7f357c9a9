"""From what the services say to weights."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from enrichment.genres import Evidence, Weights, judge, weigh

words = st.lists(st.text(max_size=80), max_size=6).map(tuple)
evidences = st.builds(
    Evidence, subjects=words, categories=words, lcc=words, ddc=words, year=st.none() | st.integers(-3000, 3000)
)


def test_nothing_weighs_nothing():
    assert weigh(Evidence()) == Weights()


def test_the_heaviest_genre_comes_first_and_says_why():
    evidence = Evidence(subjects=("Fantasy fiction", "Fiction, fantasy, epic", "Wizards", "Courtship"))

    weights = weigh(evidence)

    assert next(iter(weights.genres)) == "fantasy"
    assert weights.because["fantasy"] == (
        'subject "Fantasy fiction"',
        'subject "Fiction, fantasy, epic"',
        'subject "Wizards"',
    )


def test_a_third_piece_of_evidence_counts_less_than_the_first():
    one = weigh(Evidence(subjects=("Horror tales",))).genres["horror"]
    two = weigh(Evidence(subjects=("Horror tales", "Horror stories"))).genres["horror"]
    three = weigh(Evidence(subjects=("Horror tales", "Horror stories", "Ghost stories"))).genres["horror"]

    assert one > two - one > three - two > 0


def test_the_same_subject_twice_counts_once():
    assert weigh(Evidence(subjects=("Horror tales", "Horror tales"))) == weigh(Evidence(subjects=("Horror tales",)))


def test_ten_editions_of_one_class_are_one_class():
    one = weigh(Evidence(lcc=("TX714.A1",)))
    ten = weigh(Evidence(lcc=tuple(f"TX{number}.A1" for number in range(714, 724))))

    assert ten.genres == one.genres


def test_categories_and_classes_speak_where_subjects_are_silent():
    weights = weigh(Evidence(categories=("Cooking / Regional & Ethnic",), lcc=("TX725.G4",), ddc=("641.5943",)))

    assert next(iter(weights.genres)) == "food-cooking"
    assert weights.because["food-cooking"] == (
        'category "Cooking / Regional & Ethnic"',
        "DDC class 641.5943",
        "LCC class TX725.G4",
    )


def test_the_form_is_weighed_apart_from_the_genre():
    novel = weigh(Evidence(subjects=("Fiction", "Beekeepers, fiction")))
    study = weigh(Evidence(subjects=("Nonfiction", "Beekeepers, biography")))

    assert novel.fiction > 0 > study.fiction


def test_genres_lean_to_their_form_where_nobody_names_it():
    assert weigh(Evidence(subjects=("Fantasy",))).fiction > 0
    assert weigh(Evidence(subjects=("Mathematics",))).fiction < 0


def test_the_audience_is_weighed_apart_from_the_genre():
    picture_book = weigh(Evidence(subjects=("Picture books for children", "Bedtime stories", "Rabbits, fiction")))
    teen_novel = weigh(Evidence(subjects=("Young adult fiction", "High school students")))
    grown_up = weigh(Evidence(subjects=("Psychological fiction",)))

    assert [weights.audience for weights in (picture_book, teen_novel, grown_up)] == ["children", "young-adult", None]


def test_a_novel_with_topics_but_no_genre_leans_literary():
    weights = weigh(Evidence(subjects=("Fiction", "Beekeepers", "Gdańsk (Poland), fiction")))

    assert next(iter(weights.genres)) == "literary-fiction"
    assert 'subject "Beekeepers"' in weights.because["literary-fiction"]


def test_a_bare_novel_weighs_nothing_but_its_form():
    weights = weigh(Evidence(subjects=("Fiction", "bestseller", "Large type books")))

    assert weights.genres == {}
    assert weights.fiction > 0


def test_weights_survive_json():
    weights = weigh(Evidence(subjects=("Young adult fiction", "Wizards", "Fantasy fiction"), year=1931))

    assert Weights.from_json(json.loads(json.dumps(weights.to_json()))) == weights


def test_weights_of_an_older_row_are_read():
    assert Weights.from_json({}) == Weights()


@given(evidences, words)
def test_no_evidence_whatever_raises(evidence: Evidence, shelves: tuple[str, ...]):
    weights = weigh(evidence)
    verdict = judge(weights, shelves=shelves)

    assert Weights.from_json(json.loads(json.dumps(weights.to_json()))) == weights
    assert len(verdict.genres) <= 4
    assert verdict.because.keys() == set(verdict.genres)
