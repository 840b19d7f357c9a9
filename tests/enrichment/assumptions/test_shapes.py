"""The shape of an answer, and how two shapes differ."""

from __future__ import annotations

from enrichment.assumptions.shapes import gone, other_kinds, shape_of


def test_a_shape_has_the_kinds_at_each_place_over_all_items() -> None:
    shape = shape_of({"docs": [{"isbn": ["1"]}, {"isbn": [], "pages": 1.5, "ebook": True}], "offset": None})

    assert shape == {
        "docs": {"list"},
        "docs[]": {"object"},
        "docs[].isbn": {"list"},
        "docs[].isbn[]": {"text"},
        "docs[].pages": {"number"},
        "docs[].ebook": {"yes or no"},
    }


def test_a_whole_number_and_a_decimal_are_the_same_kind() -> None:
    assert not other_kinds(shape_of({"rating": 4}), shape_of({"rating": 4.5}))


def test_a_list_that_became_a_text_is_told_in_words() -> None:
    expected, found = shape_of({"docs": [{"isbn": ["1"]}]}), shape_of({"docs": [{"isbn": "1"}]})

    assert other_kinds(expected, found) == ["docs[].isbn is now a text, it was a list"]


def test_what_is_gone_is_named_once_and_not_for_each_place_below_it() -> None:
    expected = shape_of({"docs": [{"title": "x", "editions": {"docs": [{"isbn": ["1"]}]}}]})

    assert gone(expected, shape_of({"docs": [{"title": "x"}]})) == ["docs[].editions"]
    assert gone(expected, shape_of({})) == ["docs"]


def test_new_places_are_no_difference() -> None:
    assert not gone(shape_of({"a": 1}), shape_of({"a": 1, "b": 2}))
    assert not other_kinds(shape_of({"a": 1}), shape_of({"a": 1, "b": 2}))


def test_an_answer_that_is_no_json_has_no_shape() -> None:
    assert shape_of(None) == {}
