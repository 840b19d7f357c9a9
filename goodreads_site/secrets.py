"""Secrets that the cloud keeps for us: in the Parameter Store of AWS Systems Manager, encrypted, one parameter a variable."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured


def read_secrets(path: str) -> dict[str, str]:
    """The parameters below a path ("/goodreads-stats/dev/"), by the last part of their names: SECRET_KEY, DATABASE_URL, …

    Raises `ImproperlyConfigured` where there are none: the path is mistyped, or nobody has put them there yet.
    """
    import boto3  # takes a fifth of a second, and only the cloud needs it here

    pages = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=path, WithDecryption=True)
    found: list[dict[str, Any]] = [parameter for page in pages for parameter in page["Parameters"]]
    if not found:
        raise ImproperlyConfigured(f"SECRETS_PATH={path!r}: there is no parameter below this path.")
    return {str(parameter["Name"]).rpartition("/")[2]: str(parameter["Value"]) for parameter in found}
