"""Files in S3, by django-storages: private, and what may not stay is marked so that the bucket itself deletes it."""

from __future__ import annotations

from typing import Any

from storages.backends.s3 import S3Storage

RAW_FILE = "/raw.csv"
# The bucket's lifecycle rule looks for this tag (infrastructure/template.yaml): a rule by name can only look at beginnings.
A_DAY = "keep=a-day"


class PrivateFiles(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """Objects that nobody but us can read. Raw files are deleted by S3 after a day, should we ever fail to."""

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_object_parameters(name)
        return parameters | {"Tagging": A_DAY} if name.endswith(RAW_FILE) else parameters
