"""What must stand in the CloudFormation templates. The emulator ignores much of it, and AWS would take it as it stands."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from goodreads_site import edge
from goodreads_site.lambda_events import MARGIN
from goodreads_site.s3 import A_DAY
from infrastructure import static
from infrastructure.stages import ACCOUNT, STAGES, queue_arns, stage
from tests.infrastructure.templates import FOR_ACCOUNT, TEMPLATE, of_type, properties, resolved, statements

[OF_THE_CDN] = [statement for statement in statements(properties("StaticPolicy")) if "Fn::If" in statement]
BUCKETS = [
    (template, name)
    for template in (TEMPLATE, FOR_ACCOUNT)
    for name, resource in template["Resources"].items()
    if resource["Type"] == "AWS::S3::Bucket"
]


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

    denying, *allowing = [statement for statement in statements(policy) if statement != OF_THE_CDN]
    assert (denying["Effect"], denying["Principal"], denying["Action"]) == ("Deny", "*", "s3:*")
    assert denying["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert denying["Resource"] == [{"Fn::GetAtt": f"{name}.Arn"}, {"Fn::Sub": f"${{{name}.Arn}}/*"}]
    assert allowing == []


def test_the_cdn_alone_reads_styles_and_scripts_and_nothing_else() -> None:
    reading = [policy["Bucket"] for policy in of_type("AWS::S3::BucketPolicy") if OF_THE_CDN in statements(policy)]
    statement = resolved(
        OF_THE_CDN, "dev", conditions=("HasAddress",), Distribution="E2ABC", **{"Static.Arn": "bucket"}
    )

    assert reading == [{"Ref": "Static"}]
    assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert (statement["Action"], statement["Resource"]) == ("s3:GetObject", "bucket/*")
    source = f"arn:aws:cloudfront::{ACCOUNT}:distribution/E2ABC"
    assert statement["Condition"] == {"StringEquals": {"aws:SourceArn": source}}
    assert resolved(OF_THE_CDN, "dev") is None  # before there is a distribution


@pytest.mark.parametrize("name", STAGES)
def test_the_buckets_are_those_that_the_site_writes_to(name: str) -> None:
    variables = stage(name)["aws_environment_variables"]

    assert resolved(properties("Uploads")["BucketName"], name) == variables["S3_UPLOADS_BUCKET"]
    assert resolved(properties("Dashboards")["BucketName"], name) == variables["S3_DASHBOARDS_BUCKET"]
    assert resolved(properties("Static")["BucketName"], name) == static.bucket(name)
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


def distribution(**known: str) -> dict[str, Any]:
    conditions = ("HasBasePath",) if "BasePath" in known else ()
    found: dict[str, Any] = resolved(properties("Distribution"), "dev", conditions=conditions, Api="a1b2c3", **known)
    return dict(found["DistributionConfig"])


def test_nothing_of_the_functions_answers_is_kept_on_the_way() -> None:
    behaviour = distribution()["DefaultCacheBehavior"]

    assert behaviour["TargetOriginId"] == "function"
    assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS's CachingDisabled
    assert {error["ErrorCachingMinTTL"] for error in distribution()["CustomErrorResponses"]} == {0}
    assert {403, 404, 500, 502, 503, 504} <= {error["ErrorCode"] for error in distribution()["CustomErrorResponses"]}


def test_the_function_gets_all_that_the_reader_sent_but_the_host() -> None:
    """A function behind an HTTP API is found by its host: the site's own name would be nobody's there."""
    behaviour = distribution()["DefaultCacheBehavior"]

    assert behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader
    assert set(behaviour["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}


@pytest.mark.parametrize(
    ("known", "pattern"), [({}, "/static/*"), ({"BasePath": "goodreads-stats"}, "/goodreads-stats/static/*")]
)
def test_styles_and_scripts_come_from_s3_also_under_a_path(known: dict[str, str], pattern: str) -> None:
    [behaviour] = distribution(**known)["CacheBehaviors"]

    assert (behaviour["PathPattern"], behaviour["TargetOriginId"]) == (pattern, "static")
    assert behaviour["CachePolicyId"] == "658327ea-f89d-4fab-a63d-7e88639e58f6"  # AWS's CachingOptimized
    assert "OriginRequestPolicyId" not in behaviour  # no cookie goes there, and none parts what is kept
    assert behaviour["Compress"] is True


def test_the_edge_speaks_tls_to_both_sides_and_for_one_name() -> None:
    config = distribution()

    behaviours = [config["DefaultCacheBehavior"], *config["CacheBehaviors"]]
    assert {behaviour["ViewerProtocolPolicy"] for behaviour in behaviours} == {"redirect-to-https"}
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    [function, files] = config["Origins"]
    assert function["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert function["DomainName"] == "a1b2c3.execute-api.us-east-1.amazonaws.com"
    assert files["OriginAccessControlId"] == "${StaticAccess.Id}"
    assert config["Aliases"] == ["${Domain}"]


def test_the_function_knows_the_edge_by_its_key_which_nobody_reads_in_the_stack() -> None:
    [header] = distribution()["Origins"][0]["OriginCustomHeaders"]

    assert header == {"HeaderName": edge.KEY, "HeaderValue": "${EdgeKey}"}
    refused = ("x-amz-", "x-edge-", "proxy-", "if-")  # CloudFront sends no header of ours that begins so
    assert not edge.KEY.lower().startswith(refused)
    assert not edge.ADDRESS.lower().startswith(refused)
    assert TEMPLATE["Parameters"]["EdgeKey"]["NoEcho"] is True
    assert "Default" not in TEMPLATE["Parameters"]["EdgeKey"]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_edge_says_who_asks_whatever_they_say_themselves() -> None:
    code = properties("Viewer")["FunctionCode"]
    event = {
        "viewer": {"ip": "203.0.113.9"},
        "request": {"headers": {edge.ADDRESS.lower(): {"value": "198.51.100.1"}, "accept": {"value": "*/*"}}},
    }

    script = f"{code}\nprocess.stdout.write(JSON.stringify(handler({json.dumps(event)})))"
    said = json.loads(subprocess.run(["node", "-e", script], capture_output=True, check=True).stdout)

    assert said["headers"] == {edge.ADDRESS.lower(): {"value": "203.0.113.9"}, "accept": {"value": "*/*"}}
    [association] = distribution()["DefaultCacheBehavior"]["FunctionAssociations"]
    assert association["EventType"] == "viewer-request"


@pytest.mark.parametrize("name", STAGES)
def test_the_api_hands_everything_to_the_stages_function(name: str) -> None:
    api = resolved(properties("Api"), name)

    assert api["ProtocolType"] == "HTTP"
    assert api["Target"] == f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:goodreads-stats-{name}"
    assert api["CredentialsArn"] == "${FunctionRole.Arn}"
    assert stage(name)["apigateway_enabled"] is False  # Zappa makes no second one
    # No proxy's word but the edge's counts: what API Gateway makes of X-Forwarded-For behind it is not documented.
    assert "TRUSTED_PROXY_HOPS" not in stage(name)["aws_environment_variables"]


def test_what_needs_a_certificate_or_a_function_waits_for_it() -> None:
    waiting = {
        name: resource["Condition"] for name, resource in TEMPLATE["Resources"].items() if "Condition" in resource
    }

    cdn = dict.fromkeys(("StaticAccess", "Viewer", "Distribution"), "HasAddress")
    assert waiting == {"Api": "HasFunction", "Address": "HasZone", **cdn}
    assert {"Condition": "HasFunction"} in TEMPLATE["Conditions"]["HasZone"]["Fn::And"]


def test_no_url_of_the_functions_own_is_open_to_the_world() -> None:
    """Zappa's function URLs let anybody call the function with any event, and Zappa runs the code in some events."""
    assert not any(stage(name).get("function_url_enabled") for name in STAGES)
    assert not of_type("AWS::Lambda::Url") + of_type("AWS::Lambda::Permission")
