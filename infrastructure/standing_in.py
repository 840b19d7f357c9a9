"""AWS on this machine: moto's server, with the secrets, buckets and queues that a stage has."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_SESSION_TOKEN": "testing"}


# `zappa update` asks which addresses of its own the function has. The stand-in knows no such question; ours have none.
SERVER = r"""
import sys
from moto.awslambda import urls
def list_function_url_configs(request, full_url, headers):
    return 200, {"Content-Type": "application/json"}, '{"FunctionUrlConfigs": []}'
urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/urls$"] = list_function_url_configs
from moto.server import main
main(sys.argv[1:])
"""


@contextmanager
def serving_aws(log: Path) -> Iterator[str]:
    """Run moto's server until the block ends: its address, for AWS_ENDPOINT_URL."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-c", SERVER, "-H", "127.0.0.1", "-p", str(port)]
    environment = os.environ | CREDENTIALS  # noqa: TID251 - for another process
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as server:  # noqa: S603
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            _call(address + "/moto-api/config", {"lambda": {"use_docker": False}})
            yield address
        finally:
            server.kill()


def client(service: str, address: str) -> Any:
    """A boto3 client of the stand-in."""
    keys = {name.lower(): value for name, value in CREDENTIALS.items()}
    return boto3.client(service, region_name="us-east-1", endpoint_url=address, **keys)


def keep_secrets(address: str, path: str, secrets: Mapping[str, str]) -> None:
    """Put the secrets where a stage looks for them."""
    store = client("ssm", address)
    for name, value in secrets.items():
        store.put_parameter(Name=path + name, Value=value, Type="SecureString", Overwrite=True)


def _call(address: str, body: Mapping[str, Any]) -> None:
    request = urllib.request.Request(address, data=json.dumps(body).encode(), method="POST")  # noqa: S310 - ours
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - ours
        return


def _wait_for(address: str, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address + "/moto-api/", timeout=5):  # noqa: S310 - ours
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
