"""The documentation tells the truth of today: every variable and every path of the API stands in it, versions agree."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from django.test import Client

from uploads.mending.questions import KINDS

ROOT = Path(__file__).resolve().parents[1]
READS = re.compile(r"""env\.(?:text|flag|integer|number|amount|one_of|several|address)\(\s*"([A-Z0-9_]+)\"""")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def variables() -> list[str]:
    return sorted(set(READS.findall(read("goodreads_site/settings.py"))))


@pytest.mark.parametrize("variable", variables())
def test_every_variable_is_documented(variable: str) -> None:
    assert f"`{variable}`" in read("docs/settings.md")


def test_no_variable_is_documented_that_nobody_reads() -> None:
    documented = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", read("docs/settings.md"), re.MULTILINE))

    assert documented == set(variables())


def test_every_path_of_the_api_is_documented(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]

    documented = read("docs/api.md")

    assert paths
    for path, methods in paths.items():
        for method in methods:
            assert f"`{method.upper()} {path}`" in documented


def test_the_examples_of_env_name_real_variables() -> None:
    named = set(re.findall(r"^#?([A-Z0-9_]+)=", read(".env.example"), re.MULTILINE))

    assert named <= set(variables())


def test_in_compose_the_workers_wait_for_the_tables_that_web_makes_and_web_is_asked_by_a_name_it_answers() -> None:
    services = yaml.safe_load(read("docker-compose.yml"))["services"]

    assert services["worker"]["depends_on"] == {"web": {"condition": "service_healthy"}}
    assert "migrate" in " ".join(services["web"]["command"])
    asked = re.search(r"http://([\d.]+):", " ".join(services["web"]["healthcheck"]["test"]))
    assert asked is not None
    assert services["web"]["environment"]["ALLOWED_HOSTS"].endswith(f",{asked[1]}")  # whatever is set for it


def test_compose_and_zappa_set_only_variables_that_are_read() -> None:
    compose = yaml.safe_load(read("docker-compose.yml"))
    zappa = json.loads(read("zappa_settings.json"))
    by_others = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT"}

    given = set(compose["services"]["web"]["environment"])
    for stage in ("dev", "production"):
        given |= set(zappa[stage]["aws_environment_variables"])

    assert given - by_others <= set(variables())


def test_every_requirement_is_pinned_and_says_what_it_is_for() -> None:
    names = (
        "requirements.txt",
        "requirements-dev.txt",
        *(f"infrastructure/requirements-{name}.txt" for name in ("package", "runtime")),
    )
    lines = "\n".join(map(read, names)).splitlines()

    requirements = [line for line in lines if line and not line.startswith(("#", "-r "))]

    assert requirements
    for line in requirements:
        assert re.fullmatch(r"[\w.\[\]-]+==[\w.]+  # .{5,}", line), line


def test_the_image_and_lambda_run_the_same_python() -> None:
    image = re.search(r"FROM python:(\d+\.\d+)", read("Dockerfile"))

    assert image
    assert json.loads(read("zappa_settings.json"))["base"]["runtime"] == f"python{image[1]}"


def test_no_path_of_a_machine_is_in_the_repository() -> None:
    shown = [ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile", ".ci/run")] + list(
        (ROOT / "docs").rglob("*.md")
    )

    for path in shown:
        assert not re.search(r"(?<![\w.])/(home|Users|root|work|tmp)/\w", path.read_text("utf-8")), path.name


def test_every_kind_of_issue_is_documented_and_whether_it_is_required() -> None:
    lines = read("docs/mending.md").splitlines()

    for kind, about in KINDS.items():
        required = " (required)" if about.is_required else ""
        assert any(line.startswith(f"| `{kind}`{required} |") for line in lines), kind
