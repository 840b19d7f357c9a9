"""Zappa's `callbacks.post`: what zappa_settings.json cannot say of the trigger from the queue."""

from __future__ import annotations

from typing import Any

import boto3

from infrastructure.stages import queue_arns

# Tasks that may run at once. A new account has ten invocations at once in all: some must be left for readers.
AT_ONCE = 4


class NoTrigger(Exception):
    """The queue would not wake the function: messages would pile up unseen."""


def after(cli: Any) -> None:
    """Limit how many messages are at work at once, and stop a deployment whose queue wakes nobody."""
    functions = boto3.client("lambda", region_name=cli.aws_region)
    function = functions.get_function_configuration(FunctionName=cli.lambda_name)["FunctionArn"]
    for arn in queue_arns(cli.stage_config):
        mappings = functions.list_event_source_mappings(FunctionName=function, EventSourceArn=arn)[
            "EventSourceMappings"
        ]
        if len(mappings) != 1:
            raise NoTrigger(f"{arn} should wake {cli.lambda_name} by one trigger; there are {len(mappings)}.")
        limit = {"MaximumConcurrency": AT_ONCE}
        functions.update_event_source_mapping(UUID=mappings[0]["UUID"], ScalingConfig=limit)
        print(f"{arn} wakes {cli.lambda_name}, at most {AT_ONCE} times at once.")
