"""The workflows use no stored key, and deploy what the script deploys."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from infrastructure.stages import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def deploy() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text("utf-8"))
    return read


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def test_no_key_of_aws_is_stored(path: Any) -> None:
    text = path.read_text("utf-8").lower()

    assert not [word for word in ("aws_access_key_id", "aws_secret_access_key", "secrets.aws") if word in text]


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def test_a_workflow_may_only_read_unless_a_job_says_more(path: Any) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}


def test_a_deployment_waits_for_the_tests_and_takes_its_turn() -> None:
    job = deploy()["jobs"]["deploy"]

    assert job["needs"] == "test"
    assert job["permissions"] == {"contents": "read", "id-token": "write"}
    assert "concurrency" in job


def test_main_goes_to_dev_and_a_tag_to_production() -> None:
    read = deploy()

    assert read[True]["push"] == {"branches": ["main"], "tags": ["v*"]}  # YAML takes "on" for a truth
    assert read["jobs"]["deploy"]["environment"] == "${{ github.ref_type == 'tag' && 'production' || 'dev' }}"
    assert any("infrastructure.deploy" in step.get("run", "") for step in read["jobs"]["deploy"]["steps"])
