"""What must stand in the CloudFormation templates. The emulator ignores much of it, and AWS would take it as it stands."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from goodreads_site.lambda_events import MARGIN
from goodreads_site.s3 import A_DAY
from infrastructure.stages import ACCOUNT, ROOT, STAGES, queue_arns, stage


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


TEMPLATE, FOR_ACCOUNT = load("template.yaml"), load("account.yaml")
BUCKETS = [
    (template, name)
    for template in (TEMPLATE, FOR_ACCOUNT)
    for name, resource in template["Resources"].items()
    if resource["Type"] == "AWS::S3::Bucket"
]


def properties(name: str, template: dict[str, Any] = TEMPLATE) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


def of_type(kind: str, template: dict[str, Any] = TEMPLATE) -> list[dict[str, Any]]:
    return [resource["Properties"] for resource in template["Resources"].values() if resource["Type"] == kind]


def resolved(value: Any, stage_name: str) -> str:
    """A name of the template as it is in a stage."""
    if isinstance(value, dict) and "Fn::If" in value:
        condition, yes, no = value["Fn::If"]
        assert condition == "IsProduction"
        return resolved(yes if stage_name == "production" else no, stage_name)
    text: str = value["Fn::Sub"] if isinstance(value, dict) else value
    known = {"Stage": stage_name, "AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": ACCOUNT}
    for name, meaning in known.items():
        text = text.replace("${" + name + "}", meaning)
    return text


def statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return found


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("template", "name"), BUCKETS, ids=[name for _, name in BUCKETS])
def test_a_bucket_is_closed_encrypted_and_outlives_its_stack(template: dict[str, Any], name: str) -> None:
    bucket = template["Resources"][name]
    access = bucket["Properties"]["PublicAccessBlockConfiguration"]
    encryption = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]

    assert access == dict.fromkeys(
        ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
    )
    assert encryption == [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    assert bucket["Properties"]["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize(("template", "name"), BUCKETS, ids=[name for _, name in BUCKETS])
def test_a_bucket_speaks_tls_only_and_is_opened_to_nobody(template: dict[str, Any], name: str) -> None:
    [policy] = [policy for policy in of_type("AWS::S3::BucketPolicy", template) if policy["Bucket"] == {"Ref": name}]

    [statement] = statements(policy)
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [{"Fn::GetAtt": f"{name}.Arn"}, {"Fn::Sub": f"${{{name}.Arn}}/*"}]


@pytest.mark.parametrize("name", STAGES)
def test_the_buckets_are_those_that_the_site_writes_to(name: str) -> None:
    variables = stage(name)["aws_environment_variables"]

    assert resolved(properties("Uploads")["BucketName"], name) == variables["S3_UPLOADS_BUCKET"]
    assert resolved(properties("Dashboards")["BucketName"], name) == variables["S3_DASHBOARDS_BUCKET"]
    assert properties("Packages", FOR_ACCOUNT)["BucketName"] == stage(name)["s3_bucket"]


def test_raw_files_are_deleted_after_a_day_and_nothing_else_is() -> None:
    rules = properties("Uploads")["LifecycleConfiguration"]["Rules"]
    rules += properties("Dashboards")["LifecycleConfiguration"]["Rules"]

    [deleting] = [rule for rule in rules if "ExpirationInDays" in rule]
    [tag] = deleting["TagFilters"]
    assert f"{tag['Key']}={tag['Value']}" == A_DAY
    assert (deleting["ExpirationInDays"], deleting["Status"]) == (1, "Enabled")


@pytest.mark.parametrize(("bucket", "method"), [("Uploads", "POST"), ("Dashboards", "GET")])
def test_only_the_sites_own_pages_reach_a_bucket(bucket: str, method: str) -> None:
    [rule] = properties(bucket)["CorsConfiguration"]["CorsRules"]

    assert (rule["AllowedMethods"], rule["AllowedOrigins"]) == ([method], [{"Fn::Sub": "https://${Domain}"}])


# --- tasks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STAGES)
def test_the_queue_is_the_one_that_wakes_the_function(name: str) -> None:
    """Zappa answers an event of a queue that it does not know with None, which is success: its messages would vanish."""
    queue = resolved(properties("Queue")["QueueName"], name)

    assert queue_arns(stage(name)) == [f"arn:aws:sqs:us-east-1:{ACCOUNT}:{queue}"]
    assert stage(name)["aws_environment_variables"]["SQS_QUEUE"] == queue


@pytest.mark.parametrize("name", STAGES)
def test_a_task_ends_before_the_function_and_the_function_before_its_message_is_seen_again(name: str) -> None:
    task = int(stage(name)["aws_environment_variables"]["TASK_TIMEOUT"])
    function = stage(name)["timeout_seconds"]

    assert task + MARGIN < function < properties("Queue")["VisibilityTimeout"]


def test_what_fails_three_times_is_set_aside_for_two_weeks() -> None:
    policy = properties("Queue")["RedrivePolicy"]

    assert policy == {"deadLetterTargetArn": {"Fn::GetAtt": "DeadLetters.Arn"}, "maxReceiveCount": 3}
    assert properties("DeadLetters")["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert properties("Queue")["MessageRetentionPeriod"] < properties("DeadLetters")["MessageRetentionPeriod"]


def test_queues_are_encrypted_and_speak_tls_only() -> None:
    assert all(queue["SqsManagedSseEnabled"] for queue in of_type("AWS::SQS::Queue"))
    [policy] = of_type("AWS::SQS::QueuePolicy")
    assert policy["Queues"] == [{"Ref": "Queue"}, {"Ref": "DeadLetters"}]
    assert [statement["Condition"] for statement in statements(policy)] == [{"Bool": {"aws:SecureTransport": "false"}}]


# --- who may do what ----------------------------------------------------------------------------


def permissions() -> Iterator[tuple[str, str]]:
    """(action, resource as in dev) of all that the function may do."""
    [policy] = properties("FunctionRole")["Policies"]
    for statement in statements(policy):
        assert statement["Effect"] == "Allow"
        for resource in listed(statement["Resource"]):
            for action in listed(statement["Action"]):
                yield action, str(resource if "Fn::GetAtt" in resource else resolved(resource, "dev"))


def test_the_function_may_do_only_named_things_to_named_things() -> None:
    assert not [(action, resource) for action, resource in permissions() if "*" in action or resource == "*"]


def test_the_function_can_make_no_queue() -> None:
    """django-q2 creates the queue that it cannot find: tasks would be sent where nobody listens."""
    assert "sqs:CreateQueue" not in {action for action, _ in permissions()}


@pytest.mark.parametrize("name", STAGES)
def test_the_role_is_the_one_that_zappa_gives_the_function(name: str) -> None:
    role = resolved(properties("FunctionRole")["RoleName"], name)

    assert stage(name)["role_arn"] == f"arn:aws:iam::{ACCOUNT}:role/{role}"
    assert stage(name)["manage_roles"] is False


@pytest.mark.parametrize("name", STAGES)
def test_the_function_reads_the_secrets_of_its_own_stage(name: str) -> None:
    path = stage(name)["aws_environment_variables"]["SECRETS_PATH"].rstrip("/")
    [policy] = properties("FunctionRole")["Policies"]
    [secrets] = [statement for statement in statements(policy) if statement["Sid"] == "Secrets"]

    arn = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter{path}"
    assert [resolved(resource, name) for resource in secrets["Resource"]] == [arn, arn + "/*"]


def test_a_roles_boundary_lets_through_what_the_function_does() -> None:
    [statement] = statements(properties("Boundary", FOR_ACCOUNT))
    boundary = properties("FunctionRole")["PermissionsBoundary"]

    refused = {
        action for action, _ in permissions() if not any(fnmatch.fnmatch(action, may) for may in statement["Action"])
    }
    assert refused == set()
    assert resolved(boundary, "dev").endswith(":policy/" + properties("Boundary", FOR_ACCOUNT)["ManagedPolicyName"])


@pytest.mark.parametrize(("role", "environment"), [("DevDeployment", "dev"), ("ProductionDeployment", "production")])
def test_only_a_workflow_of_the_repository_in_the_stages_environment_deploys(role: str, environment: str) -> None:
    [statement] = properties(role, FOR_ACCOUNT)["AssumeRolePolicyDocument"]["Statement"]

    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Condition"] == {
        "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": {"Fn::Sub": f"repo:${{Repository}}:environment:{environment}"},
        }
    }


def test_a_deployment_can_make_the_functions_role_only_within_its_boundary() -> None:
    allowed = statements(properties("Deploying", FOR_ACCOUNT))
    making = [statement for statement in allowed if "iam:PutRolePolicy" in listed(statement["Action"])]

    assert [statement["Condition"] for statement in making] == [
        {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}
    ]
    assert not [statement for statement in allowed if "iam:*" in listed(statement["Action"])]


# --- who is told --------------------------------------------------------------------------------


def test_every_alarm_tells_somebody_and_silence_is_no_alarm() -> None:
    alarms = of_type("AWS::CloudWatch::Alarm")

    assert len(alarms) == 4
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in alarms)
    assert all(alarm["TreatMissingData"] == "notBreaching" for alarm in alarms)
    assert properties("DeadLettersAlarm")["Threshold"] == 0


def test_somebody_is_told_before_the_budget_is_spent() -> None:
    notes = properties("Budget")["NotificationsWithSubscribers"]

    kinds = {(note["Notification"]["NotificationType"], note["Notification"]["Threshold"]) for note in notes}
    assert kinds == {("FORECASTED", 100), ("ACTUAL", 80)}


# --- the address --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STAGES)
def test_one_proxy_stands_before_the_function(name: str) -> None:
    """A regional API alone: an edge-optimised one adds an address of its own to X-Forwarded-For."""
    assert properties("DomainName")["EndpointConfiguration"] == {"Types": ["REGIONAL"]}
    assert stage(name)["endpoint_configuration"] == ["REGIONAL"]
    assert stage(name)["aws_environment_variables"]["TRUSTED_PROXY_HOPS"] == "1"


def test_what_needs_a_certificate_waits_for_it() -> None:
    conditions = {name: TEMPLATE["Resources"][name]["Condition"] for name in ("DomainName", "Mapping", "Address")}

    assert conditions == {"DomainName": "HasDomain", "Mapping": "HasMapping", "Address": "HasZone"}
