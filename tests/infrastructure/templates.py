"""CloudFormation templates as data, and what stands in them as it is in a stage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from infrastructure.stages import ACCOUNT, ROOT


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms: `!Sub text` is {"Fn::Sub": text}."""


def _short_form(loader: Loader, tag: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        raise TypeError(tag)
    return {tag if tag in {"Ref", "Condition"} else f"Fn::{tag}": value}


Loader.add_multi_constructor("!", _short_form)


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((ROOT / "infrastructure" / name).read_text("utf-8"), Loader)  # noqa: S506 - a SafeLoader
    return loaded


TEMPLATE, FOR_ACCOUNT, FOR_DEPLOYER = load("template.yaml"), load("account.yaml"), load("deployer.yaml")


OF_AWS = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": ACCOUNT,
    "AWS::URLSuffix": "amazonaws.com",
}


def properties(name: str, template: dict[str, Any] = TEMPLATE) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


def of_type(kind: str, template: dict[str, Any] = TEMPLATE) -> list[dict[str, Any]]:
    return [resource["Properties"] for resource in template["Resources"].values() if resource["Type"] == kind]


def resolved(value: Any, stage_name: str, *, conditions: Sequence[str] = (), **known: str) -> Any:
    """What stands in a template as it is in a stage, where these conditions hold: what others ask for is left out.

    `known` are parameters and attributes; of those that are not, the name stays: "${Api}".
    """
    if stage_name == "production":
        conditions = (*conditions, "IsProduction")
    return Resolver({"Stage": stage_name, **OF_AWS, **known}, conditions).of(value)


@dataclass(frozen=True, slots=True)
class Resolver:
    """CloudFormation's functions, as far as our templates use them."""

    known: Mapping[str, str]
    conditions: Sequence[str]

    def of(self, value: Any) -> Any:
        if isinstance(value, list):
            return [found for found in map(self.of, value) if found is not None]
        if not isinstance(value, dict):
            return value
        match list(value.items()):
            case [("Fn::Sub", [text, more])]:
                return self._substituted(text, {name: self.of(part) for name, part in more.items()})
            case [("Fn::Sub", text)]:
                return self._substituted(text, {})
            case [("Fn::If", [condition, yes, no])]:
                return self.of(yes if condition in self.conditions else no)
            case [("Fn::FindInMap", [of_what, key, name])]:
                return FOR_DEPLOYER["Mappings"][of_what][self.of(key)][name]
            case [("Ref", "AWS::NoValue")]:
                return None
            case [("Ref" | "Fn::GetAtt", name)]:
                return self.known.get(name, "${" + name + "}")
            case parts:
                return {name: found for name, part in parts if (found := self.of(part)) is not None}

    def _substituted(self, text: str, more: Mapping[str, str]) -> str:
        names = {**self.known, **more}
        return re.sub(r"\$\{([^}]+)\}", lambda found: names[found[1]], text)


def statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return found


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
