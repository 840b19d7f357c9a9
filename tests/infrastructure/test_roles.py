"""Who may do what: the function, those who deploy it, and neither of them anything of another stage's."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from zappa.core import Zappa

from infrastructure import static
from infrastructure.deploy import question_model
from infrastructure.stages import ACCOUNT, STAGES, stage
from tests.infrastructure.templates import (
    FOR_DEPLOYER,
    TEMPLATE,
    listed,
    of_type,
    properties,
    resolved,
    statements,
)

OTHER = {"dev": "production", "production": "dev"}
ZONE = "Z0123456789"
ASKS, HAS = "aws:RequestTag/Stage", "aws:ResourceTag/Stage"


# --- a small reading of AWS's rules -------------------------------------------------------------


def role(name: str, **more: Any) -> list[dict[str, Any]]:
    """The statements of the function's role in a stage."""
    [policy] = resolved(properties("FunctionRole"), name, **arns(name), **more)["Policies"]
    return statements(policy)


def boundary(name: str, **more: Any) -> list[dict[str, Any]]:
    return statements(resolved(properties("Boundary", FOR_DEPLOYER), name, **more))


def deployer(name: str) -> list[dict[str, Any]]:
    known = {"Domain": domain(name), "HostedZoneId": ZONE, "Boundary": f"boundary-of-{name}"}
    return [
        statement
        for policy in ("Deploying", "DeployingTheAddress")
        for statement in statements(resolved(properties(policy, FOR_DEPLOYER), name, conditions=("HasZone",), **known))
    ]


def arns(name: str) -> dict[str, str]:
    """The attributes that template.yaml asks its own resources for."""
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:goodreads-stats-{name}"
    found = {"Queue.Arn": queue, "DeadLetters.Arn": queue + "-dead-letters"}
    for bucket in ("Uploads", "Dashboards", "Static"):
        found[f"{bucket}.Arn"] = "arn:aws:s3:::" + resolved(properties(bucket)["BucketName"], name)
    return found


def domain(name: str) -> str:
    return str(stage(name)["domain"])


def allowed(
    rules: list[dict[str, Any]], action: str, resource: str, context: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Whether some statement allows it. What a condition asks for and the context does not say is not allowed."""
    return any(
        any(fnmatch.fnmatchcase(action.lower(), may.lower()) for may in listed(rule["Action"]))
        and any(fnmatch.fnmatchcase(resource, pattern) for pattern in listed(rule["Resource"]))
        and all(_holds(kind, asked, context) for kind, asked in rule.get("Condition", {}).items())
        for rule in rules
        if rule["Effect"] == "Allow"
    )


def _holds(kind: str, asked: Mapping[str, Any], context: Mapping[str, str]) -> bool:
    for key, wanted in asked.items():
        if key not in context:
            if not kind.endswith("IfExists"):
                return False
        elif not any(fnmatch.fnmatchcase(context[key], str(value)) for value in listed(wanted)):
            return False
    return True


def of_a_stage(name: str) -> Iterator[str]:
    """What a stage has: the names that no other stage may touch."""
    account, region = ACCOUNT, f"us-east-1:{ACCOUNT}"
    settings = stage(name)
    buckets = [*(settings["aws_environment_variables"][f"S3_{kind}_BUCKET"] for kind in ("UPLOADS", "DASHBOARDS"))]
    for bucket in [*buckets, static.bucket(name)]:
        yield from (f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/6f1c/library.json")
    yield f"arn:aws:s3:::{settings['s3_bucket']}/packages/{name}/3f2a.zip"
    yield from (f"arn:aws:sqs:{region}:goodreads-stats-{name}{end}" for end in ("", "-dead-letters"))
    yield f"arn:aws:lambda:{region}:function:goodreads-stats-{name}"
    yield f"arn:aws:lambda:{region}:function:goodreads-stats-{name}:7"
    for event in settings["events"]:
        if "expression" in event:
            yield f"arn:aws:events:{region}:rule/{Zappa.get_event_name(f'goodreads-stats-{name}', event['function'])}"
    yield f"arn:aws:cloudformation:{region}:stack/goodreads-stats-{name}-foundation/8a1"
    yield f"arn:aws:logs:{region}:log-group:/aws/lambda/goodreads-stats-{name}"
    yield f"arn:aws:logs:{region}:log-group:/aws/lambda/goodreads-stats-{name}:log-stream:one"
    yield f"arn:aws:ssm:{region}:parameter/goodreads-stats/{name}"
    yield f"arn:aws:ssm:{region}:parameter/goodreads-stats/{name}/SECRET_KEY"
    yield f"arn:aws:ssm:{region}:parameter/goodreads-stats/{name}/EDGE_KEY"
    yield f"arn:aws:iam::{account}:role/goodreads-stats-{name}"
    yield f"arn:aws:iam::{account}:role/goodreads-stats-deploys-{name}"
    yield f"arn:aws:iam::{account}:policy/goodreads-stats-{name}-boundary"
    yield f"arn:aws:cloudwatch:{region}:alarm:goodreads-stats-{name}-foundation-ErrorsAlarm-1"
    yield f"arn:aws:sns:{region}:goodreads-stats-{name}-alarms"
    yield f"arn:aws:budgets::{account}:budget/goodreads-stats-{name}"
    yield f"arn:aws:cloudfront::{account}:function/goodreads-stats-{name}-viewer"


def reached(rules: list[dict[str, Any]], resources: Iterator[str]) -> set[str]:
    """Those that some statement names, conditions aside."""
    patterns = {pattern for rule in rules for pattern in listed(rule["Resource"]) if pattern != "*"}
    return {resource for resource in resources if any(fnmatch.fnmatchcase(resource, each) for each in patterns)}


# --- one stage cannot reach the other -----------------------------------------------------------


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize("rules", [role, boundary, deployer])
def test_a_stage_reaches_its_own_and_nothing_of_the_other(rules: Any, name: str) -> None:
    assert reached(rules(name), of_a_stage(name))
    assert reached(rules(name), of_a_stage(OTHER[name])) == set()


@pytest.mark.parametrize("name", STAGES)
def test_what_has_no_name_of_its_own_is_known_by_its_tag_or_function(name: str) -> None:
    rules, other = deployer(name), OTHER[name]
    api = "arn:aws:apigateway:us-east-1::/apis/a1b2c3"
    edge = f"arn:aws:cloudfront::{ACCOUNT}:distribution/E2ABC"

    for action, resource in (
        ("apigateway:PATCH", api),
        ("apigateway:DELETE", api),
        ("cloudfront:UpdateDistribution", edge),
        ("cloudfront:DeleteDistribution", edge),
    ):
        assert allowed(rules, action, resource, {HAS: name})
        assert not allowed(rules, action, resource, {HAS: other})
        assert not allowed(rules, action, resource)
    # Nobody takes over what is another's by putting a tag of their own on it.
    for action, resource in (
        ("apigateway:PUT", "arn:aws:apigateway:us-east-1::/tags/a1b2c3"),
        ("cloudfront:TagResource", edge),
    ):
        assert allowed(rules, action, resource, {ASKS: name})
        assert not allowed(rules, action, resource, {ASKS: name, HAS: other})
    access = f"arn:aws:cloudfront::{ACCOUNT}:origin-access-control/E3ABC"
    assert not allowed(rules, "cloudfront:UpdateOriginAccessControl", access, {HAS: name})
    trigger = f"arn:aws:lambda:us-east-1:{ACCOUNT}:event-source-mapping:0a7b"
    function = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:goodreads-stats-"
    for action in ("lambda:UpdateEventSourceMapping", "lambda:DeleteEventSourceMapping"):
        assert allowed(rules, action, trigger, {"lambda:FunctionArn": function + name})
        assert not allowed(rules, action, trigger, {"lambda:FunctionArn": function + other})


@pytest.mark.parametrize("name", STAGES)
def test_of_dns_a_deployment_writes_the_stages_own_name(name: str) -> None:
    rules, zone = deployer(name), f"arn:aws:route53:::hostedzone/{ZONE}"
    names = "route53:ChangeResourceRecordSetsNormalizedRecordNames"

    assert allowed(rules, "route53:ChangeResourceRecordSets", zone, {names: domain(name)})
    assert not allowed(rules, "route53:ChangeResourceRecordSets", zone, {names: domain(OTHER[name])})


@pytest.mark.parametrize("name", STAGES)
def test_to_everything_a_deployment_may_only_read(name: str) -> None:
    everywhere = [rule for rule in deployer(name) if "*" in listed(rule["Resource"]) and "Condition" not in rule]

    verbs = {action.partition(":")[2] for rule in everywhere for action in listed(rule["Action"])}
    assert all(verb.startswith(("Get", "List", "Describe", "Validate")) for verb in verbs), verbs


# --- who deploys --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STAGES)
def test_only_a_workflow_of_the_repository_in_the_stages_environment_deploys(name: str) -> None:
    [statement] = properties("Deployment", FOR_DEPLOYER)["AssumeRolePolicyDocument"]["Statement"]
    trust = resolved(statement, name, Repository="you/goodreads-stats")

    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    assert trust["Principal"] == {"Federated": provider}
    assert trust["Condition"] == {
        "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": f"repo:you/goodreads-stats:environment:{name}",
        }
    }


@pytest.mark.parametrize("name", STAGES)
def test_a_deployment_makes_the_functions_role_only_within_its_boundary(name: str) -> None:
    rules, function = deployer(name), f"arn:aws:iam::{ACCOUNT}:role/goodreads-stats-{name}"
    within = {"iam:PermissionsBoundary": f"boundary-of-{name}"}

    for action in ("iam:CreateRole", "iam:PutRolePolicy"):
        assert allowed(rules, action, function, within)
        assert not allowed(rules, action, function)
        assert not allowed(rules, action, function, {"iam:PermissionsBoundary": "a wider one"})
    for action in ("iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:CreateUser"):
        assert not allowed(rules, action, function, within)


@pytest.mark.parametrize("name", STAGES)
def test_a_deployment_can_change_neither_its_own_role_nor_the_boundary(name: str) -> None:
    rules = deployer(name)

    for action in ("iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:CreatePolicyVersion", "sts:AssumeRole"):
        for mine in (f"role/goodreads-stats-deploys-{name}", f"policy/goodreads-stats-{name}-boundary"):
            assert not allowed(rules, action, f"arn:aws:iam::{ACCOUNT}:{mine}")


@pytest.mark.parametrize("name", STAGES)
def test_a_deployment_reads_the_edges_key_and_no_other_secret(name: str) -> None:
    below = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/goodreads-stats/{name}/"

    readable = [each for each in ("EDGE_KEY", "SECRET_KEY", "DATABASE_URL") if _reads(deployer(name), below + each)]
    assert readable == ["EDGE_KEY"]


def _reads(rules: list[dict[str, Any]], parameter: str) -> bool:
    return any(allowed(rules, f"ssm:{verb}", parameter) for verb in ("GetParameter", "GetParameters"))


@pytest.mark.parametrize("name", STAGES)
def test_a_deployment_may_make_all_that_the_template_names(name: str) -> None:
    """A role that lacks something stops the first deployment half-way, and only on AWS."""
    rules, mine = deployer(name), sorted(of_a_stage(name))
    needed = {
        "s3:::goodreads-stats-static": "s3:PutObject",
        ":sqs:": "sqs:CreateQueue",
        ":lambda:": "lambda:UpdateFunctionCode",
        ":events:": "events:PutRule",
        ":cloudformation:": "cloudformation:UpdateStack",
        ":sns:": "sns:CreateTopic",
        ":alarm:": "cloudwatch:PutMetricAlarm",
        ":budgets:": "budgets:ModifyBudget",
        "-viewer": "cloudfront:PublishFunction",
        "/packages/": "s3:PutObject",
    }

    refused = {
        (action, arn)
        for part, action in needed.items()
        for arn in mine
        if part in arn and not allowed(rules, action, arn)
    }
    assert refused == set()


# --- the function -------------------------------------------------------------------------------


def permissions(name: str) -> Iterator[tuple[str, str]]:
    for rule in role(name):
        assert rule["Effect"] == "Allow"
        yield from ((action, resource) for resource in listed(rule["Resource"]) for action in listed(rule["Action"]))


@pytest.mark.parametrize("name", STAGES)
def test_the_function_may_do_only_named_things_to_named_things(name: str) -> None:
    assert not [(action, resource) for action, resource in permissions(name) if "*" in action or resource == "*"]


def test_the_function_can_make_no_queue() -> None:
    """django-q2 creates the queue that it cannot find: tasks would be sent where nobody listens."""
    assert "sqs:CreateQueue" not in {action for action, _ in permissions("dev")}


def test_the_function_reads_no_styles_and_writes_none() -> None:
    assert not [resource for _, resource in permissions("dev") if static.bucket("dev") in resource]


@pytest.mark.parametrize("name", STAGES)
def test_the_role_is_the_one_that_zappa_gives_the_function(name: str) -> None:
    found = resolved(properties("FunctionRole")["RoleName"], name)

    assert stage(name)["role_arn"] == f"arn:aws:iam::{ACCOUNT}:role/{found}"
    assert stage(name)["manage_roles"] is False


@pytest.mark.parametrize("name", STAGES)
def test_the_function_reads_the_secrets_of_its_own_stage(name: str) -> None:
    path = stage(name)["aws_environment_variables"]["SECRETS_PATH"].rstrip("/")

    arn = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter{path}"
    assert [resource for action, resource in permissions(name) if action.startswith("ssm:")] == [arn, arn + "/*"]


@pytest.mark.parametrize("name", STAGES)
def test_a_roles_boundary_lets_through_what_the_function_does(name: str) -> None:
    ceiling = boundary(name)

    refused = {each for each in permissions(name) if not allowed(ceiling, each[0], each[1].replace("*", "x"))}
    assert refused == set()
    given = resolved(properties("FunctionRole")["PermissionsBoundary"], name)
    assert given.endswith(":policy/" + resolved(properties("Boundary", FOR_DEPLOYER)["ManagedPolicyName"], name))


# --- a model for questions ----------------------------------------------------------------------


@pytest.mark.parametrize("rules", [role, boundary])
def test_without_a_model_there_is_no_permission_to_ask_one(rules: Any) -> None:
    assert "bedrock" not in str(rules("dev"))
    assert TEMPLATE["Parameters"]["QuestionModelId"]["Default"] == ""
    assert FOR_DEPLOYER["Parameters"]["QuestionModelId"]["Default"] == ""


@pytest.mark.parametrize("rules", [role, boundary])
def test_a_model_that_is_named_may_be_asked_and_no_other(rules: Any) -> None:
    found = rules("dev", conditions=("HasModel",), QuestionModelId="a.model-v1:0")

    models = "arn:aws:bedrock:us-east-1::foundation-model/"
    assert allowed(found, "bedrock:InvokeModel", models + "a.model-v1:0")
    assert not allowed(found, "bedrock:InvokeModel", models + "another.model-v1:0")
    assert not allowed(found, "bedrock:CreateModelCustomizationJob", models + "a.model-v1:0")


@pytest.mark.parametrize("rules", [role, boundary])
def test_a_profile_that_is_named_asks_its_models_and_nobody_asks_them_past_it(rules: Any) -> None:
    found = rules("dev", conditions=("HasModel",), QuestionModelId="us.a.model-v1:0")

    profiles = f"arn:aws:bedrock:us-east-1:{ACCOUNT}:inference-profile/"
    model, key = "arn:aws:bedrock:us-west-2::foundation-model/a.model-v1:0", "bedrock:InferenceProfileArn"
    assert allowed(found, "bedrock:InvokeModel", profiles + "us.a.model-v1:0")
    assert allowed(found, "bedrock:InvokeModel", model, {key: profiles + "us.a.model-v1:0"})
    assert not allowed(found, "bedrock:InvokeModel", model, {key: profiles + "us.another.model-v1:0"})
    assert not allowed(found, "bedrock:InvokeModel", model)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, ""),
        ({"QUESTION_MODEL": "bedrock", "QUESTION_MODEL_ID": "us.a.model-v1:0"}, "us.a.model-v1:0"),
        ({"QUESTION_MODEL": "openai", "QUESTION_MODEL_ID": "qwen2.5:7b"}, ""),  # no model of AWS's
    ],
)
def test_the_stack_names_the_model_that_the_stage_does(variables: dict[str, str], named: str) -> None:
    assert question_model(variables) == named


def test_every_role_of_the_stack_has_a_boundary() -> None:
    assert all("PermissionsBoundary" in found for found in of_type("AWS::IAM::Role"))
