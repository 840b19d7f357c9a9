"""Deployments against the stand-in. It takes any template: what AWS would refuse, test_template.py looks for.

The stand-in runs no function: migrations and the site itself are not tried here.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from infrastructure import deploy
from infrastructure.deploy import DeploymentFailed, Target
from infrastructure.site import EDGE_KEY
from infrastructure.standing_in import keep_secrets

pytestmark = pytest.mark.cloud
ACCOUNT = "123456789012"  # the stand-in's own


@pytest.fixture(scope="module")
def target(aws: str) -> Target:
    parameters = {"AlarmEmail": "somebody@example.org", "CertificateArn": "", "HostedZoneId": "", "MonthlyBudget": "10"}
    target = Target("dev", ACCOUNT, parameters)
    target.client("s3").create_bucket(Bucket=target.settings["s3_bucket"])
    keep_secrets(
        aws, target.settings["aws_environment_variables"]["SECRETS_PATH"], {"EDGE_KEY": f"{EDGE_KEY},an-older-one"}
    )
    return target


@pytest.fixture(scope="module")
def deployed(target: Target, tmp_path_factory: pytest.TempPathFactory) -> Target:
    archive = tmp_path_factory.mktemp("package") / "package.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("handler.py", "def lambda_handler(event, context): return event\n")
    deploy.put_stack(target)
    deploy.put_function(target, deploy.upload(target, Path(archive), name="first"))
    deploy.put_stack(target)
    return target


def stack(target: Target) -> dict[str, Any]:
    [found] = target.client("cloudformation").describe_stacks(StackName=target.stack)["Stacks"]
    return dict(found)


def trigger(target: Target) -> dict[str, Any]:
    functions = target.client("lambda")
    arn = functions.get_function_configuration(FunctionName=target.function)["FunctionArn"]
    [found] = functions.list_event_source_mappings(FunctionName=arn)["EventSourceMappings"]
    return dict(found)


def test_the_stack_makes_what_the_function_needs(deployed: Target) -> None:
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack(deployed)["Outputs"]}

    assert outputs["RoleArn"] == deployed.settings["role_arn"]
    assert outputs["UploadsBucket"] == deployed.settings["aws_environment_variables"]["S3_UPLOADS_BUCKET"]
    assert outputs["QueueArn"].endswith(":" + deployed.settings["aws_environment_variables"]["SQS_QUEUE"])


def test_the_address_waits_for_the_function_and_gets_the_newest_key(deployed: Target) -> None:
    parameters = {pair["ParameterKey"]: pair["ParameterValue"] for pair in stack(deployed)["Parameters"]}

    assert parameters["Deployed"] == "yes"
    assert deploy.edge_key(deployed) == EDGE_KEY


def test_a_stage_without_a_key_for_its_edge_is_not_deployed(target: Target) -> None:
    with pytest.raises(DeploymentFailed, match="/goodreads-stats/production/EDGE_KEY is not in the Parameter Store"):
        deploy.put_stack(Target("production", ACCOUNT, target.parameters))


def test_the_queue_wakes_the_function_a_message_at_a_time(deployed: Target) -> None:
    found = trigger(deployed)

    assert found["BatchSize"] == 1
    assert found["EventSourceArn"] == f"arn:aws:sqs:us-east-1:{ACCOUNT}:{deployed.function}"


def test_the_function_gets_its_settings_and_the_clock_wakes_it(deployed: Target) -> None:
    function = deployed.client("lambda").get_function_configuration(FunctionName=deployed.function)
    rules = deployed.client("events").list_rules(NamePrefix=deployed.function)["Rules"]

    wanted = deployed.settings["aws_environment_variables"]
    assert wanted.items() <= function["Environment"]["Variables"].items()
    assert (function["Timeout"], function["MemorySize"]) == (300, deployed.settings["memory_size"])
    assert len(rules) == 2


def test_a_package_is_kept_to_go_back_to(deployed: Target) -> None:
    kept = deployed.client("s3").list_objects_v2(Bucket=deployed.settings["s3_bucket"], Prefix="packages/")["Contents"]

    assert "packages/dev/first.zip" in [package["Key"] for package in kept]


def test_a_second_deployment_puts_another_package_in_the_place_of_the_first(deployed: Target, tmp_path: Path) -> None:
    before = size_of(deployed)
    archive = tmp_path / "second.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("handler.py", "def lambda_handler(event, context): return 'another, and a longer one'\n")

    deploy.put_stack(deployed)
    deploy.put_function(deployed, deploy.upload(deployed, archive, name="second"))

    assert size_of(deployed) == archive.stat().st_size != before
    assert trigger(deployed)["State"] == "Enabled"
    assert len(deployed.client("events").list_rules(NamePrefix=deployed.function)["Rules"]) == 2

    deploy.put_function(deployed, f"s3://{deployed.settings['s3_bucket']}/packages/dev/first.zip")  # and back
    assert size_of(deployed) == before


def size_of(target: Target) -> int:
    return int(target.client("lambda").get_function_configuration(FunctionName=target.function)["CodeSize"])


def test_a_deployment_that_zappa_refuses_fails_aloud(target: Target) -> None:
    """A first one: the stand-in takes a package that is not there for a second."""
    production = Target("production", ACCOUNT, target.parameters)

    with pytest.raises(DeploymentFailed, match="zappa deploy production"):
        deploy.put_function(production, "s3://goodreads-stats-deploy/packages/production/never-was.zip")
