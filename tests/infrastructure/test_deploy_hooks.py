"""What is asked of Lambda behind a deployment. The emulator forgets the limit: so the request itself is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from infrastructure import deploy_hooks
from infrastructure.deploy_hooks import AT_ONCE, NoTrigger
from infrastructure.stages import queue_arns, stage

ONE, OTHER = "0a7b2c1d-0000-4000-8000-000000000001", "0a7b2c1d-0000-4000-8000-000000000002"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:goodreads-stats-dev"


@pytest.fixture
def functions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Lambda's client, which answers what a test says and refuses every other request."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    client = boto3.client("lambda", region_name="us-east-1", **keys)
    monkeypatch.setattr(deploy_hooks.boto3, "client", lambda service, **_: client)
    with Stubber(client) as stubber:
        yield stubber


def cli() -> Any:
    return SimpleNamespace(aws_region="us-east-1", lambda_name="goodreads-stats-dev", stage_config=stage("dev"))


def answering(functions: Stubber, *mappings: dict[str, str]) -> None:
    [queue] = queue_arns(stage("dev"))
    functions.add_response("get_function_configuration", {"FunctionArn": ARN}, {"FunctionName": "goodreads-stats-dev"})
    asked = {"FunctionName": ARN, "EventSourceArn": queue}
    functions.add_response("list_event_source_mappings", {"EventSourceMappings": list(mappings)}, asked)


def test_so_many_messages_are_at_work_at_once_that_readers_are_still_answered(functions: Stubber) -> None:
    answering(functions, {"UUID": ONE})
    asked = {"UUID": ONE, "ScalingConfig": {"MaximumConcurrency": AT_ONCE}}
    functions.add_response("update_event_source_mapping", {}, asked)

    deploy_hooks.after(cli())

    functions.assert_no_pending_responses()
    assert 2 <= AT_ONCE < 10  # Lambda takes no less; a new account runs ten at once


@pytest.mark.parametrize("mappings", [[], [{"UUID": ONE}, {"UUID": OTHER}]])
def test_a_queue_that_wakes_nobody_or_twice_stops_the_deployment(
    functions: Stubber, mappings: list[dict[str, str]]
) -> None:
    answering(functions, *mappings)

    with pytest.raises(NoTrigger, match=f"there are {len(mappings)}"):
        deploy_hooks.after(cli())
