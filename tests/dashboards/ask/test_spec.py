"""The form that a question is brought into."""

from __future__ import annotations

import json

from dashboards.ask.spec import Filter, Kind, Measure, Order, Spec, spec_from_json


def test_a_spec_survives_being_written_as_json() -> None:
    spec = Spec(
        Kind.GROUPS,
        filters=(Filter("year_read", "=", (2020, 2021)), Filter("review", "known")),
        measure=Measure("average", "my_rating"),
        beside=(Measure("average", "average_rating"),),
        group="genre",
        only=("Fantasy", "Horror"),
        order=Order("measure", descending=False),
        limit=5,
        having=(">", 3),
        whole=(Filter("status", "=", ("read",)),),
    )

    again = spec_from_json(json.loads(json.dumps(spec.as_json())))

    assert again == spec


def test_the_smallest_spec_survives_too() -> None:
    spec = Spec(Kind.LIST)

    assert spec_from_json(json.loads(json.dumps(spec.as_json()))) == spec


def test_the_values_of_a_condition_are_found_by_field_and_operator() -> None:
    spec = Spec(Kind.LIST, filters=(Filter("pages", ">", (100,)), Filter("pages", "<", (200,))))

    assert spec.values_of("pages", "<") == (200,)
    assert spec.values_of("author") == ()
