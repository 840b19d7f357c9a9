"""Files in S3, by django-storages: private, and what may not stay is marked so that the bucket itself deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storages.backends.s3 import S3Storage

RAW_FILE = "/raw.csv"
# The bucket's lifecycle rule looks for this tag (infrastructure/template.yaml): a rule by name can only look at beginnings.
A_DAY = "keep=a-day"
_A_DAY_AS_XML = "<Tagging><TagSet><Tag><Key>keep</Key><Value>a-day</Value></Tag></TagSet></Tagging>"


@dataclass(frozen=True, slots=True)
class Form:
    """Where a browser sends a file to, and the fields that it sends before the file itself, which comes last as `file`."""

    url: str
    fields: dict[str, str]


class PrivateFiles(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """Objects that nobody but us can read. Raw files are deleted by S3 after a day, should we ever fail to."""

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_object_parameters(name)
        return parameters | {"Tagging": A_DAY} if name.endswith(RAW_FILE) else parameters

    def form_for(self, name: str, *, most: int, seconds: int) -> Form:
        """A form that one file of 1 to `most` bytes can be sent with under this name and no other, for so long.

        Raw files are marked as `get_object_parameters` would. S3 keeps to the size; an emulator may not.
        """
        fields = {"tagging": _A_DAY_AS_XML, "Content-Type": "text/csv"}
        conditions: list[Any] = [{field: value} for field, value in fields.items()]
        conditions.append(["content-length-range", 1, most])
        signed = self.connection.meta.client.generate_presigned_post(
            self.bucket_name, name, Fields=fields, Conditions=conditions, ExpiresIn=seconds
        )
        return Form(signed["url"], signed["fields"])
