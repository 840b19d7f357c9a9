"""Every command of ours is in docs/commands.md, with every option that it has beside Django's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

OURS = sorted(
    name for name, app in get_commands().items() if app in ("goodreads_site", "enrichment", "uploads", "dashboards")
)
DOCS = (Path(__file__).resolve().parents[1] / "docs" / "commands.md").read_text("utf-8")


def options_of(command: BaseCommand) -> set[str]:
    parser = command.create_parser("manage.py", "command")
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    built_upon = type(command).__mro__[1]()

    own_options = options_of(command) - options_of(built_upon)

    assert f"| `{name}` |" in DOCS
    for option in own_options:
        assert option in DOCS, f"{name} {option}"
