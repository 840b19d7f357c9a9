"""The form that a model fills in is made of what the builder knows, and what is sent with it stays small."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from jsonschema import Draft202012Validator

from dashboards.ask.model.form import CANNOT, checked, sent
from dashboards.ask.model.prices import LONGEST_REQUEST, Prices
from dashboards.ask.model.prompt import spelt_out, system_prompt
from dashboards.ask.model.values import BROKEN, DATES, NAMES, RANGES, WORDS
from dashboards.ask.planner.plain import LONGEST
from dashboards.ask.spec import FIELDS, FUNCTIONS, GROUPS, OPERATORS, Filter, Kind, Measure, Order, Spec
from tests.model_stand_in import FORM


def names_of(data: type) -> set[str]:
    return {one.name for one in dataclasses.fields(data)}


def test_the_form_has_every_part_of_a_spec_and_no_other() -> None:
    properties = checked()["properties"]

    assert set(properties) == names_of(Spec) - {"besides", "show"}  # what only our own rules fill in
    assert set(properties["filters"]["items"]["properties"]) == names_of(Filter)
    assert set(properties["whole"]["items"]["properties"]) == names_of(Filter)
    assert set(properties["measure"]["properties"]) == names_of(Measure)
    assert set(properties["order"]["properties"]) == names_of(Order)


def test_the_form_names_what_the_builder_knows_and_nothing_else() -> None:
    properties = checked()["properties"]
    condition = properties["filters"]["items"]["properties"]

    assert properties["kind"]["enum"] == [*Kind, CANNOT]
    assert condition["field"]["enum"] == list(FIELDS)
    assert condition["op"]["enum"] == list(OPERATORS)
    assert properties["measure"]["properties"]["function"]["enum"] == list(FUNCTIONS)
    assert properties["group"]["enum"] == ["", *GROUPS]


def test_both_schemas_are_schemas_and_take_a_form() -> None:
    for schema in (checked(), sent()):
        Draft202012Validator.check_schema(schema)
        assert Draft202012Validator(schema).is_valid(FORM)


def test_no_object_of_the_form_takes_other_keys() -> None:
    def objects(schema: object) -> list[dict[str, object]]:
        if isinstance(schema, list):
            return [found for one in schema for found in objects(one)]
        if not isinstance(schema, dict):
            return []
        here = [schema] if schema.get("type") == "object" else []
        return here + [found for one in schema.values() for found in objects(one)]

    for schema in (checked(), sent()):
        assert len(objects(schema)) == 7
        assert all(one["additionalProperties"] is False for one in objects(schema))


def test_what_is_sent_demands_every_key_and_has_no_bounds() -> None:
    assert sent()["required"] == list(sent()["properties"])
    assert not {"maxItems", "maxLength", "minimum", "maximum"} & set(json.dumps(sent()).split('"'))


def test_every_field_has_values_that_can_be_checked() -> None:
    kinds = [set(RANGES), DATES, NAMES, set(WORDS), {"language", "review"}]

    shown = {"genres", "shelves"}  # for showing alone: no condition on them passes
    assert set.union(*kinds) == set(FIELDS) - shown
    assert sum(map(len, kinds)) == len(FIELDS) - len(shown)
    assert {name for name, field in FIELDS.items() if field.numeric} <= set(RANGES)
    assert set(RANGES) >= BROKEN


def test_the_prompt_explains_every_field_and_the_date() -> None:
    prompt = system_prompt(dt.date(2026, 3, 1))

    assert all(f"\n- {name}: " in prompt for name in FIELDS)
    assert "Today is 2026-03-01." in prompt


def test_no_request_is_longer_than_what_its_worst_cost_is_reckoned_with() -> None:
    longest = len(spelt_out(system_prompt(dt.date(2026, 3, 1))).encode()) + 4 * LONGEST

    assert longest <= LONGEST_REQUEST
    assert Prices(3, 15).worst == 3 * (LONGEST_REQUEST + 1_000) + 15 * 2_000
