"""Secrets come from AWS's Parameter Store where SECRETS_PATH names a path of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from moto import mock_aws

from goodreads_site.env import Environment
from goodreads_site.secrets import read_secrets


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


def keep(**secrets: str) -> None:
    store = boto3.client("ssm")
    for name, value in secrets.items():
        store.put_parameter(Name=f"/goodreads-stats/dev/{name}", Value=value, Type="SecureString")


def test_every_parameter_below_the_path_is_a_variable() -> None:
    secrets = {f"NAME_{number}": f"value {number}" for number in range(12)}  # more than a page of answers
    keep(**secrets)

    assert read_secrets("/goodreads-stats/dev/") == secrets


def test_a_path_with_nothing_below_it_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRETS_PATH='/goodreads-stats/dve/'"):
        read_secrets("/goodreads-stats/dve/")


def test_the_environment_wins_over_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keep(SECRET_KEY="from the store", SITE_URL="https://store.example.org")
    monkeypatch.setenv("SECRETS_PATH", "/goodreads-stats/dev/")
    monkeypatch.setenv("SITE_URL", "https://given.example.org")

    env = Environment.of_process(tmp_path / ".env")

    assert env.text("SECRET_KEY") == "from the store"
    assert env.text("SITE_URL") == "https://given.example.org"
