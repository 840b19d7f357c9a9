"""What zappa_settings.json says of a stage, for the AWS account that it is deployed to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "zappa_settings.json"
STAGES = ("dev", "production")
ACCOUNT = "123456789012"  # stands in zappa_settings.json for the account's number, which is nobody's business


def settings_text(account: str = ACCOUNT) -> str:
    """zappa_settings.json for this account. Zappa itself reads no number from anywhere else."""
    if not (account.isdigit() and len(account) == 12):
        raise ValueError(f"{account!r} is no AWS account's number: that has twelve digits.")
    return SETTINGS.read_text("utf-8").replace(ACCOUNT, account)


def stage(name: str, account: str = ACCOUNT) -> dict[str, Any]:
    """A stage's settings together with those that it extends."""
    stages: dict[str, dict[str, Any]] = json.loads(settings_text(account))
    own = stages[name]
    return stages[own["extends"]] | own


def queue_arns(settings: dict[str, Any]) -> list[str]:
    """The queues whose messages wake the function."""
    sources = [event["event_source"]["arn"] for event in settings["events"] if "event_source" in event]
    return [arn for arn in sources if ":sqs:" in arn]
