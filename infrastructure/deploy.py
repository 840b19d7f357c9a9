"""Deploys a stage: `python -m infrastructure.deploy dev --alarm-email you@example.org`, with AWS's keys in the environment.

The stack first, as the function needs its role and its queue; styles and scripts, which its pages ask for; then the package, by
Zappa; the stack once more, which now has a function to put behind the domain; migrations; and a look at whether the site does
what it is for. Each step may be repeated: one that failed is mended, and the command run again. The workflow deploy.yml runs
nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infrastructure import package, smoke, static
from infrastructure.stages import ROOT, STAGES, settings_text, stage

TEMPLATE = ROOT / "infrastructure" / "template.yaml"
KEPT = "packages/{stage}/{name}.zip"  # in the bucket for packages: what to go back to


class DeploymentFailed(Exception):
    """A step did not work; what it says is for the person who deploys."""


@dataclass(frozen=True, slots=True)
class Target:
    """A stage in an account. `parameters` are those of template.yaml that this script does not know by itself."""

    stage: str
    account: str
    parameters: Mapping[str, str]

    @property
    def settings(self) -> dict[str, Any]:
        return stage(self.stage, self.account)

    @property
    def function(self) -> str:
        return f"{self.settings['project_name']}-{self.stage}"

    @property
    def stack(self) -> str:
        return f"{self.function}-foundation"

    def client(self, service: str) -> Any:
        return boto3.client(service, region_name=self.settings["aws_region"])


def deploy(target: Target, *, name: str) -> None:
    """All steps for a package that is kept under `name`. Raises `DeploymentFailed`, `smoke.SiteFails`."""
    archive = upload(target, package.build(target.stage, account=target.account).path, name=name)
    put_stack(target)
    print(f"{put_static(target)} styles, scripts and fonts are in S3.")
    put_function(target, archive)
    put_stack(target)
    migrate(target)
    smoke.check(target.settings["aws_environment_variables"]["SITE_URL"])


def go_back(target: Target, *, name: str) -> None:
    """Put an earlier package in its place again, as it was kept under `name`. The database stays as it is."""
    put_function(target, f"s3://{target.settings['s3_bucket']}/{KEPT.format(stage=target.stage, name=name)}")
    smoke.check(target.settings["aws_environment_variables"]["SITE_URL"])


def upload(target: Target, archive: Path, *, name: str) -> str:
    """Keep the package: its address in S3."""
    bucket, key = target.settings["s3_bucket"], KEPT.format(stage=target.stage, name=name)
    target.client("s3").upload_file(str(archive), bucket, key)
    return f"s3://{bucket}/{key}"


def put_stack(target: Target) -> None:
    """Make the stack as template.yaml says. Raises `DeploymentFailed`."""
    stacks = target.client("cloudformation")
    deployed = "yes" if _is_deployed(target) else "no"
    asked = {"Stage": target.stage, "Domain": target.settings["domain"], "Deployed": deployed}
    asked |= {"BasePath": _base_path(target), "EdgeKey": edge_key(target)}
    asked |= {"QuestionModelId": question_model(target.settings["aws_environment_variables"]), **target.parameters}
    call = {
        "StackName": target.stack,
        "TemplateBody": TEMPLATE.read_text("utf-8"),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in asked.items()],
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
    }
    try:
        if _exists(stacks, target.stack):
            stacks.update_stack(**call)
            stacks.get_waiter("stack_update_complete").wait(StackName=target.stack)
        else:
            stacks.create_stack(**call, OnFailure="DELETE")
            stacks.get_waiter("stack_create_complete").wait(StackName=target.stack)
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise DeploymentFailed(f"The stack {target.stack} could not be made: {error}") from error


def edge_key(target: Target) -> str:
    """What CloudFront shall send with each request: the first of those that the function takes. Raises `DeploymentFailed`."""
    name = target.settings["aws_environment_variables"]["SECRETS_PATH"] + "EDGE_KEY"
    try:
        found = target.client("ssm").get_parameter(Name=name, WithDecryption=True)
    except ClientError as error:
        raise DeploymentFailed(f"{name} is not in the Parameter Store, or may not be read: {error}") from error
    return str(found["Parameter"]["Value"]).partition(",")[0].strip()


def question_model(variables: Mapping[str, str]) -> str:
    """The model of Amazon Bedrock that the stage's variables name; "" for none."""
    return variables.get("QUESTION_MODEL_ID", "") if variables.get("QUESTION_MODEL") == "bedrock" else ""


def put_static(target: Target) -> int:
    """Put what the pages ask for beside what earlier releases did: how many files."""
    bucket = static.bucket(target.stage)
    return static.upload(target.client("s3"), bucket, package.STATIC_FILES, below=_base_path(target))


def _base_path(target: Target) -> str:
    return str(target.settings["aws_environment_variables"].get("FORCE_SCRIPT_NAME", "")).strip("/")


def _is_deployed(target: Target) -> bool:
    try:
        target.client("lambda").get_function(FunctionName=target.function)
    except ClientError:
        return False
    return True


def put_function(target: Target, archive: str) -> None:
    """Let Zappa put the package in its place, with its triggers and its schedules. Raises `DeploymentFailed`."""
    verb = "update" if _is_deployed(target) else "deploy"
    settings = package.DIST / "zappa_settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(settings_text(target.account), "utf-8")
    command = [str(Path(sys.executable).with_name("zappa")), verb, target.stage]
    command += ["--settings_file", str(settings), "--zip", archive]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}  # noqa: TID251 - for another process, which calls deploy_hooks
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:  # noqa: S603
        raise DeploymentFailed(f"zappa {verb} {target.stage} failed: see above.")


def migrate(target: Target) -> None:
    """Bring the database's tables up to date, from within the function: nobody else knows its address.

    After the new code is in place: for these seconds it may meet tables of before. So a migration only ever adds; what
    is no longer used is taken away by a later release. Raises `DeploymentFailed`.
    """
    answer = target.client("lambda").invoke(
        FunctionName=target.function, Payload=json.dumps({"manage": "migrate --no-input"}).encode()
    )
    if "FunctionError" in answer:
        raise DeploymentFailed(f"Migrating failed: {answer['Payload'].read().decode('utf-8', 'replace')}")


def _exists(stacks: Any, name: str) -> bool:
    try:
        stacks.describe_stacks(StackName=name)
    except ClientError:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Deploys a stage to the AWS account whose keys are in the environment."
    )
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--alarm-email", required=True, help="who is told when something is wrong")
    parser.add_argument("--certificate", default="", help="the ARN of the domain's certificate, in us-east-1")
    parser.add_argument("--zone", default="", help="the id of the domain's zone in Route 53, if its DNS is there")
    parser.add_argument("--budget", default="10", help="US dollars a month above which somebody is told (10)")
    parser.add_argument("--name", default="by-hand", help="what the package is kept as, such as the commit (by-hand)")
    parser.add_argument("--go-back", action="store_true", help="put the package that was kept as NAME in place again")
    options = parser.parse_args()
    parameters = {"AlarmEmail": options.alarm_email, "CertificateArn": options.certificate}
    parameters |= {"HostedZoneId": options.zone, "MonthlyBudget": options.budget}
    account = boto3.client("sts").get_caller_identity()["Account"]
    target = Target(options.stage, account, parameters)
    try:
        (go_back if options.go_back else deploy)(target, name=options.name)
    except (DeploymentFailed, smoke.SiteFails, package.TooLarge) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
